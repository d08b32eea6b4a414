"""Which cases are told anew when somebody's post changes: those of whoever held it, on the day it changes."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from goldenthread.engine.access.directory import Account, Directory, Held
from goldenthread.engine.events import PersonId
from goldenthread.projections.audiences import Lanes, of_account, on_a_day

ANN = Account("ann", PersonId(UUID(int=1)), date(2020, 1, 1))
CASES_OF_HERS = frozenset({of_account("ann")})
POST = Held("ann", "contact", "elm", date(2026, 1, 5))


def lanes(*held: Held, account: Account = ANN) -> Lanes:
    return Lanes(Directory(accounts={"ann": account}, held={"ann": held}))


def test_a_post_that_ends_concerns_the_cases_of_whoever_held_it() -> None:
    assert lanes(POST).changed(lanes(POST)) == frozenset()
    assert lanes(replace(POST, until=date(2026, 3, 1))).changed(lanes(POST)) == CASES_OF_HERS


def test_so_does_an_account_that_is_closed_and_a_post_that_is_confirmed() -> None:
    closed = replace(ANN, until=date(2026, 3, 1))
    assert lanes(POST, account=closed).changed(lanes(POST)) == CASES_OF_HERS
    assert lanes(POST).changed(lanes(replace(POST, waits=True))) == CASES_OF_HERS


def test_a_post_that_waits_stands_beside_no_other() -> None:
    waiting = replace(POST, post="head", waits=True)
    assert list(on_a_day([POST, waiting], date(2026, 2, 2))) == [("elm", ("contact",))]
