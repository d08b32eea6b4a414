"""Views are asked for at set points, in good time, and kindly again."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.workflows import partnership, view_requests
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.people import PARENT
from goldenthread.workflows.view_requests import VIEW_REQUEST, Occasion
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def asked(occasion: Occasion = Occasion.REVIEW) -> view_requests.ViewsAsked:
    return view_requests.ViewsAsked(
        to=(some.MUM,),
        how=How.LETTER,
        occasion=occasion,
        question="What is better, what is not?",
        ways="Talk, write or draw",
        answer_by=day("9 May 2025"),
    )


def answer(request: RecordId | None) -> partnership.ViewGiven:
    return partnership.ViewGiven(whose=some.MUM, view="Lunch is.", how_gathered="She drew it", asked=request)


@requirement("S3-32", view_requests.ViewsAsked, view_requests.ViewsAskedAgain, view_requests.ASKED_ONCE_MORE)
def test_views_are_asked_for_and_asked_again_and_written_down_once() -> None:
    story = a_record()
    request = story.given(asked(), on="22 Apr 2025")
    # Three working days before Friday 9 May: Thu 8, Wed 7, Tue 6.
    assert story.reading(view_requests.ASKED_ONCE_MORE, "7 May 2025").due == day("6 May 2025")
    assert story.reading(view_requests.ASKED_ONCE_MORE, "7 May 2025").status is Status.OVERDUE
    again = view_requests.ViewsAskedAgain(to=(some.MUM,), how=How.PHONE, request=request.id)
    story.given(again, on="7 May 2025")
    assert story.reading(view_requests.ASKED_ONCE_MORE, "7 May 2025").status is Status.MET_LATE
    assert story.stage(VIEW_REQUEST) is view_requests.ASKED_AGAIN
    given = story.given(answer(request.id), on="12 May 2025")
    assert story.stage(VIEW_REQUEST) is view_requests.HEARD
    assert (given.workflow, [one.workflow for one in given.heard_in]) == ("partnership", ["view-request"])


@requirement("S3-32", partnership.ViewGiven, view_requests.VIEWS_HEARD)
def test_a_view_that_comes_before_anybody_reminds_is_enough() -> None:
    story = a_record()
    request = story.given(asked(), on="22 Apr 2025")
    story.given(answer(request.id), on="28 Apr 2025")
    assert story.reading(view_requests.ASKED_ONCE_MORE, "7 May 2025").status is Status.MET
    assert not any(clock.owed_by is PARENT for clock in VIEW_REQUEST.clocks)


@requirement("S4-1", view_requests.Occasion, view_requests.ViewsAsked, sen.FAMILY_HEARD)
@requirement("S0-7", view_requests.Occasion, view_requests.ViewsAsked)
def test_views_are_asked_for_at_every_point_at_which_something_is_decided() -> None:
    assert [str(one) for one in Occasion][:7] == [
        "worry", "finding-out", "planning", "review", "decision", "request", "move",
    ]  # fmt: skip
    assert fields(view_requests.ViewsAsked)["ways"].required
    story = a_record()
    story.given(some.needs_described(), on="27 Sep 2024")
    support = some.planned(review_on=day("13 Dec 2024"))
    story.when(sen.PLAN, support, on="30 Sep 2024").not_ready(missing=[sen.FAMILY_HEARD])
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    story.when(sen.REVIEW, some.reviewed(), on="13 Dec 2024").not_ready(missing=[sen.FAMILY_HEARD])


@requirement("S3-64", sen.ReviewHeld, sen.REVIEW, sen.FAMILY_HEARD)
def test_a_plan_is_reviewed_jointly_with_the_parents_part_in_it() -> None:
    wanted = fields(sen.ReviewHeld)
    assert wanted["family_view"].required
    assert wanted["family_view"].about is PARENT
    story = reviewed()
    (review,) = story.case.story().of(sen.ReviewHeld)
    assert review.judgement
    assert set(review.judgement.met) == {"family-heard"}


def reviewed() -> Story:
    story = a_record()
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    story.given(some.family_heard(), on="12 Dec 2024")
    story.when(sen.REVIEW, some.reviewed(), on="13 Dec 2024").then(sen.REVIEWED)
    return story
