"""What goes on for a child while those who decide see something differently: a plan, help, a review, a new plan."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.steps import Child, Step, fact, move
from goldenthread.demo.support import begun, described, made
from goldenthread.engine.events import How
from goldenthread.workflows import informed, meetings, sen_support, who_comes
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.vocabulary import AreaOfNeed


def begun_for_both(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell how support begins with both parents heard."""
    yield move(195, SEN_SUPPORT, sen_support.BEGIN, sen_support.LookingBegun())
    needs = described(
        AreaOfNeed.COMMUNICATION,
        strengths="Makes up whole worlds, and draws maps of them.",
        hard="Finding a word while somebody waits for it.",
        how_known="Listened in class and at play in two weeks.",
    )
    yield fact(192, needs, role="teacher")
    both = "Mum: every month counts. Dad: no fuss, and nobody staring."
    yield fact(190, both_heard(child, dad, both))
    plan = sen_support.SupportPlanned(
        outcomes="Says what they think in a small group.",
        provision="Word cards, a group of three, a quiet start each day.",
        at_home="Nothing that is not fun.",
        review_on=day.ago(112),
    )
    yield from made(child, 186, plan)
    yield from begun(child, 184)


def both_heard(child: Child, dad: str, views: str) -> sen_support.FamilyHeard:
    return sen_support.FamilyHeard(
        whose=(child.at_home, dad, child.known_as), views=views, how_gathered="Each by telephone; with a map"
    )


def help_goes_on(child: Child, day: Days, dad: str) -> Iterator[Step]:
    """Tell of help given and looked at again on its day, whatever was still open between the parents."""
    yield fact(183, informed_of(f"{child.place.teacher} begins with the cards this week."))
    given = sen_support.SupportGiven(
        what="Word cards and the group of three, every day", how_it_went="Told the group about the map of the moon."
    )
    yield fact(150, given, role="teacher")
    invited = meetings.FamilyInvited(
        to=(child.at_home, dad),
        how=How.EMAIL,
        own_items="Each was asked by themselves.",
        may_bring="Each may bring somebody.",
    )
    yield fact(136, invited)
    chosen = meetings.SlotChosen(
        meeting_on=day.ago(113), mode=meetings.Mode.PHONE, part_of_day=meetings.PartOfDay.EVENING
    )
    yield fact(130, chosen, role="parent")
    people = (f"{child.place.teacher}, the teacher", f"{child.place.senco}, the SENCO")
    yield fact(120, who_comes.AttendeesTold(to=(child.at_home, dad), how=How.EMAIL, people=people))
    yield fact(117, meetings.ReminderSent(to=(child.at_home, dad), how=How.EMAIL))
    met = sen_support.MeetingHeld(
        present=(child.at_home, dad, child.place.senco, child.place.teacher),
        agreed="Keep what helps. Dad may come and see the group.",
        led_by=sen_support.Lead.TEACHER_WITH_SENCO,
        supported_by=child.place.senco,
    )
    yield fact(113, met, name="meeting")
    yield fact(113, lambda ids: sen_support.MeetingNoteGiven(meeting=ids["meeting"], how=How.EMAIL))
    looked = sen_support.ReviewHeld(
        difference_made="Speaks in the group of three, and not yet beyond it.",
        family_view="Mum: more, please. Dad: this part is good.",
        child_view="Drew the group as an island with a bridge.",
        change="See whether there can be more, in a way that both can live with.",
        present=(child.at_home, dad, child.place.senco),
    )
    yield move(113, SEN_SUPPORT, sen_support.REVIEW, looked)
    yield fact(111, informed_of("The group goes on. We look for a way that suits both of you."))
    yield fact(110, sen_support.YearlyReportGiven())
    needs = described(
        AreaOfNeed.COMMUNICATION,
        strengths="Tells stories to three others, with a map.",
        hard="Beginning to speak when more than three listen.",
        how_known="Counted turns in class and in the group.",
    )
    yield fact(104, needs, role="teacher")
    yield fact(103, both_heard(child, dad, "Both: in the room, with friends. Never taken out."))
    yield fact(93, informed_of("The new plan begins on Tuesday, in the classroom."))


def informed_of(happens_next: str) -> informed.FamilyInformed:
    return informed.FamilyInformed(
        how=informed.HowInformed.TOLD,
        where_things_are="Help is given, and is looked at on its day.",
        happens_next=happens_next,
        support="Each of you may ring on any day.",
    )
