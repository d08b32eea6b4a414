"""What staff who see a case wrote down of who decides: what a family alone says of it changes nobody's sight.

One parent could otherwise shut out another, or let themselves in again, with a fact, a correction or a mark of error.
"""

from collections.abc import Iterator, Mapping, Sequence

from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.history import History
from goldenthread.engine.records import EnteredInError, Record, in_order_of_happening, live
from goldenthread.workflows.family import Thread, ThreadChosen
from goldenthread.workflows.heeded import heeded_of, is_of_a_family


def on_paper(asked: Asked) -> History:
    """Return what staff who saw it wrote down that stands on the day; what a family changed of it, as it was before."""
    case = asked.case
    stands = live(tuple(unchanged(tuple(heeded_of(asked)), asked)))
    told = in_order_of_happening(one for one in stands if not is_of_a_family(one, asked))
    return History(told, case.wordings).by(asked.day)


def unchanged(records: Sequence[Record], asked: Asked) -> Iterator[Record]:
    """Yield records, but for what a family put otherwise, or marked as an error, of what staff had written by then."""
    ours: set[RecordId] = set()
    for record in records:
        entry = asked.case.wordings.get(record.id, record.id)
        if not is_of_a_family(record, asked):
            ours.add(entry)
            yield record
        elif changes(record, asked) not in ours:
            yield record


def changes(record: Record, asked: Asked) -> RecordId | None:
    """Return the entry that a record puts otherwise or marks as an error, if it does."""
    named = record.clear("record") if record.kind is EnteredInError else record.replaces
    return asked.case.wordings.get(named, named) if named else None


def have_their_own(story: History, asked: Asked) -> Iterator[PersonId]:
    """Yield the adults with a thread of their own."""
    yield from (person for person, thread in threads_chosen(story, asked).items() if thread is Thread.OWN)


def threads_chosen(story: History, asked: Asked) -> Mapping[PersonId, Thread]:
    """Return how each adult talks with us: as they chose last themselves, or as staff wrote down."""
    latest: dict[PersonId, Thread] = {}
    for one in story.of(ThreadChosen):
        person = one.clear("person")
        if person == asked.directory.person_of(one.by.account) or not is_of_a_family(one, asked):
            latest[person] = one.clear("thread")
    return latest
