"""The front: what somebody finds who asks for nothing in particular."""

from litestar import get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread import __version__
from goldenthread.http.described import at_the_door
from goldenthread.http.desk import Desk
from goldenthread.http.identity.known import OPEN

SCHEMA = "/api/openapi/openapi.json"
LISTS = {
    "caseload": "/api/caseload",
    "windows": "/api/caseload/windows",
    "open": "/api/open",
    "changes": "/api/changes",
    "forms": "/api/forms",
    "health": "/api/health",
}


class Front(Struct, frozen=True, kw_only=True):
    """What is served here, and where to look next. ``demo``: its people are invented."""

    service: str
    version: str
    demo: bool
    schema: str
    links: dict[str, str]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the one route that is not of the API."""
    cases = {f"{one.one}s": f"/api/{one.one}s" for one in desk.journeys.every}

    @get("/", operation_id="front", tags=["front"], responses=at_the_door(), opt={OPEN: True})
    async def front() -> Front:
        """What is served here, and where to look next. Nobody need say who asks."""
        return Front(
            service="Golden Thread", version=__version__, demo=desk.cases.demo, schema=SCHEMA, links=cases | LISTS
        )

    return [front]
