"""A meeting: offered, chosen, prepared with the family, held or not, and never anybody's fault."""

import msgspec
import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event, How
from goldenthread.engine.fields import fields, form
from goldenthread.http.api.bodies import Fact, body_with
from goldenthread.workflows import meetings
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.meetings import MEETING, Mode, PartOfDay
from goldenthread.workflows.people import PARENT
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def planned(earliest: str = "3 Feb 2025") -> meetings.MeetingPlanned:
    return meetings.MeetingPlanned(
        purpose="How lunch is going",
        earliest_on=day(earliest),
        slots=tuple(meetings.Slot(on=day(on), at=at) for on, at in ((earliest, "9:00"), (earliest, "18:30"))),
        parts_of_day=(PartOfDay.MORNING, PartOfDay.EVENING),
        minutes=50,
        place="The quiet room: door shut, no steps",
        child="With Mr Bell in the garden",
        modes=tuple(Mode),
    )


def invited() -> meetings.FamilyInvited:
    return meetings.FamilyInvited(
        to=(some.MUM,), how=How.LETTER, own_items="A slip in the letter", may_bring="Said on the slip"
    )


def chosen(on: str = "3 Feb 2025", mode: Mode = Mode.IN_PERSON) -> meetings.SlotChosen:
    return meetings.SlotChosen(meeting_on=day(on), mode=mode, part_of_day=PartOfDay.EVENING)


def item(source: meetings.Source = meetings.Source.FAMILY) -> meetings.ItemAdded:
    return meetings.ItemAdded(source=source, item="Who sits with him")


def took_place() -> meetings.MeetingTookPlace:
    return meetings.MeetingTookPlace(present=(some.MUM, "Mrs Okafor"), said="A new seat", minutes=55)


def arranged() -> Story:
    story = a_record()
    story.given(planned(), on="13 Jan 2025")
    story.given(invited(), on="14 Jan 2025")
    story.given(chosen(), on="16 Jan 2025")
    return story


@requirement("S0-23", meetings.MeetingPlanned, meetings.Slot, meetings.SlotChosen)
@requirement("S3-11", meetings.Slot, meetings.SlotChosen, meetings.PartOfDay)
@requirement("S0-24", meetings.Mode, meetings.MeetingPlanned)
def test_the_family_chooses_from_several_times_and_ways() -> None:
    story = arranged()
    assert story.stage(MEETING) is meetings.ARRANGED
    assert len(planned().slots) == 2
    assert {str(one) for one in Mode} == {"in-person", "home", "safe-place", "online", "phone"}
    (choice,) = story.case.story().of(meetings.SlotChosen)
    assert (choice.clear("meeting_on"), choice.clear("part_of_day")) == (day("3 Feb 2025"), PartOfDay.EVENING)
    assert PARENT.id in JOURNEY.may_record(meetings.SlotChosen)


@requirement("S3-26", meetings.Mode, meetings.SlotChosen)
def test_the_family_may_say_where_they_feel_safe() -> None:
    asked = fields(meetings.SlotChosen)["where"]
    assert asked.question == "If somewhere else: where do they feel safe?"
    assert asked.about is PARENT
    assert Mode.SAFE_PLACE.label == "Somewhere else where they feel safe"


@requirement("S3-6", meetings.MeetingPlanned, meetings.Mode)
def test_face_to_face_is_offered_unless_something_else_is_said() -> None:
    assert fields(meetings.MeetingPlanned)["modes"].default == (Mode.IN_PERSON,)


@requirement("S0-26", meetings.NOTICE_LONG_ENOUGH, meetings.NOTICE, meetings.MeetingPlanned)
def test_short_notice_shows() -> None:
    story = a_record()
    story.given(planned("3 Mar 2025"), on="10 Feb 2025")
    # Fourteen days before Monday 3 March, over the end of February: Monday 17 February.
    assert story.reading(meetings.NOTICE_LONG_ENOUGH, "17 Feb 2025").due == day("17 Feb 2025")
    story.given(invited(), on="20 Feb 2025")
    reading = story.reading(meetings.NOTICE_LONG_ENOUGH, "20 Feb 2025")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 3)
    assert arranged().reading(meetings.NOTICE_LONG_ENOUGH, "16 Jan 2025").status is Status.MET


@requirement("S0-27", meetings.REMINDED, meetings.ReminderSent)
def test_a_reminder_is_due_as_the_day_comes_near_with_the_way_it_was_sent() -> None:
    story = arranged()
    # Two working days before Monday 3 February.
    assert story.reading(meetings.REMINDED, "30 Jan 2025").due == day("30 Jan 2025")
    assert story.reading(meetings.REMINDED, "31 Jan 2025").status is Status.OVERDUE
    story.given(meetings.ReminderSent(to=(some.MUM,), how=How.PHONE), on="31 Jan 2025")
    assert story.reading(meetings.REMINDED, "31 Jan 2025").status is Status.MET_LATE
    assert fields(meetings.ReminderSent)["how"].required


@requirement("S1-15", meetings.MeetingPlanned)
@requirement("S2-22", meetings.MeetingPlanned)
@requirement("S2-24", meetings.MeetingPlanned, meetings.MeetingTookPlace)
def test_a_meeting_is_planned_in_a_private_place_with_time_enough() -> None:
    asked = fields(meetings.MeetingPlanned)
    assert asked["place"].question == "Where, and is it private and easy to get into?"
    assert "Not the corridor" in (asked["place"].hint or "")
    assert all(asked[one].required for one in ("earliest_on", "place", "minutes", "slots"))
    held = fields(meetings.MeetingTookPlace)
    assert held["minutes"].required
    assert held["ran_over"].question.startswith("If it ran over")


@requirement("S1-16", meetings.MeetingPlanned, meetings.OtherTimesWanted, meetings.OTHER_TIMES_OFFERED)
def test_a_time_that_is_hard_for_the_child_or_the_family_is_changed() -> None:
    story = arranged()
    assert fields(meetings.MeetingPlanned)["child"].required
    other = meetings.OtherTimesWanted(what_fits="Not at pick-up: he is worn out then")
    story.given(other, on="27 Jan 2025")
    assert story.stage(MEETING) is meetings.OTHER_TIMES
    assert story.reading(meetings.OTHER_TIMES_OFFERED, "4 Feb 2025").days_late == 1
    assert story.reading(meetings.REMINDED, "4 Feb 2025").status is Status.FELL_AWAY
    story.given(invited(), on="4 Feb 2025")
    assert story.reading(meetings.OTHER_TIMES_OFFERED, "4 Feb 2025").status is Status.MET_LATE
    assert story.stage(MEETING) is meetings.INVITED


def test_a_time_that_was_not_taken_up_is_nobodys_fault() -> None:
    story = arranged()
    story.given(meetings.OtherTimesWanted(not_taken_up=True), on="4 Feb 2025")
    assert meetings.OTHER_TIMES.label == "Other times to meet will be offered"
    assert not any(one.owed_by is PARENT for one in MEETING.clocks)
    texts = [event.told + (event.__doc__ or "") for event in MEETING.events]
    assert not any(word in text.lower() for text in texts for word in ("refus", "fail", "did not attend", "no show"))


@requirement("S2-5", meetings.INVITED_TO_REVIEW, meetings.MEETING_FOR_REVIEW, meetings.FamilyInvited)
def test_the_family_is_invited_to_every_review_and_their_answer_is_kept() -> None:
    story = a_record()
    story.given(some.planned(review_on=day("13 Dec 2024")), on="30 Sep 2024")
    assert story.stage(MEETING) is meetings.TO_OFFER
    assert story.reading(meetings.INVITED_TO_REVIEW, "30 Nov 2024").due == day("29 Nov 2024")
    assert story.reading(meetings.INVITED_TO_REVIEW, "30 Nov 2024").status is Status.OVERDUE
    story.given(invited(), on="2 Dec 2024")
    assert story.reading(meetings.INVITED_TO_REVIEW, "2 Dec 2024").status is Status.MET_LATE
    story.given(chosen("13 Dec 2024"), on="3 Dec 2024")
    story.given(some.met(), on="13 Dec 2024")
    assert story.stage(MEETING) is meetings.HELD
    story.given(some.planned(review_on=day("28 Mar 2025")), on="16 Dec 2024")
    assert story.reading(meetings.INVITED_TO_REVIEW, "17 Dec 2024").due == day("14 Mar 2025")
    assert len(story.case.strands_of("meeting")) == 1
    story.given(some.support_ended(), on="3 Mar 2025")
    assert story.reading(meetings.INVITED_TO_REVIEW, "17 Mar 2025").status is Status.FELL_AWAY


@requirement("S3-59", meetings.MeetingAskedFor, meetings.MEETING_OFFERED_IN_TIME)
def test_a_family_may_ask_to_meet_anybody_by_name_and_is_offered_times() -> None:
    story = a_record()
    asked = meetings.MeetingAskedFor(who=some.MUM, whom=("Miss Hay", "The lunchtime assistant"))
    story.given(asked, on="20 Dec 2024")
    # 25, 26 December and 1 January are not counted: 23, 24, 27, 30, 31 December.
    assert story.reading(meetings.MEETING_OFFERED_IN_TIME, "2 Jan 2025").due == day("31 Dec 2024")
    assert story.reading(meetings.MEETING_OFFERED_IN_TIME, "2 Jan 2025").status is Status.OVERDUE
    story.given(planned(), on="2 Jan 2025")
    story.given(invited(), on="2 Jan 2025")
    assert story.reading(meetings.MEETING_OFFERED_IN_TIME, "2 Jan 2025").status is Status.MET_LATE
    assert len(story.case.strands_of("meeting")) == 1


@requirement("S3-28", meetings.ItemAdded, meetings.Source, meetings.ItemDealtWith, meetings.ITEM_DEALT_WITH)
@pytest.mark.parametrize("held", [took_place(), some.met()])
def test_nothing_the_family_put_down_is_dropped_without_a_note(held: Event) -> None:
    story = arranged()
    theirs = story.given(item(), on="20 Jan 2025")
    story.given(item(meetings.Source.OURS), on="21 Jan 2025")
    assert story.readings(meetings.ITEM_DEALT_WITH, "24 Jan 2025")[0].due is None
    story.given(held, on="3 Feb 2025")
    assert story.stage(MEETING) is meetings.HELD
    first, second = story.readings(meetings.ITEM_DEALT_WITH, "4 Feb 2025")
    assert {(one.due, one.status) for one in (first, second)} == {(day("3 Feb 2025"), Status.OVERDUE)}
    dealt = meetings.ItemDealtWith(item=theirs.id, became=meetings.Became.ANOTHER_TIME, note="She agreed: in March")
    story.given(dealt, on="4 Feb 2025")
    first, second = story.readings(meetings.ITEM_DEALT_WITH, "4 Feb 2025")
    assert (first.status, second.status) == (Status.MET_LATE, Status.OVERDUE)
    assert fields(meetings.ItemDealtWith)["note"].required


@requirement("S3-46", meetings.MeetingPaused, meetings.MeetingResumed, meetings.GONE_ON_WITH)
@requirement("S3-68", meetings.MeetingPaused, meetings.MeetingResumed, meetings.PAUSED)
def test_a_meeting_may_be_paused_and_goes_on_when_everybody_is_ready() -> None:
    story = arranged()
    pause = meetings.MeetingPaused(why="A breath", second_person="Mr Lee", go_on_by=day("10 Feb 2025"))
    story.given(pause, on="3 Feb 2025")
    assert story.stage(MEETING) is meetings.PAUSED
    assert story.reading(meetings.GONE_ON_WITH, "11 Feb 2025").days_late == 1
    resumed = meetings.MeetingResumed(made_good="Both said sorry", changed="Fewer people in the room")
    story.given(resumed, on="11 Feb 2025")
    assert story.stage(MEETING) is meetings.GOING_ON
    story.given(took_place(), on="11 Feb 2025")
    assert story.stage(MEETING) is meetings.HELD
    assert set(meetings.MeetingPaused.__struct_fields__) == {"why", "go_on_by", "second_person"}
    assert fields(meetings.MeetingResumed)["made_good"].required


def test_the_family_has_the_note_of_every_meeting() -> None:
    story = arranged()
    held = story.given(took_place(), on="3 Feb 2025")
    assert story.reading(meetings.MEETING_NOTE, "7 Feb 2025").days_late == 1
    note = meetings.MeetingNoteGiven(to=(some.MUM,), how=How.EMAIL, meeting=held.id)
    story.given(note, on="7 Feb 2025")
    assert story.reading(meetings.MEETING_NOTE, "7 Feb 2025").status is Status.MET_LATE


def test_a_meeting_told_in_another_story_is_not_written_twice() -> None:
    story = arranged()
    held = story.given(some.met(), on="3 Feb 2025")
    assert story.stage(MEETING) is meetings.HELD
    assert held.workflow == "sen-support"
    assert [place.workflow for place in held.heard_in] == ["meeting"]
    assert story.readings(meetings.MEETING_NOTE, "4 Feb 2025") == []
    assert story.reading(sen.NOTE_OF_MEETING, "4 Feb 2025").due == day("4 Feb 2025")


@requirement("S2-6", meetings.MeetingTookPlace, sen.MeetingHeld)
@pytest.mark.parametrize("kind", [meetings.MeetingTookPlace, sen.MeetingHeld])
def test_a_meeting_without_its_day_is_not_written_down(kind: type[Event]) -> None:
    (first, *_) = form(kind)["questions"]
    assert (first["name"], first["type"], first["required"]) == ("happened_on", "date", True)
    event = took_place() if kind is meetings.MeetingTookPlace else some.met()
    without = msgspec.json.encode({"event": event})
    with pytest.raises(msgspec.ValidationError, match="happened_on"):
        msgspec.json.decode(without, type=body_with(Fact, "Body", "event", kind))
