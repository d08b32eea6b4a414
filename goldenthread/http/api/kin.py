"""Whose account it is, of somebody of a family: what is kept from a person is kept from nobody else."""

from typing import Protocol

from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import PersonId
from goldenthread.http.desk import Desk, Seen
from goldenthread.workflows.circumstances import people_in
from goldenthread.workflows.posts import CHILD_POST, PARENT_POST, YOUNG_PERSON_POST
from goldenthread.workflows.who_decides import NamedCarerKnown, ParentKnown

OF_THE_CHILD = (CHILD_POST.id, YOUNG_PERSON_POST.id)


class Asking(Protocol):
    """What is said of somebody who is to be let in."""

    @property
    def post(self) -> str: ...
    @property
    def name(self) -> str | None: ...
    @property
    def account(self) -> str | None: ...
    @property
    def person(self) -> PersonId | None: ...
    @property
    def another(self) -> bool: ...


def whose(desk: Desk, seen: Seen, asked: Asking) -> PersonId | None:
    """Return whose account it is; None for somebody who is on no record yet. Raises ``Unacceptable``."""
    has = desk.register.directory().person_of(asked.account) if asked.account else None
    if asked.account and asked.name:
        raise Unacceptable("name", "send either name or account: who has an account is described already")
    if asked.post in OF_THE_CHILD:
        return the_child(desk, seen, has, asked)
    return an_adult(desk, seen, has, asked)


def the_child(desk: Desk, seen: Seen, has: PersonId | None, asked: Asking) -> PersonId:
    """Return whom the case is about: nobody else is let in as the child or the young person."""
    child = desk.person_of(seen.case)
    if child is None:
        raise Unacceptable("post", "this record is about no child")
    if asked.person not in (None, child):
        raise Unacceptable("person", "in this post only the one whom this record is about takes part")
    if has not in (None, child):
        raise Unacceptable("account", "this account is not that of the one whom this record is about; leave it out")
    return child


def an_adult(desk: Desk, seen: Seen, has: PersonId | None, asked: Asking) -> PersonId | None:
    """Return whose account an adult's is: the one they have, or somebody's whom this record names."""
    said = has or asked.person
    if said is not None and said == desk.person_of(seen.case):
        raise Unacceptable("post", f"whom this record is about takes part as {' or '.join(OF_THE_CHILD)}")
    if has and asked.person not in (None, has):
        raise Unacceptable("person", "this account is somebody else's; leave person out")
    if has is None and asked.person and asked.person not in named(seen):
        raise Unacceptable("person", "nobody on this record has this id")
    if said is None and asked.name is None:
        raise Unacceptable("name", "send name, person or account")
    if asked.post == PARENT_POST.id and not asked.another:
        among_those_known(desk, seen, said)
    return said


def among_those_known(desk: Desk, seen: Seen, said: PersonId | None) -> None:
    """Refuse a parent who is none of those on record, while one of them has no account. Raises ``Unacceptable``."""
    parents = parents_known(seen)
    waiting = sorted(map(str, parents - with_account(desk)))
    if waiting and said not in parents:
        which = f"send as person which parent on this record it is ({', '.join(waiting)})"
        raise Unacceptable(
            "person", f"{which}, or another: true if none; what is kept from somebody is kept by this id"
        )


def named(seen: Seen) -> frozenset[PersonId]:
    """Return the people that are named in what somebody is shown of a case."""
    shown = (one for one in seen.case.records if one.id not in seen.seeing.withheld)
    return frozenset(person for one in shown for person in people_in(one))


def parents_known(seen: Seen) -> frozenset[PersonId]:
    """Return who is known as a parent, or in a parent's place, by what somebody is shown."""
    return frozenset(one.clear("person") for one in seen.case.story().of((ParentKnown, NamedCarerKnown)))


def with_account(desk: Desk) -> frozenset[PersonId]:
    return frozenset(one.person for one in desk.register.directory().accounts.values())
