"""Each kind of need is shown missing and met."""

from datetime import date

import pytest

from goldenthread.engine import Answer, BeforeOrReason
from goldenthread.engine.commands import Act, Unacceptable
from goldenthread.engine.needs import Need
from goldenthread.engine.records import EnteredInError, Withdrawn
from goldenthread.engine.windows import Standing
from tests.engine import made_up as garden
from tests.engine.made_up import LETTING, Survey
from tests.engine.made_up_garden import asked, in_the_garden, key, letter, neighbours, offered, viewed
from tests.engine.made_up_shed import PAINT_IT, ShedPainted
from tests.story import SOMEBODY, Story, day

UNPAID = {garden.FEE: "It can be paid later"}
NO_SURVEY = {garden.SURVEY_ASKED: "It was surveyed last year"}


@pytest.fixture
def story() -> Story:
    told = in_the_garden()
    told.given(asked(), on="1 Sep 2025")
    return told


@pytest.fixture
def offer(story: Story) -> Story:
    story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons=NO_SURVEY).then(garden.OFFERED)
    return story


def let(story: Story, on: str, **reasons: str) -> None:
    """Let the bed, with everything met but what the test is about."""
    given = {need: reasons.get(LETTING.name_of(need).replace("-", "_"), "") for need in garden.LET_IT.needs}
    story.when(garden.LET_IT, garden.Let(), on=on, reasons={need: why for need, why in given.items() if why}).then(
        garden.LET
    )


def test_a_fact_is_missing_and_then_it_is_met(story: Story) -> None:
    story.when(garden.OFFER, offered(), on="8 Sep 2025").not_ready(missing=[garden.SURVEY_ASKED])
    survey = story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    story.given(garden.SurveyDone(survey=Survey.SOIL), on="3 Sep 2025")
    assert story.when(garden.OFFER, offered(), on="8 Sep 2025").judged(garden.OFFERED).met["survey-asked"] == (
        survey.id,
    )


def test_a_fact_that_happened_after_the_day_of_the_move_does_not_meet_it(story: Story) -> None:
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="9 Sep 2025")
    story.given(garden.SurveyDone(survey=Survey.SOIL), on="9 Sep 2025")
    late = story.when(garden.OFFER, offered(), on="8 Sep 2025", written="10 Sep 2025")
    late.not_ready(missing=[garden.SURVEY_ASKED])


def test_a_fact_entered_in_error_meets_nothing(story: Story) -> None:
    wrong = story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    story.given(EnteredInError(record=wrong.id, why="Another bed"), on="3 Sep 2025")
    story.when(garden.OFFER, offered(), on="8 Sep 2025").not_ready(missing=[garden.SURVEY_ASKED])


def test_a_fact_must_be_about_the_same_bed(story: Story) -> None:
    story.given(viewed("7"), on="3 Sep 2025")
    story.when(garden.OFFER, offered("8"), on="8 Sep 2025", reasons=NO_SURVEY).not_ready(missing=[garden.VIEWED])
    story.when(garden.OFFER, offered("7"), on="8 Sep 2025", reasons=NO_SURVEY).then(garden.OFFERED)


def test_a_need_about_the_same_bed_is_met_where_no_bed_is_named(story: Story) -> None:
    judgement = story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons=NO_SURVEY).judged(garden.OFFERED)
    assert judgement.met["viewed"] == ()


def test_a_clock_with_something_outstanding_holds_and_with_nothing_does_not(story: Story) -> None:
    soil = story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    water = story.given(garden.SurveyAsked(survey=Survey.WATER), on="2 Sep 2025")
    done = story.given(garden.SurveyDone(survey=Survey.SOIL), on="3 Sep 2025")
    story.when(garden.OFFER, offered(), on="8 Sep 2025").not_ready(missing=[garden.SURVEYS_IN])
    dropped = story.given(garden.SurveyDropped(survey=Survey.WATER), on="4 Sep 2025")
    judgement = story.when(garden.OFFER, offered(), on="8 Sep 2025").judged(garden.OFFERED)
    assert judgement.met["surveys-in"] == (soil.id, done.id, water.id, dropped.id)


def test_a_clock_that_another_runs_in_place_of_is_not_outstanding(story: Story) -> None:
    found = BeforeOrReason("A bed was found", garden.FIND_A_BED, by=garden.STEWARD, law=garden.GUIDE(1))
    story.given(garden.Ordered(), on="8 Sep 2025")
    told, on = story.case.story(), day("9 Sep 2025")
    assert found.evidence(told, None, on, story.calendar) is None
    assert found.evidence(told, None, on, story.calendar, LETTING.in_place_of) == told.records


def test_time_that_must_be_allowed_is_allowed_the_day_after_the_last(offer: Story) -> None:
    given = {garden.NEIGHBOURS_HAPPY: "Away", garden.KEY_KEPT: "No shed", **UNPAID}
    assert offer.window(garden.TIME_TO_THINK, "14 Sep 2025").last_day == day("14 Sep 2025")
    offer.when(garden.LET_IT, garden.Let(), on="14 Sep 2025", reasons=given).not_ready(missing=[garden.HAD_TIME])
    offer.when(garden.LET_IT, garden.Let(), on="15 Sep 2025", reasons=given).then(garden.LET)


def test_time_is_up_early_by_the_word_of_whoever_has_it(offer: Story) -> None:
    given = {garden.NEIGHBOURS_HAPPY: "Away", garden.KEY_KEPT: "No shed", **UNPAID}
    liked = offer.given(garden.OfferLiked(), on="9 Sep 2025")
    judgement = offer.when(garden.LET_IT, garden.Let(), on="9 Sep 2025", reasons=given).judged(garden.LET)
    assert judgement.met["had-time"][-1] == liked.id


def test_time_that_fell_away_was_never_allowed(offer: Story) -> None:
    given = {garden.NEIGHBOURS_HAPPY: "Away", garden.KEY_KEPT: "No shed", **UNPAID}
    offer.given(garden.OfferTakenBack(), on="10 Sep 2025")
    assert offer.window(garden.TIME_TO_THINK, "20 Sep 2025").standing is Standing.CLOSED
    offer.when(garden.LET_IT, garden.Let(), on="20 Sep 2025", reasons=given).not_ready(missing=[garden.HAD_TIME])


@pytest.mark.parametrize("answer", [Answer.NO, Answer.NOT_REACHED])
def test_an_agreement_that_was_not_given_does_not_meet_a_need(offer: Story, answer: Answer) -> None:
    offer.given(neighbours(answer), on="9 Sep 2025")
    rest = {garden.KEY_KEPT: "No shed", **UNPAID}
    tried = offer.when(garden.LET_IT, garden.Let(), on="15 Sep 2025", reasons=rest)
    tried.not_ready(missing=[garden.NEIGHBOURS_HAPPY])


@pytest.mark.parametrize("answer", [Answer.YES, Answer.WITH_RESERVATIONS])
def test_an_agreement_that_was_given_meets_a_need(offer: Story, answer: Answer) -> None:
    given = offer.given(neighbours(answer), on="9 Sep 2025")
    rest = {garden.KEY_KEPT: "No shed", **UNPAID}
    judgement = offer.when(garden.LET_IT, garden.Let(), on="15 Sep 2025", reasons=rest).judged(garden.LET)
    assert judgement.met["neighbours-happy"] == (given.id,)


def test_a_permission_taken_back_counts_until_that_day_and_not_from_it(offer: Story) -> None:
    given = offer.given(key(), on="9 Sep 2025")
    offer.given(Withdrawn(record=given.id, who="Robin"), on="20 Sep 2025")
    rest = {garden.NEIGHBOURS_HAPPY: "Away", **UNPAID}
    after = offer.when(garden.LET_IT, garden.Let(), on="20 Sep 2025", reasons=rest)
    after.not_ready(missing=[garden.KEY_KEPT])
    back = offer.when(garden.LET_IT, garden.Let(), on="19 Sep 2025", written="21 Sep 2025", reasons=rest)
    assert back.judged(garden.LET).permissions == (given.id,)


def test_taking_a_permission_back_takes_back_every_wording_of_it(offer: Story) -> None:
    given = offer.given(key(), on="9 Sep 2025")
    offer.given(Withdrawn(record=given.id, who="Robin"), on="12 Sep 2025")
    offer.given(key(starts_on=day("10 Sep 2025")), on="9 Sep 2025", written="13 Sep 2025", replaces=given)
    rest = {garden.NEIGHBOURS_HAPPY: "Away", **UNPAID}
    tried = offer.when(garden.LET_IT, garden.Let(), on="20 Sep 2025", reasons=rest)
    tried.not_ready(missing=[garden.KEY_KEPT])


def test_a_predicate_is_missing_and_then_it_is_met(offer: Story) -> None:
    rest = {garden.NEIGHBOURS_HAPPY: "Away", garden.KEY_KEPT: "No shed"}
    offer.given(garden.FeePaid(pence=60), on="9 Sep 2025")
    tried = offer.when(garden.LET_IT, garden.Let(), on="15 Sep 2025", reasons=rest)
    tried.not_ready(missing=[garden.FEE])
    offer.given(garden.FeePaid(pence=40), on="16 Sep 2025")
    offer.when(garden.LET_IT, garden.Let(), on="15 Sep 2025", written="16 Sep 2025", reasons=rest).not_ready(
        missing=[garden.FEE]
    )
    judgement = offer.when(garden.LET_IT, garden.Let(), on="16 Sep 2025", reasons=rest).judged(garden.LET)
    assert len(judgement.met["fee"]) == 2


def test_each_cycle_needs_its_own_papers(offer: Story) -> None:
    let(offer, "15 Sep 2025", neighbours_happy="Away", key_kept="No shed", fee="Later")
    sown = garden.Sown(look_again_on=day("1 Nov 2025"))
    offer.when(garden.SOW, sown, on="16 Sep 2025").not_ready(missing=[garden.TESTED])
    offer.given(garden.SoilTested(), on="16 Sep 2025")
    offer.when(garden.SOW, sown, on="16 Sep 2025").then(garden.GROWING)
    offer.when(garden.INSPECT, garden.Inspected(), on="1 Nov 2025").then(garden.INSPECTED)
    offer.when(garden.SOW, sown, on="2 Nov 2025").not_ready(missing=[garden.TESTED])
    again = offer.given(garden.SoilTested(), on="1 Nov 2025", written="2 Nov 2025")
    judgement = offer.when(garden.SOW, sown, on="2 Nov 2025").judged(garden.GROWING)
    assert judgement.met["tested"] == (again.id,)


def test_papers_of_an_earlier_cycle_are_judged_by_what_had_happened_by_then(offer: Story) -> None:
    let(offer, "15 Sep 2025", neighbours_happy="Away", key_kept="No shed", fee="Later")
    tested = offer.given(garden.SoilTested(), on="16 Sep 2025")
    offer.given(garden.Inspected(), on="1 Nov 2025")
    sown = offer.given(garden.Sown(look_again_on=day("1 Oct 2025")), on="17 Sep 2025", written="5 Nov 2025")
    assert sown.judgement
    assert sown.judgement.met["tested"] == (tested.id,)
    assert sown.judgement.irregular == ()


def test_a_reason_that_was_given_is_kept_and_the_need_is_named_as_gone_without(story: Story) -> None:
    record = story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons=NO_SURVEY).then(garden.OFFERED)
    assert record.judgement
    assert record.judgement.gone_without == ("survey-asked",)
    assert record.reasons == {"survey-asked": "It was surveyed last year"}


def test_a_reason_of_nothing_but_spaces_is_no_reason(story: Story) -> None:
    blank = story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons={garden.SURVEY_ASKED: "  \n"})
    blank.not_ready(missing=[garden.SURVEY_ASKED])


def test_a_reason_for_what_was_met_after_all_is_not_kept(story: Story) -> None:
    story.given(garden.SurveyAsked(survey=Survey.SOIL), on="2 Sep 2025")
    story.given(garden.SurveyDone(survey=Survey.SOIL), on="3 Sep 2025")
    record = story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons=NO_SURVEY).then(garden.OFFERED)
    assert record.reasons == {}


def test_no_reason_will_do_where_the_law_forbids_the_act(story: Story) -> None:
    reasons: dict[Need, str] = {garden.VIEWED: "They know it", garden.SURVEY_ASKED: "Known"}
    tried = story.when(garden.OFFER, offered("7"), on="8 Sep 2025", reasons=reasons)
    (held,) = tried.not_ready(missing=[garden.VIEWED]).unmet
    assert not held.reason_will_do


def test_a_reason_for_a_need_of_another_move_is_refused(story: Story) -> None:
    with pytest.raises(
        Unacceptable, match="what is no need of this move; its needs are: survey-asked, surveys-in, viewed"
    ) as refused:
        story.when(garden.OFFER, offered(), on="8 Sep 2025", reasons=UNPAID)
    assert refused.value.field == "reasons"


def test_not_ready_names_every_need_at_once_in_the_order_they_were_declared(offer: Story) -> None:
    tried = offer.when(garden.LET_IT, garden.Let(), on="9 Sep 2025")
    unmet = tried.not_ready(missing=[garden.HAD_TIME, garden.NEIGHBOURS_HAPPY, garden.KEY_KEPT, garden.FEE]).unmet
    assert [one.id for one in unmet] == ["had-time", "neighbours-happy", "key-kept", "fee"]
    assert [one.reason_will_do for one in unmet] == [False, True, True, True]


def test_a_move_from_the_wrong_place_says_where_it_starts_from_and_what_it_lacks(story: Story) -> None:
    tried = story.when(garden.GIVE_UP, garden.GivenUp(), on="9 Sep 2025")
    not_ready = tried.not_ready(missing=[], possible_from=[garden.LET, garden.GROWING, garden.INSPECTED])
    assert not_ready.stage == "asked"
    story.when(garden.LET_IT, garden.Let(), on="9 Sep 2025").not_ready(
        missing=[garden.HAD_TIME, garden.NEIGHBOURS_HAPPY, garden.KEY_KEPT, garden.FEE], possible_from=[garden.OFFERED]
    )


def test_nothing_is_recorded_of_a_move_that_was_not_ready(story: Story) -> None:
    before = story.case
    story.when(garden.OFFER, offered("7"), on="8 Sep 2025").not_ready(missing=[garden.VIEWED, garden.SURVEY_ASKED])
    assert story.case is before


def test_a_move_that_leads_nowhere_leaves_the_strand_where_it_is(offer: Story) -> None:
    let(offer, "15 Sep 2025", neighbours_happy="Away", key_kept="No shed", fee="Later")
    offer.when(
        garden.SOW,
        garden.Sown(look_again_on=day("1 Nov 2025")),
        on="16 Sep 2025",
        reasons={garden.TESTED: "Known to be good"},
    ).then(garden.GROWING)
    record = offer.when(garden.PUT_UP_SIGN, garden.SignPutUp(), on="17 Sep 2025").then(garden.GROWING)
    assert record.lands is None


def test_a_move_is_recorded_by_its_own_event_and_by_no_other(story: Story) -> None:
    with pytest.raises(Unacceptable, match=r"'Offer a bed' is recorded by garden\.bed-offered, not garden\.bed-let"):
        story.when(garden.OFFER, garden.Let(), on="8 Sep 2025")


def test_a_move_of_another_workflow_is_refused(story: Story) -> None:
    stray = Act(event=ShedPainted(), happened_on=date(2025, 9, 8), by=SOMEBODY, workflow=LETTING, move=PAINT_IT)
    with pytest.raises(Unacceptable, match="'Paint the shed' is not a move of 'Letting a bed'"):
        story.decide(stray, "8 Sep 2025")


def test_what_was_asked_of_a_letter_is_owed_and_does_not_hold_the_move(offer: Story) -> None:
    assert [one.ended_on for one in offer.readings("in-writing", "9 Sep 2025")] == [None]
    offer.given(letter(), on="9 Sep 2025")
    assert offer.reading("in-writing", "9 Sep 2025").ended_on == day("9 Sep 2025")
