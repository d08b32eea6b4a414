"""Who is acting, taken from a header. Until there are accounts this is all: the server listens on loopback only."""

import re
from dataclasses import dataclass
from typing import Any

from litestar import Request

from goldenthread.engine.events import Event
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Actor
from goldenthread.http.problems import Problem

HEADER = "Goldenthread-Actor"
EXAMPLE = "account=jo; roles=senco teacher; organisation=elm-primary"
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._@-]{0,99}")


@dataclass(frozen=True)
class Somebody:
    """Whoever is acting: one account, the roles it holds, and the organisation it acts for."""

    account: str
    roles: tuple[str, ...]
    organisation: str

    def to_record(self, event: type[Event], journey: Journey, about: type[Event] | None = None) -> Actor:
        """Return the actor in the first role that may record an event. Raises ``Problem`` 403."""
        allowed = journey.may_record(event, about)
        for role in self.roles:
            if role in allowed:
                return Actor(self.account, role, self.organisation)
        may = ", ".join(journey.role_name(role) for role in sorted(allowed))
        raise Problem(403, "not-entitled", "This is not yours to record", f"This is recorded by {may}.")


def somebody(request: Request[Any, Any, Any]) -> Somebody:
    """Read who is acting. Raises ``Problem`` 401 when it is not said, or not said as it should be; 400 said twice."""
    given = request.headers.getall(HEADER, [])
    if len(given) > 1:
        raise twice()
    said = "".join(given)
    if not said:
        raise Problem(401, "nobody", "Say who is acting", f"Send a header, such as {HEADER}: {EXAMPLE}")
    parts: dict[str, str] = {}
    for part in said.split(";"):
        name, _, value = part.strip().partition("=")
        if name in parts:
            raise twice()
        parts[name] = value
    roles = tuple(parts.get("roles", "").split())
    named = (parts.get("account", ""), parts.get("organisation", ""), *roles)
    if set(parts) != {"account", "roles", "organisation"} or not roles or not all(map(IDENTIFIER.fullmatch, named)):
        raise Problem(401, "nobody", "Say who is acting", f"Write the header so: {HEADER}: {EXAMPLE}")
    return Somebody(parts["account"], roles, parts["organisation"])


def twice() -> Problem:
    why = f"Say each of account, roles and organisation once. Write the header so: {HEADER}: {EXAMPLE}"
    return Problem(400, "invalid", "The request cannot be read", why)
