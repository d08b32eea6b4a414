"""Facts of the whole record about being with the family."""

from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Disputed
from goldenthread.workflows import choices, meetings, partnership, suggestions, with_family
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.papers import Form
from goldenthread.workflows.people import PARENT
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S1-3", with_family.FamilyWelcomed, with_family.IntroductionPackGiven)
def test_parents_are_engaged_from_the_start_with_a_day_and_a_pack() -> None:
    story = a_record()
    welcomed = with_family.FamilyWelcomed(who=(some.MUM,), welcomed_by="Miss Hay", how="Tea")
    pack = with_family.IntroductionPackGiven(
        to=(some.MUM,), how=How.IN_PERSON, contents=("Who is who", "A day here"), edition="2024", form=Form.PLAIN,
        language="English",
    )  # fmt: skip
    for event in (welcomed, pack):
        story.given(event, on="2 Sep 2024")
    assert [one.happened_on for one in story.case.standing] == [day("2 Sep 2024")] * 2
    assert with_family.FamilyWelcomed.when == "When was their first day of contact?"
    assert all(fields(with_family.IntroductionPackGiven)[one].required for one in ("contents", "edition", "language"))


@requirement("S3-3", with_family.ExpectationsShared)
def test_what_everybody_can_expect_is_talked_through_both_ways() -> None:
    story = a_record()
    shared = with_family.ExpectationsShared(to=(some.MUM,), how=How.IN_PERSON, of_us="An answer", of_them="Ask")
    assert story.given(shared, on="2 Sep 2024").happened_on == day("2 Sep 2024")
    assert all(fields(with_family.ExpectationsShared)[one].required for one in ("of_us", "of_them"))


@requirement("S3-13", with_family.GoodNewsShared)
def test_good_news_is_an_entry_of_its_own_from_anybody() -> None:
    story = a_record()
    for news in ("He sang.", "He ate with Ali."):
        story.given(with_family.GoodNewsShared(news=news, shared_with=(some.MUM,)), on="6 Jan 2025")
    assert len(story.case.story().of(with_family.GoodNewsShared)) == 2
    assert PARENT.id in JOURNEY.may_record(with_family.GoodNewsShared)


@requirement("S2-14", with_family.HopesShared)
def test_worries_and_hopes_are_both_asked_and_what_is_shared_of_them() -> None:
    asked = fields(with_family.HopesShared)
    assert asked["worries"].required
    assert asked["hopes"].required
    assert asked["hopes"].about is PARENT
    assert PARENT.id in JOURNEY.may_record(with_family.HopesShared)


@requirement("S2-33", with_family.LimitsSaid)
def test_what_is_not_certain_is_said_with_what_can_be_done() -> None:
    asked = fields(with_family.LimitsSaid)
    assert asked["not_possible"].required
    assert asked["possible"].required
    assert "promise" in (with_family.LimitsSaid.__doc__ or "")


@requirement("S3-29", with_family.ProblemShared)
def test_a_problem_is_shared_and_the_family_is_asked_what_might_help() -> None:
    asked = fields(with_family.ProblemShared)
    assert asked["problem"].required
    assert asked["family_says"].required
    assert asked["family_says"].about is PARENT


@requirement("S3-53", sen.FamilyHeard, partnership.ViewGiven, suggestions.SuggestionMade, meetings.ItemAdded)
@requirement("S3-53", choices.OptionChosen, with_family.HopesShared, with_family.FamilyPartAgreed)
def test_parents_have_rights_of_their_own_in_the_work_on_a_plan() -> None:
    theirs = (
        sen.FamilyHeard,
        partnership.ViewGiven,
        partnership.QuestionAsked,
        suggestions.SuggestionMade,
        meetings.ItemAdded,
        meetings.MeetingAskedFor,
        choices.OptionChosen,
        with_family.HopesShared,
        with_family.FamilyPartAgreed,
    )
    assert all(PARENT.id in JOURNEY.may_record(one) for one in theirs)
    assert PARENT.id in JOURNEY.may_record(Disputed, about=sen.SupportPlanned)
