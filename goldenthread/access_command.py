"""The commands for auditors: what an account could see of a case on a day, by which rule, and by which policy.

No content is printed.
"""

from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

import click
from msgspec import Struct

from goldenthread.app import now
from goldenthread.engine.access.directory import DIRECTORY
from goldenthread.engine.access.members import access_of
from goldenthread.engine.access.policies import POLICIES, InForce, OtherwiseKnown, policies_of
from goldenthread.engine.access.policy import Written
from goldenthread.engine.access.recalling import Recall, Remembered
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import read_out
from goldenthread.engine.views import HERE, instant
from goldenthread.handbook.tables import law
from goldenthread.http.reading import looked_on_this_machine
from goldenthread.terminal import DAY, Misused, as_json, console, opened, settings, tell_as_json, whole_table
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
    """What an account could see on a day, and under which policy. Nothing of one that it could not know of.

    ``in_force_since``: when that policy came into force; none where no policy is on record, and that of today judges.
    ``otherwise_known``: how circumstances were known then, where that has changed since.
    """

    account: str
    organisation: str
    on: date
    policy: str
    in_force_since: datetime | None
    otherwise_known: OtherwiseKnown | None
    entries: tuple[Could, ...]


class Policied(Struct, frozen=True, kw_only=True):
    """A policy that was in force, since when, and all that it says."""

    version: str
    since: datetime
    policy: Written


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--account", required=True, help="Whose sight is asked about.")
@click.option("--organisation", required=True, help="The organisation it acted in.")
@click.option("--on", "day", type=DAY, required=True, help="On which day, as it was on record by its end.")
@as_json
def access(case: UUID, account: str, organisation: str, day: date, *, json_: bool) -> None:
    """Print what an account could see of a case on a day, and by which rule. No content is printed."""
    cases = opened(settings())
    whole = there(cases, case, account, organisation)
    rules = rules_for(cases.calendar.readings)
    looked_on_this_machine(cases, whole, "command-line", rules.policy.version, now())
    recall = Recall(cases.journeys.of(whole), rules, cases.twin)
    on_record = remembered(cases, whole)
    judged, seen = recall.judged(on_record, day), recall.could_see(on_record, account, organisation, day)
    cases.close()
    found = Answer(
        account=account,
        organisation=organisation,
        on=day,
        policy=judged.rules.policy.version,
        in_force_since=None if judged.since is None else instant(judged.since),
        otherwise_known=judged.otherwise,
        entries=tuple(entries(seen)) if seen else (),
    )
    if json_:
        tell_as_json(found)
        return
    tell(found)


def there(cases: Cases, case: UUID, account: str, organisation: str) -> Case:
    """Return the case, where it, the account and the organisation are there. Raises ``Misused``, naming what is not."""
    known = Register(cases).directory()
    if account not in known.accounts:
        raise Misused(f"there is no account {account}; see them with: goldenthread account list")
    if organisation not in known.organisations:
        raise Misused(f"there is no organisation {organisation}; see them with: goldenthread organisation list")
    try:
        return cases.case(case)
    except NoSuchCase:
        raise Misused(f"there is no case {case}") from None


def remembered(cases: Cases, whole: Case) -> Remembered:
    """Return all that a decision about a case is made of."""
    members, directory, policies = (cases.folded(one).records for one in (access_of(whole.id), DIRECTORY, POLICIES))
    return Remembered(whole.records, members, directory, policies)


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
    if found.entries:
        table = whole_table("happened", "event", "class", "", "as", "because", "law")
        for one in found.entries:
            told = (one.event, one.kept, one.sight, one.post or "", one.because, one.law or "")
            table.add_row(read_out(one.happened_on), *told)
        console.print(table)
    else:
        click.echo(f"{found.account} could see nothing of this case on {read_out(found.on)}")
    for line in judged_by(found):
        click.echo(line)


def judged_by(found: Answer) -> Iterator[str]:
    """Say by which policy it was judged, since when that was in force, and what is known in another way since."""
    if found.in_force_since is None:
        yield f"policy {found.policy}: that of today, for none is on record yet"
    else:
        since = found.in_force_since.astimezone(HERE)
        first = ": the first on record, and not in force yet on that day" if since.date() > found.on else ""
        yield f"policy {found.policy}, in force since {read_out(since.date())}, {since:%H:%M}{first}"
    if found.otherwise_known:
        yield "how circumstances are known has changed since: they were worked out as they are today"
        yield from (f"  then: {one}" for one in found.otherwise_known.then)
        yield from (f"  now: {one}" for one in found.otherwise_known.now)


@click.command()
@as_json
def policies(*, json_: bool) -> None:
    """Print the policies by which it was decided what anybody sees, each with the moment it came into force."""
    cases = opened(settings())
    found = list(policies_of(cases.folded(POLICIES).records))
    cases.close()
    if json_:
        tell_as_json([said(one) for one in found])
        return
    if not found:
        click.echo("no policy is on record yet: the first is written down when a server starts")
        return
    table = whole_table("policy", "in force since")
    for one in found:
        since = instant(one.since).astimezone(HERE)
        table.add_row(one.policy.version, f"{read_out(since.date())}, {since:%H:%M}")
    console.print(table)


def said(one: InForce) -> Policied:
    return Policied(version=one.policy.version, since=instant(one.since), policy=one.policy.written)
