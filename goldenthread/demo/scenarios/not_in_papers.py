"""What services wrote about one child who cannot come in, which stays theirs; and one meeting of all."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.scenarios.not_in_six import MENTAL_HEALTH, PSYCHOLOGY, SIX
from goldenthread.demo.steps import Child, Step, fact, move, reported
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import agencies, agency_items, permissions
from goldenthread.workflows.agency_items import AGENCY_ITEMS, Onward, OnwardGround
from goldenthread.workflows.vocabulary import Setting
from goldenthread.workflows.who_comes import PartyInvited, PartyTookPart, TookPart


def reports_of_others(child: Child) -> Iterator[Step]:
    """Tell of what two services wrote: it stays theirs, and goes where they said it may, or where they are asked."""
    for ago, who, service, says, role in (
        (37, MENTAL_HEALTH, "The mental health service", "Bells mean leaving, to this child.", "health-service"),
        (33, PSYCHOLOGY, "The psychology service", "Hears everything at once; reads far ahead.", "adviser"),
    ):
        item = agency_items.ItemReceived(
            title=f"A letter of {service.lower()}",
            originator=service,
            author=who,
            says=says,
            may_go_to=(Onward.FAMILY, Onward.NAMED_SETTING),
            settings=(Setting(child.place.id),),
            terms="Read it out with the child there, if they wish it.",
        )
        yield reported(ago, item, role=role, name=f"letter of {who}")
    passed = agency_items.ItemPassedOn
    yield move(
        32,
        AGENCY_ITEMS,
        agency_items.PASS_ON,
        lambda ids: passed(
            item=ids[f"letter of {PSYCHOLOGY}"],
            where=Onward.FAMILY,
            whom="The carer, and Dad",
            what_for="It is about their child.",
            ground=OnwardGround.TERMS,
        ),
    )
    yield from the_tutor()


def the_tutor() -> Iterator[Step]:
    """Tell of a tutor, for whom each author is asked: one says yes, and one that it was drawn for the child."""
    asked, passed = agency_items.OriginatorAsked, agency_items.ItemPassedOn
    yield fact(
        31,
        lambda ids: asked(
            asked=PSYCHOLOGY,
            answer=Answer.YES,
            to="The tutor",
            what_for="To choose the books.",
            item=ids[f"letter of {PSYCHOLOGY}"],
        ),
        name="may go to the tutor",
    )
    yield move(
        30,
        AGENCY_ITEMS,
        agency_items.PASS_ON,
        lambda ids: passed(
            item=ids[f"letter of {PSYCHOLOGY}"],
            where=Onward.OTHER,
            whom="The tutor",
            what_for="To choose the books.",
            ground=OnwardGround.ASKED,
            agreement=ids["may go to the tutor"],
        ),
    )
    yield fact(
        30,
        lambda ids: asked(
            asked=MENTAL_HEALTH,
            answer=Answer.NO,
            reservation="It was drawn for the child. Ask us to talk with the tutor instead.",
            to="The tutor",
            what_for="To know of the bell.",
            item=ids[f"letter of {MENTAL_HEALTH}"],
        ),
        name="may not go to the tutor",
    )


def joint_meeting(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell of one meeting of all: four were there, four sent a paper, and a paper counts as much."""
    parties = (child.at_home, dad, *(f"{who}, {service}" for who, service, *_ in SIX))
    for party in parties:
        yield fact(45, PartyInvited(party=party, meeting_on=day.ago(22)), name=f"{party} was asked")
    over = permissions.SubmissionTalkedOver(
        asked=dad,
        answer=Answer.YES,
        meeting="The meeting of all who help",
        bring="The plan made together, the drawing if the child brings it, and no list of days missed.",
    )
    yield fact(28, over, name="talked over")
    for at, party in enumerate(parties):
        paper = at > len(parties) - 5
        yield took_part(party, day, paper=paper)
    spoke = agencies.ContactMade(
        with_whom="Mr Frame, the virtual school",
        how=How.PHONE,
        about_what="What each of the six does until the next meeting",
        said="One list, held by school: nobody does the same thing twice, and nobody asks the child again.",
        family_told="Read out to the carer and Dad on the same day.",
    )
    yield fact(21, spoke)


def took_part(party: str, day: Days, *, paper: bool) -> Step:
    return fact(
        22,
        lambda ids: PartyTookPart(
            took_part=TookPart.SENT_PAPER if paper else TookPart.CAME,
            paper_on=day.ago(25) if paper else None,
            talked_over=ids["talked over"],
            invited=ids[f"{party} was asked"],
        ),
        name=f"{party} took part",
    )
