"""One of each event that a test needs, filled in briefly."""

from datetime import date

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.events import Answer, Hearing, How, RecordId
from goldenthread.workflows import (
    annual_review,
    ceasing,
    concern,
    identification,
    move_on,
    partnership,
    plan_change,
    sen_support,
    strategies,
)
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.plan_sections import Difference
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed, Setting
from tests.story import Story

MUM = "Sam's mum"


def a_record(calendar: Calendar = ENGLAND) -> Story:
    """Return a child's record in which nothing has been written yet."""
    return Story(JOURNEY, calendar)


# A worry


def worry(answer_by: date | None = None, again: RecordId | None = None) -> concern.WorryRaised:
    return concern.WorryRaised(
        who=MUM, words="He cries every morning.", answer_from="Mrs Okafor", answer_by=answer_by, again=again
    )


def worry_answered(worry: RecordId) -> concern.WorryAnswered:
    return concern.WorryAnswered(worry=worry, answer="We see it too.", happens_next="We will talk.")


def talked_over() -> concern.TalkedOver:
    return concern.TalkedOver(
        present=(MUM, "Mrs Okafor"),
        family_view="He is happier at home.",
        child_view="It is too loud.",
        going_well="Drawing.",
        agreed="A quiet place after lunch.",
    )


def strategy(look_back_on: date) -> strategies.StrategyAgreed:
    return strategies.StrategyAgreed(
        strategy="A picture of the day", whose_idea=MUM, who_tries="Mum and Mrs Okafor", look_back_on=look_back_on
    )


def looked_back(strategy: RecordId) -> strategies.StrategyReviewed:
    return strategies.StrategyReviewed(
        strategy=strategy, how_it_went="Calmer", family_view="It works at home too.", happens_now="Carry on"
    )


def settled() -> concern.ConcernSettled:
    return concern.ConcernSettled(
        came_of_it="The pictures help.",
        reason=concern.CloseReason.GETTING_ON_WELL,
        family_view="Much happier.",
        if_worried_again="Ring Mrs Okafor, any day.",
    )


# Finding out


def starting_point() -> identification.StartingPointGathered:
    return identification.StartingPointGathered(
        strengths="Drawing", family_says="He hides from noise.", setting_says="He leaves the hall.", what_helps="Quiet"
    )


def family_spoken_to() -> identification.FamilySpokenTo:
    return identification.FamilySpokenTo(
        present=(MUM,), family_view="He needs quiet.", child_view="Too loud (said).", agreed="Try ear defenders."
    )


def needs_found() -> identification.NeedsFound:
    return identification.NeedsFound(
        areas=(AreaOfNeed.SENSORY,),
        strengths="Drawing",
        reasons="Noise stops him eating.",
        criteria="More help than others of his age",
        evidence=(),
        heard=(Hearing(whose=MUM, view="He needs quiet.", became="Followed"),),
        authority="Mrs Okafor",
    )


# SEN support


def needs_described() -> sen_support.NeedsDescribed:
    return sen_support.NeedsDescribed(
        areas=(AreaOfNeed.SENSORY,), strengths="Drawing", hard="Noise", how_known="Watched at lunch"
    )


def family_heard() -> sen_support.FamilyHeard:
    return sen_support.FamilyHeard(whose=(MUM, "Sam"), views="It is too loud.", how_gathered="Talked, with pictures")


def planned(review_on: date) -> sen_support.SupportPlanned:
    return sen_support.SupportPlanned(
        outcomes="Calm lunches", provision="Ear defenders", at_home="Practise", review_on=review_on
    )


def met() -> sen_support.MeetingHeld:
    return sen_support.MeetingHeld(present=(MUM, "Mrs Okafor"), agreed="More quiet time")


def reviewed() -> sen_support.ReviewHeld:
    return sen_support.ReviewHeld(
        difference_made="A little", family_view="Not enough", child_view="Still loud", change="Ask for more"
    )


def support_ended() -> sen_support.SupportEnded:
    return sen_support.SupportEnded(reason=sen_support.EndReason.NO_LONGER_NEEDED, watching="Lunches, by Mr Bell")


# An assessment


def happy_to_ask(answer: Answer) -> na.RequestTalkedOver:
    return na.RequestTalkedOver(asked=MUM, answer=answer)


def request(requester: na.Requester = na.Requester.PARENT, form: How = How.EMAIL) -> na.RequestReceived:
    return na.RequestReceived(requester=requester, form=form, words="Please assess Sam.")


def held_against_draft() -> na.HeldAgainstDraft:
    return na.HeldAgainstDraft(became="Section F says who.", differs_by=(Difference.REPRESENTATIONS,))


def gap_named(adviser: Adviser) -> na.AdviceGapNamed:
    return na.AdviceGapNamed(
        to=(MUM,),
        how=How.PHONE,
        adviser=adviser,
        missing="What he understands",
        when_it_comes="We will change the plan.",
    )


def request_joined() -> na.RequestJoined:
    return na.RequestJoined(form=How.FORM, who="Elm Primary", words="We ask too.")


def family_asked() -> na.FamilyAsked:
    return na.FamilyAsked(to=(MUM,), how=How.LETTER)


def agreed() -> na.AssessmentAgreed:
    return na.AssessmentAgreed(
        reasons="May need a plan", criteria="CFA s.36(8)", evidence=(), heard=(), authority="Head of SEN"
    )


def refused() -> na.AssessmentRefused:
    return na.AssessmentRefused(
        reasons="Not yet",
        criteria="CFA s.36(8)",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


def no_plan() -> na.NoPlan:
    return na.NoPlan(
        reasons="Not needed",
        criteria="CFA s.37",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


def asked_for(adviser: Adviser) -> na.AdviceRequested:
    return na.AdviceRequested(adviser=adviser, whom="Somebody")


def advice(adviser: Adviser) -> na.AdviceReceived:
    return na.AdviceReceived(
        adviser=adviser, author="Somebody", needs="Noise", outcomes="Calm", provision="Quiet place"
    )


def draft() -> na.DraftServed:
    return na.DraftServed(how=How.EMAIL, needs="Noise", outcomes="Calm", provision="One hour a day")


def final(named: str | None = None) -> na.FinalPlanSent:
    return na.FinalPlanSent(
        needs="Noise",
        outcomes="Calm",
        provision="One hour a day",
        kind_of_setting="Mainstream",
        named=Setting(named) if named else None,
        reasons="All agree",
        criteria="CFA s.37",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


# A plan and its reviews


def meeting_set(meeting_on: date) -> annual_review.ReviewMeetingSet:
    return annual_review.ReviewMeetingSet(
        meeting_on=meeting_on, how=How.IN_PERSON, family_choice="Three days, and by video"
    )


def invited() -> annual_review.EveryoneInvited:
    return annual_review.EveryoneInvited(to=(MUM, "health", "social care", "the authority"), how=How.EMAIL)


def papers() -> annual_review.ReviewPapersSent:
    return annual_review.ReviewPapersSent(to=(MUM,), how=How.EMAIL, papers=("Teacher's report",))


def review_meeting() -> annual_review.ReviewMeetingHeld:
    return annual_review.ReviewMeetingHeld(
        present=(MUM, "Mrs Okafor"), child_view="I like drawing.", family_view="Going well.", progress="Two of three"
    )


def report() -> annual_review.ReviewReportSent:
    return annual_review.ReviewReportSent(to=(MUM,), how=How.EMAIL, recommends="Change section F")


def plan_kept() -> annual_review.PlanKept:
    return annual_review.PlanKept(
        reasons="It works", criteria="s.44", evidence=(), heard=(), authority="Head of SEN", rights_explained="Letter"
    )


def amendment_notice() -> annual_review.AmendmentNoticeSent:
    return annual_review.AmendmentNoticeSent(
        how=How.EMAIL,
        changes="More speech therapy",
        reasons="Report",
        criteria="s.44",
        evidence=(),
        heard=(),
        authority="Head of SEN",
    )


def changes_between_reviews() -> plan_change.ChangesProposedWithoutReview:
    return plan_change.ChangesProposedWithoutReview(
        how=How.EMAIL,
        changes="Another school",
        reasons="The family moved house",
        criteria="reg. 28",
        evidence=(),
        heard=(),
        authority="Head of SEN",
    )


def amended_plan(for_move: RecordId | None = None) -> plan_change.AmendedPlanSent:
    return plan_change.AmendedPlanSent(
        changed="More speech therapy",
        rights_explained="Letter",
        reasons="All agree",
        criteria="s.44",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        for_move=for_move,
    )


def end_decided() -> ceasing.EndDecided:
    return ceasing.EndDecided(
        reasons="No longer needed",
        criteria="s.45",
        evidence=(),
        heard=(),
        authority="Head of SEN",
        rights_explained="Letter",
    )


# Partnership


def question(again: RecordId | None = None) -> partnership.QuestionAsked:
    return partnership.QuestionAsked(who=MUM, words="Who will help him at lunch?", again=again)


def question_answered(question: RecordId) -> partnership.QuestionAnswered:
    return partnership.QuestionAnswered(question=question, how=partnership.AnswerKind.ANSWERED, answer="Mr Bell.")


def promise(keep_by: date, question: RecordId | None = None) -> partnership.PromiseMade:
    return partnership.PromiseMade(
        promise="I will find out.", owner="Mrs Okafor", to=MUM, keep_by=keep_by, question=question
    )


def view(on_what: RecordId | None = None) -> partnership.ViewGiven:
    return partnership.ViewGiven(
        whose=MUM, view="He should stay with his friends.", how_gathered="She rang.", on_what=on_what
    )


# Moving on


def move_expected() -> move_on.MoveExpected:
    return move_on.MoveExpected(kind=move_on.KindOfMove.SETTING, where="Elm Primary")


def asked_before() -> move_on.FamilyAskedBefore:
    return move_on.FamilyAskedBefore(family_view="Visit when it is quiet.", child_view="Can I bring Ted?")


def asked_during() -> move_on.FamilyAskedDuring:
    return move_on.FamilyAskedDuring(family_view="He is tired.", child_view="Ted likes it.")


def asked_after() -> move_on.FamilyAskedAfter:
    return move_on.FamilyAskedAfter(family_view="Settled.", child_view="I have a friend.")


def move_planned() -> move_on.MovePlanned:
    return move_on.MovePlanned(steps="Four visits", people="Mr Bell")


def profile() -> move_on.ProfileWritten:
    return move_on.ProfileWritten(
        strengths="Drawing", what_helps="Quiet", child_view="I like Ted.", family_view="Give him time."
    )
