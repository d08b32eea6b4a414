"""Two young people of 17: one takes over, keeps Mum in and later lets her out; one cannot make one decision."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, brought_in, fact, person, reported
from goldenthread.demo.support import advised, explained
from goldenthread.engine.events import Answer, Hearing, How
from goldenthread.engine.records import Withdrawn
from goldenthread.workflows import family_support, needs_assessment, partnership, plan, young_person
from goldenthread.workflows.ages import compulsory_school_age_ends
from goldenthread.workflows.journey import Earlier, Part, StartedElsewhere
from goldenthread.workflows.needs_assessment import Requester
from goldenthread.workflows.signposting import RouteStage
from goldenthread.workflows.vocabulary import Adviser, Setting
from goldenthread.workflows.young_person import Right, WhoUses


def takes_over(child: Child, day: Days) -> Iterator[Step]:
    """Tell how rights pass by themselves, how Mum stays in by the young person's word, and is later let go."""
    words = "Mum stays. She knows the words. But they ask me first."
    yield from rights_pass(child, day, "Alone, over lunch, with the list of rights.", words)
    mum = person(child, child.at_home)
    since = after_the_day(child, day)
    stays = young_person.ParentsInvolved(
        asked=child.known_as, answer=Answer.YES, parent=mum, in_what="Every meeting, and a copy of every letter."
    )
    yield fact(since(-58), stays, role="young-person", name="Mum stays in")
    yield fact(since(3), may_act(child, Right.SAY_ON_PLAN, Right.APPEAL), role="young-person", name="Mum may act")
    yield from asks_alone(child)
    secret = young_person.AdviceSought(words="They said that I may do this alone.")
    yield fact(41, secret, role="young-person")
    yield fact(34, lambda ids: Withdrawn(record=ids["Mum may act"], who=child.known_as), role="young-person")
    yield fact(34, lambda ids: Withdrawn(record=ids["Mum stays in"], who=child.known_as), role="young-person")
    alone = partnership.ViewGiven(
        whose=child.known_as,
        view="I want to do the next bit without Mum. She can drive me. She is still my mum.",
        how_gathered="Asked for a talk, and began with it",
    )
    yield fact(34, alone, role="young-person", name="alone")
    why = "Letters go to you only, from today. Your mum was told by you, with us there."
    became = partnership.ViewFollowedUp
    yield fact(32, lambda ids: became(became=partnership.Became.FOLLOWED, why=why, view=ids["alone"]))
    offer = family_support.SupportOffered(to=(child.at_home,), what="Tea with another mother whose child took over.")
    yield fact(31, offer, name="tea")
    glad = family_support.SupportAnswered
    yes = family_support.TakenUp.YES
    yield fact(20, lambda ids: glad(answer=yes, how_it_went="Proud, and it hurts a bit. It helped.", offer=ids["tea"]))


def after_the_day(child: Child, day: Days) -> Callable[[int], int]:
    """Return how to tell how many days ago it was, so many days after the last day on which a parent decided."""
    ago = (day.today - compulsory_school_age_ends(child.born_on)).days - day.drift
    return lambda days: ago - days


def rights_pass(child: Child, day: Days, how: str, words: str) -> Iterator[Step]:
    """Tell how it is worked out, explained from Year 10, asked before the day, and told to everybody."""
    since = after_the_day(child, day)
    last_day = young_person.RightsDayKnown(rights_pass_on=compulsory_school_age_ends(child.born_on))
    yield fact(since(-430), last_day)
    rights = young_person.RightsExplained(
        to=(child.known_as,), how=How.IN_PERSON, rights=tuple(Right), how_understood="Told it back, in other words."
    )
    yield fact(since(-420), rights)
    offered = young_person.AdviceOffered(
        to=(child.known_as,), how=How.IN_PERSON, where="The advice line: free, by text too, and nobody is told."
    )
    yield fact(since(-416), offered)
    yield fact(since(-60), young_person.YoungPersonAsked(how=how, words=words))
    told = young_person.RightsNoticeGiven(
        to=(child.known_as, child.at_home, child.place.senco, "the authority"), how=How.LETTER
    )
    yield reported(since(-7), told)


def may_act(child: Child, *decisions: Right) -> young_person.ParentMayAct:
    return young_person.ParentMayAct(
        given_by=child.known_as,
        authority="It is mine to decide.",
        scope="To write and to sign for me, when I ask her to",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        parent=person(child, child.at_home),
        decisions=decisions,
    )


def asks_alone(child: Child) -> Iterator[Step]:
    """Tell how the young person asks for an assessment in their own name, and the clock runs from it."""
    request = needs_assessment.RequestReceived(
        requester=Requester.YOUNG_PERSON,
        form=How.EMAIL,
        words="I want to go to college and need help with it. Sent by me.",
    )
    yield reported(62, request, role="young-person")
    used = young_person.RightUsed(right=Right.ASK_FOR_ASSESSMENT, who=WhoUses.YOUNG_PERSON)
    yield fact(62, used, role="young-person")
    alone = replace(child, at_home=child.known_as)
    yield advised(alone, 60)
    yield explained(alone, 59, RouteStage.DURING)
    yield reported(58, needs_assessment.FamilyAsked(to=(child.known_as,), how=How.EMAIL))
    others = ("the designated clinical officer", "social care", "the head")
    yield reported(57, needs_assessment.OthersTold(to=others, how=How.EMAIL))
    wished = needs_assessment.HelpConsidered(
        wished="Messages, not letters. Somebody young, if there is anybody.",
        offered="Messages; a student who has a plan.",
    )
    yield reported(56, wished)
    decision = needs_assessment.AssessmentAgreed(
        reasons="May have needs that call for a plan.",
        criteria="CFA s. 36(8)",
        evidence=(),
        heard=(Hearing(whose=child.known_as, view="College, with help.", became="Agreed with."),),
        authority="SEN manager",
    )
    yield reported(27, decision)
    yield reported(26, needs_assessment.OthersTold(to=others, how=How.EMAIL))
    for adviser in (Adviser.EDUCATION, Adviser.PSYCHOLOGY, Adviser.ADULTHOOD):
        yield reported(25, needs_assessment.AdviceRequested(adviser=adviser, whom=f"{adviser.label}, by letter"))


def decides_with_help(child: Child, day: Days) -> Iterator[Step]:
    """Tell of one decision that a young person cannot make, of who makes it with them, and of all that stay theirs."""
    words = "Pointed at Mum, and at the picture of the meeting room."
    yield from rights_pass(child, day, "With pictures, on three days, with somebody who knows the signs.", words)
    in_force = plan.PlanMade(named=Setting(child.place.id), maintained_by="the authority")
    yield brought_in(88, in_force, later=3)
    before = StartedElsewhere(
        part=Part.NEEDS_ASSESSMENT, earlier=Earlier.DONE_ELSEWHERE, rests_on="The plan itself, from the authority"
    )
    yield fact(85, before)
    cannot = young_person.CannotDecideThis(
        decision="Which college to ask for",
        assessed_by="Ms Osei, educational psychologist",
        help_tried="Visits to both, photographs, a film, and time.",
        why="Cannot yet hold both places in mind long enough to weigh them.",
        look_again_on=day.ahead(60),
    )
    yield fact(72, cannot, name="cannot")
    able = young_person.AbleToDecide(
        decision="Who comes to my meetings", assessed_by="Ms Osei, educational psychologist", help_given="Photographs."
    )
    yield fact(72, able)
    yield fact(
        64,
        lambda ids: young_person.RepresentativeNamed(
            person=person(child, child.at_home),
            who=child.at_home,
            by_what=young_person.RepresentativeBy.PARENT,
            decision="Which college to ask for",
            their_wishes="Smiled all day at the one with the garden, and did not want to leave.",
            capacity=ids["cannot"],
        ),
        role="authority",
        name="represented",
    )
    place = Right.ASK_FOR_PLACE
    used = young_person.RightUsed
    yield fact(
        55,
        lambda ids: used(right=place, who=WhoUses.REPRESENTATIVE, rests_on=ids["represented"], words="The garden one."),
        role="parent",
    )
    yield fact(50, used(right=Right.SAY_ON_PLAN, who=WhoUses.YOUNG_PERSON, words="Chose the picture: more music."))
    view = partnership.ViewGiven(
        whose=child.known_as,
        view="Moved towards the garden gate, and signed: again.",
        how_gathered="At the visit, twice, and with photographs the day after",
        interpreted_by="Miss Hope, who has known the signs for years",
        shown=(partnership.Shown.MOVEMENT, partnership.Shown.SIGNS),
    )
    yield fact(56, view, name="garden")
    why = "The college with the garden is the one that was asked for."
    became = partnership.ViewFollowedUp
    yield fact(48, lambda ids: became(became=partnership.Became.FOLLOWED, why=why, view=ids["garden"]))
