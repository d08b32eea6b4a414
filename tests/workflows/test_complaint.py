"""A complaint: answered by the day that was told, and free to be taken further."""

from dataclasses import replace

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How, RecordId
from goldenthread.engine.windows import Standing
from goldenthread.workflows import complaint
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.complaint import COMPLAINT, Outcome
from goldenthread.workflows.people import PARENT, SUPPORTER, YOUNG_PERSON
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    return a_record()


def route() -> complaint.RouteGiven:
    return complaint.RouteGiven(
        to=(MUM,), how=How.LETTER, published="On the website, edition 4", help_offered="The advice service"
    )


def made() -> complaint.ComplaintMade:
    return complaint.ComplaintMade(who=MUM, form=How.PHONE, words="Nobody rang me back.", hoped_for="A call")


def about_data() -> complaint.DataComplaintMade:
    return complaint.DataComplaintMade(who=MUM, form=How.EMAIL, words="You sent his file to the wrong school.")


def acknowledged(answer_by: str, one: RecordId | None = None) -> complaint.ComplaintAcknowledged:
    return complaint.ComplaintAcknowledged(
        to=(MUM,), how=How.EMAIL, looked_into_by="Mrs Reed", answer_by=day(answer_by), complaint=one
    )


def answered(step: RecordId | None = None, outcome: Outcome = Outcome.IN_PART) -> complaint.ComplaintAnswered:
    return complaint.ComplaintAnswered(
        outcome=outcome, found="Two calls went missing", put_right="Sorry; a book", further="The governors", step=step
    )


# The way to complain


@requirement("S4-18", complaint.RouteGiven, complaint.ComplaintMade)
def test_the_way_to_complain_is_given_and_anybody_may_use_it(story: Story) -> None:
    story.given(route(), on="2 Sep 2024")
    story.given(made(), on="4 Nov 2024")
    assert [one.stage for one in story.case.strands_of("complaint")] == ["heard"]
    assert {PARENT, YOUNG_PERSON, SUPPORTER} <= set(complaint.ComplaintMade.recorded_by)


# Answers


@requirement(
    "S4-18",
    complaint.ACKNOWLEDGED,
    complaint.ANSWERED_AS_TOLD,
    complaint.ANSWERED_IN_TIME,
    complaint.ComplaintAcknowledged,
    complaint.ComplaintAnswered,
    complaint.ANSWER,
)
def test_whoever_complains_is_told_a_day_and_answered_by_it(story: Story) -> None:
    one = story.given(made(), on="4 Nov 2024")
    assert story.reading(complaint.ACKNOWLEDGED, "12 Nov 2024").days_late == 1
    story.given(acknowledged("22 Nov 2024", one.id), on="12 Nov 2024")
    assert story.reading(complaint.ACKNOWLEDGED, "12 Nov 2024").status is Status.MET_LATE
    assert story.reading(complaint.ANSWERED_AS_TOLD, "25 Nov 2024").days_late == 3
    assert story.reading(complaint.ANSWERED_IN_TIME, "25 Nov 2024").due == day("2 Dec 2024")
    story.when(complaint.ANSWER, answered(one.id), on="25 Nov 2024").then(complaint.ANSWERED)
    assert story.reading(complaint.ANSWERED_AS_TOLD, "26 Nov 2024").status is Status.MET_LATE
    assert story.reading(complaint.ANSWERED_IN_TIME, "26 Nov 2024").status is Status.MET


def test_a_reply_that_there_is_no_answer_yet_moves_no_day(story: Story) -> None:
    one = story.given(made(), on="4 Nov 2024")
    story.given(complaint.NotYet(to=(MUM,), how=How.PHONE, why="Mrs Reed is ill."), on="29 Nov 2024")
    assert story.reading(complaint.ANSWERED_IN_TIME, "3 Dec 2024").status is Status.OVERDUE
    story.given(answered(one.id), on="3 Dec 2024")
    assert story.reading(complaint.ANSWERED_IN_TIME, "3 Dec 2024").status is Status.MET_LATE


@requirement("S4-18", complaint.Outcome, complaint.COMPLAINT_PUT_RIGHT, complaint.RightPut)
def test_what_the_answer_promised_is_done(story: Story) -> None:
    story.given(made(), on="4 Nov 2024")
    record = story.when(complaint.ANSWER, answered(), on="2 Dec 2024").then()
    assert record.clear("outcome") is complaint.Outcome.IN_PART
    # Twenty working days after Mon 2 Dec: 20 Dec is the 14th, then 23, 24, 27, 30, 31 Dec and 2 Jan.
    assert story.reading("complaint-put-right", "2 Dec 2024").due == day("2 Jan 2025")
    assert story.reading("complaint-put-right", "3 Jan 2025").status is Status.OVERDUE
    story.given(complaint.RightPut(done="There is a book by the telephone."), on="3 Jan 2025")
    assert story.reading("complaint-put-right", "3 Jan 2025").status is Status.MET_LATE


# Further


@requirement(
    "S4-18",
    complaint.TakenToGovernors,
    complaint.TakenToAuthority,
    complaint.TakenToOmbudsman,
    complaint.OMBUDSMAN_OPEN,
)
def test_it_may_be_taken_further_step_by_step_and_each_step_is_answered(story: Story) -> None:
    one = story.given(made(), on="4 Nov 2024")
    story.when(complaint.ANSWER, answered(one.id), on="25 Nov 2024").then(complaint.ANSWERED)
    two = story.given(complaint.TakenToGovernors(still_wrong="No call yet."), on="9 Dec 2024")
    assert story.stage(COMPLAINT) is complaint.WITH_GOVERNORS
    story.when(complaint.ANSWER, answered(two.id), on="6 Jan 2025").then(complaint.ANSWERED)
    three = story.given(complaint.TakenToAuthority(still_wrong="No call."), on="3 Feb 2025")
    assert story.stage(COMPLAINT) is complaint.WITH_AUTHORITY
    readings = story.readings(complaint.ANSWERED_IN_TIME, "4 Mar 2025")
    # The governors had until Thu 9 Jan: nine working days to 20 Dec, then seven to 3 Jan, but 25, 26 Dec and 1 Jan.
    assert [each.status for each in readings] == [Status.MET, Status.MET, Status.OVERDUE]
    assert readings[1].due == day("9 Jan 2025")
    story.when(complaint.ANSWER, answered(three.id), on="5 Mar 2025").then(complaint.ANSWERED)
    assert story.window(complaint.OMBUDSMAN_OPEN, "6 Mar 2025").standing is Standing.OPEN
    story.given(complaint.TakenToOmbudsman(), on="7 Mar 2025")
    assert story.stage(COMPLAINT) is complaint.OUTSIDE
    assert story.window(complaint.OMBUDSMAN_OPEN, "8 Mar 2025").standing is Standing.USED
    decided = complaint.OutsideDecided(outcome=Outcome.UPHELD, recommended="An apology")
    story.given(decided, on="1 Sep 2025")
    assert story.stage(COMPLAINT) is complaint.DECIDED_OUTSIDE


@requirement("S4-18", complaint.OMBUDSMAN_OPEN, complaint.MatterKnown)
@pytest.mark.parametrize(("known", "last"), [("10 Jan 2025", "10 Jan 2026"), ("29 Feb 2024", "28 Feb 2025")])
def test_the_twelve_months_count_from_the_day_the_family_knew(story: Story, known: str, last: str) -> None:
    one = story.given(made(), on="3 Mar 2025")
    assert story.window(complaint.OMBUDSMAN_OPEN, "3 Mar 2025").last_day == day("3 Mar 2026")
    told = complaint.MatterKnown(how_known="A letter", complaint=one.id)
    story.given(told, on=known, written="4 Mar 2025")
    assert story.window(complaint.OMBUDSMAN_OPEN, "4 Mar 2025").last_day == day(last)
    assert story.window(complaint.OMBUDSMAN_OPEN, "1 Feb 2026").standing is Standing.CLOSED


def test_a_complaint_after_one_that_was_settled_has_a_story_of_its_own(story: Story) -> None:
    story.given(made(), on="4 Nov 2024")
    settled = complaint.ComplaintSettled(their_view="Heard.", learned="A book by the telephone")
    story.when(complaint.SETTLE, settled, on="11 Nov 2024").then(complaint.SETTLED)
    assert story.reading(complaint.ANSWERED_IN_TIME, "12 Nov 2024").status is Status.FELL_AWAY
    story.given(made(), on="3 Feb 2025")
    assert [one.stage for one in story.case.strands_of("complaint")] == ["settled", "heard"]


# Personal data


@requirement("S4-18", complaint.DATA_COMPLAINT_ACKNOWLEDGED, complaint.DataComplaintMade)
def test_a_complaint_about_personal_data_is_acknowledged_in_thirty_days(story: Story) -> None:
    one = story.given(about_data(), on="19 Jun 2026")
    assert story.stage(COMPLAINT) is complaint.HEARD
    # A Sunday: nothing moves it.
    assert story.reading("dp-complaint-ack", "19 Jun 2026").due == day("19 Jul 2026")
    assert story.reading("dp-complaint-ack", "20 Jul 2026").days_late == 1
    story.given(acknowledged("1 Sep 2026", one.id), on="20 Jul 2026")
    assert story.reading("dp-complaint-ack", "21 Jul 2026").status is Status.MET_LATE


def test_before_the_law_was_in_force_there_is_no_such_clock(story: Story) -> None:
    story.given(about_data(), on="18 Jun 2026")
    assert story.readings("dp-complaint-ack", "1 Sep 2026") == []
    assert len(story.readings(complaint.ANSWERED_IN_TIME, "1 Sep 2026")) == 1


def test_it_can_be_read_with_the_first_day_counted() -> None:
    inclusive = replace(ENGLAND, readings={"data-complaint-days": "counting_the_first"})
    story = a_record(inclusive)
    story.given(about_data(), on="1 Jul 2026")
    reading = story.reading("dp-complaint-ack", "1 Jul 2026")
    assert reading.due == day("30 Jul 2026")
    assert "Fri 31 Jul 2026" in reading.working[0]


def test_it_may_go_to_the_commissioner(story: Story) -> None:
    story.given(about_data(), on="1 Jul 2026")
    story.given(complaint.TakenToCommissioner(), on="1 Sep 2026")
    assert story.stage(COMPLAINT) is complaint.OUTSIDE
