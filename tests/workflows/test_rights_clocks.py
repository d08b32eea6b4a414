"""Every clock about rights, agencies and disagreement: running on its last day, met on it, and late the day after."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event, How, LawfulBasis, RecordId
from goldenthread.workflows import advocate, agencies, referrals
from goldenthread.workflows import parents_disagree as apart
from goldenthread.workflows import young_person as yp
from tests.story import Story, day
from tests.workflows import samples_rights as some
from tests.workflows.samples import MUM, a_record

Answering = Callable[[RecordId], Event]

EASTER = "17 Apr 2025"  # a Thursday: Good Friday and Easter Monday follow
CHRISTMAS = "16 Dec 2024"  # a Monday: 25 and 26 December and 1 January lie in the next ten working days
LEAP = "28 Feb 2024"  # a Wednesday
AUGUST = "18 Aug 2025"  # a Monday: the 25th is a bank holiday
MAY = "1 May 2025"  # a Thursday: the 5th is a bank holiday

THERAPIST = agencies.ProfessionalInvolved(
    professional="Ms Byrne", agency="Speech", kind=agencies.KindOfAgency.HEALTH, what_for="Talking", reached="Tuesdays"
)
REQUESTED = agencies.InformationRequested(
    who="Dr Hall", how=How.EMAIL, what="The review", what_for="To see him", basis=LawfulBasis.PUBLIC_TASK
)
REFERRED = referrals.ReferralSent(
    service=referrals.Service.GP, to="The surgery", why="Sleep", ask_again_on=day("25 Mar 2024")
)
CANNOT = yp.CannotDecideThis(decision="Where to live", assessed_by="Dr Hall", help_tried="Pictures", why="Weighing it")
HERS = apart.PositionHeard(person=some.MUM, who=MUM, words="Now.", authority="Parental responsibility")
EXPLAINED = yp.RightsExplained(to=("Sam",), how=How.IN_PERSON, rights=tuple(yp.Right), how_understood="He said")
RIGHTS = some.rights_pass(day("28 Jun 2024"))

CLOCKS: dict[str, tuple[Event, str, str, Answering]] = {
    "role-explained": (
        THERAPIST,
        EASTER,
        "28 Apr 2025",
        lambda one: agencies.RoleExplained(to=(MUM,), how=How.PHONE, explained="Talking", professional=one),
    ),
    "information-request": (
        REQUESTED,
        CHRISTMAS,
        "2 Jan 2025",
        lambda one: agencies.InformationRequestAnswered(
            request=one, outcome=agencies.RequestEnds.NOT_SENT, basis=LawfulBasis.PUBLIC_TASK, why_not="Not ours"
        ),
    ),
    "referral-explained": (
        REFERRED,
        LEAP,
        "6 Mar 2024",
        lambda _: referrals.ReferralExplained(
            to=(MUM,), how=How.PHONE, who_decides="They", what_happens="A", if_no="B"
        ),
    ),
    "referral-asked-again": (REFERRED, LEAP, "25 Mar 2024", lambda _: referrals.AskedAgain(answer="Not yet")),
    "referral-status-told": (
        referrals.ReferralAccepted(wait="Ten weeks"),
        EASTER,
        "28 Apr 2025",
        lambda _: referrals.FamilyToldWhereItIs(to=(MUM,), how=How.PHONE, what="They will help."),
    ),
    "advocate-found": (
        advocate.AdvocateNeeded(why=advocate.WhyAdvocate.CHILD_ASKS),
        AUGUST,
        "2 Sep 2025",
        lambda one: advocate.AdvocateFound(
            need=one, who="Mr Amir", independent=True, child_says="Good", may_see="What she agrees"
        ),
    ),
    "disagreement-agreement-sought": (
        apart.DisagreementKnown(weight=apart.Weight.EVERYDAY, matter="Lunch", goes_on="All of it"),
        MAY,
        "16 May 2025",
        lambda _: apart.AgreementSought(how="Together", came_of_it="Yes"),
    ),
    "disagreement-answered": (
        HERS,
        "22 Aug 2025",
        "1 Sep 2025",
        lambda one: apart.PositionAnswered(person=some.MUM, reply="We will talk.", position=one),
    ),
    "confidential-advice-offered": (
        EXPLAINED,
        "18 Dec 2025",
        "6 Jan 2026",
        lambda _: yp.AdviceOffered(to=("Sam",), how=How.IN_PERSON, where="The line"),
    ),
    "representative-named": (
        CANNOT,
        "28 Mar 2025",
        "11 Apr 2025",
        lambda one: yp.RepresentativeNamed(
            person=some.MUM,
            who=MUM,
            by_what=yp.RepresentativeBy.PARENT,
            decision="Where to live",
            their_wishes="Home",
            capacity=one,
        ),
    ),
    "rights-told": (RIGHTS, "5 Sep 2022", "28 Jun 2023", lambda _: EXPLAINED),
    "rights-asked": (RIGHTS, "5 Sep 2022", "28 Jun 2024", lambda _: yp.YoungPersonAsked(how="Alone", words="Yes")),
    "rights-notice": (
        RIGHTS,
        "5 Sep 2022",
        "28 Jun 2024",
        lambda _: yp.RightsNoticeGiven(to=("Everybody",), how=How.LETTER),
    ),
}


def started(event: Event, on: str) -> tuple[Story, RecordId]:
    story = a_record()
    return story, story.given(event, on=on).id


@pytest.mark.parametrize("clock", CLOCKS)
def test_it_runs_to_its_last_day_and_is_late_the_day_after(clock: str) -> None:
    event, on, due, _ = CLOCKS[clock]
    story, _ = started(event, on)
    after = (day(due) + timedelta(days=1)).strftime("%d %b %Y")
    assert story.reading(clock, due).due == day(due)
    assert story.reading(clock, due).status is Status.RUNNING
    assert story.reading(clock, after).status is Status.OVERDUE


@pytest.mark.parametrize("clock", CLOCKS)
def test_it_is_met_on_its_last_day_and_late_but_met_after_it(clock: str) -> None:
    event, on, due, answering = CLOCKS[clock]
    after = (day(due) + timedelta(days=1)).strftime("%d %b %Y")
    for done, status in ((due, Status.MET), (after, Status.MET_LATE)):
        story, start = started(event, on)
        story.given(answering(start), on=done)
        assert story.reading(clock, after).status is status
