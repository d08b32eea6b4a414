"""Facts are never refused, and each lands in the strand it belongs to."""

import pytest

from goldenthread.engine.attempts import attempt, attempts_of
from goldenthread.engine.case import NOT_BEGUN
from goldenthread.engine.commands import New, Unacceptable
from goldenthread.engine.machine import Elsewhere, play
from goldenthread.engine.records import (
    DefinitionAdopted,
    DefinitionId,
    Disputed,
    EnteredInError,
    Origin,
    StrandId,
    Withdrawn,
)
from tests.engine import made_up as garden
from tests.engine import made_up_shed_again as shed_again
from tests.engine.made_up import LETTING, Survey
from tests.engine.made_up_garden import (
    Remarked,
    asked,
    in_the_garden,
    key,
    offered,
    photograph,
    viewed,
)
from tests.engine.made_up_shed import PAINT_IT, SHED, PaintBought, ShedPainted
from tests.story import CASE, Story, day, record_id


@pytest.fixture
def story() -> Story:
    return in_the_garden()


# Facts


@pytest.mark.parametrize("origin", [Origin.REPORTED, Origin.BROUGHT_IN])
def test_what_another_body_did_is_kept_with_what_it_lacked(story: Story, origin: Origin) -> None:
    story.given(asked(), on="1 Sep 2025")
    record = story.given(offered("7"), on="8 Sep 2025", origin=origin)
    assert story.stage(LETTING) is garden.OFFERED
    assert record.judgement
    assert record.judgement.irregular == ("viewed", "survey-asked")
    assert record.judgement.met == {"surveys-in": ()}


def test_what_another_body_did_with_nothing_lacking_is_not_irregular(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    seen = story.given(viewed("7"), on="2 Sep 2025")
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    story.given(garden.SurveyDone(survey=Survey.SOIL), on="2 Sep 2025")
    judgement = story.given(offered("7"), on="8 Sep 2025").judgement
    assert judgement
    assert (judgement.irregular, judgement.met["viewed"]) == ((), (seen.id,))


def test_a_fact_that_no_move_records_is_judged_by_nobody(story: Story) -> None:
    assert story.given(asked(), on="1 Sep 2025").judgement is None


def test_what_is_decided_here_is_recorded_by_its_move_and_not_as_a_fact(story: Story) -> None:
    with pytest.raises(Unacceptable, match="recorded by the move 'Offer a bed'") as refused:
        story.given(offered(), on="8 Sep 2025", origin=Origin.ACTED)
    assert refused.value.field == "origin"


def test_a_fact_is_accepted_at_any_stage_and_on_any_earlier_day(story: Story) -> None:
    story.given(garden.GivenUp(), on="1 Dec 2025", written="5 Dec 2025")
    story.given(garden.Let(), on="1 Sep 2025", written="6 Dec 2025")
    story.given(asked(), on="1 Jul 2025", written="7 Dec 2025")
    assert story.stage(LETTING) is garden.OVER
    assert story.strand(LETTING).opened_on == day("1 Jul 2025")


def test_a_day_to_come_is_refused(story: Story) -> None:
    with pytest.raises(Unacceptable, match="Tue 2 Sep 2025 is still to come") as refused:
        story.given(asked(), on="2 Sep 2025", written="1 Sep 2025")
    assert refused.value.field == "happened_on"


def test_a_record_that_this_case_does_not_have_is_refused(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    with pytest.raises(Unacceptable, match="there is no record") as refused:
        story.given(garden.ComplaintAnswered(complaint=record_id(99)), on="2 Sep 2025")
    assert refused.value.field == "complaint"


def test_evidence_that_this_case_does_not_have_is_refused(story: Story) -> None:
    resting = garden.Offered(reasons="x", criteria="x", evidence=(record_id(99),), heard=(), authority="x")
    with pytest.raises(Unacceptable) as refused:
        story.given(resting, on="2 Sep 2025")
    assert refused.value.field == "evidence"


# Which strand


def test_the_first_record_of_a_story_gives_its_strand_its_name(story: Story) -> None:
    record = story.given(viewed("7"), on="1 Sep 2025")
    assert record.strand == record.id
    assert story.strand(LETTING).stage == NOT_BEGUN


def test_a_fact_joins_the_latest_strand(story: Story) -> None:
    first = story.given(asked(), on="1 Sep 2025")
    second = story.given(asked(), on="8 Sep 2025", strand=New.STRAND)
    assert list(story.case.strands) == [first.strand, second.strand] == [first.id, second.id]
    assert story.given(viewed("7"), on="9 Sep 2025").strand == second.id


def test_a_fact_of_the_whole_case_is_in_no_strand_and_counts_in_each(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    everywhere = story.given(photograph(), on="2 Sep 2025")
    painted = story.given(PaintBought(), on="2 Sep 2025")
    assert everywhere.strand is None
    assert everywhere in story.case.story(story.strand(LETTING).id).records
    assert painted not in story.case.story(story.strand(LETTING).id).records
    assert everywhere in story.case.story(story.strand(SHED).id).records


def test_what_begins_a_story_begins_another_after_the_end(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    story.given(garden.TakenBack(), on="8 Sep 2025")
    same_day = story.given(asked(), on="8 Sep 2025")
    assert same_day.strand == same_day.id
    assert [one.stage for one in story.case.strands_of("letting")] == ["over", "asked"]


def test_what_happened_before_the_end_joins_the_story_that_ended(story: Story) -> None:
    story.given(garden.TakenBack(), on="8 Sep 2025")
    story.given(asked(), on="1 Sep 2025", written="9 Sep 2025")
    assert [one.stage for one in story.case.strands_of("letting")] == ["over"]


def test_what_does_not_begin_a_story_joins_the_one_that_has_ended(story: Story) -> None:
    first = story.given(asked(), on="1 Sep 2025")
    story.given(garden.TakenBack(), on="8 Sep 2025")
    assert story.given(viewed("7"), on="9 Sep 2025").strand == first.id


def test_a_strand_may_be_named(story: Story) -> None:
    first = story.given(asked(), on="1 Sep 2025")
    story.given(asked(), on="8 Sep 2025", strand=New.STRAND)
    assert story.given(viewed("7"), on="9 Sep 2025", strand=StrandId(first.id)).strand == first.id


def test_a_move_may_begin_a_new_strand_or_name_an_old_one(story: Story) -> None:
    first = story.given(asked(), on="1 Sep 2025")
    second = story.given(asked(), on="8 Sep 2025", strand=New.STRAND)
    refused = story.when(garden.REFUSE, garden.Refused(), on="9 Sep 2025", strand=StrandId(first.id)).then()
    assert refused.strand == first.id
    assert story.case.strands[StrandId(second.id)].stage == "asked"
    anew = story.when(garden.REFUSE, garden.Refused(), on="9 Sep 2025", strand=New.STRAND)
    assert anew.not_ready(missing=[], possible_from=[garden.ASKED]).strand is None


def test_the_strand_of_another_workflow_is_refused(story: Story) -> None:
    painted = story.given(PaintBought(), on="2 Sep 2025")
    with pytest.raises(Unacceptable, match=r"garden\.bed-asked does not belong to shed") as refused:
        story.given(asked(), on="3 Sep 2025", strand=StrandId(painted.id))
    assert refused.value.field == "strand"


def test_a_strand_that_this_case_does_not_have_is_refused(story: Story) -> None:
    with pytest.raises(Unacceptable, match="there is no strand"):
        story.given(asked(), on="3 Sep 2025", strand=StrandId(record_id(99)))


def test_strands_opened_on_one_day_are_in_the_order_they_were_written(story: Story) -> None:
    first = story.given(asked(), on="8 Sep 2025")
    second = story.given(asked(), on="9 Sep 2025", strand=New.STRAND)
    third = story.given(asked(), on="8 Sep 2025", strand=New.STRAND, written="10 Sep 2025")
    story.given(viewed("7"), on="8 Sep 2025", strand=StrandId(second.id), written="10 Sep 2025")
    assert [one.id for one in story.case.strands_of("letting")] == [first.id, second.id, third.id]


# Corrections


def test_a_replacement_takes_the_place_of_what_it_replaces(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    wrong = story.given(offered("7"), on="8 Sep 2025", origin=Origin.BROUGHT_IN)
    right = story.given(offered("8"), on="9 Sep 2025", origin=Origin.REPORTED, replaces=wrong)
    assert (right.strand, right.kept, right.lands, right.origin) == (wrong.strand, "book", "offered", wrong.origin)
    assert [one.id for one in story.case.standing][1:] == [right.id]
    assert story.strand(LETTING).since == day("9 Sep 2025")


def test_a_replacement_keeps_its_place_among_those_of_one_day(story: Story) -> None:
    first = story.given(viewed("7"), on="1 Sep 2025")
    second = story.given(viewed("8"), on="1 Sep 2025")
    instead = story.given(viewed("9"), on="1 Sep 2025", replaces=first)
    assert [one.id for one in story.case.standing] == [instead.id, second.id]


def test_an_entry_is_corrected_by_another_of_the_same_tag(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    with pytest.raises(Unacceptable, match=r"an entry garden\.bed-asked is corrected by another of the same tag"):
        story.given(garden.TakenBack(), on="1 Sep 2025", replaces=record)


def test_an_entry_made_in_error_cannot_be_put_in_other_words(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    story.given(EnteredInError(record=record.id, why="Another grower"), on="2 Sep 2025")
    with pytest.raises(Unacceptable, match="write it down again as a new one") as refused:
        story.given(asked(), on="1 Sep 2025", replaces=record)
    assert refused.value.field == "replaces"


def test_an_entry_made_in_error_takes_its_stage_away(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    wrong = story.given(offered(), on="8 Sep 2025")
    mark = story.given(EnteredInError(record=wrong.id, why="Another grower"), on="9 Sep 2025")
    assert story.stage(LETTING) is garden.ASKED
    assert (mark.strand, mark.kept) == (wrong.strand, "book")


def test_a_mark_that_was_itself_made_in_error_marks_nothing(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    right = story.given(offered(), on="8 Sep 2025")
    mark = story.given(EnteredInError(record=right.id, why="Another grower"), on="9 Sep 2025")
    story.given(EnteredInError(record=mark.id, why="It was right"), on="10 Sep 2025")
    assert story.stage(LETTING) is garden.OFFERED
    assert mark not in story.case.standing


def test_a_mark_that_was_put_right_marks_what_it_names_now(story: Story) -> None:
    kept = story.given(viewed("7"), on="1 Sep 2025")
    wrong = story.given(viewed("8"), on="2 Sep 2025")
    mark = story.given(EnteredInError(record=kept.id, why="Another bed"), on="3 Sep 2025")
    story.given(EnteredInError(record=wrong.id, why="Another bed"), on="3 Sep 2025", replaces=mark)
    standing = [one.id for one in story.case.standing]
    assert kept.id in standing
    assert wrong.id not in standing


def test_a_mark_put_right_and_then_taken_back_marks_nothing(story: Story) -> None:
    kept = story.given(viewed("7"), on="1 Sep 2025")
    other = story.given(viewed("8"), on="2 Sep 2025")
    mark = story.given(EnteredInError(record=kept.id, why="Another bed"), on="3 Sep 2025")
    story.given(EnteredInError(record=other.id, why="Another bed"), on="3 Sep 2025", replaces=mark)
    last = story.given(EnteredInError(record=mark.id, why="Both were right"), on="4 Sep 2025")
    assert story.case.standing == (kept, other, last)


def test_a_replacement_made_in_error_gives_way_to_the_wording_before_it(story: Story) -> None:
    first = story.given(viewed("7"), on="1 Sep 2025")
    second = story.given(viewed("8"), on="2 Sep 2025", replaces=first)
    story.given(EnteredInError(record=second.id, why="It was 7"), on="3 Sep 2025")
    assert story.case.standing[0] == first


def test_an_entry_made_in_error_takes_every_later_wording_with_it(story: Story) -> None:
    first = story.given(viewed("7"), on="1 Sep 2025")
    second = story.given(viewed("8"), on="2 Sep 2025", replaces=first)
    third = story.given(viewed("9"), on="2 Sep 2025", replaces=second)
    mark = story.given(EnteredInError(record=first.id, why="Another grower"), on="3 Sep 2025")
    assert story.case.standing == (mark,)
    assert third.replaces == second.id


def test_what_is_disputed_stands_with_the_words_beside_it(story: Story) -> None:
    said = story.given(viewed("7"), on="1 Sep 2025")
    disputed = story.given(Disputed(record=said.id, who="Robin", statement="I was away"), on="2 Sep 2025")
    assert story.case.standing == (said, disputed)
    assert disputed.strand == said.strand


def test_what_names_an_entry_is_kept_under_its_key(story: Story) -> None:
    given = story.given(key(), on="1 Sep 2025")
    assert story.given(Withdrawn(record=given.id, who="Robin"), on="2 Sep 2025").kept == "purse"


def test_only_a_permission_can_be_taken_back(story: Story) -> None:
    record = story.given(asked(), on="1 Sep 2025")
    with pytest.raises(Unacceptable, match=r"garden\.bed-asked is not a permission") as refused:
        story.given(Withdrawn(record=record.id, who="Robin"), on="2 Sep 2025")
    assert refused.value.field == "record"


# Definitions


def adopting(version: str) -> DefinitionAdopted:
    return DefinitionAdopted(definition=DefinitionId(version))


@pytest.fixture
def shed(story: Story) -> StrandId:
    """A shed to be painted, of a year in which the colour need not be agreed."""
    return StrandId(story.given(PaintBought(), on="1 Sep 2025").id)


def test_a_strand_keeps_the_definition_it_was_opened_under_until_another_is_adopted(
    story: Story, shed: StrandId
) -> None:
    assert story.case.strands[shed].definition == "2099.1"
    record = story.given(adopting("2100.1"), on="8 Sep 2025", strand=shed)
    assert (story.case.strands[shed].opened_under, story.case.strands[shed].definition) == ("2099.1", "2100.1")
    assert (record.workflow, record.kept) == ("shed", "book")


def test_a_strand_is_opened_under_the_definition_that_was_in_force_on_the_day(story: Story) -> None:
    story.given(PaintBought(), on="1 Jan 2026")
    assert story.strand(SHED).definition == "2100.1"


def test_what_is_recorded_years_later_is_recorded_under_the_definition_of_its_strand(
    story: Story, shed: StrandId
) -> None:
    record = story.when(PAINT_IT, ShedPainted(), on="5 Feb 2026").then()
    assert (record.strand, record.definition) == (shed, "2099.1")


def test_a_move_needs_what_the_definition_of_its_strand_says(story: Story, shed: StrandId) -> None:
    story.given(adopting("2100.1"), on="8 Sep 2025", strand=shed)
    story.when(PAINT_IT, ShedPainted(), on="9 Sep 2025").not_ready(missing=[shed_again.AGREED])
    story.given(shed_again.ColourAgreed(), on="10 Sep 2025")
    assert story.when(PAINT_IT, ShedPainted(), on="11 Sep 2025").then().definition == "2100.1"


def test_a_move_of_another_definition_than_its_strand_has_is_refused(story: Story, shed: StrandId) -> None:
    with pytest.raises(Unacceptable, match="'Scrape the shed' is not a move of 'Painting a shed' as defined in"):
        story.when(shed_again.SCRAPE, shed_again.ShedScraped(), on="9 Sep 2025", strand=shed)


@pytest.mark.parametrize(("painted", "due"), [("31 Oct 2025", "1 Nov 2025"), ("1 Nov 2025", "8 Nov 2025")])
@pytest.mark.usefixtures("shed")
def test_a_clock_is_the_law_of_the_day_it_starts_from_whatever_the_definition(
    story: Story, painted: str, due: str
) -> None:
    story.when(PAINT_IT, ShedPainted(), on=painted)
    assert story.reading("brushes-washed", painted).due == day(due)


def test_a_definition_that_is_nowhere_declared_cannot_be_adopted(story: Story, shed: StrandId) -> None:
    with pytest.raises(Unacceptable, match=r"there is no such definition .* there are: 2099\.1, 2100\.1") as refused:
        story.given(adopting("2200.1"), on="8 Sep 2025", strand=shed)
    assert refused.value.field == "definition"


def test_the_definition_adopted_last_is_the_one_that_counts_in_whatever_order_they_were_written(
    story: Story, shed: StrandId
) -> None:
    story.given(adopting("2100.1"), on="9 Sep 2025", strand=shed)
    story.given(adopting("2099.1"), on="8 Sep 2025", written="10 Sep 2025", strand=shed)
    assert story.case.strands[shed].definition == "2100.1"


def test_an_adoption_made_in_error_adopts_nothing(story: Story, shed: StrandId) -> None:
    record = story.given(adopting("2100.1"), on="8 Sep 2025", strand=shed)
    story.given(EnteredInError(record=record.id, why="Not yet"), on="9 Sep 2025")
    assert story.case.strands[shed].definition == "2099.1"


def test_a_strand_opened_by_an_entry_that_was_reworded_keeps_its_definition(story: Story) -> None:
    opened = story.given(asked(), on="8 Sep 2025")
    again = story.given(asked(), on="8 Sep 2025", replaces=opened)
    story.given(asked(), on="8 Sep 2025", replaces=again)
    LETTING.version, usual = DefinitionId("2100.1"), LETTING.version
    try:
        story.given(viewed("7"), on="1 Sep 2025", written="9 Sep 2025")
    finally:
        LETTING.version = usual
    assert story.strand(LETTING).opened_under == "2099.1"


@pytest.mark.parametrize("strand", [None, New.STRAND])
def test_a_definition_is_adopted_for_a_strand_that_is_named(story: Story, strand: New | None) -> None:
    story.given(asked(), on="1 Sep 2025")
    with pytest.raises(Unacceptable, match="say which strand"):
        story.given(adopting("2100.1"), on="8 Sep 2025", strand=strand)


def test_a_strand_at_a_stage_that_is_no_longer_declared_is_told_where_moves_start() -> None:
    with pytest.raises(Elsewhere, match="dug-over"):
        play(LETTING, garden.OFFER, "dug-over", lambda: None)


# What a decision was judged on


def test_a_judgement_keeps_the_clocks_and_the_permissions_of_its_day(story: Story) -> None:
    start = story.given(asked(), on="1 Sep 2025")
    allowed = story.given(photograph(), on="2 Sep 2025")
    reasons = {garden.SURVEY_ASKED: "Known"}
    judgement = story.when(garden.OFFER, offered(), on="20 Oct 2025", reasons=reasons).judged(garden.OFFERED)
    assert judgement.permissions == (allowed.id,)
    assert [(one.clock, one.started_by, one.status, one.due) for one in judgement.clocks] == [
        ("decide", start.id, "overdue", day("13 Oct 2025")),
        ("find-a-bed", start.id, "running", day("19 Jan 2026")),
    ]


def test_a_move_is_kept_under_the_definition_it_was_judged_by(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    record = story.when(garden.REFUSE, garden.Refused(), on="2 Sep 2025").then(garden.REFUSED)
    assert (record.workflow, record.definition, record.software) == ("letting", "2099.1", "tests")
    assert (record.origin, record.lands, record.version) == (Origin.ACTED, "refused", 2)


def test_an_attempt_names_what_was_missing_and_nothing_that_was_typed(story: Story) -> None:
    story.given(asked(), on="1 Sep 2025")
    tried = story.when(garden.OFFER, offered("7"), on="2 Sep 2025")
    kept = attempt(tried.not_ready(missing=[garden.VIEWED, garden.SURVEY_ASKED]))
    assert (kept.workflow, kept.move, kept.stage) == ("letting", "offer", "asked")
    assert (kept.unmet, kept.elsewhere) == (("viewed", "survey-asked"), False)
    assert attempts_of(CASE) == attempts_of(CASE) != CASE


def test_the_same_story_may_be_told_of_two_strands_at_once(story: Story) -> None:
    story.given(PaintBought(), on="2 Sep 2025")
    story.given(asked(), on="3 Sep 2025")
    story.given(ShedPainted(), on="4 Sep 2025")
    story.given(Remarked(), on="5 Sep 2025")
    assert {one.workflow: one.stage for one in story.case.strands.values()} == {"shed": "green", "letting": "asked"}
