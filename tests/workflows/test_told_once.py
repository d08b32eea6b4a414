"""A family tells it once, and the setting speaks with one voice."""

from uuid import uuid4

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import fields
from goldenthread.projections.timeline import story as timeline
from goldenthread.workflows import told_once
from goldenthread.workflows.family import WellbeingAskedAfter
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.told_once import TOLD_ONCE
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S2-26", told_once.OnePageWritten, told_once.OnePagePassedOn, told_once.PAGE_READ)
@requirement("S3-60", told_once.OnePageWritten, told_once.OnePageRead, told_once.PAGE_READ, told_once.AskedAgain)
def test_what_was_told_goes_on_one_page_and_whoever_is_new_reads_it() -> None:
    story = a_record()
    answer = story.given(some.question_answered(story.given(some.question(), on="2 Dec 2024").id), on="3 Dec 2024")
    page = told_once.OnePageWritten(
        story="He was ill at two.",
        not_heard="Nobody believed the noise.",
        answers=(answer.id,),
        agreed_with=(some.MUM,),
    )
    written = story.given(page, on="9 Dec 2024")
    assert story.stage(TOLD_ONCE) is told_once.KEPT_TOGETHER
    passed = [
        story.given(told_once.OnePagePassedOn(to=who, part="Teaches him", page=written.id), on="18 Dec 2024")
        for who in ("Mr Bell", "Ms Ali")
    ]
    story.given(told_once.OnePageRead(who="Mr Bell", passed_on=passed[0].id), on="19 Dec 2024")
    one, other = story.readings(told_once.PAGE_READ, "31 Dec 2024")
    # Five working days over Christmas: 19, 20, 23, 24, 27 December.
    assert (one.due, one.status) == (day("27 Dec 2024"), Status.MET)
    assert (other.status, other.days_late) == (Status.OVERDUE, 4)
    again = told_once.AskedAgain(what="When he was born", put_right="It is on the page now")
    assert story.given(again, on="31 Dec 2024").event == again
    assert written.clear("answers") == (answer.id,)


@requirement("S3-49", told_once.DepartmentsDiffer, told_once.DepartmentsAtOne, told_once.PUT_TOGETHER)
def test_departments_that_say_different_things_are_put_together() -> None:
    story = a_record()
    plan = story.given(some.planned(review_on=day("28 Mar 2025")), on="6 Jan 2025")
    differ = told_once.DepartmentsDiffer(
        parts=("Behaviour", "SEND"), how="One gives detentions for leaving, one a pass to leave", entries=(plan.id,)
    )
    seen = story.given(differ, on="8 Jan 2025")
    assert story.reading(told_once.PUT_TOGETHER, "16 Jan 2025").due == day("15 Jan 2025")
    assert story.reading(told_once.PUT_TOGETHER, "16 Jan 2025").status is Status.OVERDUE
    at_one = told_once.DepartmentsAtOne(agreed="The pass counts", family_told="The same", difference=seen.id)
    story.given(at_one, on="16 Jan 2025")
    assert story.reading(told_once.PUT_TOGETHER, "16 Jan 2025").status is Status.MET_LATE


@requirement("S3-50", told_once.DepartmentsDiffer, WellbeingAskedAfter)
def test_several_departments_have_one_chronology_in_which_each_sees_their_part() -> None:
    story = a_record()
    story.given(some.worry(), on="2 Dec 2024")
    story.given(some.met(), on="9 Jan 2025")
    story.given(told_once.DepartmentsDiffer(parts=("Behaviour", "SEND"), how="A pass"), on="8 Jan 2025")
    story.given(WellbeingAskedAfter(person=PersonId(uuid4()), said="I am tired."), on="9 Jan 2025")
    told = timeline(story.case, JOURNEY, {"child": "Sam"})
    assert [one.tag for one in told][:3] == [
        "concern.worry-raised",
        "told-once.departments-differ",
        "sen-support.meeting-held",
    ]
    seen = [one.kind for one in JOURNEY.in_sight(story.case.records)]
    assert WellbeingAskedAfter not in seen
    assert len(seen) == 3
    assert not JOURNEY.may_record(told_once.DepartmentsDiffer) <= JOURNEY.may_record(WellbeingAskedAfter)
    assert fields(told_once.DepartmentsDiffer)["parts"].required
