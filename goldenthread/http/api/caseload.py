"""The caseload: what is open in every case, by urgency; what waits for an answer; whether all this is up to date."""

from collections.abc import Collection, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Response, get
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection

from goldenthread.engine.calendars import EARLIEST, LATEST
from goldenthread.engine.law import Force
from goldenthread.engine.views import micros
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.described import PROBLEMS, READING, Looked, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.known import OPEN
from goldenthread.http.identity.who import somebody
from goldenthread.http.parameters import refused
from goldenthread.http.problems import Problem
from goldenthread.http.reading import Shown, shown_to
from goldenthread.projections.audiences import Theirs, theirs
from goldenthread.projections.caseload import Caseload, Duty, Wanted
from goldenthread.projections.disclosing import Disclosed
from goldenthread.projections.folding import left_out
from goldenthread.projections.following import Follower
from goldenthread.projections.opened import Opened
from goldenthread.projections.promises import Promise, Promises, WantedPromises
from goldenthread.projections.runner import BeingBuilt
from goldenthread.projections.tables import Place
from goldenthread.projections.urgency import Group
from goldenthread.projections.windows import OpenWindow, WantedWindows, Windows

PAGE, LONGEST_PAGE, SHOWN = 50, 500, 20
LONG_BEHIND = 10.0
"""Seconds behind at which the lists are not given, and it is told to anybody that they are."""

Today = Annotated[
    date | None,
    QueryParameter(
        description="The day on which it is asked how late things are: today, unless said; never a day over"
    ),
]
Cursor = Annotated[
    str | None, QueryParameter(description="The next of the page before: it keeps to the day of that page")
]
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)]
Kind = Annotated[str | None, QueryParameter(description="The kind of case: without it the first, as a child's")]
Choice = dict[str, Any]
LISTING: dict[str, Any] = {"responses": problems(READING), "operation_class": Looked}


class Duties(Struct, frozen=True, kw_only=True):
    """A page of the caseload, the most urgent first: of the cases, and what is in them, that you may see.

    ``up_to_date``: everything recorded before this was asked is in it. ``left_out``: how many of your cases could not
    be worked out, and are in no list until that is mended.
    """

    today: date
    up_to_date: bool
    left_out: int
    items: list[Duty]
    next: str | None = None


class Counts(Struct, frozen=True, kw_only=True):
    """How many duties there are in each group, and how many cases have any in it.

    ``groups`` counts duties, and ``duties`` is their sum. ``cases_in_groups`` counts cases; a case may be in several
    groups, and is one in ``cases``.
    """

    today: date
    up_to_date: bool
    left_out: int
    groups: dict[Group, int]
    duties: int
    cases_in_groups: dict[Group, int]
    cases: int


class OpenWindows(Struct, frozen=True, kw_only=True):
    """A page of the time that belongs to somebody, that which ends first before the others."""

    today: date
    up_to_date: bool
    left_out: int
    items: list[OpenWindow]
    next: str | None = None


class OpenPromises(Struct, frozen=True, kw_only=True):
    """A page of what waits for an answer, the longest overdue first."""

    today: date
    up_to_date: bool
    left_out: int
    items: list[Promise]
    next: str | None = None


class Health(Struct, frozen=True, kw_only=True):
    """Whether the lists follow what is recorded.

    How far they are behind, how many cases are left out and what is wrong are told to those who look after this
    server; to others these are null, for they count what is recorded, whoever may see it.
    """

    status: str
    following: bool
    behind: int | None = None
    seconds: float | None = None
    left_out: int | None = None
    trouble: str | None = None


@dataclass(frozen=True)
class Lists:
    """The projections that are asked here, and what keeps them in step."""

    follower: Follower
    caseload: Caseload
    windows: Windows
    promises: Promises
    opened: Opened


def routes(desk: Desk, lists: Lists) -> list[HTTPRouteHandler]:
    """Return every route that asks the projections."""
    return [
        *caseload_routes(desk, lists.follower, lists.caseload),
        windows_route(desk, lists.follower, lists.windows),
        promises_route(desk, lists.follower, lists.promises),
        health_route(desk, lists.follower),
    ]


def asked(desk: Desk, request: AnyRequest, today: date | None, cursor: str | None) -> tuple[date, Place | None]:
    """Return the day that a list is asked for, and where its page begins. A page keeps to the day of the first.

    A list holds what is not done yet, so it cannot say what was open on a day that is over.
    """
    somebody(request)  # before anything is said of the question
    if today is not None and not EARLIEST <= today <= LATEST:
        raise Problem(400, "invalid", "The request cannot be read", f"today is a day from {EARLIEST} to {LATEST}")
    if today is not None and today < desk.today() and not cursor:
        why = (
            "today is over: this list holds what is open now, and not what was open then and has been done since;"
            " ask /api/cases/{case}/clocks or /windows with happened for how a case stood on a day"
        )
        errors = {"errors": [{"parameter": "today", "detail": why}]}
        raise Problem(400, "invalid", "The request cannot be read", why, errors)
    try:
        place = Place.read(cursor) if cursor else None
    except ValueError as wrong:
        raise Problem(400, "invalid", "The request cannot be read", str(wrong)) from None
    if place and today not in (None, place.today):
        raise Problem(400, "invalid", "The request cannot be read", "the cursor is of a list of another day")
    return (place.today if place else today or desk.today()), place


@dataclass(frozen=True)
class Asking:
    """A question of the lists: what to ask it with, whose rows it is about, and how much of what is known is in."""

    connection: Connection
    theirs: Theirs
    state: dict[str, Any]


@contextmanager
def following(desk: Desk, follower: Follower, request: AnyRequest) -> Generator[Asking]:
    """Wait for what was recorded before this was asked; then let somebody ask of what they may see today.

    Where the lists are long behind, nothing is given of them: who may see what may have changed since.
    """
    viewer = somebody(request).viewer
    try:
        up_to_date = in_time(follower, micros(desk.now()))
        with follower.runner.reading() as connection:
            mine = theirs(connection, viewer, desk.today(), desk.rules.policy)
            yield Asking(connection, mine, {"up_to_date": up_to_date, "left_out": left_out(connection, mine)})
    except BeingBuilt:
        why = "The lists are being worked out anew. Ask again in a moment."
        raise Problem(503, "being-built", "The lists are not ready", why).with_headers(Retry_After="2") from None


def in_time(follower: Follower, now: int) -> bool:
    """Say whether the lists hold all that was recorded before now. Raises ``BeingBuilt`` where they are long behind."""
    if follower.wait():
        return True
    if follower.runner.lag(now).seconds > LONG_BEHIND:
        raise BeingBuilt
    return False


def note(request: AnyRequest, shown: Iterable[Disclosed]) -> None:
    """Note what is about to be told of which cases."""
    posts = somebody(request).viewer.posts
    shown_to(
        request,
        *(Shown(one.case, one.classes, tuple(post for post in posts if post in one.posts)) for one in shown),
    )


def written(place: Place | None) -> str | None:
    return place.written() if place else None


def answered(answer: Struct) -> Response[Any]:
    return Response(answer, headers={"Cache-Control": "no-store"})


def of_a_kind(desk: Desk, which: Choice) -> Choice:
    """Return what is asked for, of the first kind of case where neither a kind nor a case is named.

    Raises ``Problem`` 400 for a name that nothing declared bears: an empty list would read as nothing being owed.
    """
    for name, there in declared(desk).items():
        if which.get(name) is not None and which[name] not in there:
            names = (
                f"there are: {', '.join(sorted(there))}" if len(there) <= SHOWN else "goldenthread workflow names them"
            )
            raise refused(name, f"is none of those that are declared; {names}")
    return which if which["kind"] or which.get("case_id") else which | {"kind": desk.journeys.first.name}


def declared(desk: Desk) -> Mapping[str, Collection[str]]:
    """Return the names by which a list can be asked for."""
    journeys = desk.journeys
    workflows = journeys.workflows.values()
    return {
        "kind": journeys.named.keys(),
        "workflow": journeys.workflows.keys(),
        "stage": {name for workflow in workflows for name in workflow.stages_by_name},
        "clock": {clock.id for clock in journeys.clocks},
        "window": {window.id for window in journeys.windows},
        "owed_by": {clock.owed_by.id for clock in journeys.clocks},
        "held_by": {workflow.held_by.id for workflow in workflows},
        "belongs_to": {window.held_by.id for window in journeys.windows},
    }


def chosen_duties(
    group: Group | None = None,
    kind: Kind = None,
    workflow: str | None = None,
    stage: str | None = None,
    clock: str | None = None,
    owed_by: str | None = None,
    held_by: str | None = None,
    force: Force | None = None,
) -> Choice:
    """Return which duties are asked for."""
    found = {"group": group, "kind": kind, "workflow": workflow, "stage": stage, "clock": clock, "force": force}
    return found | {"owed_by": owed_by, "held_by": held_by}


def caseload_routes(desk: Desk, follower: Follower, caseload: Caseload) -> list[HTTPRouteHandler]:
    asking: dict[str, Any] = {
        "sync_to_thread": True,
        "dependencies": {"which": Provide(chosen_duties, sync_to_thread=False)},
    }

    @get("/caseload", operation_id="caseload", tags=["caseload"], **asking, **LISTING)
    def duties(
        request: AnyRequest, which: Choice, today: Today = None, cursor: Cursor = None, limit: Limit = PAGE
    ) -> Response[Duties]:
        """Every open duty in every case of yours, the most urgent first."""
        day, place = asked(desk, request, today, cursor)
        wanted = Wanted(today=day, **of_a_kind(desk, which))
        with following(desk, follower, request) as asking:
            found = caseload.page(asking.connection, asking.theirs, wanted, place, limit)
        note(request, found.shown)
        return answered(Duties(today=day, items=found.items, next=written(found.next), **asking.state))

    @get("/caseload/counts", operation_id="caseload-counts", tags=["caseload"], **asking, **LISTING)
    def counts(request: AnyRequest, which: Choice, today: Today = None) -> Response[Counts]:
        """How many open duties of yours there are in each group, and in how many cases. It names none of them."""
        day, _ = asked(desk, request, today, None)
        wanted = Wanted(today=day, **of_a_kind(desk, which))
        with following(desk, follower, request) as asking:
            found = caseload.counts(asking.connection, asking.theirs, wanted)
        answer = Counts(
            today=day,
            groups=found.duties,
            duties=sum(found.duties.values()),
            cases_in_groups=found.cases,
            cases=found.cases_in_all,
            **asking.state,
        )
        return answered(answer)

    return [duties, counts]


def windows_route(desk: Desk, follower: Follower, windows: Windows) -> HTTPRouteHandler:
    @get("/caseload/windows", operation_id="open-windows", tags=["caseload"], sync_to_thread=True, **LISTING)
    def time(
        request: AnyRequest,
        today: Today = None,
        kind: Kind = None,
        workflow: str | None = None,
        window: str | None = None,
        belongs_to: str | None = None,
        cursor: Cursor = None,
        limit: Limit = PAGE,
    ) -> Response[OpenWindows]:
        """Time that belongs to somebody, open until a day. Nobody is late in it."""
        day, place = asked(desk, request, today, cursor)
        which = of_a_kind(desk, {"kind": kind, "workflow": workflow, "window": window, "belongs_to": belongs_to})
        wanted = WantedWindows(today=day, **which)
        with following(desk, follower, request) as asking:
            found = windows.page(asking.connection, asking.theirs, wanted, place, limit)
        note(request, found.shown)
        return answered(OpenWindows(today=day, items=found.items, next=written(found.next), **asking.state))

    return time


def chosen_promises(
    *,
    case: UUID | None = None,
    kind: Kind = None,
    workflow: str | None = None,
    clock: str | None = None,
    owed_by: str | None = None,
    overdue: bool | None = None,
) -> Choice:
    """Return which promises and questions are asked for."""
    found = {"case_id": case, "kind": kind, "workflow": workflow, "clock": clock}
    return found | {"owed_by": owed_by, "overdue": overdue}


def promises_route(desk: Desk, follower: Follower, promises: Promises) -> HTTPRouteHandler:
    which_ones = {"which": Provide(chosen_promises, sync_to_thread=False)}

    @get("/open", operation_id="open", tags=["caseload"], sync_to_thread=True, dependencies=which_ones, **LISTING)
    def waiting(
        request: AnyRequest, which: Choice, today: Today = None, cursor: Cursor = None, limit: Limit = PAGE
    ) -> Response[OpenPromises]:
        """Promises and questions that wait for an answer, the longest overdue first: of one case, or all of yours."""
        day, place = asked(desk, request, today, cursor)
        wanted = WantedPromises(today=day, **of_a_kind(desk, which))
        with following(desk, follower, request) as asking:
            found = promises.page(asking.connection, asking.theirs, wanted, place, limit)
        note(request, found.shown)
        return answered(OpenPromises(today=day, items=found.items, next=written(found.next), **asking.state))

    return waiting


def health_route(desk: Desk, follower: Follower) -> HTTPRouteHandler:
    @get(
        "/health",
        operation_id="health",
        tags=["health"],
        sync_to_thread=True,
        responses=problems({503: PROBLEMS[503]}),
        opt={OPEN: True},
    )
    def health(request: AnyRequest) -> Response[Health]:
        """Whether the lists follow what is recorded. Nobody need say who asks."""
        lag = follower.runner.lag(micros(desk.now()))
        behind = lag.seconds > LONG_BEHIND
        found = Health(
            status="in trouble" if follower.trouble else "behind" if behind else "well", following=follower.running
        )
        if keeps(request):
            found = replace(
                found, behind=lag.behind, seconds=lag.seconds, left_out=lag.parked, trouble=follower.trouble
            )
        return answered(found)

    return health


def keeps(request: AnyRequest) -> bool:
    """Say whether whoever asks looks after this server."""
    try:
        return any(one.keeps for one in somebody(request).posts)
    except Problem:
        return False
