"""Commands that look ahead: a strand under another definition, and a case under rules that are only proposed."""

from collections.abc import Sequence
from datetime import date
from typing import BinaryIO
from uuid import UUID

import click
from msgspec import Struct

from goldenthread.app import now
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.fields import read_out
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.packs import Compared, Duty, Pack, compare
from goldenthread.engine.previewing import Altered, preview
from goldenthread.engine.records import StrandId
from goldenthread.engine.views import HERE
from goldenthread.projections.loose import WrongLine, case_from
from goldenthread.terminal import (
    DAY,
    Misused,
    Refused,
    as_json,
    calendar,
    case_of,
    opened,
    settings,
    tell_as_json,
)
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.packs.shelf import PACKS


@click.command("preview")
@click.argument("case", type=click.UUID)
@click.argument("strand", type=click.UUID)
@click.argument("definition")
@as_json
def previewed(case: UUID, strand: UUID, definition: str, *, json_: bool) -> None:
    """Print how a strand of a case would stand under another definition. Nothing is recorded."""
    cases = opened(settings())
    try:
        whole = case_of(cases, case)
        journey = cases.journeys.of(whole)
        mine = strand_of(whole, strand, journey)
        answer = preview(whole, mine, definition, journey, now().astimezone(HERE).date(), cases.calendar)
    except Unacceptable as why:
        raise Misused(str(why)) from None
    finally:
        cases.close()
    if json_:
        tell_as_json(answer)
        return
    click.echo(f"{answer.workflow} at {answer.stage}: from {answer.before.definition} to {answer.after.definition}")
    click.echo("\n".join(map(told, answer.differences)) or "Nothing would be otherwise.")


def strand_of(case: Case, strand: UUID, journey: Journey) -> Strand:
    found = case.strands.get(StrandId(strand))
    if found is None or found.workflow not in journey.definitions:
        raise Refused(f"there is no strand {strand} in this case")
    return found


def told(one: Altered) -> str:
    return f"  {one.what} {one.name}: {one.was}; then {one.now}"


class PackSeen(Struct, frozen=True, kw_only=True):
    """A pack as it is listed: how far it has come, from when it could be the law, and where it was read."""

    name: str
    label: str
    standing: str
    proposed_on: date
    not_before: date | None
    checked_on: date
    check_again: str
    sources: tuple[str, ...]
    clocks: tuple[str, ...]


def pack_seen(pack: Pack) -> PackSeen:
    days = [one.in_force.since for one in pack.workflow.clocks if one.in_force.since]
    return PackSeen(
        name=pack.name,
        label=pack.label,
        standing=pack.standing,
        proposed_on=pack.proposed_on,
        not_before=min(days, default=None),
        checked_on=pack.checked_on,
        check_again=pack.check_again,
        sources=pack.sources,
        clocks=tuple(one.id for one in pack.workflow.clocks),
    )


@click.group(invoke_without_command=True)
@click.option("--json", "json_", is_flag=True, help="Answer in JSON.")
@click.pass_context
def packs(context: click.Context, *, json_: bool) -> None:
    """List the packs: rules that are only proposed, kept beside the journey. None runs in any record."""
    if context.invoked_subcommand:
        return
    found = [pack_seen(one) for one in PACKS.values()]
    if json_:
        tell_as_json(found)
        return
    for one in found:
        click.echo(f"{one.name}  {one.label}")
        click.echo(f"  {one.standing}; proposed on {read_out(one.proposed_on)}")
        click.echo(f"  not before {read_out(one.not_before)}; last looked up on {read_out(one.checked_on)}")
        click.echo(f"  {one.check_again}")
        click.echo("\n".join(f"  source: {source}" for source in one.sources))


@packs.command("compare")
@click.argument("file", type=click.File("rb"))
@click.option("--as-of", type=DAY, required=True, help="The day on which to read the case.")
@click.option("--pack", "name", default=next(iter(PACKS)), show_default=True, help="The pack to read it under.")
@as_json
def comparing(file: BinaryIO, as_of: date, name: str, *, json_: bool) -> None:
    """Read the records in FILE under today's law and under a pack, side by side. FILE is as for clocks."""
    if name not in PACKS:
        raise Misused(f"there is no pack {name!r}; these are: {', '.join(PACKS)}")
    pack = PACKS[name]
    try:
        case = case_from(file, Journeys(pack.journey))
    except (WrongLine, OSError) as wrong:
        raise Misused(str(wrong)) from None
    found = compare(case, JOURNEY, pack, as_of, calendar())
    if json_:
        tell_as_json({"pack": pack_seen(pack), "rows": found})
        return
    click.echo(f"{pack.label}. Read as if it were the law; it is not.")
    for one in found:
        click.echo("\n".join(compared(one)))


def compared(one: Compared) -> Sequence[str]:
    """Return what is said of one duty under both, a line each."""
    now = [f"  today: {duty(each)}" for each in one.today]
    if one.kind == "as it is":
        return [f"as it is: {one.label}", *now]
    then = [f"  then:  {duty(each)}" for each in one.proposed]
    return [f"{one.kind}: {one.label}", *(now or ["  today: nothing"]), *(then or ["  then:  nothing has started it"])]


def duty(one: Duty) -> str:
    due = f"due {read_out(one.due)}" if one.due else "no day"
    since = f", not before {read_out(one.since)}" if one.since and one.force == "proposed" else ""
    return f"{one.id}, {one.status}, {due} ({one.law}; {one.force}{since})"
