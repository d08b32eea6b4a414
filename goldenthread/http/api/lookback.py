"""Looking back: the timeline, one entry with what it was judged on, and what changed between two views."""

from datetime import date
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter

from goldenthread.engine.events import RecordId
from goldenthread.engine.reperformance import reperformed
from goldenthread.engine.views import difference, first_of
from goldenthread.http.api.bodies import Differences, JudgementView, Timeline
from goldenthread.http.api.viewing import AnyRequest, Happened, KnownBy, Look, headers, look, page
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk
from goldenthread.http.problems import Problem, not_found
from goldenthread.projections.timeline import entries, full, story

PAGE, LONGEST_PAGE = 100, 500
Telling = Annotated[str, QueryParameter(description="story: what stands; full: every entry ever written")]
Cursor = Annotated[str | None, QueryParameter(description="The next of the page before")]
Limit = Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)]
Version = Annotated[str | None, QueryParameter(description="A day, an instant with its offset, or a version")]
Day = Annotated[date | None, QueryParameter(description="As it had happened by this day")]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return every route that looks back."""
    return [timeline(desk), entry(desk), differing(desk)]


def timeline(desk: Desk) -> HTTPRouteHandler:
    @get(
        "/cases/{case:uuid}/timeline", operation_id="timeline", tags=["looking back"], sync_to_thread=True, **looking()
    )
    def told(
        request: AnyRequest,
        case: UUID,
        happened: Happened = None,
        known: KnownBy = None,
        view: Telling = "story",
        cursor: Cursor = None,
        limit: Limit = PAGE,
    ) -> Response[Timeline]:
        """The timeline, in the order things happened, each entry with when it was written down."""
        if view not in ("story", "full"):
            raise Problem(400, "invalid", "The request cannot be read", "view is story or full")
        seen = look(desk, request, case, happened, known)
        names, journey = desk.names_to(seen.seen), desk.journey_of(seen.whole)
        found = story(seen.case, journey, names) if view == "story" else full(seen.case, journey, names, happened)
        items, after = page(seen.told(found), cursor, limit)
        answer = Timeline(view=seen.view, telling=view, items=items, not_shown=seen.not_shown(), next=after)
        return Response(answer, headers=headers(seen))

    return told


def entry(desk: Desk) -> HTTPRouteHandler:
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
        """One entry as a view tells it, with what a decision was judged on, and how it is judged by today's rules.

        Of one that is counted, which a clock may name, it is said that it is there and not shown, and by which rule.
        """
        seen = look(desk, request, case, happened, known)
        found = [one for one in seen.case.records if one.id == entry]
        if not found or (happened and found[0].happened_on > happened):
            raise not_found()
        if not seen.told(found):
            raise counted(seen, found[0].id)
        journey = desk.journey_of(seen.whole)
        answer = JudgementView(
            view=seen.view,
            entry=entries(seen.case, journey, desk.names_to(seen.seen), found)[0],
            definition=found[0].definition,
            judgement=first_of(seen.case, found[0]).judgement,
            judged_again=reperformed(seen.case, found[0], journey, desk.cases.calendar),
        )
        return Response(answer, headers=headers(seen))

    return one_entry


def counted(seen: Look, entry: RecordId) -> Problem:
    """Return that an entry is there and not shown: no more than a number of such entries tells, with its rule."""
    why = f"There is such an entry. It is counted, and what it says is not told to you: {seen.rule(entry)}."
    return Problem(403, "not-shown", "It is not shown to you", why)


def differing(desk: Desk) -> HTTPRouteHandler:
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
        known_before: Version = None,
        known_after: Version = None,
        happened_before: Day = None,
        happened_after: Day = None,
    ) -> Response[Differences]:
        """What changed between two views: of what was known, of what had happened, or both."""
        before = look(desk, request, case, happened_before, known_before)
        after = look(desk, request, case, happened_after, known_after)
        if (known_before, happened_before) == (None, None):
            why = "say from when: known_before or happened_before"
            raise Problem(400, "invalid", "The request cannot be read", why)
        answer = differences(desk, before, after)
        return Response(answer, headers=headers(after))

    return differs


def differences(desk: Desk, before: Look, after: Look) -> Differences:
    """Return what changed between two views, each entry told as its own view tells it."""
    names, journey = desk.names_to(after.seen), desk.journey_of(after.whole)
    found = difference(before.case, after.case)
    replaced = [pair for pair in found.replaced if after.told(pair)]
    return Differences(
        before=before.view,
        after=after.view,
        added=entries(after.case, journey, names, after.told(found.added)),
        gone=entries(before.case, journey, names, before.told(found.gone)),
        replaced=[
            (entries(before.case, journey, names, [old])[0], entries(after.case, journey, names, [new])[0])
            for old, new in replaced
        ],
    )
