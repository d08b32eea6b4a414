"""Commands that look ahead: a strand under another definition, before it is adopted."""

from uuid import UUID

import click

from goldenthread.app import now
from goldenthread.engine.case import Case, Strand
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.journey import Journey
from goldenthread.engine.previewing import Altered, preview
from goldenthread.engine.records import StrandId
from goldenthread.engine.views import HERE
from goldenthread.terminal import Misused, Refused, as_json, case_of, opened, settings, tell_as_json


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
        mine = strand_of(whole, strand, cases.journey)
        answer = preview(whole, mine, definition, cases.journey, now().astimezone(HERE).date(), cases.calendar)
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
