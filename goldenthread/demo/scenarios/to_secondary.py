"""A primary pupil: from a first worry to a plan, and to the secondary school that the plan names in good time.

It is told in days before the first of September of the move, so that the days of a school year fall where they do.
"""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.requests import advice, agreed, asked
from goldenthread.demo.scenarios.school_year import days_since_september
from goldenthread.demo.scenarios.to_secondary_plan import named_in_time, reviewed_there
from goldenthread.demo.scenarios.to_secondary_visits import enhanced_move
from goldenthread.demo.steps import Child, Step, fact, move, reported
from goldenthread.demo.support import advised, begun, described, explained, family_heard, made
from goldenthread.engine.events import Answer, Hearing, How
from goldenthread.workflows import census, concern, draft, informed, meetings, needs_assessment, plan, sen_support
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.plan_sections import Difference
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.signposting import RouteStage
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed, Setting

NEEDS = "Writing, which does not keep up with thinking."
OUTCOMES = "Shows what they know, in class, in a way of their own choosing."
PROVISION = "A keyboard always; four hours a week with an adult; a therapist each half term."


def to_secondary(child: Child, day: Days) -> Iterator[Step]:
    """Tell two years of one child, in which nothing was late and nobody had to ask twice."""
    move_on = days_since_september(day)
    yield from worry(child, day, move_on)
    yield from support(child, day, move_on)
    yield from assessed(child, move_on)
    yield from plan_made(child, move_on)
    yield from named_in_time(child, day, move_on)
    yield from enhanced_move(child, day, move_on)
    yield from reviewed_there(child, day, move_on)


def worry(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    raised = concern.WorryRaised(
        who=child.at_home,
        words=f"{child.known_as} knows every planet, and cannot write one sentence about them without tears.",
        answer_from=child.place.teacher,
        answer_by=day.ago(move_on + 708),
    )
    yield fact(move_on + 715, raised, role="parent", name="worry")
    yield fact(
        move_on + 711,
        lambda ids: concern.WorryAnswered(
            worry=ids["worry"],
            answer="I see it as well: so much to tell, and the pencil stops it.",
            happens_next="Let us sit down on Thursday, with the planets.",
        ),
        role="teacher",
    )
    talked = concern.TalkedOver(
        present=(child.at_home, child.known_as, child.place.teacher),
        family_view="Talks for an hour and writes for a minute. It hurts to watch.",
        child_view="Said: it is all in there, and the door is too small.",
        going_well="Explaining hard things so that everybody understands them.",
        agreed="Tell it first, into a recorder, and write one line of it.",
    )
    yield move(move_on + 707, CONCERN, concern.TALK_IT_OVER, talked, name="talk", role="teacher")
    yield fact(move_on + 706, lambda ids: concern.NoteGiven(talk=ids["talk"], to=(child.at_home,)), role="teacher")
    taken_on = concern.ConcernTakenOn(why="The recorder helps, and the writing does not follow.")
    yield move(move_on + 700, CONCERN, concern.LOOK_FURTHER, taken_on)
    knows = informed.FamilyInformed(
        how=informed.HowInformed.TOLD,
        where_things_are="The recorder helps, and we would like to find out what else does.",
        happens_next="Two weeks of looking closely, with you.",
        support=f"{child.place.senco} is there on any day.",
    )
    yield fact(move_on + 699, knows)
    yield advised(child, move_on + 699)
    yield explained(child, move_on + 698, RouteStage.BEFORE)


def support(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    """Tell of a round of support, looked at with the family, that helps and is not enough."""
    yield move(move_on + 696, SEN_SUPPORT, sen_support.BEGIN, sen_support.LookingBegun())
    needs = described(
        AreaOfNeed.COGNITION,
        AreaOfNeed.SENSORY,
        strengths="Knows the sky by heart, and teaches it to others.",
        hard="Holding a pencil for long, and holding a sentence while writing it.",
        how_known="Ten pieces of work, told and written; watched with the family over two weeks.",
    )
    yield fact(move_on + 692, needs, role="teacher")
    yield fact(move_on + 690, family_heard(child, "Please do not let the writing hide what is known."))
    planned = sen_support.SupportPlanned(
        outcomes="Writes three sentences of their own, and is glad of them.",
        provision="A recorder and a keyboard; fifteen minutes a day with an adult who knows both.",
        at_home="Nothing with a pencil.",
        review_on=day.ago(move_on + 600),
    )
    yield from made(child, move_on + 686, planned)
    yield from begun(child, move_on + 684)
    invited = meetings.FamilyInvited(
        to=(child.at_home,),
        how=How.PHONE,
        own_items="What would you like to begin with?",
        may_bring="Bring whom you like.",
    )
    yield fact(move_on + 625, invited)
    yield from talks(child, move_on)
    looked = sen_support.ReviewHeld(
        difference_made="Two sentences on the keyboard, and pages into the recorder.",
        family_view="It helps. The gap to the class is wider all the same.",
        child_view="Likes the keyboard. Does not like to be the only one.",
        change="Ask the authority for an assessment, and go on meanwhile.",
    )
    yield move(move_on + 602, SEN_SUPPORT, sen_support.REVIEW, looked)
    yield from begun(child, move_on + 600)


def talks(child: Child, move_on: int) -> Iterator[Step]:
    """Tell of the three meetings of a school year with the family."""
    for ago, agreed_on in (
        (660, "The keyboard comes home at weekends."),
        (603, "We ask for an assessment, together."),
        (530, "Nothing stops while the authority thinks."),
    ):
        meeting = sen_support.MeetingHeld(
            present=(child.at_home, child.place.senco, child.place.teacher),
            agreed=agreed_on,
            who_does_what="We write it down; you change what is not right.",
            led_by=sen_support.Lead.TEACHER_WITH_SENCO,
            supported_by=child.place.senco,
        )
        yield fact(move_on + ago, meeting, name=f"meeting {ago}")
        yield note_of(move_on + ago, f"meeting {ago}")


def note_of(ago: int, meeting: str) -> Step:
    return fact(ago, lambda ids: sen_support.MeetingNoteGiven(meeting=ids[meeting]))


def assessed(child: Child, move_on: int) -> Iterator[Step]:
    """Tell how school and family ask together, and all the advice comes in its six weeks."""
    happy = needs_assessment.RequestTalkedOver(asked=child.at_home, answer=Answer.YES)
    yield fact(move_on + 584, happy)
    sent = needs_assessment.RequestSent(why="Two terms of a keyboard and an adult have not closed the gap.")
    yield move(move_on + 582, NEEDS_ASSESSMENT, needs_assessment.ASK, sent)
    yield from asked(
        child, move_on + 580, Requester.SCHOOL, f"Please assess {child.known_as}. The family asks as well."
    )
    yield from agreed(child, move_on + 545, (Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY))
    for ago, adviser, author in (
        (515, Adviser.EDUCATION, child.place.senco),
        (510, Adviser.HEALTH, "The occupational therapist"),
        (506, Adviser.PSYCHOLOGY, "The educational psychologist"),
    ):
        yield advice(move_on + ago, adviser, author)


def plan_made(child: Child, move_on: int) -> Iterator[Step]:
    """Tell of a draft with its fifteen days, and of the final plan, from which day it must be carried out."""
    here = Setting(child.place.id)
    served = needs_assessment.DraftServed(how=How.EMAIL, needs=NEEDS, outcomes=OUTCOMES, provision=PROVISION)
    yield reported(move_on + 487, served)
    yield advised(child, move_on + 485)
    replied = draft.FamilyReplied(views="Good. Write in that the keyboard is there in tests as well.")
    yield fact(move_on + 476, replied, role="parent")
    yield fact(move_on + 476, draft.PlacementAsked(setting=here, why="The friends are here."), role="parent")
    yield reported(move_on + 473, needs_assessment.SettingConsulted(setting=here))
    yield reported(move_on + 464, draft.SettingAnswered(setting=here, answer="Gladly."))
    held = needs_assessment.HeldAgainstDraft(
        became="The keyboard in tests is in section F now.",
        differs_by=(Difference.REPRESENTATIONS, Difference.PLACEMENT),
    )
    yield reported(move_on + 456, held)
    final = needs_assessment.FinalPlanSent(
        reasons="Provision is needed that school alone cannot make.",
        criteria="CFA s. 37",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="The keyboard in tests.", became="Written into section F."),),
        authority="SEN manager",
        rights_explained="With the plan, and by telephone.",
        kind_of_setting="A mainstream primary school",
        named=here,
        needs=NEEDS,
        outcomes=OUTCOMES,
        provision=PROVISION,
    )
    yield move(move_on + 452, NEEDS_ASSESSMENT, needs_assessment.FINISH, final, role="authority", name="final plan")
    yield reported(move_on + 450, needs_assessment.OthersSentPlan(to=("the head", "the therapist"), how=How.EMAIL))
    shared = plan.PlanShared(
        to=(child.at_home, child.place.teacher), how=How.EMAIL, who_does_what="The adult is there from Monday."
    )
    yield fact(move_on + 450, shared)
    yield advised(child, move_on + 449)
    yield fact(move_on + 448, family_heard(child, "Glad of the plan. Keep the recorder, it is a friend by now."))
    ended = sen_support.SupportEnded(reason=sen_support.EndReason.PLAN_INSTEAD, watching="All of it, in the plan.")
    yield move(move_on + 447, SEN_SUPPORT, sen_support.END, ended)
    yield fact(move_on + 446, census.SystemUpdated(code=census.SupportCode.PLAN))
    yield fact(move_on + 446, sen_support.FamilyToldOfEnd(to=(child.at_home,), how=How.PHONE))
