"""What the law asks of a request for an assessment, one sentence at a time."""

import re

import msgspec
import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import Answer, Event, How
from goldenthread.engine.fields import fields
from goldenthread.engine.needs import Need
from goldenthread.engine.windows import Standing
from goldenthread.workflows import appeal
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.excuses import AdviserGround, AuthorityGround, TimeLimit
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.plan_sections import GroundNotToName, NotNamed
from goldenthread.workflows.vocabulary import Adviser, Setting
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@pytest.fixture
def story() -> Story:
    return a_record()


@pytest.fixture
def refused(story: Story) -> Story:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.family_asked(), on="3 Sep 2025")
    story.when(na.REFUSE, some.refused(), on="13 Oct 2025").then(na.REFUSED)
    return story


@pytest.fixture
def drafted(story: Story) -> Story:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="14 Oct 2025")
    story.given(some.draft(), on="1 Dec 2025")
    story.given(some.held_against_draft(), on="2 Dec 2025")
    return story


@pytest.fixture
def challenged(refused: Story) -> Story:
    refused.given(appeal.AppealLodged(), on="1 Dec 2025")
    return refused


# Asking


def test_a_request_works_on_day_one_with_nothing_else_on_record(story: Story) -> None:
    story.given(some.request(Requester.PARENT, How.PHONE), on="1 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED
    assert story.reading(na.DECIDE, "1 Sep 2025").due == day("13 Oct 2025")
    assert story.reading(na.PLAN_OR_NOT, "1 Sep 2025").due == day("22 Dec 2025")
    assert story.reading(na.FINAL_PLAN, "1 Sep 2025").due == day("19 Jan 2026")
    assert story.reading(na.DRAFT_TARGET, "1 Sep 2025").due == day("8 Dec 2025")


def test_weeks_run_through_christmas_a_leap_day_and_bank_holidays(story: Story) -> None:
    story.given(some.request(Requester.YOUNG_PERSON, How.EMAIL), on="18 Dec 2023")
    assert story.reading(na.DECIDE, "18 Dec 2023").due == day("29 Jan 2024")
    assert story.reading(na.PLAN_OR_NOT, "18 Dec 2023").due == day("8 Apr 2024")
    assert story.reading(na.FINAL_PLAN, "18 Dec 2023").due == day("6 May 2024")  # a bank holiday: not moved


def test_weeks_run_through_august(story: Story) -> None:
    story.given(some.request(Requester.SCHOOL, How.LETTER), on="1 Jul 2025")
    assert story.reading(na.DECIDE, "1 Jul 2025").due == day("12 Aug 2025")


def test_it_counts_from_the_day_it_arrived_and_not_from_the_day_it_was_sent(story: Story) -> None:
    sent = na.RequestReceived(
        requester=Requester.PARENT, form=How.LETTER, words="Please assess Sam.", sent_on=day("25 Aug 2025")
    )
    story.given(sent, on="1 Sep 2025")
    assert story.reading(na.DECIDE, "1 Sep 2025").due == day("13 Oct 2025")


@pytest.mark.parametrize("form", [How.EMAIL, How.PHONE, How.LETTER, How.IN_PERSON])
def test_any_form_will_do_and_a_telephone_call_is_a_request(story: Story, form: How) -> None:
    story.given(some.request(Requester.PARENT, form), on="1 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED


def test_the_authority_considers_what_help_the_family_needs_to_take_part(story: Story) -> None:
    story.given(some.request(), on="18 Dec 2024")
    reading = story.reading("help-considered", "2 Jan 2025")
    assert (reading.due, reading.status) == (day("1 Jan 2025"), Status.OVERDUE)
    story.given(na.HelpConsidered(wished="An interpreter", offered="An interpreter"), on="2 Jan 2025")
    assert story.reading("help-considered", "2 Jan 2025").status is Status.MET_LATE


def test_the_working_can_be_read(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    assert story.reading(na.DECIDE, "2 Sep 2025").working == ("Mon 1 Sep 2025 and 6 weeks is Mon 13 Oct 2025",)


def test_a_request_opens_from_any_stage_of_anything_else(story: Story) -> None:
    story.given(some.worry(), on="1 Sep 2025")
    story.given(some.planned(review_on=day("12 Dec 2025")), on="2 Sep 2025")
    story.given(some.request(), on="3 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED


def test_another_request_joins_the_clock_of_the_earliest_and_moves_nothing_back(story: Story) -> None:
    story.given(some.request(Requester.SCHOOL), on="10 Sep 2025")
    story.given(some.family_asked(), on="12 Sep 2025")
    story.when(na.AGREE, some.agreed(), on="8 Oct 2025").then(na.ASSESSING)
    story.given(some.request_joined(), on="9 Oct 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    story.given(some.request_joined(), on="3 Sep 2025", written="10 Oct 2025")
    assert story.reading(na.FINAL_PLAN, "10 Oct 2025").due == day("21 Jan 2026")


def test_a_word_from_a_nursery_starts_the_same_clock(story: Story) -> None:
    story.given(na.BroughtToAttention(worrier=na.Worrier.EARLY_YEARS, why="Not talking"), on="1 Sep 2025")
    assert story.reading(na.FINAL_PLAN, "1 Sep 2025").due == day("19 Jan 2026")


def test_a_setting_asks_with_the_family_happy_or_says_why_not(story: Story) -> None:
    sent = na.RequestSent(why="Help so far is not enough.")
    story.given(some.happy_to_ask(Answer.NOT_REACHED), on="8 Jan 2025")
    story.when(na.ASK, sent, on="10 Jan 2025").not_ready(missing=[na.FAMILY_HAPPY_TO_ASK])
    why = {na.FAMILY_HAPPY_TO_ASK: "Tried three times; it cannot wait."}
    assert story.when(na.ASK, sent, on="10 Jan 2025", reasons=why).judged(na.SENT).gone_without
    assert story.readings(na.DECIDE, "10 Jan 2025") == []


def test_whoever_asked_may_take_the_request_back(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(na.RequestWithdrawn(), on="8 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.WITHDRAWN
    assert story.reading(na.DECIDE, "9 Sep 2025").status is Status.FELL_AWAY


def test_where_one_of_two_takes_their_request_back_the_clocks_of_the_other_go_on(story: Story) -> None:
    story.given(some.request(Requester.SCHOOL), on="1 Sep 2025")
    story.given(some.request_joined(), on="3 Sep 2025")
    story.given(na.OneRequestWithdrawn(who="Elm Primary"), on="8 Sep 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.REQUESTED
    for clock, due in ((na.DECIDE, "13 Oct 2025"), (na.FINAL_PLAN, "19 Jan 2026")):
        reading = story.reading(clock, "9 Sep 2025")
        assert (reading.due, reading.status) == (day(due), Status.RUNNING)
    assert "no request stands" in (na.RequestWithdrawn.when or "")


def test_a_request_a_year_after_a_refusal_has_a_story_and_clocks_of_its_own(refused: Story) -> None:
    refused.given(some.request(), on="1 Sep 2026")
    assert [one.stage for one in refused.case.strands_of("needs-assessment")] == ["refused", "requested"]
    assert refused.readings(na.DECIDE, "1 Sep 2026")[-1].due == day("13 Oct 2026")


def test_a_request_said_to_be_a_new_one_is_a_new_one(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.request(), on="1 Oct 2025", strand=New.STRAND)
    assert len(story.readings(na.DECIDE, "1 Oct 2025")) == 2


# Deciding


def test_the_authority_may_not_decide_before_asking_the_family(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.when(na.AGREE, some.agreed(), on="8 Oct 2025").not_ready(missing=[na.FAMILY_CONSULTED])
    story.when(na.REFUSE, some.refused(), on="8 Oct 2025").not_ready(missing=[na.FAMILY_CONSULTED])
    assert story.reading("family-invited", "9 Sep 2025").status is Status.OVERDUE
    assert story.reading("others-informed", "8 Sep 2025").due == day("8 Sep 2025")
    story.given(some.family_asked(), on="10 Sep 2025")
    story.given(na.OthersTold(to=("health", "social care", "Elm Primary"), how=How.EMAIL), on="8 Sep 2025")
    assert story.reading("family-invited", "11 Sep 2025").status is Status.MET_LATE
    assert story.reading("others-informed", "11 Sep 2025").status is Status.MET
    story.when(na.AGREE, some.agreed(), on="14 Oct 2025").then(na.ASSESSING)
    assert story.reading(na.DECIDE, "14 Oct 2025").status is Status.MET_LATE
    assert [one.status for one in story.readings("others-informed", "22 Oct 2025")] == [Status.MET]
    told = story.reading("others-told-of-decision", "22 Oct 2025")
    assert (told.status, str(told.clock.law)) == (Status.OVERDUE, "SEND Regulations 2014, reg. 5")


def test_a_move_from_the_wrong_place_says_where_it_starts_from(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    tried = story.when(na.FINISH, some.final(), on="8 Oct 2025")
    missing: list[Need] = [na.FAMILY_HAD_ITS_DAYS, na.DIFFERS_ONLY_AS_IT_MAY]
    tried.not_ready(missing=missing, possible_from=[na.DRAFTED])


def test_an_exception_adds_no_days_and_is_shown(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    excused = na.TimeLimitExcused(
        ground=AuthorityGround.AWAY,
        starts_on=day("8 Sep 2025"),
        ends_on=day("10 Oct 2025"),
        because="The family could not be met.",
        decided_by="Head of SEN",
    )
    story.given(excused, on="10 Oct 2025")
    reading = story.reading(na.DECIDE, "20 Oct 2025")
    assert (reading.due, reading.status) == (day("13 Oct 2025"), Status.DISAPPLIED)
    assert "no days are added" in reading.working[-1]


def excused(ground: AuthorityGround, since: str, limit: TimeLimit | None = None) -> na.TimeLimitExcused:
    return na.TimeLimitExcused(
        ground=ground, starts_on=day(since), because="Nobody could be seen.", decided_by="Head of SEN", limit=limit
    )


@pytest.mark.parametrize(
    ("since", "status"),
    [
        ("30 Apr 2020", Status.OVERDUE),
        ("1 May 2020", Status.DISAPPLIED),
        ("25 Sep 2020", Status.DISAPPLIED),
        ("26 Sep 2020", Status.OVERDUE),
    ],
)
def test_coronavirus_is_a_ground_only_from_its_first_day_to_its_last(story: Story, since: str, status: Status) -> None:
    story.given(some.request(), on="20 May 2020")
    story.given(excused(AuthorityGround.CORONAVIRUS, since), on="12 Oct 2020")
    reading = story.reading(na.FINAL_PLAN, "20 Oct 2020")
    assert (reading.due, reading.status) == (day("7 Oct 2020"), status)


def test_what_excuses_one_time_limit_excuses_no_other(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(excused(AuthorityGround.AWAY, "8 Sep 2025", TimeLimit.DECIDE), on="13 Oct 2025")
    assert story.reading(na.DECIDE, "20 Jan 2026").status is Status.DISAPPLIED
    assert story.reading(na.PLAN_OR_NOT, "20 Jan 2026").status is Status.OVERDUE
    assert story.reading(na.FINAL_PLAN, "20 Jan 2026").status is Status.OVERDUE
    story.given(excused(AuthorityGround.AWAY, "1 Dec 2025", TimeLimit.FINAL_PLAN), on="20 Jan 2026")
    assert story.reading(na.PLAN_OR_NOT, "20 Jan 2026").status is Status.OVERDUE
    assert story.reading(na.FINAL_PLAN, "20 Jan 2026").status is Status.DISAPPLIED
    story.given(excused(AuthorityGround.AWAY, "1 Dec 2025"), on="20 Jan 2026")
    assert story.reading(na.PLAN_OR_NOT, "20 Jan 2026").status is Status.DISAPPLIED


def test_too_few_psychologists_is_no_ground_at_all() -> None:
    assert [one.value for one in AuthorityGround] == [
        "school-closed",
        "nursery-closed",
        "exceptional-circumstances",
        "away",
        "coronavirus",
    ]
    assert [one.value for one in AdviserGround] == ["exceptional-circumstances", "away", "missed-appointment"]


def test_a_decision_that_is_not_on_record_is_not_called_late_for_ever(story: Story) -> None:
    story.given(some.request(), on="12 Mar 2025")
    story.given(some.final(), on="27 Feb 2026")
    assert story.reading(na.DECIDE, "19 Apr 2026").status is Status.FELL_AWAY
    assert story.reading(na.PLAN_OR_NOT, "19 Apr 2026").status is Status.FELL_AWAY
    assert story.reading(na.FINAL_PLAN, "19 Apr 2026").days_late == 212


def test_with_a_draft_the_sixteen_weeks_fall_away_and_are_not_called_kept(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.draft(), on="1 Dec 2025")
    reading = story.reading(na.PLAN_OR_NOT, "23 Dec 2025")
    assert (reading.due, reading.status) == (day("22 Dec 2025"), Status.FELL_AWAY)


# Advice and the draft


def test_each_adviser_has_six_weeks_of_their_own(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="20 Oct 2025")
    story.given(some.advice(Adviser.HEALTH), on="1 Dec 2025")
    psychology, health = story.readings(na.ADVICE, "25 Nov 2025")
    assert (psychology.due, psychology.status) == (day("24 Nov 2025"), Status.OVERDUE)
    assert (health.due, health.status) == (day("1 Dec 2025"), Status.RUNNING)
    assert story.readings(na.ADVICE, "1 Dec 2025")[1].status is Status.MET


def test_late_advice_is_gone_without_for_a_reason_and_the_reason_is_kept(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="14 Oct 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_IN])
    why = {na.ADVICE_IN: "No psychologist; the family knows."}
    record = story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025", reasons=why).then(na.DRAFTED)
    assert record.reasons == {"advice-in": "No psychologist; the family knows."}


def test_the_family_is_told_what_is_missing_and_the_plan_goes_on_without_it(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="13 Oct 2025")
    story.given(some.advice(Adviser.HEALTH), on="20 Nov 2025")
    assert story.readings(na.GAP_TOLD, "2 Dec 2025")[0].due == day("1 Dec 2025")
    assert story.readings(na.GAP_TOLD, "2 Dec 2025")[0].status is Status.OVERDUE
    story.when(na.SERVE_DRAFT, some.draft(), on="2 Dec 2025").not_ready(missing=[na.ADVICE_IN])
    story.given(some.gap_named(Adviser.PSYCHOLOGY), on="2 Dec 2025")
    assert story.readings(na.GAP_TOLD, "2 Dec 2025")[0].status is Status.MET_LATE
    assert story.when(na.SERVE_DRAFT, some.draft(), on="2 Dec 2025").judged(na.DRAFTED).gone_without == ()
    assert story.readings(na.ADVICE, "2 Dec 2025")[0].status is Status.OVERDUE  # it stays owed


def test_advice_given_before_is_enough_where_all_three_are_satisfied(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    before = na.AdviceAlreadyGiven(
        adviser=Adviser.PSYCHOLOGY,
        advice="The report of May",
        author_satisfied="She wrote on 14 October.",
        authority_satisfied="Head of SEN: it is recent.",
        family_satisfied="They said so on the telephone.",
    )
    story.given(before, on="14 Oct 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025").then(na.DRAFTED)


def test_whose_advice_is_asked_for_is_the_list_of_the_law() -> None:
    assert [one.value for one in Adviser] == [
        *("parent", "education", "sensory", "health", "psychology", "social-care", "other", "adulthood"),
        "family-choice",
    ]


def test_an_adviser_may_be_excused_for_themselves_alone(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.asked_for(Adviser.PSYCHOLOGY), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="13 Oct 2025")
    missed = na.AdviserExcused(
        adviser=Adviser.HEALTH,
        ground=AdviserGround.MISSED,
        starts_on=day("3 Nov 2025"),
        because="The clinic day could not be kept.",
    )
    story.given(missed, on="4 Nov 2025")
    assert [one.status for one in story.readings(na.ADVICE, "25 Nov 2025")] == [Status.OVERDUE, Status.DISAPPLIED]


def test_no_advice_asked_for_is_said(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.when(na.SERVE_DRAFT, some.draft(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_ASKED])
    assert story.reading("advice-sought", "21 Oct 2025").status is Status.OVERDUE


def test_the_family_has_fifteen_days_counting_the_first(drafted: Story) -> None:
    drafted.when(na.FINISH, some.final(), on="15 Dec 2025").not_ready(missing=[na.FAMILY_HAD_ITS_DAYS])
    drafted.when(na.FINISH, some.final(), on="16 Dec 2025").then(na.PLAN_MADE)


def test_or_longer_where_the_authority_says_so(story: Story) -> None:
    story.given(
        na.DraftServed(
            how=How.LETTER, needs="Noise", outcomes="Calm", provision="One hour a day", reply_by=day("5 Jan 2026")
        ),
        on="15 Dec 2025",
    )
    story.given(some.held_against_draft(), on="2 Jan 2026")
    assert story.window(na.FIFTEEN_DAYS, "16 Dec 2025").last_day == day("5 Jan 2026")
    story.when(na.FINISH, some.final(), on="5 Jan 2026").not_ready(missing=[na.FAMILY_HAD_ITS_DAYS])
    story.when(na.FINISH, some.final(), on="6 Jan 2026").then(na.PLAN_MADE)


def test_unless_the_family_is_content(drafted: Story) -> None:
    drafted.given(na.FamilyContent(), on="5 Dec 2025")
    drafted.when(na.FINISH, some.final(), on="5 Dec 2025").then(na.PLAN_MADE)


def test_a_draft_issued_again_gives_the_family_its_days_again(drafted: Story) -> None:
    drafted.given(some.advice(Adviser.PSYCHOLOGY), on="2 Dec 2025")
    drafted.when(na.SERVE_DRAFT, some.draft(), on="10 Dec 2025").then(na.DRAFTED)
    missing: list[Need] = [na.FAMILY_HAD_ITS_DAYS, na.DIFFERS_ONLY_AS_IT_MAY]
    drafted.when(na.FINISH, some.final(), on="16 Dec 2025").not_ready(missing=missing)
    drafted.given(some.held_against_draft(), on="24 Dec 2025")
    drafted.when(na.FINISH, some.final(), on="24 Dec 2025").not_ready(missing=[na.FAMILY_HAD_ITS_DAYS])
    drafted.when(na.FINISH, some.final(), on="25 Dec 2025").then(na.PLAN_MADE)


def test_the_setting_named_must_have_been_asked_and_no_other_will_do(drafted: Story) -> None:
    drafted.given(na.SettingConsulted(setting=Setting("oak")), on="2 Dec 2025")
    drafted.when(na.FINISH, some.final("elm"), on="16 Dec 2025").not_ready(missing=[na.NAMED_SETTING_ASKED])
    drafted.when(na.FINISH, some.final("oak"), on="16 Dec 2025").then(na.PLAN_MADE)


@pytest.mark.parametrize("kind", [na.DraftServed, na.FinalPlanSent])
def test_a_plan_has_its_sections_and_a_draft_none_that_names_a_school(kind: type[Event]) -> None:
    letters = {
        re.split(r"\.", one.question)[0] for one in fields(kind).values() if re.match(r"[A-K]\d?\.", one.question)
    }
    wanted = {"A", "B", "C", "D", "E", "F", "G", "H1", "H2", "J", "K"}
    assert letters == wanted | ({"I"} if kind is na.FinalPlanSent else set())
    required = {
        one.question[0] for one in fields(kind).values() if re.match(r"[A-K]\d?\.", one.question) and one.required
    }
    assert required == {"B", "E", "F"} | ({"I"} if kind is na.FinalPlanSent else set())


def test_a_plan_that_differs_in_other_ways_is_sent_as_a_new_draft_or_for_a_reason(story: Story) -> None:
    story.given(some.draft(), on="1 Dec 2025")
    story.given(na.FamilyContent(), on="3 Dec 2025")
    story.when(na.FINISH, some.final(), on="4 Dec 2025").not_ready(missing=[na.DIFFERS_ONLY_AS_IT_MAY])
    why = {na.DIFFERS_ONLY_AS_IT_MAY: "One word was misspelt."}
    judged = story.when(na.FINISH, some.final(), on="4 Dec 2025", reasons=why).judged(na.PLAN_MADE)
    assert judged.gone_without == ("differs-only-as-it-may",)


def test_a_setting_asked_for_and_not_named_has_its_ground(drafted: Story) -> None:
    not_named = NotNamed(
        setting="Elm Primary", ground=GroundNotToName.RESOURCES, evidence="Costs compared", decided_by="Head of SEN"
    )
    drafted.given(na.SettingConsulted(setting=Setting("oak"), its_authority="The next county"), on="2 Dec 2025")
    plan = msgspec.structs.replace(some.final("oak"), not_named=(not_named,))
    drafted.when(na.FINISH, plan, on="16 Dec 2025").then(na.PLAN_MADE)
    assert drafted.reading("others-have-plan", "24 Dec 2025").status is Status.OVERDUE
    drafted.given(na.OthersSentPlan(to=("Oak School", "health"), how=How.EMAIL), on="24 Dec 2025")
    reading = drafted.reading("others-have-plan", "24 Dec 2025")
    assert (reading.due, reading.status) == (day("23 Dec 2025"), Status.MET_LATE)


def test_for_six_months_the_authority_may_say_it_has_assessed_and_must_still_decide(story: Story) -> None:
    story.given(some.request(), on="9 May 2025")
    story.given(some.no_plan(), on="31 Aug 2025")
    found = story.window(na.SIX_MONTHS, "1 Sep 2025")
    assert (found.last_day, found.standing) == (day("28 Feb 2026"), Standing.OPEN)
    assert "limits_the_duty_to_assess" in found.working
    story.given(some.request(), on="1 Dec 2025")
    assert story.readings(na.DECIDE, "1 Dec 2025")[-1].due == day("12 Jan 2026")
    assert story.window(na.SIX_MONTHS, "1 Mar 2026").standing is Standing.CLOSED


# A refusal, and the ways on from it


def test_a_refusal_stops_the_twenty_weeks(refused: Story) -> None:
    assert refused.reading(na.FINAL_PLAN, "1 Feb 2026").status is Status.FELL_AWAY
    assert refused.reading(na.DECIDE, "1 Feb 2026").status is Status.MET


def test_an_order_starts_a_new_clock_in_place_of_the_first(challenged: Story) -> None:
    assert challenged.stage(NEEDS_ASSESSMENT) is na.REFUSED
    challenged.given(appeal.AssessmentOrdered(), on="2 Mar 2026")
    assert challenged.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    assert challenged.reading(na.ORDER_NOTICE, "3 Mar 2026").due == day("16 Mar 2026")
    assert challenged.reading(na.ORDER_NO_PLAN, "3 Mar 2026").due == day("11 May 2026")
    assert challenged.reading(na.ORDER_FINAL_PLAN, "3 Mar 2026").due == day("8 Jun 2026")
    assert challenged.reading("advice-sought", "3 Mar 2026").due == day("9 Mar 2026")
    first = challenged.reading(na.FINAL_PLAN, "3 Mar 2026")
    assert first.status is Status.FELL_AWAY
    told = na.FamilyToldItWillAssess(to=(some.MUM,), how=How.LETTER)
    challenged.given(told, on="17 Mar 2026")
    assert challenged.reading(na.ORDER_NOTICE, "17 Mar 2026").status is Status.MET_LATE


def test_what_runs_in_place_of_the_first_clock_is_said(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(appeal.AssessmentOrdered(), on="2 Mar 2026")
    first = story.reading(na.FINAL_PLAN, "3 Mar 2026")
    assert first.working[-1] == "fell away on Mon 2 Mar 2026: ftt-assess-final runs instead"


def test_an_order_says_which_refusal_it_turns_round(refused: Story) -> None:
    refusal = next(one for one in refused.case.records if one.kind is na.AssessmentRefused)
    refused.given(some.request(), on="1 Sep 2026")
    refused.given(appeal.AssessmentOrdered(decision=refusal.id), on="2 Sep 2026")
    assert [one.stage for one in refused.case.strands_of("needs-assessment")] == ["assessing", "requested"]


def test_an_order_stands_by_itself_where_nothing_before_it_is_on_record(story: Story) -> None:
    story.given(appeal.AssessmentOrdered(), on="14 Feb 2024")
    assert story.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    assert story.reading(na.ORDER_NO_PLAN, "15 Feb 2024").due == day("24 Apr 2024")
    assert story.reading(na.ORDER_FINAL_PLAN, "15 Feb 2024").due == day("22 May 2024")


def test_a_mediation_agreement_counts_as_an_order(refused: Story) -> None:
    refused.given(appeal.MediationWanted(), on="20 Oct 2025")
    assert refused.stage(NEEDS_ASSESSMENT) is na.REFUSED
    refused.given(appeal.MediationAgreed(terms="To assess"), on="2 Mar 2026")
    assert refused.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    assert refused.reading(na.ORDER_FINAL_PLAN, "3 Mar 2026").due == day("8 Jun 2026")


def test_giving_way_before_responding_counts_from_the_notice_to_the_tribunal(story: Story) -> None:
    story.given(some.request(), on="16 Dec 2024")
    story.given(appeal.AppealNotOpposed(), on="21 Feb 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.ASSESSING
    assert story.reading(na.UNOPPOSED_NOTICE, "22 Feb 2025").due == day("7 Mar 2025")
    assert story.reading(na.UNOPPOSED_NO_PLAN, "22 Feb 2025").due == day("2 May 2025")
    assert story.reading(na.UNOPPOSED_FINAL_PLAN, "22 Feb 2025").due == day("30 May 2025")
    assert story.reading(na.FINAL_PLAN, "22 Feb 2025").status is Status.FELL_AWAY


def test_a_bare_change_of_mind_starts_no_new_clock(refused: Story) -> None:
    assert refused.readings(na.CONCEDED, "1 Mar 2026") == []
    refused.when(na.CHANGE_MIND, na.MindChanged(why="New advice"), on="2 Mar 2026").then(na.ASSESSING)
    reading = refused.reading(na.CONCEDED, "3 Mar 2026")
    assert (reading.due, reading.status, reading.days_late) == (day("19 Jan 2026"), Status.OVERDUE, 43)
    assert refused.reading(na.FINAL_PLAN, "3 Mar 2026").status is Status.FELL_AWAY
    assert refused.readings(na.ORDER_FINAL_PLAN, "3 Mar 2026") == []


def test_the_first_twenty_weeks_count_even_where_the_refusal_is_not_on_record(story: Story) -> None:
    story.given(some.request(), on="16 Dec 2024")
    story.given(na.MindChanged(why="New advice"), on="21 Feb 2025")
    assert story.reading(na.CONCEDED, "22 Feb 2025").due == day("5 May 2025")  # the early May holiday: not moved
    assert [story.reading(na.PLAN_OR_NOT, "22 Feb 2025").due] == [day("7 Apr 2025")]


def test_no_plan_after_a_change_of_mind_ends_it_and_a_second_change_sets_it_going_again(refused: Story) -> None:
    refused.when(na.CHANGE_MIND, na.MindChanged(why="New advice"), on="20 Oct 2025").then(na.ASSESSING)
    refused.given(some.no_plan(), on="15 Dec 2025")
    assert refused.reading(na.CONCEDED, "16 Dec 2025").status is Status.FELL_AWAY
    refused.when(na.CHANGE_MIND_ON_PLAN, na.PlanAfterAll(why="Newer advice"), on="5 Jan 2026").then(na.TO_BE_MADE)
    assert refused.reading(na.CONCEDED, "6 Jan 2026").status is Status.RUNNING
    refused.given(some.final(), on="20 Jan 2026")
    assert refused.reading(na.CONCEDED, "21 Jan 2026").days_late == 1


def test_a_plan_after_all_is_not_offered_for_a_refusal_to_assess(challenged: Story) -> None:
    after_all = na.PlanAfterAll(why="New advice")
    challenged.when(na.CHANGE_MIND_ON_PLAN, after_all, on="2 Mar 2026").not_ready([], possible_from=[na.NO_PLAN])


def test_an_order_to_make_a_plan_asks_for_a_draft_in_five_weeks_and_a_plan_in_eleven(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.no_plan(), on="15 Dec 2025")
    story.given(appeal.AppealLodged(), on="2 Feb 2026")
    story.given(appeal.PlanOrdered(), on="2 Mar 2026")
    assert story.stage(NEEDS_ASSESSMENT) is na.TO_BE_MADE
    assert story.reading(na.FINAL_PLAN, "3 Mar 2026").status is Status.FELL_AWAY
    assert story.reading(na.ORDER_MAKE_DRAFT, "3 Mar 2026").due == day("6 Apr 2026")  # Easter Monday: not moved
    assert story.reading(na.ORDER_MAKE_FINAL, "3 Mar 2026").due == day("18 May 2026")


def test_not_opposing_an_appeal_for_a_plan_counts_from_the_notice(story: Story) -> None:
    story.given(some.no_plan(), on="15 Dec 2025")
    story.given(appeal.AppealSent(), on="2 Feb 2026")
    story.given(appeal.PlanNotOpposed(), on="2 Mar 2026")
    assert story.stage(NEEDS_ASSESSMENT) is na.TO_BE_MADE
    assert story.reading(na.UNOPPOSED_MAKE_DRAFT, "3 Mar 2026").due == day("6 Apr 2026")
    assert story.reading(na.UNOPPOSED_MAKE_FINAL, "3 Mar 2026").due == day("18 May 2026")


def test_a_plan_after_all_leaves_the_twenty_weeks_as_they_were(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.no_plan(), on="15 Dec 2025")
    story.when(na.CHANGE_MIND_ON_PLAN, na.PlanAfterAll(why="New advice"), on="9 Feb 2026").then(na.TO_BE_MADE)
    assert story.reading(na.CONCEDED, "9 Feb 2026").due == day("19 Jan 2026")
    assert story.reading(na.CONCEDED, "9 Feb 2026").status is Status.OVERDUE


# Papers


def test_what_another_body_did_is_kept_even_where_something_was_missing(story: Story) -> None:
    record = story.given(some.final("elm"), on="1 Dec 2025")
    assert story.stage(NEEDS_ASSESSMENT) is na.PLAN_MADE
    assert record.judgement
    assert record.judgement.irregular == ("family-had-its-days", "named-setting-asked", "differs-only-as-it-may")


def test_no_plan_asks_for_the_advice_that_was_asked_for(story: Story) -> None:
    story.given(some.request(), on="1 Sep 2025")
    story.given(some.agreed(), on="13 Oct 2025")
    story.given(some.asked_for(Adviser.HEALTH), on="14 Oct 2025")
    story.when(na.DECIDE_NO_PLAN, some.no_plan(), on="1 Dec 2025").not_ready(missing=[na.ADVICE_IN])
    story.given(some.advice(Adviser.HEALTH), on="1 Dec 2025")
    story.when(na.DECIDE_NO_PLAN, some.no_plan(), on="1 Dec 2025").then(na.NO_PLAN)
    assert story.reading(na.PLAN_OR_NOT, "2 Dec 2025").status is Status.MET
