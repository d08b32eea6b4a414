"""Finding out what a child needs, with the family, before anything is decided."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.workflows import identification as found
from goldenthread.workflows.identification import IDENTIFICATION
from goldenthread.workflows.vocabulary import AreaOfNeed
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    story = a_record()
    story.when(found.BEGIN, found.FindingOutBegun(), on="4 Nov 2024").then(found.LOOKING)
    return story


def test_what_is_missing_is_said_all_at_once(story: Story) -> None:
    tried = story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024")
    tried.not_ready(missing=[found.STARTING_POINT_KNOWN, found.FAMILY_IN_ON_IT])


def test_needs_are_found_with_the_family_and_they_are_told(story: Story) -> None:
    story.given(some.starting_point(), on="6 Nov 2024")
    story.given(some.family_spoken_to(), on="8 Nov 2024")
    judged = story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024").judged(found.FOUND)
    assert set(judged.met) == {"starting-point-known", "family-in-on-it"}
    assert story.reading("result-told", "10 Dec 2024").due == day("9 Dec 2024")
    assert story.reading("result-told", "10 Dec 2024").status is Status.OVERDUE


def test_the_family_can_be_gone_without_for_a_reason(story: Story) -> None:
    story.given(some.starting_point(), on="6 Nov 2024")
    why = {found.FAMILY_IN_ON_IT: "Asked three times, three ways; no answer yet."}
    judged = story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024", reasons=why).judged(found.FOUND)
    assert judged.gone_without == ("family-in-on-it",)


def test_a_note_of_the_discussion_goes_to_the_family(story: Story) -> None:
    talked = story.given(some.family_spoken_to(), on="8 Nov 2024")
    assert story.reading(found.NOTE_OF_DISCUSSION, "8 Nov 2024").due == day("15 Nov 2024")
    story.given(found.NoteOfDiscussionGiven(to=(some.MUM,), how=How.LETTER, discussion=talked.id), on="11 Nov 2024")
    assert story.reading(found.NOTE_OF_DISCUSSION, "20 Nov 2024").status is Status.MET


def test_a_health_body_tells_the_parent_and_offers_a_talk_and_then_tells_the_authority() -> None:
    story = a_record()
    story.given(found.HealthOpinionFormed(opinion="Not yet talking"), on="3 Feb 2025")
    told = found.AuthorityToldOfOpinion(who_was_told="The SEN team")
    tried = story.when(found.TELL_AUTHORITY, told, on="5 Feb 2025")
    tried.not_ready(missing=[found.PARENT_TOLD_FIRST, found.PARENT_OFFERED_TALK])
    story.given(found.FamilyToldOfOpinion(to=(some.MUM,), how=How.IN_PERSON), on="5 Feb 2025")
    story.given(found.DiscussionOffered(to=(some.MUM,), how=How.IN_PERSON), on="5 Feb 2025")
    story.when(found.TELL_AUTHORITY, told, on="5 Feb 2025").then()
    assert story.reading("opinion-passed-on", "6 Feb 2025").status is Status.MET


def test_finding_out_can_begin_with_what_the_family_knows() -> None:
    story = a_record()
    story.given(some.starting_point(), on="6 Nov 2024")
    assert story.strand(IDENTIFICATION).stage == "outset"
    story.when(found.BEGIN, found.FindingOutBegun(), on="7 Nov 2024").then(found.LOOKING)


@requirement("S0-51", found.StartingPointGathered, found.STARTING_POINT_KNOWN)
def test_the_starting_point_is_the_parents_and_the_settings_and_is_dated(story: Story) -> None:
    tried = story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024")
    tried.not_ready(missing=[found.STARTING_POINT_KNOWN, found.FAMILY_IN_ON_IT])
    written = story.given(some.starting_point(), on="4 Nov 2024", written="6 Nov 2024")
    assert written.happened_on == day("4 Nov 2024")
    assert {"strengths", "family_says", "setting_says"} <= every.must_say(found.StartingPointGathered)
    assert "family_says" in every.about_parents(found.StartingPointGathered)
    assert {"parent", "teacher"} <= every.recorders(found.StartingPointGathered)
    again = story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024")
    again.not_ready(missing=[found.FAMILY_IN_ON_IT])


@requirement("S0-52", found.Observed, found.Masking)
def test_an_observation_says_who_saw_what_where_in_which_area_and_whether_masking_was_thought_of(story: Story) -> None:
    seen = found.Observed(
        areas=(AreaOfNeed.SENSORY, AreaOfNeed.SEMH),
        where="The hall at noon",
        seen="Smiles, and does not eat.",
        observer="Ms Lee",
        masking=found.Masking.CONSIDERED,
        hidden="He sobs in the car.",
    )
    record = story.given(seen, on="6 Nov 2024")
    assert record.clear("masking") is found.Masking.CONSIDERED
    assert {"areas", "where", "seen"} <= every.must_say(found.Observed)
    assert {"observer", "masking"} <= set(fields(found.Observed))
    assert not fields(found.Observed)["areas"].clear
    story.given(some.family_spoken_to(), on="8 Nov 2024")
    story.when(found.FIND_NEEDS, some.needs_found(), on="2 Dec 2024").then(found.FOUND)


def test_another_language_at_home_is_not_by_itself_a_difficulty() -> None:
    asked = fields(found.NeedsFound)["not_language_alone"]
    assert asked.hint == "Another language at home is not by itself a learning difficulty."
    assert len(AreaOfNeed) == 4


def test_a_health_opinion_is_of_a_child_under_compulsory_school_age() -> None:
    assert "under compulsory school age" in (found.HealthOpinionFormed.__doc__ or "")
