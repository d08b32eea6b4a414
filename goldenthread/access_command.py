"""The command for auditors: what an account could see of a case on a day, and by which rule. No content is printed."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import click
from msgspec import Struct

from goldenthread.app import now
from goldenthread.engine.access.directory import DIRECTORY
from goldenthread.engine.access.members import access_of
from goldenthread.engine.access.recalling import Recall, Remembered
from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import read_out
from goldenthread.handbook import law
from goldenthread.http.reading import looked_on_this_machine
from goldenthread.terminal import DAY, as_json, case_of, console, opened, settings, tell_as_json, whole_table
from goldenthread.workflows.access import rules_for


class Could(Struct, frozen=True, kw_only=True):
    """One entry that could be seen: what kind of entry, whether it was shown or counted, and by which rule."""

    id: RecordId
    happened_on: date
    event: str
    kept: str
    sight: str
    post: str | None
    because: str
    law: str | None


class Answer(Struct, frozen=True, kw_only=True):
    """What an account could see on a day, and under which policy. Nothing of one that it could not know of."""

    account: str
    organisation: str
    on: date
    policy: str
    entries: tuple[Could, ...]


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--account", required=True, help="Whose sight is asked about.")
@click.option("--organisation", required=True, help="The organisation it acted in.")
@click.option("--on", "day", type=DAY, required=True, help="On which day, as it was on record by its end.")
@as_json
def access(case: UUID, account: str, organisation: str, day: date, *, json_: bool) -> None:
    """Print what an account could see of a case on a day, and by which rule. No content is printed."""
    cases = opened(settings())
    whole = case_of(cases, case)
    rules = rules_for(cases.calendar.readings)
    looked_on_this_machine(cases, whole, "command-line", rules.policy.version, now())
    recall = Recall(cases.journeys.of(whole), rules, cases.twin)
    seen = recall.could_see(remembered(cases, whole), account, organisation, day)
    cases.close()
    found = Answer(
        account=account,
        organisation=organisation,
        on=day,
        policy=rules.policy.version,
        entries=tuple(entries(seen)) if seen else (),
    )
    if json_:
        tell_as_json(found)
        return
    tell(found)


def remembered(cases: Cases, whole: Case) -> Remembered:
    """Return all that a decision about a case is made of."""
    members, directory = cases.folded(access_of(whole.id)), cases.folded(DIRECTORY)
    return Remembered(whole.records, members.records, directory.records)


def entries(seen: Seeing) -> Iterator[Could]:
    for one in seen.case.records:
        why = seen.why[one.id]
        yield Could(
            id=one.id,
            happened_on=one.happened_on,
            event=one.tag,
            kept=one.kept,
            sight=str(why.sight),
            post=why.grant.post.id if why.grant else None,
            because=why.because,
            law=law(why.grant.law) if why.grant and why.grant.law else None,
        )


def tell(found: Answer) -> None:
    if not found.entries:
        click.echo(f"{found.account} could see nothing of this case on {read_out(found.on)}")
        return
    table = whole_table("happened", "event", "class", "", "as", "because", "law")
    for one in found.entries:
        row = (read_out(one.happened_on), one.event, one.kept, one.sight, one.post or "", one.because, one.law or "")
        table.add_row(*row)
    console.print(table)
    click.echo(f"policy {found.policy}")
