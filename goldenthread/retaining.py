"""The command that lists what is kept no longer, and destroys what two people approved."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

import click
from msgspec import Struct
from rich.table import Table

from goldenthread.acting import actor
from goldenthread.app import erasing, now
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import read_out
from goldenthread.engine.privacy.acts import ByErasing
from goldenthread.engine.privacy.certificates import Certificate, Digest, Line, in_words
from goldenthread.engine.privacy.destruction import Asked, Breaker, NotDestroyed, NotErased, Run, certified, lately
from goldenthread.engine.privacy.retention import DAY as A_DAY
from goldenthread.engine.privacy.retention import working
from goldenthread.engine.privacy.surveys import HeldBack, Listing, Undecided, survey
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.engine.views import HERE
from goldenthread.settings import Settings
from goldenthread.terminal import DAY, Misused, Refused, as_json, console, opened, settings, tell_as_json, whole_table
from goldenthread.workflows.retention import SCHEDULE


class Listed(Struct, frozen=True, kw_only=True):
    """What a dry run says: the list, its digest, and the number to confirm where it is out of the ordinary."""

    digest: Digest
    due_by: date
    cases: int
    of: int
    confirm: int | None
    due: tuple[Line, ...]
    held: tuple[HeldBack, ...]
    undecided: tuple[Undecided, ...]


@click.command()
@click.option("--due-by", type=DAY, help="What is due by this day; by today, unless said.")
@click.option("--apply", "digest", metavar="DIGEST", help="Destroy exactly the list of this digest.")
@click.option("--asked-by", metavar="ACCOUNT", help="Whoever asks for it to be destroyed.")
@click.option("--approved-by", metavar="ACCOUNT", help="Whoever looked at the list and approved it: somebody else.")
@click.option("--acknowledge", type=int, metavar="CASES", help="The number of cases, where it is out of the ordinary.")
@click.option("--certificate", "wanted", metavar="DIGEST", help="Print the certificate of a list that was worked off.")
@as_json
def retain(
    due_by: date | None,
    digest: str | None,
    asked_by: str | None,
    approved_by: str | None,
    acknowledge: int | None,
    wanted: str | None,
    *,
    json_: bool,
) -> None:
    """List what is kept no longer, with what holds it. Nothing is destroyed without --apply.

    A list has a digest. Who approves it passes that digest on, and exactly that list is destroyed, or nothing: if it
    has changed, look again. What cannot be worked out is listed, and kept.
    """
    if digest and wanted:
        raise Misused("--apply and --certificate are two things; ask for one")
    if not digest and (asked_by or approved_by or acknowledge is not None):
        raise Misused("--asked-by, --approved-by and --acknowledge belong to --apply DIGEST")
    said = settings()
    day = due_by or now().astimezone(HERE).date()
    with answering(said) as cases:
        if wanted:
            tell_certificate(certificate_of(cases, wanted), json_=json_)
        elif digest:
            asker, approver = named(asked_by, "--asked-by"), named(approved_by, "--approved-by")
            asked = Asked(actor(cases, asker).account, actor(cases, approver, approves=True).account, acknowledge)
            tell_certificate(apply(cases, said, digest, day, asked), json_=json_)
        else:
            found = survey(cases, SCHEDULE).listing(day)
            tell_list(found, breaker(said), found.cases + lately(cases, found.digest, now()), json_=json_)


@contextmanager
def answering(said: Settings) -> Generator[Cases]:
    """Open the store, and say in words what stood in the way."""
    cases = opened(said)
    try:
        yield cases
    except (NotDestroyed, NotErased) as why:
        raise Refused(str(why)) from None
    except Unreadable as why:
        raise Refused(f"the store cannot be read: {why}; run: goldenthread doctor") from None
    except StoreUnavailable as why:
        raise Refused(f"{why}; run the same command again, and it goes on where it was") from None
    finally:
        cases.close()


def named(account: str | None, option: str) -> str:
    if account is None:
        raise Misused(f"--apply needs {option} ACCOUNT")
    return account


def breaker(said: Settings) -> Breaker:
    return Breaker(said.destroy_cases, said.destroy_percent)


def apply(cases: Cases, said: Settings, digest: str, day: date, asked: Asked) -> Certificate:
    """Destroy what is on an approved list."""
    with erasing(cases, said) as eraser:
        run = Run(cases, SCHEDULE, ByErasing(eraser), breaker(said), said.key_backup_days, now)
        return run.apply(Digest(digest), day, asked)


def certificate_of(cases: Cases, digest: str) -> Certificate:
    found = certified(cases, Digest(digest))
    if found is None:
        raise Refused(f"no list of the digest {digest} was worked off to its end")
    return found


def tell_certificate(made: Certificate, *, json_: bool) -> None:
    if json_:
        tell_as_json(made)
    else:
        click.echo(in_words(made), nl=False)


def tell_list(found: Listing, limits: Breaker, count: int, *, json_: bool) -> None:
    """Tell what is due; ``count`` is how many cases that makes with what was destroyed lately."""
    confirm = count if limits.trips(count, found.of) else None
    if json_:
        tell_as_json(
            Listed(
                digest=found.digest,
                due_by=found.due_by,
                cases=found.cases,
                of=found.of,
                confirm=confirm,
                due=found.due,
                held=found.held,
                undecided=found.undecided,
            )
        )
        return
    if found.due or found.held or found.undecided:
        console.print(table(found))
    for one in summary(found, confirm):
        console.print(one, highlight=False, soft_wrap=True)


def table(found: Listing) -> Table:
    shown = whole_table("case", "class", "how it stands", "rule", "kept until", "due from", "entries")
    for due in found.due:
        shown.add_row(*row(due.case, due.record_class, "due", due.rules, due.kept_until), str(due.records))
    for held in found.held:
        shown.add_row(*row(held.case, held.record_class, on_hold(held), held.rules, held.kept_until), "")
    for one in found.undecided:
        why = "; ".join(working(reason) for reason in one.reasons if reason.unsettled)
        shown.add_row(str(one.case), one.record_class, "cannot be worked out", why, "", "", "")
    return shown


def row(case: UUID, record_class: str, stands: str, rules: tuple[str, ...], until: date) -> tuple[str, ...]:
    return str(case), record_class, stands, ", ".join(rules), read_out(until), read_out(until + A_DAY)


def on_hold(held: HeldBack) -> str:
    return "on hold: " + ", ".join(map(str, held.holds))


def summary(found: Listing, confirm: int | None) -> Iterator[str]:
    yield f"{found.cases} of {found.of} cases are due by {read_out(found.due_by)}, in whole or in part."
    if not found.due:
        return
    yield f"Nothing was destroyed. The digest of this list: [bold]{found.digest}[/bold]"
    if found.due_by > now().astimezone(HERE).date():
        yield "That day has not come, so this list can only be looked at."
        return
    confirmed = f" --acknowledge {confirm}" if confirm is not None else ""
    yield (
        f"To destroy it: goldenthread retain --due-by {found.due_by} --apply {found.digest}"
        f" --asked-by ACCOUNT --approved-by ACCOUNT{confirmed}"
    )
    if confirm is not None:
        yield "[yellow]That is out of the ordinary: look for a wrong birth date, rule or clock first.[/yellow]"
