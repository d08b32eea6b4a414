"""Audiences: whoever sees a case alike is one audience of it, and the rows of a list are kept for audiences."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from sqlalchemy import BigInteger, Column, Connection, Index, Table, exists, insert, select

from goldenthread.engine.access.directory import Account, Directory, Held
from goldenthread.engine.access.policy import Policy, Relation, Viewer, kind_named
from goldenthread.engine.events import PersonId
from goldenthread.projections.tables import METADATA, Condition, id_column, word_column

AUDIENCE = Table(
    "audience",
    METADATA,
    word_column("key", primary_key=True),
    Column("audience", BigInteger, primary_key=True),
    word_column("posts"),
)
"""Who is in an audience: each who by a key, and the posts in which they are."""

CONCERN = Table("concern", METADATA, word_column("whom", primary_key=True), id_column("case_id", primary_key=True))
"""What the audiences of a case depend on beside its records: organisations, accounts, persons, its stream of access."""

APART = Table("apart", METADATA, word_column("who", primary_key=True), id_column("case_id", primary_key=True))
"""The accounts that see a case otherwise than their posts do."""

Index("concern_case", CONCERN.c.case_id)
Index("apart_case", APART.c.case_id)

BITS = 63
DAY = timedelta(days=1)
BY_POST = frozenset({Relation.ORGANISATION, Relation.ANYWHERE})
"""The relations in which a post stands whoever holds it."""

TO_ANY_CASE = frozenset({Relation.ANYWHERE})

Posts = tuple[str, ...]
InOne = tuple[str | None, frozenset[Posts]]
"""Of what kind an organisation is, and the posts that are held together in it."""

ByOne = tuple[PersonId, frozenset[tuple[str, Posts]]]
"""Whose an account is, and the posts that it holds together, each with its organisation."""


def key_of(whom: str, posts: Iterable[str]) -> str:
    """Return the key of whoever holds some posts in an organisation, in any of a kind, or as one account."""
    return f"{whom}|{'+'.join(sorted(set(posts)))}"


def account_in(account: str, organisation: str) -> str:
    return f"{account}@{organisation}"


def any_of(kind: str | None) -> str:
    """Return the name of any organisation of a kind."""
    return kind_named(kind or "")


def in_relations(posts: Iterable[str], relations: frozenset[Relation], policy: Policy) -> Posts:
    """Return the posts that can stand in some relations, in order."""
    return tuple(sorted({one for one in posts if one in policy.by_id and policy.relations(one) & relations}))


@dataclass(frozen=True)
class Audience:
    """Everybody who sees a case alike: each by a key, and the posts that count for them."""

    entries: frozenset[tuple[str, Posts]]

    @cached_property
    def id(self) -> int:
        """Return the name of this audience: the same wherever and whenever it is worked out."""
        said = "\n".join(sorted(f"{key}={'+'.join(posts)}" for key, posts in self.entries))
        return int.from_bytes(hashlib.blake2b(said.encode(), digest_size=8).digest(), "big") >> (64 - BITS)

    def rows(self) -> list[dict[str, object]]:
        return [{"key": key, "audience": self.id, "posts": "+".join(posts)} for key, posts in sorted(self.entries)]


def keep(connection: Connection, audiences: Iterable[Audience]) -> None:
    """Keep who is in audiences. Raises ``ValueError`` where two that differ would have one name."""
    wanted = {one.id: one for one in audiences}
    known: dict[int, set[tuple[str, str]]] = {}
    ids = list(wanted)
    for n in range(0, len(ids), 500):
        asked = select(AUDIENCE).where(AUDIENCE.c.audience.in_(ids[n : n + 500]))
        for key, audience, posts in connection.execute(asked):
            known.setdefault(audience, set()).add((key, posts))
    for name, found in known.items():
        if found != {(key, "+".join(posts)) for key, posts in wanted[name].entries}:
            raise ValueError("two audiences have one name")
    if rows := [row for name, one in wanted.items() if name not in known for row in one.rows()]:
        connection.execute(insert(AUDIENCE), rows)


# What the directory says of audiences


@lru_cache(maxsize=65536)
def together(account: Account, held: Sequence[Held]) -> frozenset[tuple[str, Posts]]:
    """Return the posts that an account holds at one time in each organisation, on any day."""
    days = {account.since, *(one.since for one in held), *(one.until + DAY for one in held if one.until)}
    return frozenset(found for day in days if account.on(day) for found in on_a_day(held, day))


def on_a_day(held: Sequence[Held], day: date) -> Iterator[tuple[str, Posts]]:
    now = [one for one in held if one.on(day) and not one.waits]
    for organisation in {one.organisation for one in now}:
        yield organisation, tuple(sorted({one.post for one in now if one.organisation == organisation}))


@dataclass(frozen=True)
class Lanes:
    """Which posts are held together, by anybody and on any day, as a directory has it.

    ``by_organisation``: of what kind it is, and the posts that stand there by themselves. ``by_kind``: those that stand
    to any case, in organisations of a kind. ``by_account``: whose it is, and all that it holds.
    """

    directory: Directory = field(default_factory=Directory)
    by_organisation: Mapping[str, InOne] = field(default_factory=dict[str, InOne])
    by_kind: Mapping[str | None, frozenset[Posts]] = field(default_factory=dict[str | None, frozenset[Posts]])
    by_account: Mapping[str, ByOne] = field(default_factory=dict[str, ByOne])

    @cached_property
    def accounts_of(self) -> Mapping[PersonId, list[str]]:
        """Return the accounts of each person."""
        found: dict[PersonId, list[str]] = {}
        for account, (person, _) in self.by_account.items():
            found.setdefault(person, []).append(account)
        return found

    def changed(self, before: "Lanes") -> frozenset[str] | None:
        """Return what cases must be concerned with to have other audiences than before; None where all may have.

        What an account sees may hang on the days of a post, as where somebody is first contact until then.
        """
        if self.by_kind != before.by_kind:
            return None
        organisations = unlike(self.by_organisation, before.by_organisation)
        accounts = unlike(self.by_account, before.by_account)
        accounts |= unlike(self.directory.held, before.directory.held)
        accounts |= unlike(self.directory.accounts, before.directory.accounts)
        persons = {it.by_account[one][0] for it in (self, before) for one in accounts if one in it.by_account}
        return frozenset([*map(of_organisation, organisations), *map(of_account, accounts), *map(of_person, persons)])


def unlike(now: Mapping[str, object], before: Mapping[str, object]) -> set[str]:
    return {one for one in {*now, *before} if now.get(one) != before.get(one)}


def of_organisation(organisation: str) -> str:
    return f"organisation:{organisation}"


def of_account(account: str) -> str:
    return f"account:{account}"


def of_person(person: PersonId) -> str:
    return f"person:{person}"


def of_stream(stream: object) -> str:
    return f"stream:{stream}"


def lanes_of(directory: Directory, policy: Policy) -> Lanes:
    """Return which posts are held together, as a directory has it."""
    accounts = {name: together(one, directory.held.get(name, ())) for name, one in directory.accounts.items()}
    places: dict[str, set[Posts]] = {name: set() for name in directory.organisations}
    kinds: dict[str | None, set[Posts]] = {}
    for found in accounts.values():
        for organisation, posts in found:
            places.setdefault(organisation, set()).add(in_relations(posts, BY_POST, policy))
            anywhere = in_relations(posts, TO_ANY_CASE, policy)
            kinds.setdefault(directory.kind_of(organisation), set()).add(anywhere)
    return Lanes(
        directory,
        {name: (directory.kind_of(name), frozenset(filter(None, found))) for name, found in places.items()},
        {kind: kept for kind, found in kinds.items() if (kept := frozenset(filter(None, found)))},
        {name: (directory.accounts[name].person, found) for name, found in accounts.items()},
    )


# Whose rows are asked for


@dataclass(frozen=True)
class Theirs:
    """Which rows somebody may be shown on a day: the audiences they are in, each with the posts that count there.

    ``by_account`` is theirs alone, and comes before what their posts see; ``by_organisation`` before what posts see in
    any organisation of its kind.
    """

    day: date
    organisation: str
    who: str
    is_apart: bool
    by_account: Mapping[int, Posts]
    by_organisation: Mapping[int, Posts]
    by_kind: Mapping[int, Posts]

    def within(self, table: Table) -> list[list[Condition]]:
        """Return, for each of their audiences, what holds for the rows of a table that they may be shown."""
        apart = [not_among(APART.c.who == self.who, APART, table)] if self.is_apart else []
        elsewhere = not_among(CONCERN.c.whom == of_organisation(self.organisation), CONCERN, table)
        return [
            *([*self._on(table, one)] for one in self.by_account),
            *([*self._on(table, one), *apart] for one in self.by_organisation),
            *([*self._on(table, one), *apart, elsewhere] for one in self.by_kind),
        ]

    def _on(self, table: Table, audience: int) -> Iterator[Condition]:
        yield from (table.c.audience == audience, table.c.since <= self.day, table.c.until >= self.day)

    def posts(self, audience: int) -> Posts:
        """Return the posts in which they are shown a row."""
        return next(
            each[audience] for each in (self.by_account, self.by_organisation, self.by_kind) if audience in each
        )


def not_among(mine: Condition, others: Table, table: Table) -> Condition:
    return ~exists().where(mine, others.c.case_id == table.c.case_id)


def theirs(connection: Connection, viewer: Viewer, day: date, policy: Policy) -> Theirs:
    """Return which rows somebody may be shown on a day."""
    who = account_in(viewer.account, viewer.organisation)
    anywhere = in_relations(viewer.posts, TO_ANY_CASE, policy)
    keys = (
        key_of(who, viewer.posts),
        key_of(viewer.organisation, in_relations(viewer.posts, BY_POST, policy)),
        key_of(any_of(viewer.kind), anywhere) if anywhere else None,
    )
    is_apart = connection.execute(select(APART.c.who).where(APART.c.who == who).limit(1)).first() is not None
    found = (audiences_of(connection, key) if key else {} for key in keys)
    return Theirs(day, viewer.organisation, who, is_apart, *found)


def audiences_of(connection: Connection, key: str) -> dict[int, Posts]:
    asked = select(AUDIENCE.c.audience, AUDIENCE.c.posts).where(AUDIENCE.c.key == key).order_by(AUDIENCE.c.audience)
    return {audience: tuple(posts.split("+")) for audience, posts in connection.execute(asked)}
