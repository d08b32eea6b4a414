"""What one story hears of another: an order is heard where the decision it is about is told, and nowhere else."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer
from goldenthread.engine.records import Disputed, Origin, Record
from goldenthread.projections.stories import open_readings, tellings
from goldenthread.projections.telling import tell
from goldenthread.workflows import appeal, family, reassessment
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.permissions import SpecialistTalkedOver
from goldenthread.workflows.reassessment import REASSESSMENT
from tests.generic import sample
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def reassessment_refused() -> tuple[Story, Record]:
    """Tell of a plan that was made, and of a reassessment that was refused."""
    story = a_record()
    story.given(some.request(), on="8 Jan 2024")
    story.given(some.agreed(), on="12 Feb 2024")
    story.given(some.final(), on="20 May 2024")
    story.given(sample(reassessment.ReassessmentAsked, day("3 Mar 2025")), on="3 Mar 2025")
    return story, story.given(sample(reassessment.ReassessmentRefused, day("14 Mar 2025")), on="14 Mar 2025")


def test_an_order_to_reassess_is_heard_in_the_reassessment_and_not_in_the_request() -> None:
    story, refused = reassessment_refused()
    story.given(appeal.AppealLodged(decision=refused.id), on="2 Apr 2025")
    story.given(appeal.AssessmentOrdered(decision=refused.id), on="1 Jul 2025")
    assert story.stage(REASSESSMENT) is reassessment.ASSESSING
    assert len(story.case.strands_of("needs-assessment")) == 1
    assert story.readings("ftt-assess-final", "2 Jul 2025") == []


def test_an_order_about_a_mover_whose_request_is_not_here_invents_none() -> None:
    story = a_record()
    story.given(sample(reassessment.ReassessmentAsked, day("3 Mar 2025")), on="3 Mar 2025")
    refused = story.given(sample(reassessment.ReassessmentRefused, day("14 Mar 2025")), on="14 Mar 2025")
    story.given(appeal.AssessmentOrdered(decision=refused.id), on="1 Jul 2025")
    assert story.case.strands_of("needs-assessment") == []


def test_a_late_paper_goes_to_the_request_that_was_there_on_its_day() -> None:
    story = a_record()
    story.given(some.request(), on="8 Jan 2025")
    story.given(sample(na.AssessmentRefused, day("8 Feb 2025")), on="8 Feb 2025")
    story.given(some.request(), on="12 Jan 2026")
    story.given(appeal.AssessmentOrdered(), on="7 Jun 2025", written="20 Jan 2026")
    first, second = story.case.strands_of("needs-assessment")
    assert (first.stage, second.stage) == ("assessing", "requested")
    assert second.opened_on == day("12 Jan 2026")


def test_a_remark_on_an_entry_out_of_sight_is_told_nowhere_else() -> None:
    story = a_record()
    told = story.given(sample(family.ToldInConfidence, day("6 Jan 2025")), on="6 Jan 2025")
    before = dict(story.case.strands)
    remark = Disputed(record=told.id, who=some.MUM, statement="That is not what I said.")
    assert story.given(remark, on="7 Jan 2025").heard_in == ()
    assert dict(story.case.strands) == before


def test_having_tried_and_reached_nobody_is_told_as_that() -> None:
    story = a_record()
    asked = SpecialistTalkedOver(asked=some.MUM, answer=Answer.NOT_REACHED, specialist="A therapist")
    said = tell(story.given(asked, on="7 Jan 2025"), JOURNEY, {"child": "Sam"})
    assert said.endswith(": we tried to ask, and have no answer yet")
    assert some.MUM not in said


def test_papers_from_before_owe_nothing_more_once_their_story_is_over() -> None:
    story = a_record()
    story.given(some.request(), on="8 Jan 2024", origin=Origin.BROUGHT_IN)
    story.given(some.final(), on="20 May 2024", origin=Origin.BROUGHT_IN)
    assert story.reading("family-invited", "1 Jun 2024").status is Status.OVERDUE
    request = next(one for one in tellings(story.case, JOURNEY) if one.workflow.name == "needs-assessment")
    assert request.over
    assert list(open_readings(request, ENGLAND)) == []
