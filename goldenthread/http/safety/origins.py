"""Where a request comes from: a page of another site may lead here, and may do nothing here."""

from urllib.parse import urlsplit

from litestar.types.asgi_types import HTTPScope

from goldenthread.http.problems import Problem

ONLY_LOOKS = frozenset({"GET", "HEAD", "OPTIONS"})
OUR_OWN = frozenset({b"same-origin", b"none"})
"""What a browser says of a request that a page of ours, or a person, made. A program says nothing."""


def check_origin(scope: HTTPScope) -> None:
    """Refuse what another site's page sends to be recorded. Raises ``Problem`` 403.

    It stands beside the token that is bound to a session: either of them alone is enough.
    """
    if scope["method"] in ONLY_LOOKS:
        return
    said = dict(scope["headers"])
    if said.get(b"sec-fetch-site", b"none") not in OUR_OWN:
        raise from_elsewhere()
    origin = said.get(b"origin")
    if origin is not None and host_of(origin) != said.get(b"host", b"").lower():
        raise from_elsewhere()


def host_of(origin: bytes) -> bytes | None:
    """Return the host and port of an Origin; None where a browser will not say, or it cannot be read."""
    try:
        return urlsplit(origin.decode("ascii").lower()).netloc.encode() or None
    except ValueError:
        return None


def from_elsewhere() -> Problem:
    why = "A page of another site asked for this. Do it from a page of this one."
    return Problem(403, "from-elsewhere", "This was not asked for here", why)
