"""Headers that every answer bears, whatever it is: a page, a record, a refusal, a path that is not there."""

from collections.abc import Iterable

Header = tuple[bytes, bytes]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page of ours may load: its own files, and nothing written into the page itself."""

ALWAYS: dict[bytes, bytes] = {
    b"strict-transport-security": b"max-age=63072000; includeSubDomains",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    b"x-frame-options": b"DENY",  # for browsers that do not know frame-ancestors
}
"""What no handler may say otherwise."""

UNLESS_SAID: dict[bytes, bytes] = {b"content-security-policy": POLICY.encode(), b"cache-control": b"no-store"}
"""What a handler may say otherwise: a document is more closely shut in, and a style sheet may be kept."""

NEVER = frozenset({b"server", b"x-powered-by"})


def with_safety(said: Iterable[Header]) -> list[Header]:
    """Return the headers of an answer with those that it must bear."""
    kept = [(name, value) for name, value in said if name.lower() not in NEVER and name.lower() not in ALWAYS]
    there = {name.lower() for name, _ in kept}
    more = [(name, value) for name, value in UNLESS_SAID.items() if name not in there]
    return [*kept, *ALWAYS.items(), *more]
