"""An event of one story that another speaks of: written down once, and told in both."""

import pytest

from goldenthread.engine import Event
from goldenthread.engine.case import fold
from goldenthread.engine.clocks import Status
from goldenthread.engine.records import Disputed, EnteredInError, Origin, Record, StrandId
from tests.engine import made_up as garden
from tests.engine import made_up_lease as lease
from tests.engine.made_up import GivenUp, Inspected, Let
from tests.engine.made_up_garden import asked, in_the_garden
from tests.engine.made_up_lease import LEASE
from tests.story import Story, day


def lease_of(story: Story) -> StrandId:
    (strand,) = story.case.strands_of("lease")
    return strand.id


def a_letting(on: str = "1 Oct 2025") -> tuple[Story, Record]:
    story = in_the_garden()
    story.given(asked(), on="1 Sep 2025")
    return story, story.given(Let(), on=on)


def test_what_happens_in_one_story_opens_another_and_is_written_down_once() -> None:
    story, let = a_letting()
    assert story.stage(LEASE) is lease.TO_SIGN
    assert story.stage(garden.LETTING) is garden.LET
    assert [place.strand for place in let.heard_in] == [lease_of(story)]
    assert let.strand != lease_of(story)
    assert story.reading(lease.SIGNED_SOON, "2 Oct 2025").due == day("15 Oct 2025")


def test_a_strand_that_another_opened_goes_on_by_its_own_moves() -> None:
    story, _ = a_letting()
    story.when(lease.SIGN, lease.LeaseSigned(), on="16 Oct 2025").then(lease.SIGNED)
    reading = story.reading(lease.SIGNED_SOON, "20 Oct 2025")
    assert (reading.status, reading.days_late) == (Status.MET_LATE, 1)
    assert story.stage(garden.LETTING) is garden.LET


def test_what_is_heard_lands_a_strand_and_opens_its_duties() -> None:
    story, _ = a_letting()
    story.given(Inspected(), on="1 Nov 2025")
    assert story.reading("rent-looked-at", "2 Nov 2025").due == day("1 Dec 2025")
    story.given(GivenUp(), on="2 Dec 2025")
    assert story.stage(LEASE) is lease.OVER


def test_what_nobody_hears_is_heard_nowhere() -> None:
    story, _ = a_letting()
    assert story.given(garden.SignPutUp(), on="5 Oct 2025", origin=Origin.REPORTED).heard_in == ()


def test_what_comes_before_a_strand_waits_for_it() -> None:
    story = in_the_garden()
    story.given(asked(), on="1 Sep 2025")
    inspected = story.given(Inspected(), on="1 Nov 2025")
    assert [(place.workflow, place.strand) for place in inspected.heard_in] == [("lease", None)]
    assert list(story.case.strands_of("lease")) == []
    story.given(Let(), on="1 Oct 2025", written="3 Nov 2025")
    assert story.reading("rent-looked-at", "3 Nov 2025").due == day("1 Dec 2025")


@pytest.mark.parametrize("late", [Let(), GivenUp(), Inspected()])
def test_papers_entered_late_tell_the_same_two_stories(late: Event) -> None:
    told: dict[type[Event], tuple[Event, int]] = {
        type(one): (one, on) for one, on in ((Let(), 1), (Inspected(), 2), (GivenUp(), 3))
    }
    straight, crooked = in_the_garden(), in_the_garden()
    for event, on in told.values():
        straight.given(event, on=f"{on} Oct 2025")
    for event, on in (*(told[kind] for kind in told if kind is not type(late)), told[type(late)]):
        crooked.given(event, on=f"{on} Oct 2025", written="9 Oct 2025")
    assert crooked.stage(LEASE) is straight.stage(LEASE) is lease.OVER
    assert fold(crooked.case.id, crooked.case.records).strands == crooked.case.strands


def test_a_second_letting_has_a_lease_of_its_own_and_each_is_heard_in_its_own() -> None:
    story, first = a_letting()
    story.given(GivenUp(), on="1 Nov 2025")
    story.given(asked(), on="2 Nov 2025")
    second = story.given(Let(), on="3 Nov 2025")
    assert first.heard_in[0].strand != second.heard_in[0].strand
    inspected = story.given(Inspected(), on="4 Nov 2025", strand=first.strand)
    assert [place.strand for place in inspected.heard_in] == [first.heard_in[0].strand]


def test_a_correction_is_heard_where_what_it_corrects_was() -> None:
    story, let = a_letting()
    again = story.given(Let(), on="2 Oct 2025", written="5 Oct 2025", replaces=let)
    assert again.heard_in == let.heard_in
    assert story.reading(lease.SIGNED_SOON, "6 Oct 2025").due == day("16 Oct 2025")


def test_an_entry_made_in_error_is_taken_out_of_both_stories() -> None:
    story, let = a_letting()
    story.given(EnteredInError(record=let.id, why="The wrong page."), on="3 Oct 2025")
    assert list(story.case.strands_of("lease")) == []
    assert story.stage(garden.LETTING) is garden.ASKED


def test_what_is_said_of_an_entry_can_be_heard_as_well() -> None:
    story, let = a_letting()
    story.given(Disputed(record=let.id, who="Robin", statement="It is the other bed."), on="3 Oct 2025")
    assert story.reading(lease.DISPUTE_SETTLED, "4 Oct 2025").due == day("13 Oct 2025")
    story.given(lease.DisputeSettled(), on="4 Oct 2025")
    assert story.reading(lease.DISPUTE_SETTLED, "4 Oct 2025").status is Status.MET


def test_where_an_event_can_make_nothing_of_a_strand_it_is_not_heard() -> None:
    story, _ = a_letting()
    story.given(GivenUp(), on="1 Nov 2025")
    over = lease_of(story)
    inspected = story.given(Inspected(), on="2 Nov 2025")
    assert all(place.lands is None for place in inspected.heard_in if place.strand == over)
    assert story.stage(LEASE) is lease.OVER
