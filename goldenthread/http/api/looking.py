"""Looking: how a case stands, and stood, as it happened and as it was known."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from goldenthread.engine.case import Case
from goldenthread.engine.fields import form
from goldenthread.engine.views import difference, first_of
from goldenthread.http.api.bodies import Differences, Form, JudgementView, Listing, Opened, StateView, Timeline, View
from goldenthread.http.api.viewing import AnyRequest, Happened, KnownBy, Look, headers, look, page
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk
from goldenthread.http.problems import Problem, not_found
from goldenthread.projections.standing import (
    clock_readings,
    nexts,
    permission_standings,
    wheres,
    window_standings,
)
from goldenthread.projections.timeline import entries, full, story

PAGE, LONGEST_PAGE = 100, 500


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return every route that only looks."""
    return [*standing_routes(desk), *history_routes(desk), *form_routes(desk)]


def listed(desk: Desk, seen: Look, items: Sequence[Any], following: str | None = None) -> Response[Listing]:
    return Response(Listing(view=seen.view, items=list(items), next=following), headers=headers(desk, seen.whole))


def standing_routes(desk: Desk) -> list[HTTPRouteHandler]:
    journey, calendar = desk.journey, desk.cases.calendar

    @get("/cases/{case:uuid}", operation_id="state", tags=["cases"], sync_to_thread=True, **looking())
    def state(request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None) -> Response[StateView]:
        """How a case stands: where each strand is."""
        seen = look(desk, request, case, happened, known)
        opened = seen.whole.records[0]
        answer = StateView(
            case=case,
            view=seen.view,
            version=desk.cases.version_of(seen.whole),
            person=Opened(id=desk.person_of(seen.whole), called=next(iter(desk.names(seen.whole).values()), None)),
            opened_on=opened.happened_on,
            strands=wheres(seen.case, journey),
        )
        return Response(answer, headers=headers(desk, seen.whole))

    @get("/cases/{case:uuid}/next", operation_id="next", tags=["moves"], sync_to_thread=True, **looking())
    def following(request: AnyRequest, case: UUID) -> Response[Listing]:
        """What can happen next, and what each move still needs. Looking is never recorded."""
        seen = look(desk, request, case, None, None)
        return listed(desk, seen, nexts(seen.case, journey, seen.today, calendar))

    @get("/cases/{case:uuid}/clocks", operation_id="clocks", tags=["looking back"], sync_to_thread=True, **looking())
    def clocks(request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None) -> Response[Listing]:
        """Every duty that has started, with its due day, how it stands and how that was worked out."""
        seen = look(desk, request, case, happened, known)
        return listed(desk, seen, clock_readings(seen.case, journey, seen.today, calendar))

    @get("/cases/{case:uuid}/windows", operation_id="windows", tags=["looking back"], sync_to_thread=True, **looking())
    def windows(request: AnyRequest, case: UUID, happened: Happened = None, known: KnownBy = None) -> Response[Listing]:
        """Time that belongs to somebody: open, used or closed."""
        seen = look(desk, request, case, happened, known)
        return listed(desk, seen, window_standings(seen.case, journey, seen.today, calendar))

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
        return listed(desk, seen, permission_standings(seen.case, seen.today))

    return [state, following, clocks, windows, permissions]


def history_routes(desk: Desk) -> list[HTTPRouteHandler]:
    journey = desk.journey

    @get(
        "/cases/{case:uuid}/timeline", operation_id="timeline", tags=["looking back"], sync_to_thread=True, **looking()
    )
    def timeline(
        request: AnyRequest,
        case: UUID,
        happened: Happened = None,
        known: KnownBy = None,
        view: Annotated[
            str, QueryParameter(description="story: what stands; full: every entry ever written")
        ] = "story",
        cursor: Annotated[str | None, QueryParameter(description="The next of the page before")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)] = PAGE,
    ) -> Response[Timeline]:
        """The timeline, in the order things happened, each entry with when it was written down."""
        if view not in ("story", "full"):
            raise Problem(400, "invalid", "The request cannot be read", "view is story or full")
        seen = look(desk, request, case, happened, known)
        names = desk.names(seen.whole)
        told = story(seen.case, journey, names) if view == "story" else full(seen.case, journey, names, happened)
        items, after = page(told, cursor, limit)
        return Response(
            Timeline(view=seen.view, telling=view, items=items, next=after), headers=headers(desk, seen.whole)
        )

    @get(
        "/cases/{case:uuid}/records/{entry:uuid}",
        operation_id="entry",
        tags=["looking back"],
        sync_to_thread=True,
        **looking(),
    )
    def one_entry(
        request: AnyRequest, case: UUID, entry: UUID, happened: Happened = None, known: KnownBy = None
    ) -> Response[JudgementView]:
        """One entry as a view tells it, with what a decision was judged on when it was made."""
        seen = look(desk, request, case, happened, known)
        found = [one for one in seen.case.records if one.id == entry]
        if not found or (happened and found[0].happened_on > happened):
            raise not_found()
        told = entries(seen.case, journey, desk.names(seen.whole), found)
        return Response(
            JudgementView(
                view=seen.view,
                entry=told[0],
                definition=found[0].definition,
                judgement=first_of(seen.case, found[0]).judgement,
            ),
            headers=headers(desk, seen.whole),
        )

    @get(
        "/cases/{case:uuid}/difference",
        operation_id="difference",
        tags=["looking back"],
        sync_to_thread=True,
        **looking(),
    )
    def differs(
        request: AnyRequest,
        case: UUID,
        known_before: Annotated[str | None, QueryParameter(name="known_before")] = None,
        known_after: Annotated[str | None, QueryParameter(name="known_after")] = None,
        happened_before: Annotated[date | None, QueryParameter(name="happened_before")] = None,
        happened_after: Annotated[date | None, QueryParameter(name="happened_after")] = None,
    ) -> Response[Differences]:
        """What changed between two views: of what was known, of what had happened, or both."""
        before = look(desk, request, case, happened_before, known_before)
        after = look(desk, request, case, happened_after, known_after)
        if (known_before, happened_before) == (None, None):
            why = "say from when: known_before or happened_before"
            raise Problem(400, "invalid", "The request cannot be read", why)
        answer = differences(desk, after.whole, (before.case, before.view), (after.case, after.view))
        return Response(answer, headers=headers(desk, after.whole))

    return [timeline, one_entry, differs]


def differences(desk: Desk, whole: Case, before: tuple[Case, View], after: tuple[Case, View]) -> Differences:
    """Return what changed between two views, each entry told as its own view tells it."""
    names, journey = desk.names(whole), desk.journey
    found = difference(before[0], after[0])
    return Differences(
        before=before[1],
        after=after[1],
        added=entries(after[0], journey, names, found.added),
        gone=entries(before[0], journey, names, found.gone),
        replaced=[
            (entries(before[0], journey, names, [old])[0], entries(after[0], journey, names, [new])[0])
            for old, new in found.replaced
        ],
    )


def form_routes(desk: Desk) -> list[HTTPRouteHandler]:
    events = desk.journey.events

    @get("/forms", operation_id="forms", tags=["forms"])
    async def forms() -> list[Form]:
        """Every form: what each event asks, and of whom."""
        return [form_of(tag) for tag in sorted(events)]

    @get("/forms/{tag:str}", operation_id="form", tags=["forms"])
    async def one_form(tag: str) -> Form:
        """One form as data, from the same declaration as the API."""
        if tag not in events:
            raise not_found()
        return form_of(tag)

    def form_of(tag: str) -> Form:
        kind = events[tag]
        return Form(
            **form(kind),
            kept=desk.journey.kept(kind).name,
            recorded_by=[role.id for role in getattr(kind, "recorded_by", ())],
        )

    return [forms, one_form]
