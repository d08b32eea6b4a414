"""Looking: how a case stands, and stood, as it happened and as it was known."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from goldenthread.engine.fields import form
from goldenthread.http.api.bodies import Form, Listing, Opened, StateView
from goldenthread.http.api.erased import erased_here
from goldenthread.http.api.viewing import AnyRequest, Happened, KnownBy, Look, headers, look
from goldenthread.http.described import at_the_door, looking, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.known import OPEN
from goldenthread.http.problems import not_found
from goldenthread.projections.nexts import nexts
from goldenthread.projections.standing import (
    clock_readings,
    permission_standings,
    unstarted,
    wheres,
    window_standings,
)

Waiting = Annotated[
    bool | None, QueryParameter(name="not_started", description="true: also the duties that nothing has started yet")
]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return every route that only looks."""
    return [*standing_routes(desk), *form_routes(desk)]


def listed(seen: Look, items: Sequence[Any]) -> Response[Listing]:
    return Response(Listing(view=seen.view, items=list(items)), headers=headers(seen))


def standing_routes(desk: Desk) -> list[HTTPRouteHandler]:
    calendar = desk.cases.calendar

    @get("/cases/{case:uuid}", operation_id="state", tags=["cases"], sync_to_thread=True, **looking())
    def state(request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None) -> Response[StateView]:
        """How a case stands: where each strand is."""
        seen = look(desk, request, case, happened, known)
        opened = seen.whole.records[0]
        answer = StateView(
            case=case,
            kind=desk.journey_of(seen.whole).name,
            view=seen.view,
            version=seen.seen.version,
            person=Opened(id=desk.person_of(seen.whole), called=next(iter(desk.names_to(seen.seen).values()), None)),
            opened_on=opened.happened_on,
            strands=wheres(seen.case, desk.journey_of(seen.whole)),
            erased=erased_here(desk.cases, seen.seen),
        )
        return Response(answer, headers=headers(seen))

    @get("/cases/{case:uuid}/next", operation_id="next", tags=["moves"], sync_to_thread=True, **looking())
    def following(request: AnyRequest, case: UUID) -> Response[Listing]:
        """What can happen next: moves, with what each still needs, and facts. Looking is never recorded."""
        seen = look(desk, request, case, None, None)
        return listed(seen, nexts(seen.case, desk.journey_of(seen.whole), seen.today, calendar))

    @get("/cases/{case:uuid}/clocks", operation_id="clocks", tags=["looking back"], sync_to_thread=True, **looking())
    def clocks(
        request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None, not_started: Waiting = None
    ) -> Response[Listing]:
        """Every duty that has started, with its due day, how it stands and how that was worked out."""
        seen = look(desk, request, case, happened, known)
        journey = desk.journey_of(seen.whole)
        yet = unstarted(seen.case, journey, seen.today, calendar) if not_started else []
        return listed(seen, [*clock_readings(seen.case, journey, seen.today, calendar), *yet])

    @get("/cases/{case:uuid}/windows", operation_id="windows", tags=["looking back"], sync_to_thread=True, **looking())
    def windows(request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None) -> Response[Listing]:
        """Time that belongs to somebody: open, used or closed."""
        seen = look(desk, request, case, happened, known)
        return listed(seen, window_standings(seen.case, desk.journey_of(seen.whole), seen.today, calendar))

    @get(
        "/cases/{case:uuid}/permissions",
        operation_id="permissions",
        tags=["looking back"],
        sync_to_thread=True,
        **looking(),
    )
    def permissions(
        request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None
    ) -> Response[Listing]:
        """Every permission asked for, and how it stands."""
        seen = look(desk, request, case, happened, known)
        return listed(seen, permission_standings(seen.case, seen.today))

    return [state, following, clocks, windows, permissions]


NO_FORM = {404: "There is no such form"}


def form_routes(desk: Desk) -> list[HTTPRouteHandler]:
    events = desk.journeys.events

    @get("/forms", operation_id="forms", tags=["forms"], responses=at_the_door(), opt={OPEN: True})
    async def forms() -> list[Form]:
        """Every form: what each event asks, and of whom."""
        return [form_of(tag) for tag in sorted(events)]

    @get("/forms/{tag:str}", operation_id="form", tags=["forms"], responses=problems(NO_FORM), opt={OPEN: True})
    async def one_form(tag: str) -> Form:
        """One form as data, from the same declaration as the API."""
        if tag not in events:
            raise not_found()
        return form_of(tag)

    def form_of(tag: str) -> Form:
        kind = events[tag]
        return Form(
            **form(kind),
            kept=desk.journeys.kept(kind).name,
            recorded_by=[role.id for role in getattr(kind, "recorded_by", ())],
        )

    return [forms, one_form]
