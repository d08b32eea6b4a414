"""Stories of the demo about a request for an assessment: urgent, under way, refused, and with a plan that is late."""

from collections.abc import Iterator, Sequence

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, fact, move, reported
from goldenthread.demo.support import advised, described, explained
from goldenthread.engine.events import Answer, Hearing, How
from goldenthread.engine.records import Disputed
from goldenthread.workflows import appeal, census, draft, needs_assessment, partnership, sen_support
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT, Requester
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.signposting import RouteStage
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed, Setting

OTHERS = ("the designated clinical officer", "social care", "the head")
RIGHTS = "With the letter, and read out on the telephone."


def urgent(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a parent who asked the authority at once, before anything else was tried. Nothing is needed first."""
    del day
    words = f"{child.known_as} has not eaten at school for two weeks. Please do not make us wait."
    yield from asked(child, 33, Requester.PARENT, words)
    yield move(24, SEN_SUPPORT, sen_support.START, sen_support.SupportStarted(), role="teacher")
    yield fact(23, census.SystemUpdated(code=census.SupportCode.SUPPORT))
    yield fact(21, sen_support.FamilyToldOfSupport(to=(child.at_home,), how=How.PHONE))
    joined = needs_assessment.RequestJoined(
        form=How.LETTER, who="The family doctor", words="I support the family's request and ask that it be hurried."
    )
    yield reported(15, joined, later=1)


def under_way(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a school's own request, agreed to; one adviser's advice is late, and so is the draft."""
    del day
    happy = needs_assessment.RequestTalkedOver(asked=child.at_home, answer=Answer.YES)
    yield fact(114, happy)
    sent = needs_assessment.RequestSent(why="Two rounds of support, with a therapist, have not been enough.")
    yield move(110, NEEDS_ASSESSMENT, needs_assessment.ASK, sent)
    yield from asked(child, 108, Requester.SCHOOL, f"Please assess {child.known_as}.")
    yield from agreed(child, 70, (Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY))
    yield advice(40, Adviser.EDUCATION, child.place.senco)
    yield advice(31, Adviser.HEALTH, "The paediatrician")
    late = needs_assessment.AdviceGapNamed(
        to=(child.at_home,),
        how=How.PHONE,
        adviser=Adviser.PSYCHOLOGY,
        missing="How they understand long instructions. The plan will be decided on what there is.",
        when_it_comes="It is promised for next month. What it says will be talked over with you.",
    )
    yield reported(20, late)


def plan_late(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a final plan that is long overdue, a question nobody answered, and a promise that was not kept."""
    yield from asked(child, 205, Requester.PARENT, f"Please assess {child.known_as}. School alone is not enough.")
    yield from agreed(child, 166, (Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY))
    yield advice(132, Adviser.EDUCATION, child.place.senco)
    yield advice(126, Adviser.HEALTH, "The paediatrician")
    yield advice(85, Adviser.PSYCHOLOGY, "The educational psychologist")
    served = needs_assessment.DraftServed(
        how=How.EMAIL,
        needs="Noise and crowds; long instructions.",
        outcomes="Calm lunches. Asks for help.",
        provision="Five hours a week with an adult who knows them.",
    )
    yield reported(60, served)
    yield advised(child, 57)
    yield fact(48, draft.FamilyReplied(views="Five hours are not enough, and it does not say who."), role="parent")
    yield fact(48, draft.PlacementAsked(setting=Setting("beck-academy")), role="parent")
    yield fact(48, draft.MeetingAsked(), role="parent")
    met = draft.OfficerMet(present=("the plan writer", child.at_home), said="The hours will be looked at again.")
    yield reported(41, met)
    yield reported(46, needs_assessment.SettingConsulted(setting=Setting("beck-academy")))
    yield reported(34, draft.SettingAnswered(setting=Setting("beck-academy"), answer="We can."))
    asked_when = partnership.QuestionAsked(who=child.at_home, words="When will the plan be finished?")
    yield fact(30, asked_when, role="parent", name="question")
    yield fact(
        20,
        lambda ids: partnership.PromiseMade(
            promise="To say by when the plan will be there.",
            owner="The plan writer",
            to=child.at_home,
            keep_by=day.ago(6),
            question=ids["question"],
        ),
        role="authority",
    )


def refused(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a refusal: the family asked for mediation, may still appeal, and says that an entry is not right."""
    del day
    needs = described(
        AreaOfNeed.SEMH,
        strengths="Fast and brave at climbing. Tells jokes that make everybody laugh.",
        hard="Writing anything down; sitting still for longer than ten minutes.",
        how_known="Looked at a month of work; watched on two mornings.",
    )
    yield fact(80, needs, role="teacher", name="needs")
    yield from asked(child, 61, Requester.PARENT, f"{child.known_as} is falling behind and is very unhappy.")
    refusal = needs_assessment.AssessmentRefused(
        reasons="The school has not yet used all that it can offer.",
        criteria="CFA s. 36(8)",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="Nothing more is on offer.", became="Heard, and not followed."),),
        authority="SEN manager",
        rights_explained=RIGHTS,
    )
    yield reported(21, refusal)
    yield reported(18, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    yield advised(child, 19)
    yield fact(
        18,
        lambda ids: Disputed(
            record=ids["needs"], who=child.at_home, statement="It leaves out how they are when they come home."
        ),
        role="parent",
    )
    yield fact(10, appeal.MediationWanted(), role="parent")


def asked(child: Child, ago: int, who: Requester, words: str) -> Iterator[Step]:
    """Tell of a request, and of all whom the authority told of it."""
    request = needs_assessment.RequestReceived(requester=who, form=How.EMAIL, words=words)
    yield reported(ago, request, later=1)
    yield advised(child, ago - 2)
    yield explained(child, ago - 3, RouteStage.DURING)
    yield reported(ago - 4, needs_assessment.FamilyAsked(to=(child.at_home,), how=How.LETTER))
    yield reported(ago - 5, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    help_wanted = needs_assessment.HelpConsidered(
        wished="Letters in plain words, and meetings after four.", offered="Both; and an interpreter if it helps."
    )
    yield reported(ago - 6, help_wanted)


def agreed(child: Child, ago: int, advisers: Sequence[Adviser]) -> Iterator[Step]:
    decision = needs_assessment.AssessmentAgreed(
        reasons="May have needs that call for a plan.",
        criteria="CFA s. 36(8)",
        evidence=(),
        heard=(Hearing(whose=child.at_home, view="What is given now is not enough.", became="Agreed with."),),
        authority="SEN manager",
    )
    yield reported(ago, decision)
    yield reported(ago - 3, needs_assessment.OthersTold(to=OTHERS, how=How.EMAIL))
    for adviser in advisers:
        yield reported(ago - 2, needs_assessment.AdviceRequested(adviser=adviser, whom=f"{adviser.label}, by letter"))


SAID = {
    Adviser.EDUCATION: (
        "Loses the thread when several people talk at once.",
        "Begins a task alone, with the steps in pictures.",
        "An adult who knows them, every morning; each step shown and said.",
    ),
    Adviser.HEALTH: (
        "Hears well. Tires soon, and flinches at sudden noise.",
        "Rests before it is too much, and shows when that is.",
        "A quiet place to rest, twice a day.",
    ),
    Adviser.PSYCHOLOGY: (
        "Understands more than they can say, and worries about getting it wrong.",
        "Asks for help, with a word or a card, and eats with a friend.",
        "Twenty minutes twice a week on asking for help, planned with a psychologist each term.",
    ),
}
"""What each adviser says is needed, hoped for, and should be given."""


def advice(ago: int, adviser: Adviser, author: str) -> Step:
    needs, outcomes, provision = SAID[adviser]
    said = needs_assessment.AdviceReceived(
        adviser=adviser, author=author, needs=needs, outcomes=outcomes, provision=provision
    )
    return reported(ago, said)
