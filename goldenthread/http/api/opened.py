"""The cases of a store, each kind by itself, in the order they were opened: where each of them is, and no name."""

from datetime import date
from typing import Annotated, cast
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.journey import Journey
from goldenthread.engine.store.form import Unreadable
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.cursors import Cursors
from goldenthread.http.described import READING, Looked, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.header import somebody
from goldenthread.projections.standing import Where, wheres

PAGE, LONGEST_PAGE = 50, 500
PURPOSE = b"goldenthread/case-cursor/1"


class OpenedCase(Struct, frozen=True, kw_only=True):
    """One case: when it was opened, and where each strand of it is."""

    case: UUID
    opened_on: date
    strands: list[Where]


class OpenedCases(Struct, frozen=True, kw_only=True):
    """A page of cases, the first opened before the others. ``left_out``: how many of this page cannot be read."""

    items: list[OpenedCase]
    left_out: int
    next: str | None = None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the routes that list the cases, one for each kind."""
    return [listing(desk, journey) for journey in desk.journeys.every]


def listing(desk: Desk, journey: Journey) -> HTTPRouteHandler:
    cursors = Cursors(desk, PURPOSE)

    @get(
        f"/{journey.one}s",
        operation_id=f"{journey.one}s",
        tags=["cases"],
        sync_to_thread=True,
        responses=problems(READING),
        operation_class=Looked,
    )
    def opened_cases(
        request: AnyRequest,
        cursor: Annotated[str | None, QueryParameter(description="The next of the page before")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)] = PAGE,
    ) -> Response[OpenedCases]:
        """Every case of this kind, in the order they were opened, and where each of its strands is."""
        somebody(request)
        found = desk.cases.openings(cursors.open(cursor) if cursor else 0, limit + 1, journey)
        shown = [one for one in (standing(desk, cast("UUID", it.originator_id)) for it in found[:limit]) if one]
        answer = OpenedCases(
            items=shown,
            left_out=len(found[:limit]) - len(shown),
            next=cursors.seal(found[limit - 1].id) if len(found) > limit else None,
        )
        return Response(answer, headers={"Cache-Control": "no-store"})

    return opened_cases


def standing(desk: Desk, case: UUID) -> OpenedCase | None:
    """Return where a case is; None for one that was damaged, so that the others can be read."""
    try:
        found = desk.cases.case(case)
    except Unreadable:
        return None
    return OpenedCase(case=case, opened_on=found.records[0].happened_on, strands=wheres(found, desk.journey_of(found)))
