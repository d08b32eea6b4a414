"""A plan reviewed in its year: so that it names the next school in time, and again when the child is there."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.places import ACADEMY
from goldenthread.demo.plans import EVERYBODY, coming, invited
from goldenthread.demo.steps import Child, Step, at, fact, move, reported
from goldenthread.engine.events import Hearing, How
from goldenthread.workflows import annual_review, phase_transfer, plan, plan_change
from goldenthread.workflows.annual_review import ANNUAL_REVIEW
from goldenthread.workflows.plan_change import PLAN_CHANGE
from goldenthread.workflows.vocabulary import Setting

NEXT = Setting(ACADEMY.id)


def named_in_time(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    """Tell how the review is held in autumn, and the amended plan names the next school before 15 February."""
    due = phase_transfer.PhaseMoveDue(year=day.ago(move_on - 10).year, meet_by=day.ago(move_on + 283))
    yield fact(move_on + 430, due, name="phase move")
    yield from prepared(child, day, move_on + 302, "autumn")
    hoped = phase_transfer.NextPlaceHopedFor(
        child_view="Chose the school with the dark room for photographs: it has stars on the ceiling.",
        family_view="Seen three of them. This one asked what helps before we could say it.",
        asks_for=NEXT,
    )
    yield fact(move_on + 325, hoped, role="parent")
    held = annual_review.ReviewMeetingHeld(
        present=(child.at_home, child.known_as, child.place.senco, ACADEMY.senco),
        child_view="Showed a film of the planets, written and spoken by themselves.",
        family_view="Everything that works should go along to the next school.",
        progress="Writes a page on the keyboard; two outcomes of three are met.",
    )
    yield fact(move_on + 302, held)
    report = annual_review.ReviewReportSent(
        to=(child.at_home, *EVERYBODY), how=How.EMAIL, recommends="Name the next school; a keyboard in every lesson."
    )
    yield fact(move_on + 293, report)
    notice = annual_review.AmendmentNoticeSent(
        reasons="The move to secondary school.",
        criteria="CFA s. 44; reg. 18",
        evidence=(),
        heard=(Hearing(whose=child.known_as, view="The school with stars.", became="Asked whether it can be named."),),
        authority="SEN manager",
        how=How.EMAIL,
        changes="Section F: a keyboard in every lesson. Section I: the next school, from September.",
    )
    yield move(move_on + 279, ANNUAL_REVIEW, annual_review.PROPOSE_CHANGES, notice, role="authority")
    yield reported(move_on + 276, plan_change.SettingAskedOfChange(setting=NEXT))
    replied = plan_change.FamilyRepliedToChanges(views="Yes, all of it.", wants_to_meet=False, asks_for=NEXT)
    yield fact(move_on + 270, replied, role="parent")
    yield reported(move_on + 265, plan_change.SettingAnsweredOfChange(setting=NEXT, answer="We look forward to it."))
    yield move(
        move_on + 228,
        PLAN_CHANGE,
        plan_change.SEND_AMENDED,
        lambda ids: plan_change.AmendedPlanSent(
            reasons="The move to secondary school.",
            criteria="CFA s. 44; reg. 18",
            evidence=(),
            heard=(Hearing(whose=child.known_as, view="The school with stars.", became="It is named."),),
            authority="SEN manager",
            rights_explained="With the plan, and by telephone.",
            changed="A keyboard in every lesson; the next school, as the family asked.",
            named=NEXT,
            for_move=ids["phase move"],
        ),
        role="authority",
        name="amended plan",
    )
    yield fact(move_on + 226, shared(child, "This school until July; the next from September."))


def shared(child: Child, who_does_what: str) -> plan.PlanShared:
    return plan.PlanShared(
        to=(child.at_home, child.place.senco, ACADEMY.senco), how=How.EMAIL, who_does_what=who_does_what
    )


def prepared(child: Child, day: Days, meeting: int, name: str) -> Iterator[Step]:
    """Tell how a review is set with the family, everybody asked in time, and the papers sent."""
    chosen = annual_review.ReviewMeetingSet(
        meeting_on=day.ago(meeting), how=How.IN_PERSON, family_choice="Three days, and an evening; here or on a call."
    )
    yield fact(meeting + 27, chosen)
    yield fact(meeting + 25, invited(child, How.LETTER), name=f"{name} invitation")
    yield fact(meeting + 25, annual_review.EveryoneInvited(to=(child.at_home, *EVERYBODY), how=How.EMAIL))
    yield fact(meeting + 22, lambda ids: coming(child, ids[f"{name} invitation"]), role="parent")
    papers = annual_review.ReviewPapersSent(
        to=(child.at_home, *EVERYBODY), how=How.EMAIL, papers=("What the child made", "What school and family say")
    )
    yield fact(meeting + 19, papers)


def reviewed_there(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    """Tell how the plan is looked at again in the new school, and stays as it is."""
    for step in prepared(child, day, move_on - 40, "first there"):
        yield at(ACADEMY, step)
    held = annual_review.ReviewMeetingHeld(
        present=(child.at_home, child.known_as, ACADEMY.senco),
        child_view="Gave a tour of the dark room.",
        family_view="Comes home tired, and hums.",
        progress="A page a week, and a place in the film club.",
    )
    yield at(ACADEMY, fact(move_on - 40, held))
    report = annual_review.ReviewReportSent(
        to=(child.at_home, *EVERYBODY), how=How.EMAIL, recommends="Keep it as it is."
    )
    yield at(ACADEMY, fact(move_on - 46, report))
    kept = annual_review.PlanKept(
        reasons="It works, and the family would not change a word.",
        criteria="CFA s. 44",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="Leave it as it is.", became="Followed."),),
        authority="SEN manager",
        rights_explained="With the letter.",
    )
    yield move(move_on - 56, ANNUAL_REVIEW, annual_review.KEEP, kept, role="authority")
