"""The page of how long things are kept, and which setting chooses where that is open."""

from collections.abc import Iterator

from goldenthread.engine.calendars import Local, Period
from goldenthread.engine.events import RecordClass
from goldenthread.engine.fields import tag_of
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.naming import recorded
from goldenthread.engine.privacy.retention import Figure, Rule, Schedule
from goldenthread.engine.workflow import Workflow
from goldenthread.handbook.tables import WRITTEN_BY, law, table


def retention_page(schedule: Schedule, journeys: Journeys) -> Iterator[str]:
    yield from ("# How long things are kept", "", WRITTEN_BY, "")
    yield "What is kept under one key goes together: a record class of one case waits for the latest day of all the"
    yield "rules that apply to anything in it. A hold beats every rule, and what cannot be worked out is kept."
    yield "How it is done: [Keep and destroy](../how-to/keep-and-destroy.md)."
    yield ""
    yield from table(
        ("rule", "what it is for", "counted from", "kept for", "source"),
        ((f"`{one.id}`", one.label, str(one.counted), kept_for(one.period), law(one.law)) for one in schedule.rules),
    )
    yield from (
        "## What each rule is for",
        "",
        "A rule is for every entry of these record classes, workflows and events.",
    )
    yield ""
    yield from table(
        ("rule", "record classes", "workflows", "events", "and beside any of these"),
        (
            (f"`{rule.id}`", *(", ".join(f"`{name}`" for name in names) for names in held(rule, journeys)))
            for rule in schedule.rules
        ),
    )


def kept_for(period: Period | Figure) -> str:
    """Say for how long something is kept, and which setting chooses where that is open."""
    if isinstance(period, Figure):
        ways = " or ".join(f"`{period.name}={way}`" for way in period.readings)
        return f"{period.readings[period.usually]}; contested: {ways} in `GOLDENTHREAD_READINGS`"
    if isinstance(period.n, Local):
        return f"{period}: `{period.n.name}` in `GOLDENTHREAD_LOCAL`"
    return str(period)


def held(rule: Rule, journeys: Journeys) -> tuple[list[str], ...]:
    """Return the record classes, the workflows and the events of these journeys that a rule is for, and what beside."""
    classes = [one.name for one in rule.of if isinstance(one, RecordClass)]
    workflows = [one.name for one in rule.of if isinstance(one, Workflow)]
    named = [tag_of(kind) for one in rule.of if isinstance(one, type) for kind in recorded(one)]
    events = [tag for tag in named if tag in journeys.events]
    beside = [tag_of(kind) for one in rule.alongside if isinstance(one, type) for kind in recorded(one)]
    return classes, workflows, events, beside
