"""Two years of paper, entered in one afternoon, each thing with the day on which it happened.

The papers of the school and those of the authority tell of a worry, of extra help, and of a plan that came late. Some
papers are missing, so some steps have no paper before them: that is shown beside the entry, and nothing is refused. A
week later one more note is found, and one paper turns out to be about another child. Whoever looks back can see what
had happened on any day, and what was known of it here.
"""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.requests import OTHERS, RIGHTS, SAID
from goldenthread.demo.steps import Child, Step, Told, brought_in, fact
from goldenthread.demo.support import advised, described, explained, family_heard
from goldenthread.engine.events import How
from goldenthread.engine.records import EnteredInError
from goldenthread.workflows import census, concern, draft, needs_assessment, plan, sen_support, settings_attended
from goldenthread.workflows.journey import Earlier, Part, StartedElsewhere
from goldenthread.workflows.needs_assessment import Requester
from goldenthread.workflows.signposting import RouteStage
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed, Setting

OPENED = 17
"""The afternoon on which the drawer is emptied."""
FOUND = 10
"""The day on which one more note is found."""
LETTER, SIGNED = "As the letter says.", "The SEN manager, who signed the letter"


def two_years_of_paper(child: Child, day: Days) -> Iterator[Step]:
    """Tell of what lay in the drawer, and of what was found a week after.

    Whoever enters papers gives them in any order: they are written down in the order in which they happened.
    """
    drawer = (*the_authoritys_letters(child), *the_schools_own(child, day), *meetings(child), *the_oldest(child))
    yield from sorted(drawer, key=lambda one: -one.ago)
    yield from what_is_not_known()
    yield from a_week_later(child)


def paper(ago: int, event: Told, *, role: str = "senco", name: str = "") -> Step:
    """Tell of a paper: what it says happened on its own day, and is written down when the record is opened."""
    return brought_in(ago, event, later=0, role=role, name=name)


def the_authoritys_letters(child: Child) -> Iterator[Step]:
    """Tell of the letters, the newest on top. There is none that asks the family what they think."""
    everybody = (child.place.senco, "the health service")
    yield paper(210, needs_assessment.OthersSentPlan(to=everybody, how=How.LETTER), role="authority")
    final = needs_assessment.FinalPlanSent(
        reasons=LETTER,
        criteria=LETTER,
        evidence=(),
        heard=(),
        authority=SIGNED,
        rights_explained=RIGHTS,
        needs="Tying sounds to letters; keeping them in mind.",
        outcomes="Reads what is needed for a day at school.",
        provision="Five hours a week with a teacher who knows how reading is learnt otherwise.",
        kind_of_setting="A mainstream school",
        named=Setting(child.place.id),
    )
    yield paper(212, final, role="authority", name="final")
    served = needs_assessment.DraftServed(
        how=How.LETTER, needs="Reading.", outcomes="Reads.", provision="Some hours with a teacher."
    )
    yield paper(265, served, role="authority", name="draft")
    yield paper(240, needs_assessment.SettingConsulted(setting=Setting(child.place.id)), role="authority")
    yield paper(252, draft.FamilyReplied(views="Yes to all of it. It should have come at Christmas."), role="parent")
    for ago, adviser in ((310, Adviser.PSYCHOLOGY), (340, Adviser.EDUCATION)):
        needs, outcomes, provision = SAID[adviser]
        said = needs_assessment.AdviceReceived(
            adviser=adviser, author="As signed", needs=needs, outcomes=outcomes, provision=provision
        )
        yield paper(ago, said, role="authority")
    for adviser in (Adviser.PSYCHOLOGY, Adviser.EDUCATION):
        asked = needs_assessment.AdviceRequested(adviser=adviser, whom=f"{adviser.label}, by letter")
        yield paper(377, asked, role="authority")
    agreed = needs_assessment.AssessmentAgreed(reasons=LETTER, criteria=LETTER, evidence=(), heard=(), authority=SIGNED)
    yield paper(381, needs_assessment.OthersTold(to=OTHERS, how=How.LETTER), role="authority")
    yield paper(383, agreed, role="authority", name="agreed")
    words = "We ask for an assessment of our child. Two years is long enough."
    request = needs_assessment.RequestReceived(requester=Requester.PARENT, form=How.LETTER, words=words)
    yield paper(424, request, role="parent", name="request")
    yield paper(418, explained(child, 418, RouteStage.DURING).event)


def the_schools_own(child: Child, day: Days) -> Iterator[Step]:
    """Tell of the school's file: a plan of support that nobody asked the family about, as far as the papers say."""
    ended = sen_support.SupportEnded(reason=sen_support.EndReason.PLAN_INSTEAD, watching="The plan, all of it.")
    yield paper(209, ended, name="ended")
    yield paper(208, sen_support.FamilyToldOfEnd(to=(child.at_home,), how=How.LETTER))
    looked = sen_support.ReviewHeld(
        difference_made="Knows eleven more letters, and reads no more than before.",
        family_view="It is not enough.",
        child_view="Would rather hear the story.",
        change="Ask for an assessment together.",
    )
    yield paper(509, looked, name="review")
    first = sen_support.SupportPlanned(
        outcomes="Knows the sound of every letter.",
        provision=f"Fifteen minutes a day with {child.place.teacher}.",
        at_home="Nothing was written down.",
        review_on=day.ago(516),
    )
    yield paper(642, first, name="support")
    yield paper(641, sen_support.SupportStarted(), name="begun")
    yield paper(
        641, lambda ids: sen_support.PlanGiven(to=(child.at_home,), how=How.LETTER, plan=ids["support"]), name="given"
    )
    who = (child.place.teacher, "Everybody in the corridor")
    yield paper(641, sen_support.StaffTold(who=who), name="told")
    yield paper(639, lambda ids: sen_support.StaffHaveRead(who=who, telling=ids["told"]))
    yield paper(640, census.SystemUpdated(code=census.SupportCode.SUPPORT))
    yield paper(638, sen_support.FamilyToldOfSupport(to=(child.at_home,), how=How.LETTER))
    needs = described(
        AreaOfNeed.COGNITION,
        strengths="Remembers every story that was ever read aloud.",
        hard="Letters, and being asked to read in front of others.",
        how_known="A page of notes from October.",
    )
    yield paper(655, needs, role="teacher")
    yield paper(662, sen_support.LookingBegun())
    another = sen_support.SupportGiven(what="Ear drops at noon", how_it_went="No trouble.")
    yield paper(600, another, role="teacher", name="not ours")


def meetings(child: Child) -> Iterator[Step]:
    """Tell of the notes of every talk that there is a note of: one in most terms, each with a copy for the family."""
    yield paper(494, sen_support.YearlyReportGiven())
    for ago in (299, 383, 510, 586):
        met = sen_support.MeetingHeld(
            present=(child.at_home, child.place.teacher),
            agreed="Go on, and meet again.",
            led_by=sen_support.Lead.TEACHER,
        )
        yield paper(ago, met, name=f"meeting {ago}")
        yield paper(ago, note_of(f"meeting {ago}"))


def note_of(meeting: str) -> Told:
    return lambda ids: sen_support.MeetingNoteGiven(meeting=ids[meeting], how=How.LETTER)


def the_oldest(child: Child) -> Iterator[Step]:
    """Tell of what lay at the bottom: where it all began."""
    there = settings_attended.SettingJoined(
        setting=Setting(child.place.id), kind=child.place.kind, part=settings_attended.Share.ALL
    )
    yield paper(800, there)
    worry = concern.WorryRaised(
        who=child.at_home, words="The others read, and mine does not.", comes_from=concern.Origin.FAMILY
    )
    yield paper(738, worry, role="parent", name="worry")
    yield paper(
        705,
        lambda ids: concern.WorryAnswered(
            answer="That we see it too, and are sorry for the wait.",
            happens_next="To look closely at how reading is learnt.",
            worry=ids["worry"],
        ),
    )
    taken_on = concern.ConcernTakenOn(why="Half a year behind, with every story in mind.")
    yield paper(703, taken_on, name="taken on")


def what_is_not_known() -> Iterator[Step]:
    """Tell of what no paper says. It is not called missing."""
    unknown = StartedElsewhere(
        part=Part.IDENTIFICATION, earlier=Earlier.NOT_KNOWN, rests_on="There is no paper of it in the drawer"
    )
    yield fact(OPENED, unknown)


def a_week_later(child: Child) -> Iterator[Step]:
    views = family_heard(child, "Please never make anybody read aloud in front of the class.")
    yield brought_in(648, views, later=648 - FOUND, name="found")
    wrong = "It is about another child of the same first name. It was put back into that file."
    yield fact(FOUND, lambda ids: EnteredInError(record=ids["not ours"], why=wrong), name="mark")
    shared = plan.PlanShared(
        to=(child.at_home, child.place.teacher),
        how=How.IN_PERSON,
        who_does_what="Read through together, hour by hour, and put up in the staff room.",
    )
    yield fact(FOUND, shared)
    yield advised(child, FOUND)
    yield fact(FOUND, census.SystemUpdated(code=census.SupportCode.PLAN))
