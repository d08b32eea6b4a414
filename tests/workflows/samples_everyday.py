"""One of each event of the everyday strands that more than one test needs, and what a form asks for."""

from datetime import date

from goldenthread.engine.events import Answer, Event, How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Record
from goldenthread.projections.telling import tell
from goldenthread.workflows import adjustments, early_years, move_on, outcomes, settling, strategies
from goldenthread.workflows.journey import JOURNEY
from tests.workflows.samples import MUM


def must_say(kind: type[Event]) -> set[str]:
    """Return what nobody can leave out of a form."""
    return {name for name, field in fields(kind).items() if field.required}


def about_parents(kind: type[Event]) -> set[str]:
    """Return the questions of a form whose answers are a parent's own."""
    return {name for name, field in fields(kind).items() if field.about and field.about.id == "parent"}


def recorders(kind: type[Event]) -> set[str]:
    return set(JOURNEY.may_record(kind))


def sentence(record: Record) -> str:
    """Return what the timeline says of a record."""
    return tell(record, JOURNEY, {"child": "Sam"})


def helps_at_home() -> strategies.StrategyShared:
    return strategies.StrategyShared(
        whose_idea=MUM,
        where=strategies.Place.HOME,
        strategy="I hum before I ask him anything.",
        difference="He looks up.",
    )


def barrier() -> adjustments.BarrierFound:
    return adjustments.BarrierFound(who=MUM, barrier="The hall at noon.", how_known="He covers his ears.")


def change_asked(what: adjustments.What, barrier: RecordId | None = None) -> adjustments.AdjustmentAsked:
    return adjustments.AdjustmentAsked(who=MUM, what=what, needed="A quiet room", why="He could eat.", barrier=barrier)


def change_answered(
    asked: RecordId, given: adjustments.Given, look_again_on: date | None = None
) -> adjustments.AdjustmentAnswered:
    return adjustments.AdjustmentAnswered(
        asked=asked,
        given=given,
        done="A table in the library",
        why="The room is let on Mondays.",
        decided_by="Mrs Okafor",
        look_again_on=look_again_on,
        take_further="Ask the head, or the advice service.",
    )


def outcome(reach_by: date) -> outcomes.OutcomeAgreed:
    return outcomes.OutcomeAgreed(
        outcome="Eats with a friend, and laughs",
        need="Noise; builds on his drawing",
        measure="Four days of five, by the lunch chart",
        reach_by=reach_by,
        family_hopes="That he comes home fed.",
        child_hopes="To sit with Ali (said).",
    )


def provision(outcome: RecordId) -> outcomes.ProvisionAgreed:
    return outcomes.ProvisionAgreed(
        outcome=outcome, what="A quiet table", who="Mr Bell", how_often="Daily", resources="One table, half an hour"
    )


def progress_check() -> early_years.ProgressCheckGiven:
    return early_years.ProgressCheckGiven(
        to=(MUM,),
        how=How.IN_PERSON,
        going_well="Running",
        needs_more="Words",
        strategies="Songs",
        family_view="He says more at home.",
    )


def settling_plan(look_on: date) -> settling.SettlingPlanned:
    return settling.SettlingPlanned(steps="An hour, then two", who_is_there="Mr Bell; mum stays", look_on=look_on)


def settling_page() -> settling.SettlingProfileWritten:
    return settling.SettlingProfileWritten(
        strengths="Drawing", needs="Quiet", what_helps="Ted", child_view="Ted (pointed).", family_view="Give him time."
    )


def happy_with_settling(answer: Answer = Answer.YES) -> settling.SettlingTalkedOver:
    return settling.SettlingTalkedOver(asked=MUM, answer=answer)


def visit(visit_on: date) -> move_on.VisitArranged:
    return move_on.VisitArranged(visit_on=visit_on, where="The empty hall", people=("Mr Bell", "Ms Lee"))
