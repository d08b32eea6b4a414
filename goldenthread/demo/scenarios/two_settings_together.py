"""What the nursery and the childminder do together: what each passes on by name, how they talk, and one meeting."""

from collections.abc import Iterator
from datetime import date

from goldenthread.demo.days import Days
from goldenthread.demo.places import CHILDMINDER
from goldenthread.demo.steps import Child, Step, at, fact
from goldenthread.engine.events import Answer, How, LawfulBasis, RecordId
from goldenthread.workflows import (
    arrangements,
    contact,
    key_person,
    meetings,
    permissions,
    sharing,
    strategies,
    told_once,
    who_comes,
)
from goldenthread.workflows.vocabulary import Setting


def passed_on(child: Child) -> Iterator[Step]:
    """Tell what goes from one place to the other: what was named, with her permission, and nothing beside it."""
    page = told_once.OnePageWritten(
        story=f"{child.known_as} was born early, and hears less on the left. Loud rooms are hard.",
        not_heard="Nobody wrote down the ear until now.",
        agreed_with=(child.at_home,),
    )
    yield fact(418, page, role="teacher", name="page")
    yield fact(417, may_share(child, CHILDMINDER.teacher, "The page that we wrote together"), name="yes to Mrs Lee")
    yield fact(416, lambda ids: entries(CHILDMINDER.id, "Mrs Lee", ids["page"], ids["yes to Mrs Lee"]))
    yield fact(
        416,
        lambda ids: told_once.OnePagePassedOn(to="Mrs Lee", part=f"Minds {child.known_as}", page=ids["page"]),
        name="passed on",
    )
    read = fact(414, lambda ids: told_once.OnePageRead(who="Mrs Lee", passed_on=ids["passed on"]))
    yield at(CHILDMINDER, read)
    helps = strategies.StrategyShared(
        whose_idea=CHILDMINDER.teacher,
        where=strategies.Place.HERE,
        strategy="A hand on the right shoulder before I speak.",
        difference="Turns round and smiles, and comes along.",
    )
    yield at(CHILDMINDER, fact(380, helps, role="teacher", name="hand on the shoulder"))
    yield at(
        CHILDMINDER,
        fact(
            379,
            lambda ids: strategies.StrategyPassedOn(
                to=(child.at_home,), how=How.IN_PERSON, strategy=ids["hand on the shoulder"]
            ),
        ),
    )
    yes = may_share(child, child.place.teacher, "What helps before somebody speaks")
    yield at(CHILDMINDER, fact(378, yes, name="yes to nursery"))
    sent = fact(
        377, lambda ids: entries(child.place.id, "Miss Quinn", ids["hand on the shoulder"], ids["yes to nursery"])
    )
    yield at(CHILDMINDER, sent)
    door = contact.InTouch(
        way=contact.Way.DOOR,
        begun_by=contact.BegunBy.FAMILY,
        who=CHILDMINDER.teacher,
        with_whom=(child.at_home,),
        what_about="A bad night, so a long nap today.",
    )
    yield at(CHILDMINDER, fact(300, door, role="teacher", name="stays at Mrs Lee's"))


def may_share(child: Child, who: str, what: str) -> permissions.SharingWithAgency:
    return permissions.SharingWithAgency(
        given_by=child.at_home,
        authority=child.authority,
        scope=what,
        answer=Answer.YES,
        evidence=How.PHONE,
        agency=who,
        purpose="So that nobody has to say it twice.",
    )


def entries(to: str, who: str, entry: RecordId, permission: RecordId) -> sharing.EntriesShared:
    return sharing.EntriesShared(
        goes_to=sharing.GoesTo.SETTING,
        recipient=who,
        setting=Setting(to),
        entries=(entry,),
        purpose="So that nobody has to say it twice.",
        basis=LawfulBasis.CONSENT,
        sought=sharing.Sought.ASKED,
        permission=permission,
    )


def talks(child: Child, day: Days) -> Iterator[Step]:
    """Tell how each key person and the mother talk, again and again."""
    for ago, again_on in ((395, day.ago(332)), (334, day.ago(150)), (152, day.ahead(20))):
        yield fact(ago, talked(child, again_on), role="teacher", strand="key person at nursery")
    for ago, again_on in ((390, day.ago(200)), (203, day.ahead(30))):
        yield at(CHILDMINDER, fact(ago, talked(child, again_on), role="teacher", strand="key person at Mrs Lee's"))


def talked(child: Child, again_on: date) -> key_person.KeyPersonMet:
    return key_person.KeyPersonMet(
        progress=f"{child.known_as} plays beside others now, and sometimes with them.",
        family_view="Happy. More words on quiet days.",
        learning_at_home="Songs in the bath; the big ones sing along.",
        again_on=again_on,
    )


def meeting_of_both(child: Child, day: Days) -> Iterator[Step]:
    """Tell of one meeting with both places, in the way that suits the mother, with a reminder."""
    plan = meetings.MeetingPlanned(
        purpose="What helps with talking, at all three places.",
        earliest_on=day.ago(38),
        slots=tuple(meetings.Slot(on=day.ago(n), at="half past two") for n in (38, 36)),
        parts_of_day=(meetings.PartOfDay.AFTERNOON,),
        minutes=45,
        place="The family room, without steps, door shut",
        child="Plays next door with somebody they like.",
        modes=(meetings.Mode.IN_PERSON, meetings.Mode.PHONE),
    )
    yield fact(62, plan)
    invited = meetings.FamilyInvited(
        to=(child.at_home,),
        how=How.PHONE,
        own_items="Asked in the voice message: what would you like to talk about?",
        may_bring="Said in the voice message: bring whom you like, and the baby.",
    )
    yield fact(58, invited)
    chosen = meetings.SlotChosen(
        meeting_on=day.ago(36), mode=meetings.Mode.IN_PERSON, part_of_day=meetings.PartOfDay.AFTERNOON
    )
    yield fact(52, chosen, role="parent")
    cot = arrangements.AdjustmentNeeded(
        who=child.at_home,
        kind=arrangements.Kind.CARE,
        what="Somewhere for the baby to sleep.",
        needed_on=day.ago(36),
    )
    yield fact(52, cot, role="parent", name="a cot")
    told = who_comes.AttendeesTold(
        to=(child.at_home,),
        how=How.PHONE,
        people=("Miss Quinn, who is with them at the nursery", "Mrs Lee, who minds them"),
    )
    yield fact(45, told)
    yield fact(41, meetings.ReminderSent(to=(child.at_home,), how=How.PHONE))
    met = meetings.MeetingTookPlace(
        present=(child.at_home, "Miss Quinn", "Mrs Lee"),
        said="Everybody speaks from the right, and waits. The songs from home are sung in all three places.",
        minutes=40,
    )
    yield fact(36, met, name="meeting")
    yield fact(
        36,
        lambda ids: arrangements.AdjustmentMade(
            there=arrangements.There.YES, done="A cot in the room. The baby slept.", needed=ids["a cot"]
        ),
    )
    yield fact(
        35,
        lambda ids: meetings.MeetingNoteGiven(to=(child.at_home, "Mrs Lee"), how=How.PHONE, meeting=ids["meeting"]),
    )
