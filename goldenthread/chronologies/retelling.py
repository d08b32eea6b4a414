"""A published case told in our events: what each kind of happening is recorded as, and filled in with."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, get_origin

import msgspec

from goldenthread.chronologies.published import Happening, Published, Row
from goldenthread.engine.clocks import Clock
from goldenthread.engine.events import Choice, Event, How
from goldenthread.engine.fields import bare, fields, plain, tag_of
from goldenthread.engine.journey import Journey
from goldenthread.workflows import annual_review, appeal, authority_move, plan, plan_change
from goldenthread.workflows import needs_assessment as na

NOT_STATED = "Not stated in the published source."
ASSESSMENT = "needs_assessment"

RECORDED_AS: Mapping[str, Sequence[type[Event]]] = {
    "request_received": (na.RequestReceived,),
    "decision_to_assess": (na.AssessmentAgreed,),
    "decision_not_to_assess": (na.AssessmentRefused,),
    "advice_requested": (na.AdviceRequested,),
    "advice_received": (na.AdviceReceived,),
    "draft_plan": (na.DraftServed,),
    "final_plan": (na.FinalPlanSent, plan.PlanMade),
    "decision_not_to_issue": (na.NoPlan,),
    "review_meeting": (annual_review.ReviewMeetingHeld,),
    "review_decision": (annual_review.AmendmentDecided,),
    "amendment_notice": (annual_review.AmendmentNoticeSent,),
    "amended_final_plan": (plan_change.AmendedPlanSent,),
    "mediation_agreement": (appeal.MediationAgreed, appeal.MediationAgreedPlan, appeal.MediationAgreedOther),
    "appeal_lodged": (appeal.AppealLodged,),
    "tribunal_order": (appeal.AssessmentOrdered, appeal.PlanOrdered),
    "moved_area": (authority_move.PlanTransferred, authority_move.MoveKnown),
}
"""What a kind of happening may be recorded as: the one that a row's clock starts from, else the first."""

ROUTES: Mapping[str, type[Event]] = {
    "not-opposed-notice": appeal.AppealNotOpposed,
    "mediation-agreement": appeal.MediationAgreed,
    "tribunal-order": appeal.AssessmentOrdered,
}
"""How a refusal came to be reversed, where a row assumes it: recorded in place of the bare decision to assess."""

BARE = "bare-change-of-mind"
SAME_PERIOD: Mapping[tuple[str, str], str] = {
    ("not-opposed-notice", "ftt-assess-no-plan"): "unopposed-no-plan",
    ("not-opposed-notice", "ftt-assess-final"): "unopposed-final",
    (BARE, "ehcp-final"): "conceded-no-order",
}
"""By this route the same period runs under another name.

From the notice, reg. 45(3A) instead of reg. 44; with no order, still from the first request (statutory reference, T8
and T9).
"""

SAID: Mapping[type[Choice], Choice] = {How: How.FORM, na.Requester: na.Requester.PARENT}
"""What is written where a form asks for one of a list and the source's type of happening does not say."""


class Untold(ValueError):
    """A row cannot be told in our events; the message says why."""


def clock_of(row: Row, journey: Journey) -> Clock:
    """Return the clock that a row is held against, by its id and the route assumed. Raises ``Untold``."""
    named = SAME_PERIOD.get((row.route_assumed or row.scenario, row.clock or ""), row.clock)
    found = next((one for one in journey.clocks if one.id == named), None)
    if found is None:
        raise Untold(f"there is no clock {named!r}")
    return found


def entries(case: Published, scenario: str, journey: Journey, *, last_days: bool) -> list[dict[str, Any]]:
    """Return a case as history to bring in, in one scenario.

    Where only a month is known, what starts a clock is put on the first or the last day of it, and all else on the
    opposite end, so that the two tellings give the two ends of every range.
    """
    rows = [row for row in case.our_check if row.scenario == scenario and row.clock]
    starts = {row.start_event for row in rows}
    told = [
        entry(kind_of(case, one, rows, scenario, journey), day_of(one, starts=one.type in starts, last_days=last_days))
        for one in case.happenings()
        if one.type != "other"
    ]
    return [*told, *fixed_days(rows, journey)]


def day_of(one: Happening, *, starts: bool, last_days: bool) -> date:
    days = one.span()
    return days.last if starts is last_days else days.first


def kind_of(case: Published, one: Happening, rows: Sequence[Row], scenario: str, journey: Journey) -> type[Event]:
    """Return the event that a happening is recorded as. Raises ``Untold`` for a type that is not known."""
    if one.type == "decision_to_assess":
        route = next((row.route_assumed for row in rows if row.route_assumed), None)
        if route:
            return ROUTES[route]
        if scenario == BARE:
            return na.MindChanged
    if one.type not in RECORDED_AS:
        raise Untold(f"{case.id}: nothing is recorded for {one.type!r}")
    may_be = RECORDED_AS[one.type]
    if one.type == "final_plan":
        return na.FinalPlanSent if case.kind == ASSESSMENT else plan.PlanMade
    wanted = [clock_of(row, journey) for row in rows if row.start_event == one.type]
    return next((kind for kind in may_be if any(kind in clock.starts.events for clock in wanted)), may_be[0])


def fixed_days(rows: Sequence[Row], journey: Journey) -> Iterator[dict[str, Any]]:
    """Yield what starts the clocks whose last day is fixed in the year: that the move in that year was known of."""
    for row in rows:
        if row.start_event is None and row.literal_due and row.expect != "not-checkable":
            kind = clock_of(row, journey).starts.events[0]
            year = int(row.literal_due[:4])
            yield entry(kind, date(year - 1, 9, 1), year=year)


def entry(kind: type[Event], on: date, **known: Any) -> dict[str, Any]:
    """Return one entry of history: what the source says, and for the rest that it does not say."""
    filled = {name: fill(kind, name) for name, field in fields(kind).items() if field.required and name not in known}
    event = {"tag": tag_of(kind), **msgspec.to_builtins(filled | known)}
    return {"happened_on": on.isoformat(), "origin": "reported", "event": event}


def fill(kind: type[Event], name: str) -> Any:
    """Return what is written for a question that the source does not answer."""
    field = fields(kind)[name]
    made_of = plain(field.kind)
    if get_origin(bare(field.kind)) is tuple:
        return ()
    if issubclass(made_of, Choice):
        return SAID.get(made_of) or next(iter(made_of))
    if made_of is bool:
        return False
    if made_of is str:
        return NOT_STATED
    raise Untold(f"{tag_of(kind)} asks for {name}, which no published source gives")
