"""Information rights: one month, two more if told in time, days that stand still, and the family's own words."""

import pytest

from goldenthread.engine.calendars import Calendar
from goldenthread.engine.clocks import Status
from goldenthread.engine.commands import New
from goldenthread.engine.events import Event, How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Disputed
from goldenthread.projections.timeline import Dispute
from goldenthread.projections.timeline import story as timeline
from goldenthread.workflows import health_needs
from goldenthread.workflows import information_rights as rights
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.information_rights import INFORMATION_RIGHTS
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from goldenthread.workflows.people import CHILD, PARENT
from tests.generic import SOMEBODY, sample
from tests.story import Story, day
from tests.workflows import samples as some
from tests.workflows.samples import MUM, a_record


@pytest.fixture
def story() -> Story:
    return a_record()


def asked() -> rights.AccessAsked:
    return rights.AccessAsked(who=MUM, for_whom="Sam's; she is his mother", form=How.PHONE, words="All of it, please.")


def answered(request: RecordId | None = None) -> rights.AccessAnswered:
    return rights.AccessAnswered(
        to=(MUM,), how=How.LETTER, left_out="Nothing", explained="In the letter", request=request
    )


def more_asked() -> rights.MoreAsked:
    return rights.MoreAsked(to=(MUM,), how=How.EMAIL, what=rights.WaitedFor.WHAT_FOR, why="There are nine years of it.")


def more_time(counted_from: str, told: str) -> rights.MoreTimeTaken:
    return rights.MoreTimeTaken(
        to=(MUM,), how=How.LETTER, why="Nine years", counted_from=day(counted_from), starts_on=day(told)
    )


def listed() -> rights.ThirdPartyListed:
    item = rights.ThirdPartyItem(what="The therapist's letter", whose="The clinic", asked_them="Yes, and they agree")
    return rights.ThirdPartyListed(items=(item,))


def decided() -> rights.ThirdPartyDecided:
    one = rights.ThirdPartyDecision(what="The therapist's letter", included=True, why="Nothing in it does harm")
    return rights.ThirdPartyDecided(decisions=(one,), decided_by="Mrs Reed")


def correction_asked(entry: RecordId | None = None) -> rights.CorrectionAsked:
    return rights.CorrectionAsked(who=MUM, wrong="He is not afraid of noise; of crowds.", entry=entry)


def correction_answered(request: RecordId, outcome: rights.Corrected) -> rights.CorrectionAnswered:
    return rights.CorrectionAnswered(
        to=(MUM,), how=How.LETTER, outcome=outcome, why="Seen", own_words="Here", who_else="Nobody", request=request
    )


# One month


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("3 Mar 2025", "3 Apr 2025"),
        ("31 Jan 2024", "29 Feb 2024"),
        ("31 Jan 2025", "28 Feb 2025"),
        ("18 Mar 2025", "22 Apr 2025"),  # Good Friday, and then Easter Monday
        ("25 Nov 2025", "29 Dec 2025"),  # Christmas, Boxing Day and a weekend
        ("1 Jul 2025", "1 Aug 2025"),
        ("4 Feb 2026", "4 Mar 2026"),  # the last day of the law as it was
        ("5 Feb 2026", "5 Mar 2026"),
        ("30 Jul 2026", "1 Sep 2026"),  # a Sunday, and then the bank holiday of 31 August
    ],
)
def test_whoever_asks_has_it_in_a_month_or_on_the_next_working_day(story: Story, received: str, due: str) -> None:
    request = story.given(asked(), on=received)
    assert story.reading("sar-response", received).due == day(due)
    assert story.stage(INFORMATION_RIGHTS) is rights.ASKED
    story.given(answered(request.id), on=due)
    assert story.reading("sar-response", due).status is Status.MET


def test_a_late_answer_shows_and_stays_owed(story: Story) -> None:
    request = story.given(asked(), on="3 Mar 2025")
    assert story.reading("sar-response", "7 Apr 2025").days_late == 4
    story.given(answered(request.id), on="7 Apr 2025")
    assert story.reading("sar-response", "8 Apr 2025").status is Status.MET_LATE


# Two months more


def test_two_months_more_are_taken_where_the_family_is_told_in_the_first(story: Story) -> None:
    request = story.given(asked(), on="25 Sep 2025")
    assert story.reading("sar-response", "27 Oct 2025").due == day("27 Oct 2025")
    story.given(more_time("25 Sep 2025", told="24 Oct 2025"), on="24 Oct 2025")
    assert story.reading("sar-response", "28 Oct 2025").status is Status.DISAPPLIED
    # Three months from 25 September end on Christmas Day.
    assert story.reading("sar-response-extended", "28 Oct 2025").due == day("29 Dec 2025")
    assert story.reading("sar-response-extended", "30 Dec 2025").status is Status.OVERDUE
    story.given(answered(request.id), on="30 Dec 2025")
    assert story.reading("sar-response-extended", "31 Dec 2025").status is Status.MET_LATE


def test_told_after_the_first_month_it_excuses_nothing(story: Story) -> None:
    story.given(asked(), on="2 Jun 2025")
    story.given(more_time("2 Jun 2025", told="3 Jul 2025"), on="3 Jul 2025")
    assert story.reading("sar-response", "4 Jul 2025").status is Status.OVERDUE
    assert story.reading("sar-response-extended", "4 Jul 2025").due == day("2 Sep 2025")


# Standing still


def test_since_february_2026_the_days_stand_still_while_an_answer_is_waited_for(story: Story) -> None:
    request = story.given(asked(), on="5 Feb 2026")
    story.given(more_asked(), on="10 Feb 2026")
    assert story.reading("sar-response", "9 Mar 2026").status is Status.FELL_AWAY
    story.given(rights.MoreGiven(), on="24 Feb 2026")
    reading = story.reading("sar-response", "24 Feb 2026")
    assert (reading.due, reading.status) == (day("19 Mar 2026"), Status.RUNNING)
    assert "14 days waited for an answer are added, which is Thu 19 Mar 2026" in reading.working[0]
    story.given(more_asked(), on="2 Mar 2026")
    story.given(rights.MoreGiven(), on="4 Mar 2026")
    # Two days more end on a Saturday.
    assert story.reading("sar-response", "4 Mar 2026").due == day("23 Mar 2026")
    assert story.reading("sar-response", "24 Mar 2026").status is Status.OVERDUE
    story.given(answered(request.id), on="24 Mar 2026")
    assert story.reading("sar-response", "25 Mar 2026").status is Status.MET_LATE


def test_a_request_from_before_is_counted_as_the_law_was(story: Story) -> None:
    story.given(asked(), on="4 Feb 2026")
    story.given(more_asked(), on="10 Feb 2026")
    story.given(rights.MoreGiven(), on="24 Feb 2026")
    assert story.reading("sar-response", "5 Mar 2026").status is Status.OVERDUE
    assert [str(one.law) for one in (rights.ACCESS_BEFORE_2026, rights.ACCESS)] == [
        "UK GDPR, Article 12",
        "UK GDPR, Article 12A",
    ]


# What others wrote


def test_a_person_decides_of_what_others_wrote_and_nothing_waits_for_it(story: Story) -> None:
    request = story.given(asked(), on="3 Mar 2025")
    story.given(listed(), on="10 Mar 2025")
    assert story.reading("others-decided-of", "18 Mar 2025").days_late == 1
    tried = story.when(rights.ANSWER_ACCESS, answered(request.id), on="18 Mar 2025")
    tried.not_ready(missing=[rights.OTHERS_THOUGHT_OF])
    why = {rights.OTHERS_THOUGHT_OF: "Nothing in it is from others."}
    assert rights.OTHERS_THOUGHT_OF.reason_will_do
    story.given(decided(), on="18 Mar 2025")
    assert story.reading("others-decided-of", "19 Mar 2025").status is Status.MET_LATE
    story.when(rights.ANSWER_ACCESS, answered(request.id), on="19 Mar 2025").then(rights.ANSWERED)
    again = story.given(asked(), on="1 Apr 2025")
    story.when(rights.ANSWER_ACCESS, answered(again.id), on="2 Apr 2025", reasons=why).then(rights.ANSWERED)


# The educational record


def test_a_parent_sees_the_record_in_fifteen_school_days() -> None:
    easter = Calendar(ENGLAND.bank_holidays, ((day("5 Apr 2025"), day("21 Apr 2025")),))
    story = a_record(easter)
    request = story.given(rights.RecordAccessAsked(who=MUM, wants_copy=False), on="4 Apr 2025")
    # 22 to 25 Apr, 28 Apr to 2 May, 6 to 9 May (Monday 5 May is a bank holiday), 12 and 13 May.
    assert story.reading(rights.RECORD_ACCESS, "4 Apr 2025").due == day("13 May 2025")
    assert story.reading(rights.RECORD_ACCESS, "14 May 2025").status is Status.OVERDUE
    story.when(rights.SHOW_RECORD, rights.RecordShown(request=request.id), on="14 May 2025").then(rights.ANSWERED)
    assert story.reading(rights.RECORD_ACCESS, "15 May 2025").status is Status.MET_LATE


# Putting right, leaving alone, one's own words


def test_an_entry_is_left_alone_while_it_is_looked_into_and_put_right_or_not(story: Story) -> None:
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    request = story.given(correction_asked(entry.id), on="31 Jan 2025")
    assert story.reading(rights.CORRECTION, "31 Jan 2025").due == day("28 Feb 2025")
    assert story.reading("contested-left-alone", "5 Feb 2025").status is Status.OVERDUE
    story.given(rights.LeftAlone(to=(MUM,), how=How.EMAIL, what="The entry; Mr Bell knows"), on="5 Feb 2025")
    assert story.reading("contested-left-alone", "6 Feb 2025").status is Status.MET_LATE
    stays = correction_answered(request.id, rights.Corrected.STAYS)
    story.when(rights.ANSWER_CORRECTION, stays, on="3 Mar 2025").then(rights.ANSWERED)
    assert story.reading(rights.CORRECTION, "4 Mar 2025").status is Status.MET_LATE
    own = story.given(rights.OwnWordsAdded(whose=MUM, words="Of crowds, not noise.", entry=entry.id), on="4 Mar 2025")
    assert own.clear("entry") == entry.id
    assert not fields(rights.OwnWordsAdded)["words"].clear
    assert fields(rights.OwnWordsAdded)["words"].about is PARENT


def test_whoever_asked_is_told_before_an_entry_is_used_again(story: Story) -> None:
    request = story.given(rights.LeavingAloneAsked(who=MUM, why="It is wrong."), on="3 Mar 2025")
    assert story.reading(rights.LEAVING_ALONE, "4 Apr 2025").days_late == 1
    left = rights.LeftAlone(to=(MUM,), how=How.EMAIL, what="The entry", request=request.id)
    story.given(left, on="4 Apr 2025")
    assert story.reading(rights.LEAVING_ALONE, "4 Apr 2025").status is Status.MET_LATE
    used = rights.UsedAgain(why="It was put right.")
    story.when(rights.USE_AGAIN, used, on="1 May 2025").not_ready(missing=[rights.TOLD_BEFORE_USED_AGAIN])
    story.given(rights.UsedAgainTold(to=(MUM,), how=How.PHONE), on="1 May 2025")
    story.when(rights.USE_AGAIN, used, on="2 May 2025").then(rights.ANSWERED)


def test_whoever_asked_in_vain_is_told_why_and_in_time(story: Story) -> None:
    request = story.given(rights.LeavingAloneAsked(who=MUM, why="It is wrong."), on="3 Mar 2025")
    refused = rights.LeavingAloneRefused(
        to=(MUM,), how=How.LETTER, why="It is right, and in use", explained="In the letter", request=request.id
    )
    story.when(rights.REFUSE_TO_LEAVE_ALONE, refused, on="3 Apr 2025").then(rights.ANSWERED)
    assert story.reading(rights.LEAVING_ALONE, "4 Apr 2025").status is Status.MET


# What is left alone is hidden, and nothing else is


def left_alone(
    *entries: RecordId, request: RecordId | None = None, kinds: tuple[rights.KindOfEntry, ...] = ()
) -> rights.LeftAlone:
    return rights.LeftAlone(
        to=(MUM,),
        how=How.EMAIL,
        what="The entry",
        entries=entries,
        kinds=kinds,
        request=request,
        ground=rights.WhyLeftAlone.CONTESTED,
    )


def hidden(story: Story, on: str) -> frozenset[RecordId]:
    return frozenset(rights.restrictions(story.case, day(on)))


def test_an_entry_is_left_alone_from_its_day_until_it_is_used_again(story: Story) -> None:
    story.given(some.worry(), on="2 Jan 2025")
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    story.given(rights.LeavingAloneAsked(who=MUM, why="It is wrong."), on="3 Mar 2025")
    assert hidden(story, "3 Mar 2025") == frozenset()
    story.given(left_alone(entry.id), on="4 Mar 2025")
    assert hidden(story, "3 Mar 2025") == frozenset()
    assert hidden(story, "4 Mar 2025") == {entry.id}
    story.given(rights.UsedAgain(why="It was put right."), on="1 May 2025")
    assert hidden(story, "30 Apr 2025") == {entry.id}
    assert hidden(story, "1 May 2025") == frozenset()


def test_an_entry_is_left_alone_in_all_its_wordings(story: Story) -> None:
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    reworded = story.given(some.needs_described(), on="6 Jan 2025", written="1 Mar 2025", replaces=entry)
    story.given(left_alone(reworded.id), on="4 Mar 2025")
    assert hidden(story, "4 Mar 2025") == {entry.id, reworded.id}


def test_what_the_request_names_is_left_alone_where_nothing_is_listed(story: Story) -> None:
    worry = story.given(some.worry(), on="2 Jan 2025")
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    asked_first = story.given(correction_asked(entry.id), on="3 Mar 2025")
    story.given(left_alone(request=asked_first.id), on="4 Mar 2025")
    assert hidden(story, "4 Mar 2025") == {entry.id}
    objected = story.given(objection(worry.id), on="5 Mar 2025", strand=New.STRAND)
    story.given(left_alone(), on="6 Mar 2025", strand=objected.strand)
    assert hidden(story, "6 Mar 2025") == {entry.id, worry.id}


def test_one_leaving_alone_ends_by_its_name_and_others_go_on(story: Story) -> None:
    worry = story.given(some.worry(), on="2 Jan 2025")
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    story.given(rights.LeavingAloneAsked(who=MUM, why="It is wrong."), on="3 Mar 2025")
    first = story.given(left_alone(worry.id), on="4 Mar 2025")
    story.given(left_alone(entry.id), on="4 Mar 2025")
    story.given(rights.UsedAgain(why="It was right.", left_alone=first.id), on="1 May 2025")
    assert hidden(story, "1 May 2025") == {entry.id}
    story.given(left_alone(worry.id), on="2 May 2025")
    assert hidden(story, "2 May 2025") == {entry.id, worry.id}
    story.given(rights.UsedAgain(why="All of it."), on="3 May 2025")
    assert hidden(story, "3 May 2025") == frozenset()


def test_all_entries_of_a_kind_are_left_alone_but_the_way_to_ask_stays(story: Story) -> None:
    opened = story.given(RecordOpened(child=SOMEBODY), on="1 Jan 2025")
    worry = story.given(some.worry(), on="2 Jan 2025")
    health = story.given(sample(health_needs.HealthNeedKnown, day("3 Jan 2025")), on="3 Jan 2025")
    request = story.given(rights.LeavingAloneAsked(who=MUM, why="It is wrong."), on="3 Mar 2025")
    left = story.given(left_alone(kinds=(rights.KindOfEntry.CORE,)), on="4 Mar 2025")
    later = story.given(some.needs_described(), on="5 Mar 2025")
    found = hidden(story, "5 Mar 2025")
    assert {worry.id, later.id} <= found
    assert found.isdisjoint({opened.id, health.id, request.id, left.id})


# Objecting


def objection(*entries: RecordId) -> rights.ObjectionMade:
    return rights.ObjectionMade(
        who=MUM, statement="She is not a case study.", use="To train new staff", entries=entries
    )


def test_an_objection_is_weighed_in_a_month_and_left_alone_meanwhile(story: Story) -> None:
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    objected = story.given(objection(entry.id), on="31 Jan 2025")
    assert story.reading(rights.OBJECTION, "31 Jan 2025").due == day("28 Feb 2025")
    assert story.reading("objected-left-alone", "5 Feb 2025").status is Status.OVERDUE
    story.given(left_alone(request=objected.id), on="5 Feb 2025")
    assert hidden(story, "5 Feb 2025") == {entry.id}
    assert story.reading(rights.OBJECTION, "3 Mar 2025").status is Status.OVERDUE
    answer = rights.ObjectionAnswered(
        to=(MUM,),
        how=How.LETTER,
        outcome=rights.Objected.STOPS,
        why="Nothing outweighs it",
        explained="In the letter",
        objection=objected.id,
    )
    story.when(rights.ANSWER_OBJECTION, answer, on="3 Mar 2025").then(rights.ANSWERED)
    assert story.reading(rights.OBJECTION, "4 Mar 2025").status is Status.MET_LATE


@pytest.mark.parametrize("said", ["objection", "own words", "dispute"])
def test_the_familys_words_stand_beside_the_entry(story: Story, said: str) -> None:
    entry = story.given(some.needs_described(), on="6 Jan 2025")
    other = story.given(some.worry(), on="6 Jan 2025")
    words: dict[str, Event] = {
        "objection": objection(entry.id),
        "own words": rights.OwnWordsAdded(whose=MUM, words="She is not a case study.", entry=entry.id),
        "dispute": Disputed(record=entry.id, who=MUM, statement="She is not a case study."),
    }
    beside = story.given(words[said], on="7 Jan 2025")
    told = {one.id: one for one in timeline(story.case, JOURNEY, {"child": "Sam"})}
    assert told[entry.id].disputed == (Dispute(beside.id, MUM, "She is not a case study."),)
    assert told[other.id].disputed == ()


@pytest.mark.parametrize(
    "event",
    [
        rights.AccessAsked,
        rights.RecordAccessAsked,
        rights.CorrectionAsked,
        rights.LeavingAloneAsked,
        rights.ObjectionMade,
    ],
)
def test_a_child_and_a_parent_may_ask(event: type[Event]) -> None:
    assert {CHILD, PARENT} <= set(event.recorded_by)
