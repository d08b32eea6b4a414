"""The cases of a store, each kind by itself, in the order they were opened: where each of them is, and no name."""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Annotated, cast
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.application import NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId
from goldenthread.engine.journey import Journey
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.cursors import Cursors
from goldenthread.http.described import READING, Looked, problems
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.reading import shown_to
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
        who = somebody(request)
        found = list(islice(theirs(desk, who, journey, cursors.open(cursor) if cursor else 0), limit + 1))
        shown = [one for _, one in found[:limit] if one]
        shown_to(request, *shown)
        answer = OpenedCases(
            items=[opened_case(desk, one.case) for one in shown],
            left_out=len(found[:limit]) - len(shown),
            next=cursors.seal(found[limit - 1][0]) if len(found) > limit else None,
        )
        return Response(answer, headers={"Cache-Control": "no-store"})

    return opened_cases


def theirs(desk: Desk, who: Somebody, journey: Journey, after: int) -> Iterator[tuple[int, Seen | None]]:
    """Yield the cases that somebody may know of, each with its place; None for one that is damaged."""
    while found := desk.cases.openings(after, LONGEST_PAGE, journey):
        for one in found:
            try:
                yield one.id, desk.seen(who, cast("UUID", one.originator_id))
            except NoSuchCase:
                continue
            except Unreadable:
                yield one.id, None
        after = found[-1].id


def is_known(desk: Desk, who: Somebody, person: PersonId) -> bool:
    """Say whether somebody may know of a case that is about a person: of the others they know nobody."""
    return any(is_about(desk, who, one, person) for journey in desk.journeys.every for one in openings(desk, journey))


def openings(desk: Desk, journey: Journey) -> Iterator[RecordNotification]:
    after = 0
    while found := desk.cases.openings(after, LONGEST_PAGE, journey):
        yield from found
        after = found[-1].id


def is_about(desk: Desk, who: Somebody, opening: RecordNotification, person: PersonId) -> bool:
    try:
        named = desk.person_in(desk.cases.read(opening)) == person
        return named and bool(desk.seen(who, cast("UUID", opening.originator_id)))
    except (NoSuchCase, Unreadable):
        return False


def opened_case(desk: Desk, case: Case) -> OpenedCase:
    """Return where a case is."""
    return OpenedCase(case=case.id, opened_on=case.records[0].happened_on, strands=wheres(case, desk.journey_of(case)))
