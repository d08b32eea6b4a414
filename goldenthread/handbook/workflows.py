"""The page of each workflow, with its diagram, and that of every clock."""

from collections.abc import Iterable, Iterator

from goldenthread.engine.clocks import Clock
from goldenthread.engine.fields import tag_of
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.law import ALWAYS
from goldenthread.engine.naming import recorded
from goldenthread.engine.needs import Before
from goldenthread.engine.workflow import OUTSET, Move, Step, Workflow, event_of, stages
from goldenthread.handbook.tables import WRITTEN_BY, law, only, table, tags
from goldenthread.terminal import MARKS


def workflow_page(workflow: Workflow) -> Iterator[str]:
    first, *rest = workflow.says.splitlines()
    yield from (f"# {workflow.label}", "", WRITTEN_BY, "", first, *rest, "")
    yield f"`{workflow.name}`, definition {workflow.version}, digest `{workflow.digest}`. Kept by {workflow.held_by}."
    yield f"In force {workflow.in_force}."
    yield ""
    yield from ("## Where it can be", "", "```mermaid", *diagram(workflow), "```", "")
    yield from table(
        ("stage", "in words", "is it over there?"),
        ((workflow.name_of(one), one.label, "yes" if one.ends else "") for one in workflow.stages),
    )
    yield from ("## What people do", "")
    yield from table(
        ("move", "what it is", "from", "to", "records", "needs", "owes"),
        (move_row(workflow, one) for one in workflow.moves),
    )
    yield from ("## What happens, whoever does it", "")
    yield from table(
        ("when", "from", "to", "owes"),
        (
            (
                tags(one.event),
                names(workflow, one),
                workflow.name_of(one.to) if one.to else "stays",
                ", ".join(workflow.name_of(then) for then in one.owes),
            )
            for one in workflow.facts
        ),
    )
    yield from ("## What is needed", "")
    yield from table(
        ("need", "what it is", "holds the move?", "by", "law"),
        (
            (
                workflow.name_of(one),
                one.label + only(one.applies),
                "yes: the law forbids the move without it" if isinstance(one, Before) else "no: a reason will do",
                str(one.by),
                law(one.law),
            )
            for one in workflow.needs
        ),
    )
    yield from ("## By when", "")
    yield from clock_table(workflow.clocks)
    if workflow.windows:
        yield from ("## Time that belongs to somebody", "")
        yield from table(
            ("window", "what it is", "whose", "lasts", "law"),
            ((one.id, one.label, str(one.held_by), str(one.lasts), law(one.law)) for one in workflow.windows),
        )


def names(workflow: Workflow, step: Step) -> str:
    return ", ".join(workflow.name_of(one) for one in stages(step.at)) or "anywhere"


def move_row(workflow: Workflow, move: Move) -> tuple[str, ...]:
    return (
        workflow.name_of(move),
        move.label + only(move.applies),
        names(workflow, move),
        workflow.name_of(move.to) if move.to else "stays",
        f"`{tag_of(move.records)}`",
        ", ".join(workflow.name_of(one) for one in move.needs),
        ", ".join(workflow.name_of(one) for one in move.owes),
    )


def diagram(workflow: Workflow) -> Iterator[str]:
    """Yield the workflow as a Mermaid state diagram: moves by their labels, facts by their tags."""
    yield "stateDiagram-v2"
    for stage in workflow.stages:
        if stage is not OUTSET:
            yield f'    state "{stage.label}" as {key(workflow.name_of(stage))}'
    for step in workflow.steps:
        if step.to is None:
            continue
        says = step.label if isinstance(step, Move) else ", ".join(map(tag_of, recorded(event_of(step))))
        for at in stages(step.at):
            begins = "[*]" if at is OUTSET else key(workflow.name_of(at))
            yield f"    {begins} --> {key(workflow.name_of(step.to))}: {says}"
    for stage in workflow.stages:
        if stage.ends:
            yield f"    {key(workflow.name_of(stage))} --> [*]"


def key(name: str) -> str:
    return name.replace("-", "_")


def clock_table(clocks: Iterable[Clock]) -> Iterator[str]:
    yield from table(
        ("clock", "what is owed", "by", "starts with", "due", "met by", "law"),
        (
            (
                f"`{one.id}`",
                one.label + only(one.applies),
                str(one.owed_by),
                f"{one.starts.again} {tags(one.starts.events)}",
                str(one.due),
                tags(one.stopped_by()),
                law(one.law) + ("" if one.in_force is ALWAYS else f", in force {one.in_force}"),
            )
            for one in clocks
        ),
    )


def clocks_page(journeys: Journeys) -> Iterator[str]:
    yield from ("# Clocks", "", WRITTEN_BY, "")
    yield "Behind each law stands how hard it binds, and how sure we are of its text. In JSON that is its `mark`:"
    yield ", ".join(f"`{code}` {words}" for code, words in MARKS.items()) + "."
    yield ""
    for workflow in journeys.workflows.values():
        if workflow.clocks:
            yield from (f"## {workflow.label}", "")
            yield from clock_table(workflow.clocks)
