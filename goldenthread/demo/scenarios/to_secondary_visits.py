"""A longer, fuller move to secondary school: visits on known days, known people, and one record for both schools."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.places import ACADEMY
from goldenthread.demo.steps import Child, Step, at, fact, move
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import move_on as moving
from goldenthread.workflows import phase_transfer, records_transfer
from goldenthread.workflows.move_on import MOVE_ON, KindOfMove
from goldenthread.workflows.settings_attended import SettingJoined, SettingLeft, Share
from goldenthread.workflows.vocabulary import Setting

VISITS = (
    (98, 84, "The dark room, with nobody else there", "Found every star on the ceiling, and named it."),
    (80, 63, "A lesson, with a keyboard that was ready", "Sat by the door. Stayed to the end, and asked a question."),
    (
        60,
        49,
        "Lunch, ten minutes before the bell",
        "Too loud after a while; left early, and wants to try the side table.",
    ),
)


def enhanced_move(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    """Tell of a move that is planned with the family before, during and after."""
    yield from planned(child, day, move_on)
    yield from known_there(child, move_on)
    for number, (arranged, made, where, went) in enumerate(VISITS):
        yield from visit(child, day, move_on, f"visit {number}", (arranged, made, where, went))
    during = moving.FamilyAskedDuring(
        family_view="The side table is the answer to lunch.",
        child_view="Drew the way from the gate to the dark room, without help.",
        change="The side table is kept from the first day.",
    )
    yield fact(move_on + 47, during, role="teacher")
    handed = moving.HandedOver(to=ACADEMY.senco, said="What helps, what does not, and who the friends are.")
    yield move(move_on + 46, MOVE_ON, moving.HAND_OVER, handed)
    yield from there(child, move_on)


def planned(child: Child, day: Days, move_on: int) -> Iterator[Step]:
    coming = moving.MoveExpected(kind=KindOfMove.PHASE, where="Beck Academy", moves_on=day.ago(move_on - 3))
    yield fact(move_on + 220, coming)
    before = moving.FamilyAskedBefore(
        family_view="The bus, lunch, and who will know on the first day.",
        child_view="Wants to see the ceiling with the stars before anything else.",
    )
    yield fact(move_on + 140, before, role="teacher")
    plan = moving.MovePlanned(
        steps="Three visits: an empty room, a lesson, lunch; then the bus with a friend.",
        people=f"{child.place.teacher} goes along; {ACADEMY.teacher} is at the door each time.",
        longer="Begins after Easter, and goes on until half term in autumn.",
        named_here=child.place.senco,
        named_there=ACADEMY.senco,
    )
    yield move(move_on + 133, MOVE_ON, moving.PLAN_MOVE, plan)
    yield fact(move_on + 131, moving.MovePlanGiven(to=(child.at_home, child.known_as), how=How.IN_PERSON))


def known_there(child: Child, move_on: int) -> Iterator[Step]:
    """Tell of a page about the child that the family says is right, and of both schools at one table."""
    page = moving.ProfileWritten(
        strengths="Explains hard things. Knows the sky. Kind to whoever is new.",
        what_helps="A keyboard that is there already; a minute before an answer.",
        child_view="I am not slow. The door is small and the room is big.",
        family_view="Ask, and then wait. It comes.",
    )
    yield fact(move_on + 125, page, role="teacher", name="page")
    yield fact(
        move_on + 120,
        lambda ids: moving.ProfileSignedOff(answer=moving.SignOff.SIGNED, who=child.at_home, profile=ids["page"]),
        role="parent",
    )
    met = moving.SettingsMet(
        present=(child.at_home, child.place.senco, ACADEMY.senco, ACADEMY.teacher),
        agreed="One list of what helps, in every teacher's hands before September.",
        from_here=child.place.senco,
        from_there=ACADEMY.senco,
    )
    yield fact(move_on + 112, met, name="both schools")
    both = (child.at_home, child.place.senco, ACADEMY.senco)
    yield fact(
        move_on + 110,
        lambda ids: moving.MeetingRecordShared(to=both, how=How.EMAIL, meeting=ids["both schools"]),
    )
    yield fact(move_on + 105, moving.SharingTalkedOver(asked=child.at_home, answer=Answer.YES))
    yield move(move_on + 104, MOVE_ON, moving.SHARE_PROFILE, moving.ProfileShared(to=ACADEMY.senco))


def visit(child: Child, day: Days, move_on: int, name: str, it: tuple[int, int, str, str]) -> Iterator[Step]:
    arranged, made, where, went = it
    people = (child.place.teacher, ACADEMY.teacher)
    yield fact(
        move_on + arranged,
        moving.VisitArranged(visit_on=day.ago(move_on + made), where=where, people=people),
        name=name,
    )
    yield fact(
        move_on + made,
        lambda ids: moving.VisitMade(how_it_went=went, child_view="Held up a thumb on the way back.", visit=ids[name]),
        role="teacher",
    )


def there(child: Child, move_on: int) -> Iterator[Step]:
    """Tell of the first day, of the records that follow, and of how the child has settled."""
    yield fact(move_on - 3, SettingLeft(setting=Setting(child.place.id)))
    joined = SettingJoined(setting=Setting(ACADEMY.id), kind=ACADEMY.kind, part=Share.ALL)
    yield at(ACADEMY, fact(move_on - 3, joined))
    yield at(ACADEMY, fact(move_on - 3, moving.ChildMoved(kind=KindOfMove.PHASE)))
    yield at(ACADEMY, fact(move_on - 3, phase_transfer.PhaseMoveMade()))
    yield fact(move_on - 3, records_transfer.LeftRegister())
    sent = records_transfer.RecordsSent(
        to=ACADEMY.senco, how=How.EMAIL, papers=("The reports", "The page", "What both schools agreed")
    )
    yield fact(move_on - 8, sent, name="records")
    yield at(
        ACADEMY, fact(move_on - 11, lambda ids: records_transfer.RecordsReceived(sent=ids["records"]), role="senco")
    )
    after = moving.FamilyAskedAfter(
        family_view="Nobody has had to explain the keyboard, not once.",
        child_view="Said: the door is bigger here.",
    )
    yield at(ACADEMY, fact(move_on - 28, after, role="teacher"))
    settled = moving.SettledIn(still_watched=f"Lunch, by {ACADEMY.teacher}, until half term.")
    yield at(ACADEMY, move(move_on - 36, MOVE_ON, moving.SETTLE_IN, settled))
