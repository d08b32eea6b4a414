"""The head of a request: no larger than anybody needs, and nothing in it that could be read in two ways."""

from litestar.types.asgi_types import HTTPScope

from goldenthread.http.problems import Problem

MOST_HEADERS = 100
LARGEST_HEAD = 32_768
"""Bytes of a request line and its headers. The server in front of the application holds to it too."""

ONCE = frozenset(
    {
        b"host",
        b"content-length",
        b"content-type",
        b"transfer-encoding",
        b"authorization",
        b"cookie",
        b"origin",
        b"if-match",
        b"idempotency-key",
        b"sec-fetch-site",
    }
)
"""Headers of which two could be read by two programs in two ways."""


def check_head(scope: HTTPScope) -> None:
    """Refuse a head that is too large, or can be read in two ways. Raises ``Problem`` 400 or 431."""
    headers = list(scope["headers"])
    size = sum(len(name) + len(value) for name, value in headers) + len(scope["raw_path"]) + len(scope["query_string"])
    if len(headers) > MOST_HEADERS or size > LARGEST_HEAD:
        why = f"Send at most {MOST_HEADERS} headers, and {LARGEST_HEAD:,} bytes before the body."
        raise Problem(431, "head-too-large", "The head of the request is too large", why)
    if "//" in scope["path"]:
        raise unclear("Give a path with one slash between its parts: two in a row can be read as one.")
    names = [name.lower() for name, _ in headers]
    for name in sorted(ONCE):
        if names.count(name) > 1:
            raise unclear(f"{name.decode().title()} is given more than once.")
    if {b"content-length", b"transfer-encoding"} <= set(names):
        raise unclear("Send Content-Length or Transfer-Encoding, not both: where the body ends is said in two ways.")


def unclear(why: str) -> Problem:
    return Problem(400, "invalid", "The request cannot be read", why).with_headers(Connection="close")
