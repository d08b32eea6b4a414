"""Stories of the demo that begin with a worry: answered, not answered, tried out, and closed kindly."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, fact, move
from goldenthread.engine.events import How
from goldenthread.workflows import concern, informed, move_on, partnership, strategies
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.strategies import STRATEGIES


def unanswered(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a worry that nobody has answered, and that was raised again."""
    raised = concern.WorryRaised(
        who=child.at_home,
        words=f"{child.known_as} says nobody plays with them, and will not talk about it.",
        answer_from=child.place.teacher,
        answer_by=day.ago(11),
    )
    yield fact(21, raised, role="parent", name="worry")
    tried = partnership.FamilyNotReached(
        how=How.PHONE, what_about="The worry about playtimes", another_way="Catch them at the gate, or write."
    )
    yield fact(9, tried, role="teacher")
    yield fact(
        4,
        lambda ids: concern.WorryRaised(
            who=child.at_home,
            words="I asked two weeks ago and have heard nothing. It is worse.",
            again=ids["worry"],
        ),
        role="parent",
    )


def trying(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a worry that was answered in time, and of something that is being tried until a day that is near."""
    yield from heard(child, day, 35)
    yield fact(
        20,
        partnership.ViewGiven(
            whose=child.at_home,
            view="The mornings are calmer. Getting home is still hard.",
            how_gathered="By telephone, at a time they chose",
        ),
        role="parent",
    )
    yield try_something(child, day, 27, look_back=-6)


def closed(child: Child, day: Days) -> Iterator[Step]:
    """Tell of a worry that ended well, and of a record that was closed kindly with the door left open."""
    yield from heard(child, day, 138)
    yield try_something(child, day, 130, look_back=110)
    yield fact(
        111,
        lambda ids: strategies.StrategyReviewed(
            strategy=ids["strategy"],
            how_it_went="Comes in without tears on most days.",
            family_view="It helps. Mondays are still hard.",
            happens_now="Carry on, with a friend to meet at the gate on Mondays.",
        ),
        role="teacher",
    )
    settled = concern.ConcernSettled(
        came_of_it="A quiet way in that any child may use.",
        reason=concern.CloseReason.GETTING_ON_WELL,
        family_view="Happy with how it went.",
        if_worried_again=f"Tell {child.place.senco}, any day, in any way.",
    )
    yield move(98, CONCERN, concern.SETTLE, settled)
    knows = informed.FamilyInformed(
        how=informed.HowInformed.TOLD,
        where_things_are="The quiet way in helps, so no more is needed for now.",
        happens_next=f"{child.place.teacher} keeps an eye on mornings until the end of term.",
        support=f"{child.place.senco} is there for a talk on any day.",
    )
    yield fact(97, knows)
    told = move_on.FamilyToldOfClosing(
        to=(child.at_home,), how=How.IN_PERSON, family_view="Glad to know that it can be opened again."
    )
    yield fact(20, told)
    closing = move_on.RecordClosed(
        reason=move_on.ClosingReason.GETTING_ON_WELL,
        went_well=f"{child.known_as} found words for what was hard, and now helps others in.",
        to_come_back=f"Ring the office and ask for {child.place.senco}.",
    )
    yield move(14, MOVE_ON, move_on.CLOSE, closing)


def heard(child: Child, day: Days, ago: int) -> Iterator[Step]:
    """Tell of a worry that is answered by the day agreed, and talked over."""
    raised = concern.WorryRaised(
        who=child.at_home,
        words=f"{child.known_as} cries in the morning and cannot say why.",
        answer_from=child.place.teacher,
        answer_by=day.ago(ago - 6),
    )
    yield fact(ago, raised, role="parent", name="worry")
    yield fact(
        ago - 4,
        lambda ids: concern.WorryAnswered(
            worry=ids["worry"],
            answer="We have seen it too, in the cloakroom.",
            happens_next="We will talk on a day that suits you.",
        ),
        role="teacher",
    )
    talked = concern.TalkedOver(
        present=(child.at_home, child.place.teacher),
        family_view="Mornings are hardest. The cloakroom is loud and full.",
        child_view=f"{child.known_as} drew the cloakroom and covered their ears.",
        going_well="Drawing, and looking after the class snails.",
        agreed="Come in by the side door, ten minutes early.",
    )
    yield move(ago - 8, CONCERN, concern.TALK_IT_OVER, talked, name="talk", role="teacher")
    yield fact(ago - 10, lambda ids: concern.NoteGiven(talk=ids["talk"], to=(child.at_home,)), role="teacher")


def try_something(child: Child, day: Days, ago: int, *, look_back: int) -> Step:
    agreed = strategies.StrategyAgreed(
        strategy="In by the side door, before the others",
        whose_idea=child.at_home,
        who_tries=f"{child.place.teacher} meets them there.",
        look_back_on=day.ago(look_back) if look_back > 0 else day.ahead(-look_back),
    )
    return move(ago, STRATEGIES, strategies.TRY_SOMETHING, agreed, name="strategy", role="teacher")
