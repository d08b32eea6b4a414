"""Of the child protection file: that it went by itself, and nothing of what is in it."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Agreement, Consent, Event, How, Seen, Words
from goldenthread.engine.fields import bare, fields
from goldenthread.engine.law import Force, Mark
from goldenthread.workflows import protected_file
from goldenthread.workflows.protected_file import PROTECTED_FILE, From
from tests.story import day
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


@pytest.mark.parametrize("counted", list(From))
def test_it_goes_within_five_days_and_whoever_gets_it_says_so(counted: From) -> None:
    story = a_record()
    there_is = story.given(protected_file.FileToGo(counted=counted), on="22 Dec 2025")  # Christmas is counted
    reading = story.reading(protected_file.SENT_IN_TIME, "22 Dec 2025")
    assert (reading.due, str(reading.clock.owed_by)) == (day("27 Dec 2025"), "the setting")
    assert (reading.clock.law.force, reading.clock.law.mark) == (Force.SHOULD, Mark.FROM_MEMORY)
    assert story.reading(protected_file.SENT_IN_TIME, "29 Dec 2025").status is Status.OVERDUE
    went = protected_file.FileSent(to="The lead at Beck Academy", how=How.IN_PERSON, file=there_is.id)
    sent = story.given(went, on="29 Dec 2025")
    assert story.reading(protected_file.SENT_IN_TIME, "30 Dec 2025").status is Status.MET_LATE
    assert story.reading(protected_file.RECEIPT, "30 Dec 2025").due == day("31 Dec 2025")
    story.given(protected_file.FileReceived(sent=sent.id), on="31 Dec 2025")
    assert story.reading(protected_file.RECEIPT, "5 Jan 2026").status is Status.MET
    assert story.stage(PROTECTED_FILE) is protected_file.THERE


@pytest.mark.parametrize("kind", PROTECTED_FILE.events)
def test_nobody_else_sees_that_it_is_there_and_no_form_asks_what_is_in_it(kind: type[Event]) -> None:
    assert kind.kept.seen is Seen.UNSEEN
    assert every.recorders(kind) == {"safeguarding-lead"}
    assert not any(bare(field.kind) is bare(Words) and field.name != "to" for field in fields(kind).values())
    assert not issubclass(kind, Agreement | Consent)
