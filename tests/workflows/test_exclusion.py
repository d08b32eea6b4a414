"""Suspension and exclusion: the family told why, the authority told, education going on, coming back together."""

import pytest

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.law import Mark
from goldenthread.workflows import exclusion
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.exclusion import EXCLUSION
from tests.story import Story, day
from tests.workflows.samples import MUM, a_record

CHRISTMAS_CLOSURE = Calendar(ENGLAND.bank_holidays, ((day("21 Dec 2024"), day("5 Jan 2025")),))


@pytest.fixture
def story() -> Story:
    return a_record(CHRISTMAS_CLOSURE)


def looked_into() -> exclusion.NeedsLookedInto:
    return exclusion.NeedsLookedInto(
        child_view="They laughed", family_view="He was frightened", needs="Noise", adjustments="None that day"
    )


def suspended(back_on: str) -> exclusion.Suspended:
    return exclusion.Suspended(
        reasons="A chair was thrown",
        criteria="The behaviour policy",
        evidence=(),
        heard=(),
        authority="The head",
        back_on=day(back_on),
        learning="Work was sent",
    )


def excluded() -> exclusion.Excluded:
    return exclusion.Excluded(
        reasons="Again",
        criteria="The behaviour policy",
        evidence=(),
        heard=(),
        authority="The head",
        learning="A tutor",
    )


def family_told() -> exclusion.FamilyToldWhy:
    return exclusion.FamilyToldWhy(to=(MUM,), how=How.PHONE, rights="The governors; the advice service")


def authority_told() -> exclusion.AuthorityToldOfIt:
    return exclusion.AuthorityToldOfIt(to=("The authority",), how=How.FORM)


def test_the_needs_behind_it_are_looked_into_first_or_it_is_said_why_not(story: Story) -> None:
    tried = story.when(exclusion.SUSPEND, suspended("6 Dec 2024"), on="4 Dec 2024")
    tried.not_ready(missing=[exclusion.NEEDS_KNOWN])
    story.given(looked_into(), on="3 Dec 2024")
    assert story.stage(EXCLUSION) is exclusion.LOOKED_INTO
    story.when(exclusion.SUSPEND, suspended("6 Dec 2024"), on="4 Dec 2024").then(exclusion.AWAY)


def test_the_family_is_told_at_once_and_the_authority_soon(story: Story) -> None:
    story.given(suspended("11 Dec 2024"), on="6 Dec 2024")
    assert story.reading("family-told-of-exclusion", "6 Dec 2024").due == day("6 Dec 2024")
    assert story.reading("family-told-of-exclusion", "7 Dec 2024").status is Status.OVERDUE
    assert story.reading("authority-told-of-exclusion", "7 Dec 2024").due == day("9 Dec 2024")
    story.given(family_told(), on="9 Dec 2024")
    story.given(authority_told(), on="9 Dec 2024")
    assert story.reading("family-told-of-exclusion", "9 Dec 2024").status is Status.MET_LATE
    assert story.reading("authority-told-of-exclusion", "9 Dec 2024").status is Status.MET


def test_education_is_arranged_from_the_sixth_school_day_away(story: Story) -> None:
    story.when(exclusion.EXCLUDE, excluded(), on="18 Dec 2024", reasons={exclusion.NEEDS_KNOWN: "Danger"}).then()
    # The first is Wed 18 Dec; then 19 and 20 Dec; closed until Sun 5 Jan; then 6, 7 and 8 Jan, which is the sixth.
    assert story.reading(exclusion.SIXTH_DAY, "18 Dec 2024").due == day("8 Jan 2025")
    assert story.reading(exclusion.SIXTH_DAY, "9 Jan 2025").status is Status.OVERDUE
    story.given(exclusion.EducationArranged(where="A tutor", how_much="Full time"), on="9 Jan 2025")
    assert story.reading(exclusion.SIXTH_DAY, "9 Jan 2025").status is Status.MET_LATE
    assert exclusion.SIXTH_DAY.law.mark is Mark.FROM_MEMORY


def test_a_child_who_is_back_before_is_owed_none_and_coming_back_is_planned(story: Story) -> None:
    story.given(suspended("6 Dec 2024"), on="4 Dec 2024")
    story.given(exclusion.ChildBack(), on="6 Dec 2024")
    assert story.stage(EXCLUSION) is exclusion.BACK
    assert story.reading(exclusion.SIXTH_DAY, "20 Dec 2024").status is Status.FELL_AWAY
    assert story.reading("coming-back-together", "12 Dec 2024").days_late == 1
    planned = exclusion.ComingBackPlanned(child_view="A way out", family_view="Ring me", different="A quiet room")
    story.given(planned, on="12 Dec 2024")
    assert story.reading("coming-back-together", "12 Dec 2024").status is Status.MET_LATE


def test_a_decision_may_be_challenged_and_taken_back(story: Story) -> None:
    story.given(excluded(), on="4 Dec 2024")
    story.given(exclusion.DecisionChallenged(words="He was frightened."), on="6 Dec 2024")
    taken = exclusion.DecisionTakenBack(why="His needs were not met that day.")
    story.when(exclusion.TAKE_BACK, taken, on="9 Dec 2024").then(exclusion.TAKEN_BACK)
    assert story.reading(exclusion.SIXTH_DAY, "20 Dec 2024").status is Status.FELL_AWAY
