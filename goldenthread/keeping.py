"""Commands that look after keys: content erased for good, and the wrapping key changed."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar
from uuid import UUID

import click
from msgspec import Struct
from rich.progress import Progress

from goldenthread import app
from goldenthread.acting import CODED, acting, actor
from goldenthread.app import now
from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import RecordId
from goldenthread.engine.privacy.erasing import Erasing, Extent, Wanted
from goldenthread.engine.privacy.erasures import Erasure, Ground, State, certificate
from goldenthread.engine.privacy.keys import KeyTampered
from goldenthread.engine.privacy.rotating import NotRotated, Rotated, rotate
from goldenthread.engine.privacy.wrapping import WrongKeyFile
from goldenthread.engine.records import Actor
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.terminal import (
    Refused,
    as_json,
    case_of,
    console,
    opened,
    printable,
    settings,
    tell_as_json,
)

F = TypeVar("F", bound=Callable[..., Any])
GROUNDS = {str(one): one for one in Ground}
NOT_APPROVED = (
    "nobody has approved this erasure yet; another account than the one that asked for it looks at it, in a post that"
    " reviews, and runs: goldenthread erase approve {case} {erasure} --account ACCOUNT --really"
)
ONLY_SAID = "Nothing was recorded. Add --really to do it."


class Answer(Struct, frozen=True, kw_only=True):
    """What a command of an erasure says: the erasure, what it would make unreadable, and its certificate if it is done.

    ``recorded`` is false for a dry run.
    """

    recorded: bool
    erasure: Erasure | None = None
    extent: Extent | None = None
    certificate: str | None = None


class Changed(Struct, frozen=True, kw_only=True):
    """That the wrapping key was changed, and by whom. It is in no record: no record is touched."""

    by: Actor
    rotated: Rotated


really = click.option("--really", is_flag=True, help="Do it. Without this, only say what would be done.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def erase() -> None:
    """Erase content for good: asked for by one account, approved by another, then run."""


@contextmanager
def erasing() -> Generator[tuple[Erasing, Cases]]:
    """Open the store that is there to erase in it, and say in words what is refused."""
    said = settings()
    cases = opened(said)
    try:
        with app.erasing(cases, said) as them:
            yield them, cases
    except NoSuchCase:
        raise Refused("there is no such case") from None
    except (Unacceptable, StoreUnavailable) as why:
        raise Refused(str(why)) from None
    finally:
        cases.close()


@erase.command()
@click.argument("case", type=click.UUID)
@as_json
def show(case: UUID, *, json_: bool) -> None:
    """Show every erasure of a case, and how far each is."""
    with erasing() as (them, cases):
        case_of(cases, case)
        found = them.of(case)
    if json_:
        tell_as_json(found)
        return
    for one in found:
        tell_erasure(one)
    if not found:
        click.echo("Nothing of this case was ever to be erased.")


@erase.command()
@click.argument("case", type=click.UUID)
@click.option("--whole", is_flag=True, help="Everything of the case, and who the person is.")
@click.option("--class", "classes", multiple=True, metavar="NAME", help="All that is kept as this record class.")
@click.option("--person", is_flag=True, help="Who the person is.")
@click.option("--ground", type=click.Choice(list(GROUNDS)), required=True, help="On what ground.")
@click.option("--rule", type=CODED, required=True, help="Under which rule of yours, such as retention.core.")
@click.option("--why", required=True, help="Why. Name nobody: this is kept when the content has gone.")
@acting
@really
@as_json
def ask(  # what is asked for, and who asks
    case: UUID, ground: str, rule: str, why: str, *, really: bool, json_: bool, **said: Any
) -> None:
    """Ask that content of a case be erased. Somebody else approves it."""
    wanted = Wanted(
        whole=said["whole"],
        classes=said["classes"],
        person=said["person"],
        ground=GROUNDS[ground],
        rule=rule,
        why=why,
    )
    with erasing() as (them, cases):
        case_of(cases, case)
        them.check(case, wanted)
        by, extent = actor(cases, **who(said)), them.extent(case, wanted)
        asked = them.ask(case, wanted, by, now()) if really else None
    tell(Answer(recorded=really, erasure=asked, extent=extent), json_=json_)


def who(said: dict[str, Any]) -> dict[str, Any]:
    """Return, of what a command was given, who acts."""
    return {name: said[name] for name in ("account", "organisation", "role")}


@erase.command()
@click.argument("case", type=click.UUID)
@click.argument("erasure", type=click.UUID)
@acting
@really
@as_json
def approve(case: UUID, erasure: UUID, *, really: bool, json_: bool, **said: Any) -> None:
    """Approve an erasure that another account asked for."""
    with erasing() as (them, cases):
        found, by = one_of(them, case, erasure), actor(cases, **said, approves=True)
        extent = them.extent(case, found)
        if really:
            found = them.approve(case, found.id, by, now())
    tell(Answer(recorded=really, erasure=found, extent=extent), json_=json_)


@erase.command()
@click.argument("case", type=click.UUID)
@click.argument("erasure", type=click.UUID)
@click.option("--why", required=True, help="Why not. Name nobody: this is kept.")
@acting
@as_json
def refuse(case: UUID, erasure: UUID, why: str, *, json_: bool, **said: Any) -> None:
    """Refuse an erasure, or take back one that was asked for or approved."""
    with erasing() as (them, cases):
        found = them.refuse(case, RecordId(erasure), why, actor(cases, **said), now())
    tell(Answer(recorded=True, erasure=found), json_=json_)


@erase.command()
@click.argument("case", type=click.UUID)
@click.argument("erasure", type=click.UUID)
@click.option("--case-again", type=click.UUID, help="The case once more, where nobody is there to be asked.")
@acting
@really
@as_json
def run(case: UUID, erasure: UUID, case_again: UUID | None, *, really: bool, json_: bool, **said: Any) -> None:
    """Erase for good what was approved; or finish an erasure that was broken off.

    Nothing brings the content back. Servers may run meanwhile: they stop showing it.
    """
    with erasing() as (them, cases):
        found, by = one_of(them, case, erasure), actor(cases, **said)
        if found.state is State.ASKED:
            raise Refused(NOT_APPROVED.format(case=case, erasure=erasure))
        extent = them.extent(case, found) if found.state is State.APPROVED else None
        if really:
            if extent and not json_:
                tell_extent(extent)
            typed_again(case, case_again)
            found = them.run(case, found.id, by, now())
    done = certificate(found) if found.state is State.DONE else None
    tell(Answer(recorded=really, erasure=found, extent=None if really else extent, certificate=done), json_=json_)


def one_of(them: Erasing, case: UUID, erasure: UUID) -> Erasure:
    found = next((one for one in them.of(case) if one.id == erasure), None)
    if found is None:
        raise Refused("there is no such erasure of this case; run: goldenthread erase show CASE")
    return found


def typed_again(case: UUID, again: UUID | None) -> None:
    """Ask for the case once more, so that nobody erases another than they mean."""
    typed = again or click.prompt("Type the id of the case to erase it for good", type=click.UUID, err=True)
    if typed != case:
        raise Refused("that is another case; nothing was erased")


def tell(answer: Answer, *, json_: bool) -> None:
    if json_:
        tell_as_json(answer)
        return
    if answer.extent:
        tell_extent(answer.extent)
    if answer.certificate:
        click.echo(answer.certificate)
    elif answer.erasure:
        tell_erasure(answer.erasure)
    if not answer.recorded:
        click.echo(ONLY_SAID)


def tell_extent(extent: Extent) -> None:
    """Say what will be unreadable."""
    console.print(f"{len(extent.keys)} keys are destroyed, and nobody can read again:", highlight=False)
    for name, number in extent.entries.items():
        console.print(f"  {number} entries kept as {name}", highlight=False)
    if extent.documents:
        console.print(f"  {extent.documents} documents, which are removed", highlight=False)
    if extent.person:
        console.print("  who the person is", highlight=False)
    if extent.other_cases:
        console.print(f"Who the person is stays: other cases of theirs go on ({extent.other_cases}).", highlight=False)


def tell_erasure(one: Erasure) -> None:
    what = "all of it" if one.whole else ", ".join((*one.classes, *(("who the person is",) if one.person else ())))
    asked = f"asked for by {one.asked.by.account} on {one.asked.on}"
    console.print(f"{one.id}  [bold]{one.state}[/bold]  {what}: {asked}", highlight=False, soft_wrap=True)
    why = printable(one.why) if one.why else "why cannot be read"
    click.echo(f"  {one.ground.label} ({one.rule}): {why}")


@click.command("rotate-key")
@acting
@as_json
def rotate_key(*, json_: bool, **said: Any) -> None:
    """Put a new wrapping key in place of the one in use, while servers run. No record is touched.

    Broken off, it is finished by being run again. Until then keep both files: wrapping.key and wrapping.key.next.
    """
    place = settings()
    if not place.key_file.exists():
        raise Refused(f"there is no key file at {place.key_file} to change")
    cases = opened(place)
    try:
        by = actor(cases, **said)
        with Progress(console=console, transient=True, disable=json_) as bar:
            task = bar.add_task("Wrapping keys anew", total=None)
            done = rotate(place.key_file, cases.store.recorder, lambda n: bar.update(task, completed=n))
    except (NotRotated, WrongKeyFile, KeyTampered, StoreUnavailable, OSError, ValueError) as why:
        raise Refused(f"the wrapping key was not changed: {why}") from None
    finally:
        cases.close()
    if json_:
        tell_as_json(Changed(by=by, rotated=done))
        return
    console.print(f"{done.keys} data keys were wrapped anew.", highlight=False)
    console.print(f"The wrapping key is now {done.after}; {done.before} is gone.", highlight=False)
    console.print(f"Copy {place.key_file} to where its copy is kept, now: the old copy opens only older back-ups.")


COMMANDS: Sequence[click.Command] = (erase, rotate_key)
