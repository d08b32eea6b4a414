"""Stories of the demo about extra help: questions and promises, a review that is late, a permission taken back."""

from collections.abc import Iterator, Mapping

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, fact, move
from goldenthread.demo.worries import heard, try_something
from goldenthread.engine.events import Answer, How
from goldenthread.engine.records import Withdrawn
from goldenthread.workflows import (
    census,
    concern,
    identification,
    partnership,
    permissions,
    sen_support,
    signposting,
    strategies,
)
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.identification import IDENTIFICATION
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.vocabulary import AreaOfNeed


def supported(child: Child, day: Days) -> Iterator[Step]:
    """Tell of help that was found out together; of a question answered, a promise kept, and one that is open."""
    yield from found_out(child)
    needs = described(
        AreaOfNeed.COGNITION,
        strengths="Listens to long stories, and can tell them again.",
        hard="Tying sounds to letters; reading aloud in front of others.",
        how_known="Read together on five days; talked at home.",
    )
    yield from planned(child, 100, needs, "Small groups are good. Being sent out of the room is not.")
    plan = sen_support.SupportPlanned(
        outcomes="Reads a page to a friend, and wants to.",
        provision=f"{child.place.teacher} reads with three children, twenty minutes a day.",
        at_home="A bedtime story, if they wish to.",
        review_on=day.ahead(30),
    )
    yield from made(child, 92, plan)
    yield from begun(child, 90)
    yield from met(child, 45)
    given = sen_support.SupportGiven(
        what="Reading with three children, every day of the week", how_it_went="Asked to go on to the next chapter."
    )
    yield fact(30, given, role="teacher")
    yield from question_answered(child, day)
    promised = partnership.PromiseMade(
        promise="To send the list of books home.",
        owner=child.place.teacher,
        to=child.at_home,
        keep_by=day.ahead(5),
    )
    yield fact(6, promised, role="teacher")


def question_answered(child: Child, day: Days) -> Iterator[Step]:
    asked = partnership.QuestionAsked(
        who=child.at_home, words=f"Who reads with {child.known_as} when {child.place.teacher} is away?"
    )
    yield fact(19, asked, role="parent", name="question")
    yield fact(
        17,
        lambda ids: partnership.PromiseMade(
            promise="To find out, and ring back.",
            owner=child.place.senco,
            to=child.at_home,
            keep_by=day.ago(12),
            question=ids["question"],
        ),
        name="promise",
    )
    yield fact(
        13, lambda ids: partnership.PromiseKept(promise=ids["promise"], done="Asked the head, and rang in the evening.")
    )
    yield fact(
        13,
        lambda ids: partnership.QuestionAnswered(
            how=partnership.AnswerKind.ANSWERED,
            answer="The teaching assistant does, who knows the book they are at.",
            question=ids["question"],
        ),
    )


def found_out(child: Child) -> Iterator[Step]:
    """Tell how it was found out, with the family, that extra help is needed."""
    yield move(150, IDENTIFICATION, identification.BEGIN, identification.FindingOutBegun(), role="teacher")
    start = identification.StartingPointGathered(
        strengths="Knows every bird in the playground by its song.",
        family_says="Loves stories, and hides the reading book.",
        setting_says="Guesses words from the pictures.",
        what_helps="Hearing the page first.",
    )
    yield fact(146, start, role="teacher")
    talk = identification.FamilySpokenTo(
        present=(child.at_home, child.known_as, child.place.teacher),
        family_view="We want reading to be a joy again.",
        child_view="Pointed to the page with least words.",
        agreed="Find out which sounds are hard; read together, and never alone in front of others.",
    )
    yield fact(143, talk, role="teacher", name="discussion")
    yield fact(
        141,
        lambda ids: identification.NoteOfDiscussionGiven(
            to=(child.at_home,), how=How.IN_PERSON, discussion=ids["discussion"]
        ),
        role="teacher",
    )
    found = identification.NeedsFound(
        reasons="Hears sounds well, and cannot yet tie them to letters.",
        criteria="Code 6.15: provision that is different from what everybody gets",
        evidence=(),
        heard=(),
        authority="The SENCO",
        areas=(AreaOfNeed.COGNITION,),
        strengths="Listens and remembers.",
    )
    yield move(136, IDENTIFICATION, identification.FIND_NEEDS, found)
    yield fact(134, identification.FamilyToldWhatWasFound(to=(child.at_home,), how=How.PHONE))


def planned(child: Child, ago: int, needs: sen_support.NeedsDescribed, views: str) -> Iterator[Step]:
    """Tell how a plan of support is made ready: what is hard and goes well, and what the family thinks."""
    yield move(ago, SEN_SUPPORT, sen_support.BEGIN, sen_support.LookingBegun())
    yield fact(ago - 4, needs, role="teacher")
    yield fact(ago - 6, family_heard(child, views))


def described(*areas: AreaOfNeed, strengths: str, hard: str, how_known: str) -> sen_support.NeedsDescribed:
    return sen_support.NeedsDescribed(areas=areas, strengths=strengths, hard=hard, how_known=how_known)


def family_heard(child: Child, views: str) -> sen_support.FamilyHeard:
    return sen_support.FamilyHeard(
        whose=(child.at_home, child.known_as),
        views=views,
        how_gathered="By telephone, and with pictures",
    )


def begun(child: Child, ago: int) -> Iterator[Step]:
    """Tell how support is begun, and that everybody who should know is told, and has read it."""
    yield move(ago, SEN_SUPPORT, sen_support.START, sen_support.SupportStarted(), role="teacher")
    yield fact(ago - 1, census.SystemUpdated(code=census.SupportCode.SUPPORT))
    who = (child.place.teacher, "The lunchtime team")
    yield fact(ago - 1, sen_support.StaffTold(who=who), name=f"told {ago}")
    yield fact(ago - 2, lambda ids: sen_support.StaffHaveRead(who=who, telling=ids[f"told {ago}"]))
    yield fact(ago - 3, sen_support.FamilyToldOfSupport(to=(child.at_home,), how=How.LETTER))


def made(
    child: Child, ago: int, plan: sen_support.SupportPlanned, *, reasons: Mapping[str, str] | None = None
) -> Iterator[Step]:
    """Tell how a plan is made, and given to the family."""
    yield move(ago, SEN_SUPPORT, sen_support.PLAN, plan, name=f"plan {ago}", reasons=reasons)
    yield fact(
        ago - 1,
        lambda ids: sen_support.PlanGiven(to=(child.at_home,), how=How.IN_PERSON, plan=ids[f"plan {ago}"]),
    )


def met(child: Child, ago: int) -> Iterator[Step]:
    meeting = sen_support.MeetingHeld(
        present=(child.at_home, child.place.senco, child.place.teacher),
        agreed="Keep the group small. Look again in six weeks.",
        who_does_what="We keep the group; nobody has to do more at home.",
        led_by=sen_support.Lead.TEACHER_WITH_SENCO,
        supported_by=child.place.senco,
    )
    yield fact(ago, meeting, name=f"meeting {ago}")
    yield fact(ago, lambda ids: sen_support.MeetingNoteGiven(meeting=ids[f"meeting {ago}"]))


def review_late(child: Child, day: Days) -> Iterator[Step]:
    """Tell of help that could not wait for the family's view, for a reason; and of a review that is late now."""
    yield from heard(child, day, 150)
    yield try_something(child, day, 142, look_back=120)
    yield fact(
        121,
        lambda ids: strategies.StrategyReviewed(
            strategy=ids["strategy"],
            how_it_went="Better in the morning. Lunch is still too loud.",
            family_view="Something more is needed.",
            happens_now="Look closely at what is hard.",
        ),
        role="teacher",
    )
    taken_on = concern.ConcernTakenOn(why="Noise stops them from eating and learning.")
    yield move(116, CONCERN, concern.LOOK_FURTHER, taken_on)
    yield advised(child, 115)
    yield explained(child, 115, signposting.RouteStage.BEFORE)
    yield move(114, SEN_SUPPORT, sen_support.BEGIN, sen_support.LookingBegun())
    needs = described(
        AreaOfNeed.SENSORY,
        strengths="Draws with great care. Kind to younger children.",
        hard="Lunch in the hall: covers both ears, and does not eat.",
        how_known="Watched at lunch in two weeks, with and without a quiet table.",
    )
    yield fact(109, needs, role="teacher", later=3)
    plan = sen_support.SupportPlanned(
        outcomes="Eats lunch calmly on four days of five.",
        provision=f"A quiet table daily; ten minutes with {child.place.teacher} after lunch.",
        at_home="Nothing for now.",
        review_on=day.ago(9),
    )
    reason = "They are in hospital with the baby, and asked us not to wait."
    yield from made(child, 104, plan, reasons={"family-heard": reason})
    yield from begun(child, 102)
    yield fact(95, family_heard(child, "A quiet table, yes; but not alone at it."), later=6)


def permission_taken_back(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a specialist brought in with the family's blessing, and of a permission given and taken back."""
    needs = described(
        AreaOfNeed.COMMUNICATION,
        strengths="Builds bridges that hold. Looks after whoever is new.",
        hard="Saying what is wrong; waits until it is too much.",
        how_known="Kept a diary with the family for two weeks.",
    )
    yield from planned(child, 190, needs, "At home it comes out at supper. A card would be easier than a question.")
    first = sen_support.SupportPlanned(
        outcomes="Says what is hard, in words or with a card.",
        provision="Cards for feelings in every room; five minutes each morning.",
        at_home="The same cards, if they wish to.",
        review_on=day.ago(110),
    )
    yield from made(child, 182, first)
    yield from begun(child, 180)
    looked = sen_support.ReviewHeld(
        difference_made="Uses the cards with two people.",
        family_view="Good, and too slow.",
        child_view="Likes the green card best.",
        change="Ask somebody who knows more of speech.",
    )
    yield move(112, SEN_SUPPORT, sen_support.REVIEW, looked)
    again = described(
        AreaOfNeed.COMMUNICATION,
        strengths="Uses the cards without being asked, and shows others how.",
        hard="Finding words when several people listen.",
        how_known="Listened in a group and alone, on six days.",
    )
    yield fact(86, again, role="teacher")
    yield fact(85, family_heard(child, "More words, please, and somebody who knows how to help with them."))
    second = sen_support.SupportPlanned(
        outcomes="Asks for help in class, in their own way.",
        provision="Speech and language therapy once a fortnight; practice daily.",
        at_home="Talking at supper, without correcting.",
        review_on=day.ahead(12),
    )
    yield from made(child, 80, second)
    yield from begun(child, 78)
    happy = permissions.SpecialistTalkedOver(
        asked=child.at_home, answer=Answer.YES, specialist="the speech and language therapist"
    )
    yield fact(75, happy)
    brought = sen_support.SpecialistInvolved(
        specialist="the speech and language therapist", why="Speaks less in a group than half a year ago."
    )
    yield move(70, SEN_SUPPORT, sen_support.BRING_IN_SPECIALIST, brought)
    yield fact(68, sharing(child), name="consent")
    yield from met(child, 40)
    yield fact(12, lambda ids: Withdrawn(record=ids["consent"], who=child.at_home), role="parent")
    promised = partnership.PromiseMade(
        promise="To tell the clinic today to pass nothing on from now.",
        owner=child.place.senco,
        to=child.at_home,
        keep_by=day.ago(11),
    )
    yield fact(12, promised, name="promise")
    yield fact(11, lambda ids: partnership.PromiseKept(promise=ids["promise"], done="Told the clinic in writing."))


def sharing(child: Child) -> permissions.SharingWithAgency:
    return permissions.SharingWithAgency(
        given_by=child.at_home,
        authority=child.authority,
        scope="What the therapist writes, and nothing from home",
        answer=Answer.YES,
        evidence=How.FORM,
        agency="the children's clinic",
        purpose="So that nobody has to tell the story again.",
    )


def advised(child: Child, ago: int) -> Step:
    """Tell the family of impartial advice."""
    offered = signposting.AdviceOffered(
        to=(child.at_home,),
        how=How.PHONE,
        service="the advice service",
        helps_with="What happens now, and what the family can ask for.",
        supporter="Somebody from there can come to every meeting.",
    )
    return fact(ago, offered)


def explained(child: Child, ago: int, stage: signposting.RouteStage) -> Step:
    """Tell the family how a plan comes about."""
    told = signposting.RouteExplained(
        to=(child.at_home,), how=How.IN_PERSON, stage=stage, given="The leaflet, talked through."
    )
    return fact(ago, told)
