"""Keeping in touch: in any way, by anybody, answered in the time set for each way."""

from dataclasses import replace

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Event, How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.projections.timeline import story as timeline
from goldenthread.workflows import contact, move_on, sent_home
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.contact import CONTACT, BegunBy, Way
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def in_touch(way: Way, begun_by: BegunBy = BegunBy.US, carries: RecordId | None = None) -> contact.InTouch:
    return contact.InTouch(
        way=way, begun_by=begun_by, who="Mrs Okafor", with_whom=(some.MUM,), what_about="His day", carries=carries
    )


def wrote(to: str = "Mrs Okafor") -> contact.FamilyWrote:
    return contact.FamilyWrote(who=some.MUM, to_whom=to, way=Way.EMAIL, words="Can we talk?")


def answered(message: RecordId) -> contact.FamilyAnswered:
    return contact.FamilyAnswered(message=message, how=How.PHONE, answer="Yes: Tuesday?")


@requirement("S2-4", contact.InTouch, contact.Way)
@requirement("S3-47", contact.InTouch, contact.Way)
@requirement("S0-34", contact.InTouch, contact.Way)
def test_every_kind_of_contact_is_kept_with_its_day() -> None:
    story = a_record()
    for way in Way:
        story.given(in_touch(way), on="6 Jan 2025")
    kept = [one.clear("way") for one in story.case.story().of(contact.InTouch)]
    assert kept == list(Way)
    assert {"meeting", "informal-meeting", "letter", "call", "diary", "drop-in", "other"} <= {str(way) for way in kept}
    assert story.stage(CONTACT) is contact.IN_TOUCH


@requirement("S3-4", contact.InTouch, contact.BegunBy)
def test_who_began_a_contact_is_asked_and_the_form_guides_the_tone() -> None:
    asked = fields(contact.InTouch)
    assert asked["begun_by"].required
    assert asked["begun_by"].clear
    assert "plain, kind and open" in (asked["what_about"].hint or "")


@requirement("S3-44", contact.InTouch, contact.CONTACT)
def test_the_ways_that_worked_go_on_past_a_move() -> None:
    story = a_record()
    story.given(in_touch(Way.DIARY), on="6 Jan 2025")
    story.given(move_on.ChildMoved(kind=move_on.KindOfMove.PHASE), on="2 Sep 2025")
    story.given(in_touch(Way.TEXT), on="8 Sep 2025")
    (strand,) = story.case.strands_of("contact")
    kept = story.case.story(strand.id).of(contact.InTouch)
    assert [one.clear("way") for one in kept] == [Way.DIARY, Way.TEXT]
    assert not contact.IN_TOUCH.ends


@requirement("S3-33", contact.WRITING_ANSWERED, contact.RUNG_BACK, contact.FamilyWrote, contact.FamilyRang)
def test_each_way_has_a_time_of_its_own_for_an_answer() -> None:
    story = a_record()
    letter = story.given(wrote(), on="2 May 2025")
    rang = story.given(
        contact.FamilyRang(who=some.MUM, to_whom="Miss Hay", words="Ring me after four"), on="2 May 2025"
    )
    # Friday; Monday 5 May is a bank holiday.
    assert story.reading(contact.RUNG_BACK, "6 May 2025").due == day("6 May 2025")
    assert story.reading(contact.WRITING_ANSWERED, "6 May 2025").due == day("12 May 2025")
    assert story.reading(contact.RUNG_BACK, "7 May 2025").status is Status.OVERDUE
    story.given(answered(rang.id), on="7 May 2025")
    assert story.reading(contact.RUNG_BACK, "7 May 2025").status is Status.MET_LATE
    assert story.reading(contact.WRITING_ANSWERED, "7 May 2025").status is Status.RUNNING
    story.given(answered(letter.id), on="12 May 2025")
    assert story.reading(contact.WRITING_ANSWERED, "13 May 2025").status is Status.MET


def test_a_place_may_set_its_own_time_for_a_way() -> None:
    story = a_record(replace(ENGLAND, local={"working days to answer what a family wrote": 2}))
    story.given(wrote(), on="6 Jan 2025")
    assert story.reading(contact.WRITING_ANSWERED, "6 Jan 2025").due == day("8 Jan 2025")


@requirement("S0-17", contact.MESSAGE_HAD, contact.MessageHad, contact.FamilyAnswered)
def test_the_family_knows_that_it_was_had_and_sees_what_was_replied() -> None:
    story = a_record()
    letter = story.given(wrote(), on="6 Jan 2025")
    assert story.reading(contact.MESSAGE_HAD, "8 Jan 2025").days_late == 1
    had = contact.MessageHad(answer_from="Mrs Okafor", answer_by=day("10 Jan 2025"), message=letter.id)
    story.given(had, on="8 Jan 2025")
    assert story.reading(contact.MESSAGE_HAD, "8 Jan 2025").status is Status.MET_LATE
    story.given(answered(letter.id), on="9 Jan 2025")
    told = timeline(story.case, JOURNEY, {"child": "Sam"})
    assert [one.tag for one in told] == ["contact.family-wrote", "contact.message-had", "contact.family-answered"]
    assert all(one.recorded_at.date() == one.happened_on for one in told)
    assert PARENT.id in JOURNEY.may_record(contact.FamilyWrote)


@requirement("S3-43", contact.MessageForFamily, contact.MESSAGE_GIVEN, contact.InTouch, contact.FamilyWrote)
def test_staff_pass_things_on_by_one_person_and_the_family_may_write_to_anybody() -> None:
    story = a_record()
    message = story.given(
        contact.MessageForFamily(from_whom="The PE teacher", message="Trainers on Friday"), on="6 Jan 2025"
    )
    assert story.reading(contact.MESSAGE_GIVEN, "9 Jan 2025").days_late == 1
    story.given(in_touch(Way.DOOR, carries=message.id), on="9 Jan 2025")
    assert story.reading(contact.MESSAGE_GIVEN, "9 Jan 2025").status is Status.MET_LATE
    assert fields(contact.InTouch)["why_direct"].question == "If we began it, and not by their first contact: why?"
    for anybody in ("The head", "The PE teacher", "Mrs Okafor"):
        story.given(wrote(anybody), on="9 Jan 2025")


@requirement("S1-14", sent_home.CheckInPlanned, sent_home.CHECK_IN, sent_home.CheckInHeld)
def test_check_ins_are_planned_and_one_that_is_forgotten_shows() -> None:
    story = a_record()
    plans = [
        story.given(
            sent_home.CheckInPlanned(planned_on=day(on), by_whom="Miss Hay", how_often="Every half term"),
            on="2 Sep 2024",
        )
        for on in ("16 Sep 2024", "4 Nov 2024")
    ]
    held = sent_home.CheckInHeld(planned=plans[0].id, how_things_are="Better", what_we_do="Carry on")
    story.given(held, on="16 Sep 2024")
    one, other = story.readings(sent_home.CHECK_IN, "6 Nov 2024")
    assert (one.status, other.status, other.days_late) == (Status.MET, Status.OVERDUE, 2)


@requirement("S0-28", sent_home.SentOut, sent_home.CameBack, sent_home.Arrived, sent_home.SENT_ANOTHER_WAY)
def test_what_goes_out_in_several_ways_has_a_record_of_each() -> None:
    story = a_record()
    first = story.given(sent(Way.NEWSLETTER), on="1 Apr 2025")
    others = [story.given(sent(way, same_as=first.id), on="1 Apr 2025") for way in (Way.EMAIL, Way.TEXT)]
    story.given(sent_home.Arrived(how_known="She said so", sending=first.id), on="2 Apr 2025")
    back = story.given(sent_home.CameBack(how_known="No such address", sending=others[0].id), on="17 Apr 2025")
    # Maundy Thursday: Good Friday and Easter Monday are not counted.
    assert story.reading(sent_home.SENT_ANOTHER_WAY, "24 Apr 2025").due == day("23 Apr 2025")
    assert story.reading(sent_home.SENT_ANOTHER_WAY, "24 Apr 2025").status is Status.OVERDUE
    story.given(sent(Way.LETTER, same_as=first.id, instead_of=back.id), on="24 Apr 2025")
    assert story.reading(sent_home.SENT_ANOTHER_WAY, "24 Apr 2025").status is Status.MET_LATE
    assert len(story.case.story().of(sent_home.SentOut)) == 4


def sent(way: Way, *, same_as: RecordId | None = None, instead_of: RecordId | None = None) -> Event:
    return sent_home.SentOut(what="The summer events", to=(some.MUM,), way=way, same_as=same_as, instead_of=instead_of)
