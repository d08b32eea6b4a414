"""What nobody sees but those who keep a child safe, after a move to safety: no address, and no account, is written."""

from collections.abc import Iterator
from dataclasses import replace

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, at, brought_in, fact, person
from goldenthread.engine.events import How
from goldenthread.workflows import family, protected, protected_file, safeguarding, who_decides
from goldenthread.workflows.who_decides import Restriction

LEAD, LEADS = "Mrs Rowe", "safeguarding-lead"
OFFICER = "the officer for both parents"


def out_of_sight(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell of what may not reach whom, of one parent's own telephone, of agreed tasks, and of a file gone by itself."""
    yield from restricted(child, day, dad)
    yield from tasks(child, day)
    yield from file_by_itself(child)


def by_lead(child: Child, step: Step) -> Step:
    """Tell what the safeguarding lead wrote, where the child goes."""
    here = child.place
    return at(replace(here, accounts={**here.accounts, LEADS: "e.rowe"}), step)


def restricted(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell what may not reach one parent, and how to reach the other."""
    mum = child.at_home
    for what in (Restriction.ADDRESS, Restriction.SETTING, Restriction.THROUGH_OTHERS):
        kept_from = who_decides.NoticeRestricted(
            kept_from=person(child, dad),
            restriction=what,
            because=who_decides.RestrictedBecause.SAFETY,
            decided_by="Ms Amari, social worker",
            whose=person(child, mum) if what is Restriction.ADDRESS else None,
            through=OFFICER if what is Restriction.THROUGH_OTHERS else None,
            look_again_on=day.ahead(40),
        )
        yield fact(66, kept_from, role="social-care", name=f"kept from dad: {what}")
    reached = family.ContactPreferred(
        person=person(child, mum),
        adult=mum,
        ways=(family.Way.PHONE, family.Way.FACE_TO_FACE),
        times="In the morning, on the new number. No message is left, and nothing comes by post.",
    )
    yield fact(66, reached)


def tasks(child: Child, day: Days) -> Iterator[Step]:
    """Tell who holds the papers, what was agreed that somebody does, and what was shared."""
    elsewhere = protected.PapersKeptElsewhere(holder=f"{LEAD}, safeguarding lead", file="File 31")
    yield by_lead(child, fact(65, elsewhere, role=LEADS))
    seen = protected.ProtectedTaskAgreed(
        kind=protected.KindOfTask.SEE_CHILD,
        task="Greet them at the side door, and see that they are well",
        owner=child.place.teacher,
        family_part=True,
    )
    yield by_lead(child, fact(65, seen, role=LEADS))
    report = protected.ProtectedTaskAgreed(
        kind=protected.KindOfTask.SEND_REPORT,
        task="A page for the meeting",
        owner=LEAD,
        family_part=True,
        do_by=day.ago(40),
    )
    yield by_lead(child, fact(60, report, role=LEADS, name="a page"))
    yield by_lead(
        child,
        fact(42, lambda ids: protected.ProtectedTaskDone(task=ids["a page"], done=True), role=LEADS),
    )
    shared = safeguarding.SafeguardingShared(
        ground=safeguarding.SafeguardingGround.FUNCTIONS,
        decided_by=LEAD,
        decided_at="The first day, at nine",
        not_asked=safeguarding.WhyNotAsked.ASKED_AND_YES,
        recipient="The school office",
        papers=("Who may fetch the child",),
    )
    yield by_lead(child, fact(65, shared, role=LEADS))


def file_by_itself(child: Child) -> Iterator[Step]:
    """Tell how a file of which nothing is told goes from hand to hand, apart from all other records."""
    goes = protected_file.FileToGo(counted=protected_file.From.IN_YEAR)
    yield by_lead(child, brought_in(70, goes, later=0, role=LEADS, name="file"))
    sent = protected_file.FileSent
    yield by_lead(
        child,
        brought_in(
            68, lambda ids: sent(to=LEAD, how=How.IN_PERSON, file=ids["file"]), later=0, role=LEADS, name="file sent"
        ),
    )
    yield by_lead(child, fact(66, lambda ids: protected_file.FileReceived(sent=ids["file sent"]), role=LEADS))
