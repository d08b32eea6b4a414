"""How we reach out is counted: what was offered, how, when; never who somebody is."""

import msgspec

from goldenthread.engine.events import How
from goldenthread.engine.records import EnteredInError
from goldenthread.projections.engagement import Counted, engagement
from goldenthread.workflows import barriers, contact, meetings, with_family
from goldenthread.workflows.contact import BegunBy, Way
from goldenthread.workflows.engaging import ENGAGEMENT
from goldenthread.workflows.meetings import Mode, PartOfDay
from goldenthread.workflows.sen_support import MeetingHeld
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def counted(story: Story, first: str = "1 Sep 2024", last: str = "31 Aug 2025") -> dict[str, Counted]:
    found = engagement(story.case.story(), ENGAGEMENT, day(first), day(last))
    return {one.label: one for one in found}


def offered(story: Story, on: str, *modes: Mode) -> None:
    plan = meetings.MeetingPlanned(
        purpose="Lunch",
        earliest_on=day("1 Aug 2025"),
        slots=(meetings.Slot(on=day("1 Aug 2025"), at="18:30"),),
        parts_of_day=(PartOfDay.MORNING, PartOfDay.EVENING),
        minutes=40,
        place="The quiet room",
        child="In the garden",
        modes=modes,
    )
    story.given(plan, on=on)
    invitation = meetings.FamilyInvited(to=(some.MUM,), how=How.LETTER, own_items="A slip", may_bring="Said")
    story.given(invitation, on=on)


def a_year() -> Story:
    story = a_record()
    offered(story, "2 Sep 2024", Mode.IN_PERSON, Mode.ONLINE)
    story.given(meetings.OtherTimesWanted(), on="6 Sep 2024")
    offered(story, "9 Sep 2024", Mode.PHONE, Mode.ONLINE)
    slot = meetings.SlotChosen(meeting_on=day("7 Oct 2024"), mode=Mode.ONLINE, part_of_day=PartOfDay.EVENING)
    story.given(slot, on="10 Sep 2024")
    story.given(some.met(), on="7 Oct 2024")
    for way, begun_by in ((Way.DOOR, BegunBy.US), (Way.CALL, BegunBy.US), (Way.CALL, BegunBy.FAMILY)):
        touch = contact.InTouch(way=way, begun_by=begun_by, who="Miss Hay", with_whom=(some.MUM,), what_about="Lunch")
        story.given(touch, on="14 Oct 2024")
    story.given(with_family.GoodNewsShared(news="He sang.", shared_with=(some.MUM,)), on="15 Oct 2024")
    story.given(
        barriers.BarrierFound(kind=barriers.BarrierKind.TIMES, what="Work", how_found="She said"), on="6 Sep 2024"
    )
    tried = barriers.WayTried(way="Evenings", whose_idea="Hers", look_again_on=day("4 Nov 2024"))
    story.given(tried, on="9 Sep 2024")
    return story


@requirement("S0-20", ENGAGEMENT, meetings.MeetingPlanned, meetings.SlotChosen)
def test_offers_and_what_was_taken_up_are_counted_by_way_and_time() -> None:
    report = counted(a_year())
    assert report["Ways to meet that were offered"].by == {
        "Here, face to face": 1,
        "On a video call": 2,
        "By telephone": 1,
    }
    assert report["Times of day that were offered"].by == {"In the morning": 2, "In the evening": 2}
    assert report["Ways to meet that were chosen"].by == {"On a video call": 1}
    assert report["Times of day that were chosen"].by == {"In the evening": 1}
    assert report["Meetings"].times == 1


@requirement("S0-21", ENGAGEMENT, meetings.FamilyInvited, meetings.OtherTimesWanted)
def test_invitations_and_those_not_taken_up_are_counted_over_a_period() -> None:
    report = counted(a_year())
    assert (report["Invitations"].times, report["Other times to be offered"].times) == (2, 1)
    only_october = counted(a_year(), "1 Oct 2024", "31 Oct 2024")
    assert (only_october["Invitations"].times, only_october["Meetings"].times) == (0, 1)
    at_the_edges = counted(a_year(), "6 Sep 2024", "9 Sep 2024")
    assert (at_the_edges["Invitations"].times, at_the_edges["Other times to be offered"].times) == (1, 1)


@requirement("S3-4", ENGAGEMENT, contact.BegunBy)
@requirement("S3-13", ENGAGEMENT, with_family.GoodNewsShared)
@requirement("S1-9", ENGAGEMENT, barriers.WayTried)
def test_who_began_a_contact_good_news_and_other_ways_that_were_tried_are_counted() -> None:
    report = counted(a_year())
    assert report["Who began a contact"].by == {"We did": 2, "The family": 1}
    assert report["Good news"].times == 1
    assert report["Other ways to take part that were tried"].times == 1


@requirement("S0-20", ENGAGEMENT)
def test_the_report_names_nobody_and_labels_no_family() -> None:
    said = msgspec.json.encode(list(counted(a_year()).values())).decode().lower()
    assert not any(word in said for word in ("sam", "mum", "hay", "refus", "fail", "declin", "hard to reach", "rate"))
    assert Counted.__struct_fields__ == ("label", "times", "by")


def test_what_was_entered_in_error_is_not_counted_and_an_empty_record_counts_nothing() -> None:
    story = a_year()
    (met,) = story.case.story().of(MeetingHeld)
    story.given(EnteredInError(record=met.id, why="Another child's"), on="15 Oct 2024")
    assert counted(story)["Meetings"].times == 0
    assert {one.times for one in counted(a_record()).values()} == {0}
