"""Commands that look back: a case replayed, two views of it compared, and every list worked out anew."""

import sys
from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import click
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text
from sqlalchemy.exc import DatabaseError

from goldenthread.app import lists_of, now
from goldenthread.engine.access.policy import Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.fields import read_out
from goldenthread.engine.views import HERE, as_at
from goldenthread.http.api.bodies import Differences, View
from goldenthread.http.api.lookback import differences
from goldenthread.http.api.viewing import Look, known_by
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.office import OPERATOR
from goldenthread.http.identity.who import Somebody
from goldenthread.http.problems import Problem
from goldenthread.http.reading import looked_on_this_machine
from goldenthread.projections.comparing import Comparison, Unlike, compare
from goldenthread.projections.replay import Step
from goldenthread.projections.replay import replay as replayed
from goldenthread.projections.runner import Progress
from goldenthread.projections.timeline import Dispute, Entry, Lacked, full, story
from goldenthread.terminal import (
    DAY,
    Misused,
    Refused,
    as_json,
    case_of,
    console,
    opened,
    printable,
    settings,
    tell_as_json,
)
from goldenthread.workflows.access import RULES

SHOWN = 20
"""How many differences are named one by one on the terminal; ``--json`` names all."""


@click.command()
@click.option("--compare", "comparing", is_flag=True, help="Change nothing: prove that what is in use is the same.")
@as_json
def rebuild(*, comparing: bool, json_: bool) -> None:
    """Work out every list anew from the records, and put it in place of the one in use."""
    said = settings()
    cases = opened(said)
    runner = lists_of(cases, said.projections).follower.runner
    try:
        with bar(quiet=json_) as tell:
            found = compare(runner, tell) if comparing else None
            if found is None:
                runner.rebuild(tell)
        left_out = len(runner.parked())
    except DatabaseError as wrong:
        raise Refused(f"the lists in {said.projections} cannot be worked out: {wrong.orig}") from None
    finally:
        runner.close()
        cases.close()
    tell_rebuilt(found, left_out, json_=json_)
    if found and not found.same:
        sys.exit(1)


@contextmanager
def bar(*, quiet: bool) -> Generator[Progress]:
    with Bar(console=console, transient=True, disable=quiet) as progress:
        task = progress.add_task("Working everything out anew", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def tell_rebuilt(found: Comparison | None, left_out: int, *, json_: bool) -> None:
    if json_:
        same = {"same": found.same, "rows": found.rows, "unlike": found.unlike} if found else {"rebuilt": True}
        tell_as_json(same | {"left_out": left_out})
        return
    if found is None:
        console.print("Every list was worked out anew and is in use.")
    elif found.same:
        rows = ", ".join(f"{n} in {name}" for name, n in found.rows.items())
        console.print(f"What is in use is what the records say, row by row: {rows}.", highlight=False)
    else:
        console.print(f"[red]{len(found.unlike)} rows are not what the records say.[/red]", highlight=False)
        for one in found.unlike[:SHOWN]:
            click.echo("  " + unlike(one))
        console.print("To put it right, run: goldenthread rebuild", highlight=False)
    if left_out:
        console.print(f"[yellow]{left_out} cases could not be worked out, and are in no list.[/yellow]")


def unlike(one: Unlike) -> str:
    """Say how a row in use differs from what the records say."""
    live, rebuilt = one.live or {}, one.rebuilt or {}
    some = live or rebuilt
    named = f"{one.table}, case {some['case_id']}"
    if one.live is None:
        return f"{named}: a row is missing"
    if one.rebuilt is None:
        return f"{named}: there is a row too many"
    parts = [f"{name} is {live[name]}, not {rebuilt[name]}" for name in live if live[name] != rebuilt[name]]
    return f"{named}: {'; '.join(parts)}"


def view(cases: Cases, case: Case, known: str | None, happened: date | None) -> tuple[Case, View]:
    """Return a case as it was known and as it had happened, each where it is asked for."""
    try:
        wanted = known_by(case, cases.journeys.of(case).in_sight(case.records), known, now())
    except Problem as wrong:
        raise Misused(wrong.detail) from None
    seen = as_at(case.id, case.records, known=wanted, happened=happened)
    looked_on_this_machine(cases, case, "command-line", RULES.policy.version, now())
    if not seen.records:
        raise Refused(nothing(known, happened))
    return seen, View(happened=happened, known=known, today=happened or now().astimezone(HERE).date())


def desk_of(cases: Cases) -> Desk:
    return Desk(cases, now, RULES, Register(cases))


def whole_of(desk: Desk, case: Case) -> Seen:
    """Return a case as whoever keeps this machine sees it: all of it, for the key file is theirs."""
    viewer = Viewer(OPERATOR.account, OPERATOR.organisation, None, (OPERATOR.role,))
    return Seen(Somebody(viewer, desk.rules.policy), frozenset(), Seeing(case, frozenset(), {}, {}), case)


def nothing(known: str | None, happened: date | None) -> str:
    """Say that a case was not there yet in a view of it."""
    asked = [f"was known by {known}" if known else "", f"had happened by {read_out(happened)}" if happened else ""]
    return f"there is nothing of this case that {' and '.join(filter(None, asked))}: ask for a later day"


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--happened", type=DAY, help="As it had happened by this day.")
@click.option("--known", help="As it was known: a day, an instant with its offset, or a version.")
@click.option("--full", "whole", is_flag=True, help="Every entry ever written, not only what stands.")
@as_json
def timeline(case: UUID, happened: date | None, known: str | None, *, whole: bool, json_: bool) -> None:
    """Print a case's timeline, in the order things happened."""
    cases = opened(settings())
    found = case_of(cases, case)
    seen, asked = view(cases, found, known, happened)
    names = desk_of(cases).names(found)
    journey = cases.journeys.of(found)
    shown = full(seen, journey, names, asked.happened) if whole else story(seen, journey, names)
    cases.close()
    if json_:
        tell_as_json(shown)
        return
    if not shown:
        click.echo(nothing(known, happened))
        return
    table = Table("happened", "written down", "what", "", box=None)
    for one in shown:
        standing = "" if one.standing == "stands" else one.standing
        table.add_row(read_out(one.happened_on), later(one.days_later), what(one), standing)
    console.print(table)


def later(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'} later" if days else "the same day"


def what(one: Entry) -> Text:
    """Return an entry's sentence, and below it what a decision went without, what is not right, what it corrects."""
    return Text("\n").join([Text(printable(one.told)), *(Text(f"  {printable(said)}", "dim") for said in beside(one))])


def beside(one: Entry) -> list[str]:
    """Say what stands beside an entry, a line each."""
    return [
        *(f"went without: {lacked(need)}" for need in one.went_without),
        *(f"from before this record: {lacked(need)}" for need in one.stated),
        *(f"not on record: {lacked(need)}" for need in one.not_on_record),
        *(f"{in_a_line(said.who or 'Somebody')} says of it: {statement(said)}" for said in one.disputed),
        *(["corrects an earlier entry"] if one.replaces else []),
    ]


def lacked(need: Lacked) -> str:
    return need.label + (f": {in_a_line(need.reason)}" if need.reason else "")


def statement(said: Dispute) -> str:
    return in_a_line(said.statement) if said.statement else "what they said was erased"


def in_a_line(said: str) -> str:
    return " ".join(said.split())


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--known", help="As it was known: a day, an instant with its offset, or a version.")
@click.option("--happened", type=DAY, help="Only what had happened by this day.")
@as_json
def replay(case: UUID, known: str | None, happened: date | None, *, json_: bool) -> None:
    """Replay a case in the order it was written down, with the stage after each entry."""
    cases = opened(settings())
    whole = case_of(cases, case)
    seen, _ = view(cases, whole, known, None)
    desk = desk_of(cases)
    steps = replayed(seen, cases.journeys.of(whole), desk.names(whole), happened)
    cases.close()
    if json_:
        tell_as_json(steps)
    else:
        console.print(told(steps) if steps else nothing(known, happened), highlight=False, soft_wrap=not steps)


def told(steps: list[Step]) -> Table:
    shown = Table("written down", "happened", "what", "then at", box=None)
    for one in steps:
        entry = one.entry
        shown.add_row(
            f"{entry.recorded_at.astimezone(HERE):%Y-%m-%d %H:%M}",
            read_out(entry.happened_on),
            what(entry),
            one.stage_name or "",
        )
    return shown


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--known-before", help="The earlier view, as it was known: a day, an instant, or a version.")
@click.option("--known-after", help="The later view, as it was known; as it is known now, unless said.")
@click.option("--happened-before", type=DAY, help="The earlier view, as it had happened by this day.")
@click.option("--happened-after", type=DAY, help="The later view, as it had happened by this day.")
@as_json
def diff(
    case: UUID,
    known_before: str | None,
    known_after: str | None,
    happened_before: date | None,
    happened_after: date | None,
    *,
    json_: bool,
) -> None:
    """Print what changed in a case between two views of it."""
    if known_before is None and happened_before is None:
        raise Misused("say from when: --known-before or --happened-before")
    cases = opened(settings())
    whole = case_of(cases, case)
    before = view(cases, whole, known_before, happened_before)
    after = view(cases, whole, known_after, happened_after)
    desk = desk_of(cases)
    sees = whole_of(desk, whole)
    looks = [Look(found, whole, asked.today, asked, sees) for found, asked in (before, after)]
    answer = differences(desk, *looks)
    cases.close()
    if json_:
        tell_as_json(answer)
        return
    for sign, one in changes(answer):
        click.echo(f"{sign} {read_out(one.happened_on)}  {printable(one.told)}")


def changes(answer: Differences) -> list[tuple[str, Entry]]:
    """Return every change with its sign: + came, - went, and < > for one entry before and after it was corrected."""
    pairs = [(sign, one) for pair in answer.replaced for sign, one in zip("<>", pair, strict=True)]
    return [*(("+", one) for one in answer.added), *(("-", one) for one in answer.gone), *pairs]
