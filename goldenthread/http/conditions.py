"""Conditions of a request: its idempotency key, and what its sender had read."""

import hashlib
import re
from typing import Any

from litestar import Request

from goldenthread.engine.privacy.keys import KeyRing
from goldenthread.engine.store.writer import RequestKey
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import Somebody
from goldenthread.http.problems import Problem

LONGEST = 200
GIVEN = re.compile(r"{(\w+)(?::\w+)?}")


def request_key(request: Request[Any, Any, Any], body: bytes, who: Somebody, keys: KeyRing) -> RequestKey | None:
    """Return the key of a request, its own to an account and a route; the digest tells nothing of the body."""
    said = request.headers.get("Idempotency-Key")
    if said is None:
        return None
    if not said or len(said) > LONGEST:
        raise Problem(
            400, "invalid", "The request cannot be read", f"An Idempotency-Key has 1 to {LONGEST} characters."
        )
    route = f"{request.method} {path_of(request)}"
    key = hashlib.sha256(f"{who.account}\0{route}\0{said}".encode()).digest()
    return RequestKey(key, keys.request_digest(route.encode() + b"\0" + body))


def path_of(request: Request[Any, Any, Any]) -> str:
    """Return the path as the route writes it: an id in capitals is the same id."""
    given = request.path_params
    return GIVEN.sub(lambda found: str(given[found[1]]), request.scope["path_template"])


def what_was_read(request: Request[Any, Any, Any], key: RequestKey | None, desk: Desk) -> str | None:
    """Return the version token of If-Match: None where any will do, or where this request was answered before.

    Raises ``Problem`` 428 when there is none, 400 when it is unclear.
    """
    said = request.headers.get("If-Match")
    if said is None:
        if key is not None and desk.cases.store.recorder.find_request(key.key):
            return None
        raise Problem(
            428, "say-what-you-read", "Say what you have read", "Read the case, then send its ETag as If-Match."
        )
    if said.strip() == "*":
        return None
    named = said.strip().strip('"')
    if said.strip() != f'"{named}"' or not named or named == "*":
        raise Problem(400, "invalid", "The request cannot be read", 'If-Match is one ETag in quotes, such as "Zm9v".')
    return named
