"""Open promises and questions: whatever waits for an answer that names it."""

from datetime import date
from typing import Any

from goldenthread.projections.promises import Promise, WantedPromises
from goldenthread.projections.tables import Place
from tests.engine import made_up as garden
from tests.engine.made_up_garden import asked
from tests.projections.book import LOOKER, Book, day


def waiting(book: Book, today: date, limit: int = 2, **wanted: Any) -> list[Promise]:
    found: list[Promise] = []
    place: Place | None = None
    while True:
        with book.shown(LOOKER) as asked_by:
            page = book.promises.page(*asked_by, WantedPromises(today=today, **wanted), place, limit)
        found += page.items
        if page.next is None:
            return found
        place = page.next


def test_a_question_waits_until_an_answer_names_it(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    first = book.tell(case, garden.Complained(answer_by=day(9)), day(3))
    second = book.tell(case, garden.Complained(answer_by=day(12)), day(4))
    assert [one.record for one in waiting(book, day(5))] == [first.id, second.id]
    one = waiting(book, day(5))[0]
    assert (one.tag, one.asked_on, one.due, one.owed_by) == ("garden.complaint-made", day(3), day(9), "steward")
    book.tell(case, garden.ComplaintAnswered(complaint=first.id), day(6))
    assert [one.record for one in waiting(book, day(7))] == [second.id]


def test_only_what_an_answer_must_name_is_a_promise(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    book.tell(case, garden.HazardSeen(), day(3))
    assert waiting(book, day(5)) == []


def test_the_longest_overdue_comes_first_on_the_day_that_is_named(book: Book) -> None:
    cases = [book.page() for _ in range(3)]
    for n, case in enumerate(cases):
        book.tell(case, asked(), day(2))
        book.tell(case, garden.Complained(answer_by=day(20 - 5 * n)), day(3))
        book.tell(case, garden.Complained(), day(4))
    found = waiting(book, day(16))
    assert [one.due for one in found] == [day(10), day(15), day(20), None, None, None]
    assert [one.overdue for one in found] == [True, True, False, False, False, False]
    assert [one.days_late for one in waiting(book, day(30), overdue=True)] == [20, 15, 10]
    assert [one.due for one in waiting(book, day(16), case_id=cases[0])] == [day(20), None]
    assert len(waiting(book, day(16), overdue=False)) == 4
    assert waiting(book, day(16), owed_by="grower") == []


def test_a_question_that_was_worded_again_waits_once(book: Book) -> None:
    case = book.page()
    book.tell(case, asked(), day(2))
    wrong = book.tell(case, garden.Complained(answer_by=day(9)), day(3))
    right = book.tell(case, garden.Complained(answer_by=day(11)), day(3), replaces=wrong)
    assert [(one.record, one.due) for one in waiting(book, day(5))] == [(right.id, day(11))]
    book.tell(case, garden.ComplaintAnswered(complaint=wrong.id), day(6))
    assert waiting(book, day(7)) == []
