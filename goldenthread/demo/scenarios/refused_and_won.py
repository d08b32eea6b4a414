"""A psychologist's advice is late, a panel cannot sit, and the decision comes in time all the same: no plan.

The family asks for mediation, which brings no agreement, has its certificate, appeals, and wins. The letter stays on
record as it was sent. From the day of the order new times run, in place of the first ones, and are kept.

Nobody here is at fault. Too few psychologists and a panel with too few members are told to the family as they are.
Neither is a ground in law, and neither stops a clock.
"""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.requests import OTHERS, RIGHTS, advice, agreed, asked
from goldenthread.demo.steps import Child, Step, fact, move, reported
from goldenthread.demo.support import advised
from goldenthread.engine.events import Hearing, How
from goldenthread.workflows import appeal, draft, needs_assessment, partnership, plan
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.plan_sections import Difference
from goldenthread.workflows.vocabulary import Adviser, Setting

OPENED = 447
ASKED_OF = (Adviser.PARENT, Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY, Adviser.SOCIAL_CARE)
NEEDS = "Words come late, and not at all when several people wait for them."
OUTCOMES = "Says what is wanted, in words or with a picture, to anybody at school."
HOURS = "Twelve hours a week with an adult trained by the therapist; therapy weekly, thirty minutes."


def refused_and_won(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a request that came to a no in time, and of the no that was turned round."""
    del day
    yield from asked(child, 447, Requester.PARENT, f"{child.known_as} has words that nobody hears. Please assess.")
    yield from agreed(child, 409, ASKED_OF)
    yield from advice_and_a_gap(child)
    yield from a_panel_that_could_not_sit(child)
    yield from told_no(child)
    yield from mediated()
    yield from appealed()
    yield from made_as_ordered(child)


def advice_and_a_gap(child: Child) -> Iterator[Step]:
    """Tell of advice in time, and of the one that was not: named to the family, and still owed."""
    yield advice(380, Adviser.EDUCATION, child.place.senco)
    yield advice(373, Adviser.HEALTH, "The paediatrician")
    at_home = needs_assessment.AdviceReceived(
        adviser=Adviser.PARENT,
        author=child.at_home,
        needs="Talks at home, in the dark, when nobody asks anything.",
        outcomes="To be asked to a birthday.",
        provision="Somebody who waits for the word.",
    )
    yield reported(376, at_home)
    no_care = needs_assessment.AdviceReceived(
        adviser=Adviser.SOCIAL_CARE,
        author="A social worker",
        needs="None that we know of.",
        outcomes="None to add.",
        provision="None from us.",
    )
    yield reported(370, no_care)
    gap = needs_assessment.AdviceGapNamed(
        to=(child.at_home,),
        how=How.PHONE,
        adviser=Adviser.PSYCHOLOGY,
        missing="How much is understood that is not said. It is decided on what the others wrote.",
        when_it_comes="No day is known: there are too few psychologists. It will be sent to you the day it comes.",
    )
    yield reported(362, gap, name="gap")


def a_panel_that_could_not_sit(child: Child) -> Iterator[Step]:
    asks_when = partnership.QuestionAsked(who=child.at_home, words="The panel was today. What did it say?")
    yield fact(346, asks_when, role="parent", name="question")
    yield fact(
        345,
        lambda ids: partnership.HoldingReplyGiven(
            why_not_yet="Too few members came for the panel to sit.",
            meanwhile="It is decided without the panel: you have an answer by the 16 weeks, as the law says.",
            waiting=ids["question"],
        ),
        role="authority",
        name="no panel",
    )
    yield fact(
        341,
        lambda ids: partnership.QuestionAnswered(
            how=partnership.AnswerKind.ANSWERED,
            answer="The head of SEN decides this week, and will ring you before the letter comes.",
            question=ids["question"],
        ),
        role="authority",
    )


def told_no(child: Child) -> Iterator[Step]:
    refusal = needs_assessment.NoPlan(
        reasons="What is needed can be given from what schools have. The psychologist's advice is not in.",
        criteria="CFA s. 37(1)",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="Nobody waits for the word.", became="Heard, and not followed."),),
        authority="The head of SEN: the panel could not sit",
        rights_explained=RIGHTS,
    )
    yield move(338, NEEDS_ASSESSMENT, needs_assessment.DECIDE_NO_PLAN, refusal, role="authority", name="no")
    yield reported(335, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    yield advised(child, 335)


def mediated() -> Iterator[Step]:
    yield fact(314, lambda ids: appeal.MediationWanted(decision=ids["no"]), role="parent", name="challenge")
    yield reported(291, appeal.MediationHeld(), role="mediation-adviser")
    yield reported(289, lambda ids: appeal.CertificateGiven(decision=ids["no"]), role="mediation-adviser")


def appealed() -> Iterator[Step]:
    yield fact(269, lambda ids: appeal.AppealLodged(decision=ids["no"]), role="parent", name="appeal")
    yield reported(264, lambda ids: appeal.AppealSent(decision=ids["no"]))
    yield advice(254, Adviser.PSYCHOLOGY, "The educational psychologist")
    yield reported(222, appeal.AppealAnswered())
    order = "A plan is to be made. The psychologist's advice is to be part of it."
    yield reported(136, lambda ids: appeal.PlanOrdered(decision=ids["no"], directions=order), name="order")


def made_as_ordered(child: Child) -> Iterator[Step]:
    served = needs_assessment.DraftServed(
        how=How.EMAIL,
        needs=NEEDS,
        outcomes=OUTCOMES,
        provision="Ten hours a week with an adult trained by the therapist.",
        views="I have lots of words. They are slow.",
        advice=("Parents", "School", "Paediatrician", "Educational psychologist", "Social care"),
    )
    yield move(107, NEEDS_ASSESSMENT, needs_assessment.SERVE_DRAFT, served, role="authority", name="draft")
    yield advised(child, 104)
    replied = draft.FamilyReplied(views="Twelve hours, as the psychologist says; and therapy by name.")
    yield fact(96, replied, role="parent")
    yield fact(96, draft.PlacementAsked(setting=Setting(child.place.id)), role="parent")
    yield reported(94, needs_assessment.SettingConsulted(setting=Setting(child.place.id)))
    answer = draft.SettingAnswered(setting=Setting(child.place.id), answer="We would be glad to.")
    yield reported(80, answer)
    held_against = needs_assessment.HeldAgainstDraft(
        became="Twelve hours and weekly therapy are in section F, as the family said.",
        differs_by=(Difference.REPRESENTATIONS, Difference.PLACEMENT),
    )
    yield reported(68, held_against)
    final = needs_assessment.FinalPlanSent(
        reasons="As the tribunal ordered, and as the family said of the draft.",
        criteria="CFA s. 37",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="Twelve hours, and therapy by name.", became="Followed."),),
        authority="The head of SEN",
        rights_explained=RIGHTS,
        needs=NEEDS,
        outcomes=OUTCOMES,
        provision=HOURS,
        kind_of_setting="A mainstream school",
        named=Setting(child.place.id),
        views="I have lots of words. They are slow.",
    )
    yield move(66, NEEDS_ASSESSMENT, needs_assessment.FINISH, final, role="authority", name="final")
    everybody = (child.place.senco, "the health service")
    yield reported(65, needs_assessment.OthersSentPlan(to=everybody, how=How.EMAIL))
    yield advised(child, 62)
    shared = plan.PlanShared(
        to=(child.at_home, child.place.teacher, "the therapist"),
        how=How.IN_PERSON,
        who_does_what="The adult is there every morning; the therapist comes on Wednesdays.",
    )
    yield reported(62, shared)
    given = plan.ProvisionGiven(
        what="Twelve hours, and therapy on Wednesday", how_it_went="Asked for the red paint, and waited to be heard."
    )
    yield fact(20, given, role="teacher")
