"""The reference pages of the docs, written from the declarations, so that they cannot fall behind."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from sqlalchemy import LargeBinary, Table

from goldenthread.engine.access import emergency, members
from goldenthread.engine.access.policy import Grant, Policy, Post, Reach, Relation
from goldenthread.engine.application import BESIDE
from goldenthread.engine.applying import Where
from goldenthread.engine.attempts import AttemptNotReady
from goldenthread.engine.calendars import Local, Period
from goldenthread.engine.clocks import Clock
from goldenthread.engine.events import Agreement, Consent, Decision, Event, Notice, RecordClass, Seen
from goldenthread.engine.fields import fields, nested, plain, tag_of
from goldenthread.engine.journey import BUILT_IN
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.law import ALWAYS, Law
from goldenthread.engine.naming import Kinds, recorded
from goldenthread.engine.needs import Before
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.privacy.retention import Figure, Rule, Schedule
from goldenthread.engine.workflow import OUTSET, Move, Step, Workflow, event_of, stages
from goldenthread.http.identity import tables as identity
from goldenthread.http.uploads import quarantine
from goldenthread.projections import reading
from goldenthread.projections import tables as projections
from goldenthread.settings import Settings, variables
from goldenthread.terminal import MARKS, binding
from goldenthread.workflows.retention import SCHEDULE, WHO_TAKES_PART

WRITTEN_BY = "<!-- Written by `goldenthread docs` from the declarations. Change those, not this page. -->"
WIDE = 100
"""Columns of the commands' help as it is printed here, whatever terminal writes the pages."""
NOTES = {Notice: "notice", Agreement: "agreement", Consent: "consent", Decision: "decision"}


def pages(
    journeys: Journeys,
    openapi: Mapping[str, Any],
    commands: click.Group,
    policy: Policy | None = None,
) -> dict[str, str]:
    """Return every generated page by its path below ``docs/reference``; that of who may see what, where it is given."""
    written = {
        "data-map.md": "\n".join(data_map_page(journeys)),
        "events.md": "\n".join(events_page(journeys)),
        "clocks.md": "\n".join(clocks_page(journeys)),
        "api.md": "\n".join(api_page(openapi)),
        "commands.md": "\n".join(commands_page(commands)),
        "settings.md": "\n".join(settings_page()),
        "retention.md": "\n".join(retention_page(SCHEDULE, journeys)),
    }
    if policy:
        written["access.md"] = "\n".join(access_page(policy, journeys))
    for workflow in journeys.workflows.values():
        written[f"workflows/{workflow.name}.md"] = "\n".join(workflow_page(workflow))
    return {path: text.rstrip() + "\n" for path, text in written.items()}


def differences(written: Mapping[str, str], folder: Path) -> list[str]:
    """Return the pages that are not as the declarations say: changed, missing, or of something gone."""
    stale = [path for path, text in written.items() if not is_as(folder / path, text)]
    here = {str(one.relative_to(folder)) for one in folder.rglob("*.md")}
    made = {one for one in here if WRITTEN_BY in (folder / one).read_text()}
    return sorted({*stale, *(made - set(written))})


def is_as(page: Path, text: str) -> bool:
    return page.exists() and page.read_text() == text


def write(written: Mapping[str, str], folder: Path) -> None:
    """Write the pages, and remove those of something gone."""
    for path in differences(written, folder):
        page = folder / path
        if path in written:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(written[path])
        else:
            page.unlink()


def law(rule: Law) -> str:
    return f"{rule} ({binding(rule.force, rule.mark)})"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(head)
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in row)} |"
    yield ""


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


def tags(kinds: Kinds) -> str:
    return ", ".join(f"`{tag_of(kind)}`" for kind in recorded(kinds))


def only(applies: Where | None) -> str:
    """Say for which kinds of place something is declared, where it is not for all."""
    return f", only {applies}" if applies else ""


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


def events_page(journeys: Journeys) -> Iterator[str]:
    yield from ("# Events", "", WRITTEN_BY, "")
    yield f"{len(journeys.events)} facts that can be recorded. Fields are sealed unless it says clear."
    yield ""
    for tag in sorted(journeys.events):
        yield from event_section(journeys, tag, journeys.events[tag])


def event_section(journeys: Journeys, tag: str, kind: type[Event]) -> Iterator[str]:
    home = journeys.home_of(kind)
    note = next((f" It is a {name}." for base, name in NOTES.items() if issubclass(kind, base)), "")
    yield from (f"## `{tag}`", "", " ".join((kind.__doc__ or "").split()) + note, "")
    yield f"*{kind.when}* Told as: “{kind.told}”."
    who = ", ".join(str(role) for role in getattr(kind, "recorded_by", ())) or "anyone who may write in the case"
    kept = "as the entry it is about" if kind in BUILT_IN else journeys.kept(kind).name
    yield f"Recorded by {who}. Kept: {kept}. Belongs to: {home.label if home else 'the whole case'}."
    yield ""
    rows = [
        (
            f"`{name}`",
            one.question + (f" *{one.hint}*" if one.hint else ""),
            kind_of(one.kind),
            "yes" if one.required else "",
            "clear" if one.clear else "sealed",
        )
        for name, one in fields(kind).items()
    ]
    if rows:
        yield from table(("field", "asks", "kind", "required", "stored"), rows)


def data_map_page(journeys: Journeys) -> Iterator[str]:
    yield from ("# Data map", "", WRITTEN_BY, "", *DATA_MAP_SAYS, "")
    yield from ("## Record classes", "")
    kept = {one.name: one for kind in every_event(journeys) if (one := class_of(journeys, kind))}
    yield from table(
        ("class", "about whom", "what others see of it"),
        ((f"`{name}`", str(kept[name].about), SEEN[kept[name].seen]) for name in sorted(kept)),
    )
    for title, kinds in by_holder(journeys).items():
        yield from (f"## {title}", "")
        rows = [row for kind in kinds for row in data_rows(journeys, kind)]
        yield from table(("event", "field", "stored", "whose data", "class", "held by", "kept by"), rows)
    yield from ("## In files beside the store", "", *FILES_SAY, "")
    for name, says, tables in side_files():
        yield from (f"### `{name}`", "", says, "")
        yield from table(("table", "column", "stored"), (row for one in tables for row in column_rows(one)))


FILES_SAY = (
    "Each is for its owner alone (0600). What stands there *as bytes* is sealed, a digest or a public key; but what",
    "waits for a moment (`pending`, while somebody signs in) is not. A password is a digest, in letters (argon2id).",
    "Of the store itself (`goldenthread.db`): the records, as above; their sealed data keys; sealed documents.",
)


def side_files() -> Iterator[tuple[str, str, Sequence[Table]]]:
    """Yield every file beside the store: its name, what it is for and how something goes out of it, and its tables."""
    told = Settings()
    yield (
        told.identity.name,
        "How each account signs in. All of an account goes with its row in `holder`; what has `ends_at` is swept away.",
        identity.METADATA.sorted_tables,
    )
    yield (
        told.quarantine.name,
        "Documents to be looked at first, sealed with keys of their case. Each goes when it is decided about.",
        quarantine.METADATA.sorted_tables,
    )
    yield (
        "readings.db",
        "By case, where in the store it is written who looked. It is made anew when it is gone.",
        reading.READ.metadata.sorted_tables,
    )
    yield (
        told.projections.name,
        "The lists that everybody sees, with no name in them. It is made anew when it is gone.",
        projections.METADATA.sorted_tables,
    )


def column_rows(one: Table) -> Iterator[tuple[str, ...]]:
    for column in one.c:
        yield f"`{one.name}`", f"`{column.name}`", "as bytes" if isinstance(column.type, LargeBinary) else "clear"


DATA_MAP_SAYS = (
    "Everything that can be written down of anybody: each field, whether it is sealed, whose data it is, in which",
    "class it is kept, who answers for it, and by which rule it is kept. A *sealed* field is encrypted under a key of",
    "the case and the class, and goes with that key. A *clear* one is a date, a code or an id: it stays when the key",
    "has gone. Where a field names somebody else, and does not say so here, it is a name or words about the child.",
    "",
    "Beside its fields every entry keeps, in clear: random ids, its day, when it was written down, the account, role",
    "and organisation of whoever wrote it, the stage it led to, and what a decision was judged on. Sealed with it: why",
    "something was gone without, on whose behalf it was said, and who interpreted. Accounts are codes, never names.",
)
SEEN = {
    Seen.SHOWN: "the entry",
    Seen.COUNTED: "that there is one, and no more",
    Seen.UNSEEN: "nothing, not even that it is there",
}
WHOLE = "The whole case, in no story"
BESIDE_CASES = (
    "Beside the cases: who people are, steps that were not ready, who there is, takes part and looked, what was erased"
)


def every_event(journeys: Journeys) -> Iterator[type[Event]]:
    """Yield every event that can be stored: those of every kind of case, and those beside the cases."""
    yield from journeys.events.values()
    yield from BESIDE


def class_of(journeys: Journeys, kind: type[Event]) -> RecordClass | None:
    """Return the class an event is kept in; None for what is said of an entry, and kept as that is."""
    return None if kind in BUILT_IN else journeys.kept(kind)


def by_holder(journeys: Journeys) -> Mapping[str, list[type[Event]]]:
    """Return every event below the story that it belongs to."""
    found: dict[str, list[type[Event]]] = {}
    for kind in sorted(every_event(journeys), key=tag_of):
        home = journeys.home_of(kind)
        found.setdefault(home.label if home else BESIDE_CASES if kind in BESIDE else WHOLE, []).append(kind)
    return dict(sorted(found.items()))


def data_rows(journeys: Journeys, kind: type[Event]) -> Iterator[tuple[str, ...]]:
    home, kept = journeys.home_of(kind), class_of(journeys, kind)
    holder = str(home.held_by) if home else "whoever keeps the store" if kind in BESIDE else "whoever opened the record"
    name = f"`{kept.name}`" if kept else "as the entry it is about"
    for field, one in fields(kind).items():
        whose = str(one.about) if one.about else "as the entry it is about"
        stored = "clear" if one.clear else "sealed"
        yield f"`{tag_of(kind)}`", f"`{field}`", stored, whose, name, holder, retained(journeys, kind)
    if not fields(kind):
        about = str(kept.about) if kept else "as the entry it is about"
        yield f"`{tag_of(kind)}`", "none: that it happened", "clear", about, name, holder, retained(journeys, kind)


def retained(journeys: Journeys, kind: type[Event]) -> str:
    """Return the rules by which an event is kept: of them, the longest counts."""
    if kind is PersonDescribed:
        return "with the last case of that person"
    if kind is AttemptNotReady:
        return "with the class of its case that it is kept in"
    if kind in (*members.EVENTS, *emergency.EVENTS):
        return f"`{WHO_TAKES_PART.id}`"
    if kind in BESIDE:
        return "no rule: as long as the store"
    kept, home = class_of(journeys, kind), journeys.home_of(kind)
    if kept is None:
        return "as the entry it is about"
    rules = [rule for rule in SCHEDULE.rules if kept in rule.of or home in rule.of]
    rules += [rule for rule in SCHEDULE.rules if rule not in rules and any(is_kind(kind, one) for one in rule.of)]
    rules += [rule for rule in SCHEDULE.rules if any(is_kind(kind, one) for one in rule.alongside)]
    return ", ".join(f"`{rule.id}`" for rule in rules)


def is_kind(kind: type[Event], held: object) -> bool:
    return isinstance(held, type) and issubclass(kind, held)


def kind_of(kind: Any) -> str:
    inner = plain(kind)
    group = nested(kind)
    return f"group: {', '.join(group.__struct_fields__)}" if group else inner.__name__


def api_page(openapi: Mapping[str, Any]) -> Iterator[str]:
    yield from ("# JSON API", "", WRITTEN_BY, "", "The whole schema is served at `/api/openapi/openapi.json`.", "")
    paths: dict[str, dict[str, dict[str, str]]] = openapi["paths"]
    rows = [
        (f"`{method.upper()} {path}`", said.get("operationId", ""), said.get("summary", ""))
        for path, item in sorted(paths.items())
        for method, said in item.items()
    ]
    yield from table(("route", "operation", "what it does"), rows)


def commands_page(group: click.Group) -> Iterator[str]:
    yield from ("# Commands", "", WRITTEN_BY, "")
    yield from commands_below(click.Context(group, info_name="goldenthread", **group.context_settings), group)


def commands_below(parent: click.Context, group: click.Group) -> Iterator[str]:
    """Yield a section for each command of a group, and after it those for each below it."""
    for name in sorted(group.commands):
        command = group.commands[name]
        with click.Context(command, info_name=name, parent=parent, terminal_width=WIDE) as context:
            yield from (f"## `{context.command_path}`", "", "```", command.get_help(context), "```", "")
            if isinstance(command, click.Group):
                yield from commands_below(context, command)


def settings_page() -> Iterator[str]:
    yield from ("# Settings", "", WRITTEN_BY, "")
    defaults = Settings()
    yield from table(
        ("variable", "what it sets", "default"),
        (
            (f"`{name}`", told, f"`{getattr(defaults, field)}`")
            for (name, told), field in zip(variables().items(), Settings.__struct_fields__, strict=True)
        ),
    )


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


# Who may see what


def access_page(policy: Policy, journeys: Journeys) -> Iterator[str]:
    yield from ("# Who may see what", "", WRITTEN_BY, "")
    yield f"Policy `{policy.version}`. What no rule lets somebody see is not there: its absence, a refusal and what"
    yield "never was are one and the same. Every read is decided by this table, and can be worked out again for a day"
    yield "that is over, by the policy that was in force then: `goldenthread access`, `goldenthread policies`."
    yield ""
    yield from ("## At a glance", "", *at_a_glance(policy))
    yield "What somebody wrote, and what is about themselves, is left out here: see each post."
    yield ""
    yield from ("## Relations and reach", "")
    yield from table(("relation to a case", "what it means"), ((str(one), one.label) for one in Relation))
    yield from table(("how far", "which entries of a class"), ((str(one), one.label) for one in Reach))
    yield from ("## Record classes", "", *classes_table(policy, journeys))
    yield from ("## Posts", "")
    for post in policy.posts:
        yield from post_section(post, [one for one in policy.grants if one.post is post])
    yield from ("## How it is known who holds an entry, whom it reached, and from whom it is kept", "")
    for number, said in enumerate(policy.rules, 1):
        yield f"{number}. {said}"


def at_a_glance(policy: Policy) -> Iterator[str]:
    classes = classes_of(policy)
    yield from table(
        ("post", *classes),
        ((post.name, *(cell(post, kept, policy.grants) for kept in classes)) for post in policy.posts),
    )


def cell(post: Post, kept: str, grants: Iterable[Grant]) -> str:
    """Say how far a post reaches in a class, in each relation; its own left out."""
    there = [one for one in grants if one.post is post and kept in {it.name for it in one.classes}]
    return "; ".join(f"{one.reach} ({one.relation})" for one in there if one.reach is not Reach.OWN)


def classes_of(policy: Policy) -> list[str]:
    return list(dict.fromkeys(kept.name for one in policy.grants for kept in one.classes))


def classes_table(policy: Policy, journeys: Journeys) -> Iterator[str]:
    known = {kept.name: kept for one in policy.grants for kept in one.classes}
    count = Counter(journeys.kept(kind).name for kind in journeys.events.values())
    yield from table(
        ("class", "about", "what others see of it", "events"),
        ((name, str(one.about), str(one.seen), str(count[name])) for name, one in known.items()),
    )


def post_section(post: Post, grants: Iterable[Grant]) -> Iterator[str]:
    yield from (f"### `{post.id}`", "")
    also = [
        said
        for said, so in (
            ("may let others take part in a case", post.admits),
            ("looks after accounts and posts", post.keeps),
            ("sees what entries that its organisation answers for said before they were put right", post.answers),
            ("what they read is shown to nobody but those who read as they do", post.unseen),
        )
        if so
    ]
    yield f"{post.name[0].upper()}{post.name[1:]}, in {' or '.join(post.of)}. Reads for: {post.purpose}."
    yield f"Writes as: {', '.join(part.name for part in post.parts) or 'nobody'}."
    yield from (f"{said.capitalize()}." for said in also)
    yield ""
    if rows := [grant_row(one) for one in grants]:
        yield from table(("relation", "classes", "how far", "why", "law"), rows)
    else:
        yield from ("Sees nothing of any case.", "")


def grant_row(grant: Grant) -> tuple[str, ...]:
    classes = ", ".join(one.name for one in grant.classes)
    return str(grant.relation), classes, str(grant.reach), grant.because, law(grant.law) if grant.law else ""
