"""Rights pass to the young person on a day worked out from the birth date, by themselves; and what they want counts."""

from datetime import date

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, Event, How
from goldenthread.engine.fields import fields, plain
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.engine.records import Withdrawn
from goldenthread.engine.windows import Standing as Open
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows import young_person as yp
from goldenthread.workflows.ages import compulsory_school_age_ends
from goldenthread.workflows.appeal import AppealLodged
from goldenthread.workflows.draft import FamilyReplied
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.young_person import (
    AdviceOffered,
    AdviceSought,
    ParentMayAct,
    ParentsInvolved,
    Right,
    RightsDayKnown,
    RightsExplained,
    RightsNoticeGiven,
    RightUsed,
    SaidInConfidence,
    YoungPersonAsked,
)
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record

LAST_DAY = compulsory_school_age_ends(day("23 Sep 2007"))


def sams_story() -> Story:
    story = a_record()
    story.given(some.rights_pass(LAST_DAY), on="5 Sep 2022")
    return story


def explained() -> RightsExplained:
    return RightsExplained(to=("Sam",), how=How.IN_PERSON, rights=tuple(Right), how_understood="He told it back to me.")


def asked() -> YoungPersonAsked:
    return YoungPersonAsked(how="By himself, with pictures", words="Mum can come. Not Dad.")


def everyone_told() -> RightsNoticeGiven:
    return RightsNoticeGiven(to=("Sam", "Priya Oak", "Tom Ash", "Elm", "The authority"), how=How.LETTER)


def involved(answer: Answer) -> ParentsInvolved:
    return ParentsInvolved(asked="Sam", answer=answer, parent=some.MUM, in_what="Meetings, and copies of letters")


def may_act(*decisions: Right, answer: Answer = Answer.YES) -> ParentMayAct:
    return ParentMayAct(
        given_by="Sam",
        authority="It is mine to decide",
        scope="To write and sign",
        answer=answer,
        evidence=How.IN_PERSON,
        parent=some.MUM,
        decisions=decisions,
    )


# The day


@requirement("S2-19", RightsDayKnown, yp.PARENTS_DECIDE, compulsory_school_age_ends)
def test_who_decides_changes_by_itself_at_the_end_of_the_last_friday_in_june() -> None:
    story = sams_story()
    assert story.window(yp.PARENTS_DECIDE, "28 Jun 2024").standing is Open.OPEN
    assert story.window(yp.PARENTS_DECIDE, "29 Jun 2024").standing is Open.CLOSED
    assert story.window(yp.PARENTS_DECIDE, "29 Jun 2024").last_day == day("28 Jun 2024")


@requirement("S2-19", RightsNoticeGiven, yp.EVERYBODY_TOLD)
def test_everybody_is_told_by_that_day_and_it_shows_when_they_are_not() -> None:
    story = sams_story()
    late = story.reading(yp.EVERYBODY_TOLD, "1 Jul 2024")
    assert (late.due, late.status, late.days_late) == (day("28 Jun 2024"), Status.OVERDUE, 3)
    story.given(everyone_told(), on="1 Jul 2024")
    assert story.reading(yp.EVERYBODY_TOLD, "2 Jul 2024").status is Status.MET_LATE
    assert story.stage(yp.YOUNG_PERSON_STORY) is yp.EVERYBODY_KNOWS


def test_told_in_time_is_met() -> None:
    story = sams_story()
    story.given(explained(), on="8 Nov 2022")
    story.given(asked(), on="10 May 2024")
    story.given(everyone_told(), on="28 Jun 2024")
    clocks = (yp.TOLD_FROM_YEAR_10, yp.ASKED_BEFORE_THE_DAY, yp.EVERYBODY_TOLD)
    assert {story.reading(one, "1 Jul 2024").status for one in clocks} == {Status.MET}


def test_the_child_is_told_from_year_10_and_asked_before_the_day() -> None:
    story = sams_story()
    assert story.reading(yp.TOLD_FROM_YEAR_10, "5 Sep 2022").due == day("28 Jun 2023")
    assert story.reading(yp.TOLD_FROM_YEAR_10, "29 Jun 2023").status is Status.OVERDUE
    assert story.reading(yp.ASKED_BEFORE_THE_DAY, "28 Jun 2024").status is Status.RUNNING
    assert story.reading(yp.ASKED_BEFORE_THE_DAY, "29 Jun 2024").status is Status.OVERDUE


def test_the_record_keeps_the_day_and_no_birth_date() -> None:
    days = [name for name, field in fields(RightsDayKnown).items() if plain(field.kind) is date]
    assert days == ["rights_pass_on"]
    assert some.clear_fields(RightsDayKnown) == {"rights_pass_on"}


# Parents


@requirement("S2-43", YoungPersonAsked, yp.PARENTS_INVOLVED_AS_BEFORE)
def test_parents_stay_involved_as_last_agreed_until_the_young_person_has_been_asked() -> None:
    story = sams_story()
    story.given(involved(Answer.NOT_REACHED), on="1 Jul 2024")  # having tried is not having asked
    assert story.window(yp.PARENTS_INVOLVED_AS_BEFORE, "1 Sep 2024").standing is Open.OPEN
    assert story.reading(yp.ASKED_BEFORE_THE_DAY, "1 Sep 2024").status is Status.OVERDUE
    story.given(asked(), on="2 Sep 2024")
    assert story.window(yp.PARENTS_INVOLVED_AS_BEFORE, "3 Sep 2024").standing is Open.CLOSED


def standings(story: Story, on: str) -> list[Standing]:
    return [one.standing for one in permissions(story.case.story(), day(on))]


@requirement("S2-20", ParentsInvolved)
def test_a_parent_goes_on_with_the_young_persons_agreement_which_may_be_taken_back() -> None:
    story = sams_story()
    agreed = story.given(involved(Answer.YES), on="1 Jul 2024")
    story.given(Withdrawn(record=agreed.id, who="Sam"), on="6 Jan 2025")
    assert standings(story, "5 Jan 2025") == [Standing.GIVEN]
    assert standings(story, "6 Jan 2025") == [Standing.WITHDRAWN]
    assert "young-person" in JOURNEY.may_record(Withdrawn, ParentsInvolved)


@requirement("S2-43", ParentMayAct, Right)
def test_a_parent_may_act_in_the_decisions_that_are_named_until_it_is_taken_back() -> None:
    story = sams_story()
    lets = story.given(may_act(Right.APPEAL, Right.SAY_ON_PLAN), on="1 Jul 2024")
    used = RightUsed(right=Right.APPEAL, who=yp.WhoUses.PARENT_FOR_THEM, rests_on=lets.id)
    assert story.given(used, on="2 Jul 2024").clear("rests_on") == lets.id
    assert Right.ASK_FOR_BUDGET not in lets.clear("decisions")
    story.given(Withdrawn(record=lets.id, who="Sam"), on="3 Jul 2024")
    assert standings(story, "2 Jul 2024") == [Standing.GIVEN]
    assert standings(story, "3 Jul 2024") == [Standing.WITHDRAWN]


# Rights


@requirement("S2-21", Right, RightsExplained, RightUsed, yp.WhoUses)
def test_the_young_persons_own_rights_are_listed_explained_and_tied_to_whoever_used_them() -> None:
    assert [str(one) for one in Right] == [
        "ask-for-assessment",
        "say-on-plan",
        "ask-for-place",
        "ask-for-budget",
        "appeal",
    ]
    story = sams_story()
    assert story.given(explained(), on="8 Nov 2022").clear("rights") == tuple(Right)
    used = story.given(RightUsed(right=Right.ASK_FOR_PLACE, who=yp.WhoUses.YOUNG_PERSON), on="1 Jul 2024")
    assert (used.clear("right"), used.clear("who")) == (Right.ASK_FOR_PLACE, yp.WhoUses.YOUNG_PERSON)
    own: tuple[type[Event], ...] = (RightUsed, na.RequestReceived, AppealLodged, FamilyReplied)
    assert all("young-person" in JOURNEY.may_record(one) for one in own)


# Being able to decide


def cannot(decision: str) -> yp.CannotDecideThis:
    return yp.CannotDecideThis(
        decision=decision, assessed_by="Dr Hall", help_tried="Pictures, time, his sister", why="He cannot weigh it."
    )


def test_being_able_to_decide_is_presumed_and_nothing_is_asked_for() -> None:
    story = sams_story()
    story.given(RightUsed(right=Right.APPEAL, who=yp.WhoUses.YOUNG_PERSON), on="1 Jul 2024")
    assert story.readings("representative-named", "2 Jul 2024") == []
    assert yp.PRESUMED_ABLE.text.startswith("Mental Capacity Act 2005")


def test_one_decision_somebody_cannot_make_has_a_representative_and_it_shows_when_there_is_none() -> None:
    story = sams_story()
    lacking = story.given(cannot("Where to live in the week"), on="28 Mar 2025")  # the clocks go forward on the 30th
    other = story.given(cannot("How to be paid for help"), on="28 Mar 2025")
    named = yp.RepresentativeNamed(
        person=some.MUM,
        who="Priya Oak",
        by_what=yp.RepresentativeBy.PARENT,
        decision="Where to live in the week",
        their_wishes="He points at home.",
        capacity=lacking.id,
    )
    story.given(named, on="11 Apr 2025")
    one, two = story.readings("representative-named", "14 Apr 2025")
    assert (one.due, one.status) == (day("11 Apr 2025"), Status.MET)
    assert (two.started_by.id, two.status) == (other.id, Status.OVERDUE)
    assert "decision" in some.asked_always(yp.CannotDecideThis) & some.asked_always(yp.RepresentativeNamed)
    able = yp.AbleToDecide(decision="Which college", assessed_by="Dr Hall", help_given="Pictures")
    story.given(able, on="14 Apr 2025")
    assert len(story.readings("representative-named", "15 Apr 2025")) == 2


# Advice and confidence


@requirement("S1-28", AdviceOffered, AdviceSought, yp.CONFIDENTIAL_ADVICE_OFFERED)
def test_advice_in_confidence_is_offered_and_only_the_young_person_may_write_that_they_went() -> None:
    story = sams_story()
    story.given(explained(), on="18 Dec 2025")  # Christmas and New Year lie between
    late = story.reading("confidential-advice-offered", "7 Jan 2026")
    assert (late.due, late.status) == (day("6 Jan 2026"), Status.OVERDUE)
    story.given(AdviceOffered(to=("Sam",), how=How.IN_PERSON, where="The advice line, free"), on="7 Jan 2026")
    assert story.reading("confidential-advice-offered", "8 Jan 2026").status is Status.MET_LATE
    seen = list(some.in_sight(story))
    story.given(AdviceSought(words="I rang them."), on="8 Jan 2026")
    assert list(some.in_sight(story)) == seen
    assert JOURNEY.may_record(AdviceSought) == {"young-person"}


def test_what_is_said_in_confidence_is_sealed_and_nobody_can_see_that_it_is_there() -> None:
    story = sams_story()
    seen = list(some.in_sight(story))
    said = SaidInConfidence(words="I do not like it.", how_gathered="On a walk", may_be_told="Nobody")
    story.given(said, on="1 Jul 2024")
    assert list(some.in_sight(story)) == seen
    assert some.clear_fields(SaidInConfidence) == set()
    assert "safeguarding lead" in (SaidInConfidence.__doc__ or "")
