"""Answering somebody who asks for what is held about them: ``goldenthread sar``.

Two folders are written, and never one into the other: what may be given, and what stays here with every decision and
its ground. The first run leaves out all that a person must decide of, and writes the list; the next one reads it back.
The law of it: UK GDPR, Articles 12 and 15; Data Protection Act 2018, exemptions (from memory). A month from the day of
the request: ``workflows/information_rights.py``.
"""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import click
import msgspec

from goldenthread.answering.beside import accounts_of, held_back, let_in, naming, out_of_sight, told_elsewhere
from goldenthread.answering.deciding import Answer, WrongDecisions, answer, read
from goldenthread.answering.folder import DRAFT, GIVE, KEEP, files, put
from goldenthread.answering.looks import looks_at
from goldenthread.answering.whose import asked_by, warnings
from goldenthread.app import now
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.apart import told_apart
from goldenthread.engine.views import HERE
from goldenthread.http.reading import looked_on_this_machine
from goldenthread.projections.reading import Readings
from goldenthread.projections.subject_access import SEND, Asked, Asker, Held, Look, Paper, Rulings, Verdict
from goldenthread.settings import Settings
from goldenthread.terminal import Misused, Refused, as_json, case_of, console, opened, settings, tell_as_json
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.journey import JOURNEY, RecordOpened

Looks = Callable[[UUID], Sequence[Look]]
"""Who read a case, as the person who asks may know it; what they may not know is marked ``unseen``."""
Disclosing = Callable[[UUID, Asker], None]
"""Writes down that a case is read, before anything of it is."""


@dataclass(frozen=True)
class Around:
    """What is asked beside the store: who read a case; and, where the settings are known, the files that lie there."""

    looks: Looks | None = None
    files: Settings | None = None


NOTHING_AROUND = Around()


def held_of(cases: Cases, case: Case, around: Around = NOTHING_AROUND) -> Held:
    """Return everything that is held about the child of a case. Raises ``Refused`` where a case is of nobody."""
    opening = case.records[0]
    if opening.kind is not RecordOpened:
        raise Refused("this is a setting's own record, and about nobody; ask for a child's")
    child, parts = opening.clear("child"), let_in(cases, case.id)
    papers, files = [Paper(*one) for one in cases.documents(case.id)], around.files
    return Held(
        case=case,
        journey=JOURNEY,
        descriptions=cases.descriptions(child),
        attempts=cases.attempts(case.id),
        papers=(
            *papers,
            *(held_back(files.quarantine, cases, case.id) if files else ()),
            *told_elsewhere(cases, child),
        ),
        looks=tuple(around.looks(case.id)) if around.looks else None,
        let_in=parts,
        hidden=out_of_sight(parts, Register(cases).members(case)),
        accounts=accounts_of(cases, child, files.identity if files else None),
        who=naming(cases, case),
    )


def respond(
    cases: Cases,
    case: UUID,
    asked: Asked,
    folder: Path,
    today: date,
    *,
    decisions: Path | None = None,
    around: Around = NOTHING_AROUND,
    disclosing: Disclosing | None = None,
) -> Answer:
    """Write the answer to a request into a new folder. ``disclosing`` is called first: if it fails, nothing is written.

    Raises ``Refused`` and ``WrongDecisions``.
    """
    held = held_of(cases, case_of(cases, case), around)
    rulings: Rulings = read(decisions, case, asked) if decisions else {}
    found = answer(held, asked, rulings, today, tuple(warnings(cases, held, asked, today)))
    if disclosing:
        for one in dict.fromkeys(
            (case, *(told.case for told in told_apart(cases).get(held.case.records[0].clear("child"), ())))
        ):
            disclosing(one, asked.asker)
    put(files(case, asked, found), folder)
    return found


def person_of(cases: Cases, case: UUID, asks: UUID | None) -> PersonId:
    """Return who asks: the parent who is named, or whom the case is about."""
    child: PersonId = cases.case(case).records[0].clear("child")
    return PersonId(asks) if asks else child


WHICH_PARENT = (
    "say which parent asks: --person ID, the id that records know them by. It is `person` in the answer to"
    " GET /api/cases/CASE/members, and in the entry by which they became known (people.parent-known)"
)


@click.command()
@click.argument("case", type=click.UUID)
@click.option("--for", "asker", type=click.Choice([str(one) for one in Asker]), required=True, help="Who asks.")
@click.option("--person", type=click.UUID, help="The parent who asks, by the name that records know them by.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder that is not there yet.")
@click.option("--decisions", type=click.Path(path_type=Path), help="The list of decisions, filled in.")
@as_json
def sar(case: UUID, asker: str, person: UUID | None, out: Path, decisions: Path | None, *, json_: bool) -> None:
    """Write everything held about the child of a case, for somebody who asked for it.

    Without --decisions all that a person must decide of is left out, and the list to decide by is written. Fill it in,
    and run this again with it.
    """
    who = msgspec.convert(asker, Asker)
    if who is Asker.PARENT and person is None:
        raise Misused(WHICH_PARENT)
    if who is not Asker.PARENT and person is not None:
        raise Misused(f"--person says which parent asks, and goes with --for parent only: leave it out for --for {who}")
    said = settings()
    cases = opened(said)
    try:
        asked = asked_by(who, PersonId(person) if person else None)
        with contextlib.closing(Readings(cases, Path(said.data) / "readings.db")) as readings:
            found = respond(
                cases,
                case,
                asked,
                out,
                now().astimezone(HERE).date(),
                decisions=decisions,
                around=Around(lambda one: looks_at(cases, readings, one, person_of(cases, one, person)), said),
                disclosing=lambda one, _: looked_on_this_machine(
                    cases, cases.case(one), "subject-access", POLICY.version, now()
                ),
            )
    except WrongDecisions as wrong:
        raise Misused(str(wrong)) from None
    finally:
        cases.close()
    if json_:
        tell_as_json({"folder": str(out), "pending": len(found.pending), "warnings": found.warnings})
        return
    tell(found, out)


def tell(found: Answer, out: Path) -> None:
    """Say where everything is, and what is still to be done."""
    for one in found.warnings:
        console.print(f"[yellow]Before anything is given:[/yellow] {one}", highlight=False, soft_wrap=True)
    if found.pending:
        console.print(
            f"{len(found.pending)} things wait for somebody to decide. They are left out of {out / DRAFT}.\n"
            f"Decide in {out / KEEP / 'decisions.json'}, and run this again with --decisions and a new --out.",
            highlight=False,
            soft_wrap=True,
        )
    elif found.rulings[SEND].decision is Verdict.GIVE:
        console.print(f"Give {out / GIVE}. Keep {out / KEEP}, and give it to nobody.", highlight=False, soft_wrap=True)
    else:
        console.print(f"It was decided not to give this. It is in {out / DRAFT}.", highlight=False, soft_wrap=True)
