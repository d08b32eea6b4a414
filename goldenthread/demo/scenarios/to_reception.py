"""From the nursery into Reception: a longer move, with the family asked before it, during it and after it."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.places import PRIMARY
from goldenthread.demo.scenarios.first_weeks import first_weeks, follows_on, known_at_nursery
from goldenthread.demo.steps import Child, Step, at, fact, move
from goldenthread.engine.events import Answer, How, LawfulBasis
from goldenthread.workflows import move_on, records_transfer, settings_attended, sharing
from goldenthread.workflows.move_on import MOVE_ON, KindOfMove
from goldenthread.workflows.settings_attended import Share
from goldenthread.workflows.vocabulary import Setting

VISITS = (
    (186, 150, "The empty hall, after school, with a torch", "Found the echo, and made it laugh back."),
    (148, 130, "A story in Reception, sitting by the door", "Held Miss Quinn's hand, and then Mr Lewis's sleeve."),
    (128, 101, "Lunch, with the friend from nursery", "Ate the whole pear. Asked when it is tomorrow."),
)
"""Visits beside those that every child has: when each was arranged and made, where, and how it was."""


def to_reception(child: Child, day: Days) -> Iterator[Step]:
    """Tell of extra visits, a page that the family calls theirs, and records that go by agreement and are receipted."""
    yield from known_at_nursery(child, day)
    yield from got_ready(child, day)
    yield from visits(child, day)
    yield from handed_on(child)
    yield from follows_on(child, day)
    yield from first_weeks(child, day)


def got_ready(child: Child, day: Days) -> Iterator[Step]:
    """Tell how the family is asked first, writes the page with the key person, and has the plan of the move."""
    coming = move_on.MoveExpected(kind=KindOfMove.PHASE, where="Elm Primary", moves_on=day.ago(81))
    yield fact(226, coming, role="parent")
    asked = move_on.FamilyAskedBefore(
        family_view="Big rooms are hard. Going slowly works, and a face that is known.",
        child_view=f"{child.known_as} packed a bag for the new school: one torch, one pear.",
    )
    yield fact(212, asked, role="teacher")
    page = move_on.ProfileWritten(
        strengths="Knows every song, and who is sad today.",
        what_helps="A torch in dark places; one thing at a time. Not: being carried in.",
        child_view="I like echoes when I make them.",
        family_view="Give it a minute. It always comes right after a minute.",
    )
    yield fact(204, page, role="teacher", name="page")
    signed = move_on.ProfileSignedOff
    right = move_on.SignOff.SIGNED_WITH_CHANGES
    words = "Two minutes, not one. The rest is our child."
    yield fact(
        196,
        lambda ids: signed(answer=right, who=child.at_home, words=words, profile=ids["page"]),
        role="parent",
    )
    plan = move_on.MovePlanned(
        steps="Three visits of their own, then those of every child; mornings only in the first week.",
        people=f"{child.place.teacher} comes along each time; {PRIMARY.teacher} is there each time.",
        longer="Three more visits, from half a year before, and two weeks of mornings.",
        named_here=child.place.teacher,
        named_there=PRIMARY.teacher,
    )
    yield move(190, MOVE_ON, move_on.PLAN_MOVE, plan, role="teacher")
    yield fact(187, move_on.MovePlanGiven(to=(child.at_home,), how=How.IN_PERSON), role="teacher")


def visits(child: Child, day: Days) -> Iterator[Step]:
    """Tell of each visit beside the usual ones; and how the family is asked while it goes on."""
    for arranged, made, where, how in VISITS:
        visit = move_on.VisitArranged(
            visit_on=day.ago(made), where=where, people=(child.place.teacher, PRIMARY.teacher, child.at_home)
        )
        name = f"visit {made}"
        yield fact(arranged, visit, role="teacher", name=name)
        yield visited(made, name, how)
    asked = move_on.FamilyAskedDuring(
        family_view="The second was too long. The torch is in the bag every morning.",
        child_view="Said: Mr Lewis has a torch too.",
        change="The third is lunch only.",
    )
    yield fact(126, asked, role="teacher")


def visited(ago: int, name: str, how: str) -> Step:
    return fact(
        ago,
        lambda ids: move_on.VisitMade(
            how_it_went=how, child_view="Shown, and read by the key person.", visit=ids[name]
        ),
        role="teacher",
    )


def handed_on(child: Child) -> Iterator[Step]:
    """Tell how both places meet, and what goes on to the school: by agreement, as it is from a nursery."""
    met = move_on.SettingsMet(
        present=(child.at_home, child.place.teacher, PRIMARY.senco),
        agreed="Mornings first. A torch on the peg. The page goes to everybody who is there at lunch.",
        from_here=child.place.teacher,
        from_there=PRIMARY.senco,
    )
    yield fact(166, met, name="both met")
    record = move_on.MeetingRecordShared
    yield fact(163, lambda ids: record(to=(child.at_home, PRIMARY.senco), how=How.EMAIL, meeting=ids["both met"]))
    tried = move_on.SharingTalkedOver(asked=child.at_home, answer=Answer.NOT_REACHED)
    yield fact(170, tried, role="teacher")
    yes = move_on.SharingTalkedOver(
        asked=child.at_home, answer=Answer.YES, reservation="Not the notes from the clinic."
    )
    yield fact(156, yes, role="teacher", name="yes")
    yield move(154, MOVE_ON, move_on.SHARE_PROFILE, move_on.ProfileShared(to="Mrs Okafor, Elm Primary"), role="teacher")
    yield fact(
        154,
        lambda ids: sharing.EntriesShared(
            goes_to=sharing.GoesTo.NEXT_SETTING,
            recipient=PRIMARY.senco,
            setting=Setting(PRIMARY.id),
            entries=(ids["page"], ids["both met"]),
            purpose="So that they know each other before the first day.",
            basis=LawfulBasis.CONSENT,
            sought=sharing.Sought.ASKED,
            permission=ids["yes"],
        ),
        role="teacher",
    )
    handed = move_on.HandedOver(to=PRIMARY.teacher, said="Two minutes. The torch. Who the friend is.")
    yield move(88, MOVE_ON, move_on.HAND_OVER, handed, role="teacher")
    sent = records_transfer.RecordsSent(
        to="Elm Primary", how=How.IN_PERSON, papers=("The page", "The check at two", "How the visits went")
    )
    yield fact(85, sent, name="records")
    yield at(PRIMARY, fact(77, lambda ids: records_transfer.RecordsReceived(sent=ids["records"]), strand="records"))
    yield fact(82, settings_attended.SettingLeft(setting=Setting(child.place.id)))
    school = settings_attended.SettingJoined(
        setting=Setting(PRIMARY.id),
        kind=PRIMARY.kind,
        part=Share.ALL,
        record_holder=PRIMARY.senco,
        first_contact=PRIMARY.teacher,
    )
    yield at(PRIMARY, fact(81, school))
    yield at(PRIMARY, fact(81, move_on.ChildMoved(kind=KindOfMove.PHASE), role="teacher"))
