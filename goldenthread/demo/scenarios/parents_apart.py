"""Two parents who see it differently: one says no, both are heard, and help and clocks go on."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.requests import advice, agreed, asked
from goldenthread.demo.scenarios.help_goes_on import begun_for_both, help_goes_on
from goldenthread.demo.steps import Child, Step, fact, move, person, reported
from goldenthread.demo.support import advised, begun, made
from goldenthread.engine.events import Answer, How, PersonId
from goldenthread.workflows import (
    needs_assessment,
    parents_disagree,
    partnership,
    permissions,
    sen_support,
    who_decides,
)
from goldenthread.workflows.needs_assessment import Requester
from goldenthread.workflows.parents_disagree import Settled, Weight
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.vocabulary import Adviser
from goldenthread.workflows.who_decides import HowKnown, ParentBy, Responsibility

THERAPIST = "the speech and language therapist"


def parents_apart(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a no that is kept, of two threads that are answered by themselves, and of what waited for neither."""
    dad = f"{child.known_as}'s dad"
    yield from both_parents(child, dad)
    yield from begun_for_both(child, day, dad)
    yield from a_yes_and_a_no(child, dad)
    yield from two_threads(child, dad)
    yield from help_goes_on(child, day, dad)
    yield from mum_asks_alone(child, dad)
    yield from agreed_in_part(child, day, dad)


def both_parents(child: Child, dad: str) -> Iterator[Step]:
    for who in (child.at_home, dad):
        known = who_decides.ParentKnown(
            person=person(child, who),
            name=who,
            by_what=ParentBy.BIRTH,
            responsibility=Responsibility.YES,
            how_known=HowKnown.TOLD,
        )
        yield fact(198, known)


def a_yes_and_a_no(child: Child, dad: str) -> Iterator[Step]:
    """Tell how each is asked; both answers stand in the record, and neither in place of the other."""
    yes = permissions.SpecialistTalkedOver(asked=child.at_home, answer=Answer.YES, specialist=THERAPIST)
    yield fact(160, yes, name="mum says yes")
    no = permissions.SpecialistTalkedOver(
        asked=dad,
        answer=Answer.NO,
        reservation="Strangers made it worse for me at that age. Not yet.",
        specialist=THERAPIST,
    )
    yield fact(158, no, name="dad says no")
    goes_on = permissions.SupportGoesOn
    what = "The word cards, the small group and the quiet start go on, on what we know."
    yield fact(
        157,
        lambda ids: goes_on(to=(child.at_home, dad), how=How.PHONE, what_is_done=what, answer=ids["dad says no"]),
    )
    refused = permissions.SharingWithAgency(
        given_by=dad,
        authority="Has parental responsibility",
        scope="What the teacher has written down",
        answer=Answer.NO,
        evidence=How.PHONE,
        agency="the children's clinic",
        purpose="To ask for advice.",
    )
    yield fact(156, refused, name="nothing to the clinic")


def two_threads(child: Child, dad: str) -> Iterator[Step]:
    """Tell how each says what they think, and each is answered, one not waiting for the other."""
    yield fact(
        157,
        lambda ids: parents_disagree.DisagreementKnown(
            weight=Weight.SERIOUS,
            matter="Whether a therapist works with them now.",
            goes_on="All that is in the plan of support.",
            permission=ids["dad says no"],
        ),
    )
    thinks = {
        child.at_home: "Every month counts. I would like somebody who knows about words.",
        dad: "I was sent out of class to a stranger every week. I do not want that for mine.",
    }
    told = {
        child.at_home: "The cards and the group go on. We look for a way with both of you by next week.",
        dad: "Thank you for telling us. Nobody from outside comes before we have talked again.",
    }
    for ago, who in ((155, child.at_home), (154, dad)):
        yield fact(ago, said(person(child, who), who, thinks[who]), name=f"{who} says")
        yield answered(ago - 4, person(child, who), f"{who} says", told[who])
    sought = parents_disagree.AgreementSought(
        how="One by one, by telephone, as both wished. The therapist's way of working was explained to each.",
        came_of_it="Not yet. Dad would like to see it first.",
    )
    yield fact(147, sought)


def said(whom: PersonId, who: str, words: str) -> parents_disagree.PositionHeard:
    return parents_disagree.PositionHeard(person=whom, who=who, words=words, authority="Has parental responsibility")


def answered(ago: int, whom: PersonId, position: str, reply: str) -> Step:
    return fact(ago, lambda ids: parents_disagree.PositionAnswered(person=whom, reply=reply, position=ids[position]))


def mum_asks_alone(child: Child, dad: str) -> Iterator[Step]:
    """Tell how one parent uses a right alone; the other is heard, and the clock of the law waits for neither."""
    yield from asked(child, 130, Requester.PARENT, f"{child.known_as} has so much to say. Please find out what helps.")
    view = partnership.ViewGiven(
        whose=dad, view="I would have waited. Write that down next to hers.", how_gathered="He rang"
    )
    yield fact(124, view, name="dad's view")
    why = "It stands beside hers. The authority decides by its own day; you may tell it what you think."
    became = partnership.ViewFollowedUp
    yield fact(112, lambda ids: became(became=partnership.Became.IN_PART, why=why, view=ids["dad's view"]))
    yield from agreed(child, 92, (Adviser.EDUCATION, Adviser.HEALTH, Adviser.PSYCHOLOGY))
    for ago, adviser, author in (
        (61, Adviser.EDUCATION, child.place.senco),
        (56, Adviser.HEALTH, "The paediatrician"),
        (50, Adviser.PSYCHOLOGY, "The educational psychologist"),
    ):
        yield advice(ago, adviser, author)
    draft = needs_assessment.DraftServed(
        how=How.EMAIL,
        needs="Finding words when others wait for them.",
        outcomes="Tells a story to three friends.",
        provision="A therapist in the room, one hour a week; word cards every day.",
    )
    yield reported(34, draft)
    yield advised(child, 32)


def agreed_in_part(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell how they came to agree on part of it, and what the no became: nothing, it stands as it was said."""
    happy = permissions.SpecialistTalkedOver(
        asked=dad,
        answer=Answer.WITH_RESERVATIONS,
        reservation="In the classroom, with friends there, and I am rung first.",
        specialist=THERAPIST,
    )
    yield fact(101, happy, name="dad says yes, in class")
    settled = parents_disagree.DisagreementSettled(
        how=Settled.IN_PART,
        what_holds_now="The therapist comes into the classroom. Nothing goes to the clinic. Dad is rung first.",
    )
    yield fact(100, settled)
    brought = sen_support.SpecialistInvolved(specialist=THERAPIST, why="Talks less in a group than in spring.")
    yield move(97, SEN_SUPPORT, sen_support.BRING_IN_SPECIALIST, brought)
    plan = sen_support.SupportPlanned(
        outcomes="Tells one friend a story, and then two.",
        provision="The therapist in the room each Tuesday; cards every day.",
        at_home="A story each at bedtime, in both homes, if they wish to.",
        review_on=day.ahead(26),
    )
    yield from made(child, 95, plan)
    yield from begun(child, 93)
