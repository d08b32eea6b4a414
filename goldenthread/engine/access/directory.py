"""The directory: which organisations there are, which accounts, and which posts each held from when to when.

It is recorded history like everything else, in one stream of the store, so that who held which post on a day, and what
was known of it then, can be asked for ever. Who an account is stands in the people records, sealed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, ClassVar, NewType
from uuid import UUID, uuid5

from goldenthread.engine.events import (
    CLEAR,
    CODE,
    Choice,
    Event,
    Name,
    PersonId,
    RecordClass,
    RecordId,
    Role,
    Seen,
    asks,
)
from goldenthread.engine.privacy.people import SELF
from goldenthread.engine.records import Actor, Record, in_order_of_happening, live

DIRECTORY = UUID("6d6bd0ab-6d3c-5a5b-8f1e-7c5b8a4f2c11")
"""The stream of the directory: one in every store."""

KEPT = RecordClass("directory", seen=Seen.UNSEEN, about=SELF)
Id = NewType("Id", str)
"""The identifier of an organisation, an account or a post: never a name."""

Code = Annotated[Id, CODE]


class OrganisationEntered(Event, tag="directory.organisation-entered"):
    """An organisation takes part: what it is called, and of what kind it is."""

    told = "{by} entered an organisation"
    when = "From which day does it take part?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    organisation: Annotated[Code, asks("What is its identifier?"), CLEAR]
    kind: Annotated[Code, asks("Of what kind is it?"), CLEAR]
    name: Annotated[Name, asks("What is it called?")]


class AccountOpened(Event, tag="directory.account-opened"):
    """Somebody has an account. Who it is stands in the people records."""

    told = "{by} opened an account"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("What is its identifier?"), CLEAR]
    person: Annotated[PersonId, asks("Who is it?"), CLEAR]


class AccountClosed(Event, tag="directory.account-closed"):
    """An account is of no use any more. What it did stays on record."""

    told = "{by} closed an account"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]


class PostGiven(Event, tag="directory.post-given"):
    """An account holds a post in an organisation, from a day on. One that waits is confirmed by somebody else first."""

    told = "{by} gave a post to an account"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]
    post: Annotated[Code, asks("Which post?"), CLEAR]
    organisation: Annotated[Code, asks("In which organisation?"), CLEAR]
    until: Annotated[date | None, asks("Until which day?", "That day is the last one."), CLEAR] = None
    waits: Annotated[bool, asks("Must somebody else confirm it first?"), CLEAR] = False


class PostConfirmed(Event, tag="directory.post-confirmed"):
    """A post that waited is held, from a day on: somebody else than who gave it has said so."""

    told = "{by} confirmed the post of an account"
    when = "From which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    given: Annotated[RecordId, asks("Which post that was given?"), CLEAR]


class PostEnded(Event, tag="directory.post-ended"):
    """An account holds a post no longer, from a day on."""

    told = "{by} ended the post of an account"
    when = "From which day does it hold it no longer?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]
    post: Annotated[Code, asks("Which post?"), CLEAR]
    organisation: Annotated[Code, asks("In which organisation?"), CLEAR]


class Way(Choice):
    """What somebody did to the way in to another's account."""

    SET_UP = "set-up-code", "A set-up code was made"
    STARTED_OVER = "started-over", "Everything by which the account was signed in to was taken away"
    PRINTED = "printed-codes", "Codes were printed, with which the account can be signed in to"
    TAKEN_BACK = "printed-codes-taken-back", "Printed codes were taken back"
    ADDRESS = "address", "The address that links are sent to was set"
    NO_ADDRESS = "address-removed", "The address that links are sent to was removed"
    LINKED = "linked", "Somebody known to another organisation was linked to the account"
    UNLINKED = "unlinked", "The link to another organisation was taken away"
    USED = "used", "What they had made was used: the posts of the account wait until somebody else confirms them"


class WayInChanged(Event, tag="directory.way-in-changed"):
    """Somebody changed by what another's account is signed in to. Whose it is sees that, and who did it."""

    told = "{by} changed by what an account is signed in to"
    when = "On which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]
    what: Annotated[Way, asks("What was done?"), CLEAR]


class WayInBegunAnew(Event, tag="directory.way-in-begun-anew"):
    """An account is signed in to by what somebody else made for it: its posts wait until a third confirms them."""

    told = "{by} began anew to sign in to an account"
    when = "On which day?"
    kept = KEPT
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    account: Annotated[Code, asks("Which account?"), CLEAR]
    made_by: Annotated[Code, asks("Which account made what it is signed in to by?"), CLEAR]


EVENTS: tuple[type[Event], ...] = (
    OrganisationEntered,
    AccountOpened,
    AccountClosed,
    PostGiven,
    PostConfirmed,
    PostEnded,
    WayInChanged,
    WayInBegunAnew,
)


@dataclass(frozen=True)
class Held:
    """A post that an account holds in an organisation: from a day, and until one, both of them included.

    ``waits``: it is of no use until what was ``given`` is confirmed, by somebody else than its account, ``not_by`` (who
    gave it, and who made what the account was begun anew by meanwhile) and whoever ever made a way into the account.
    """

    account: str
    post: str
    organisation: str
    since: date
    until: date | None = None
    waits: bool = False
    given: UUID | None = None
    given_by: str | None = None
    not_by: tuple[str, ...] = ()

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Organisation:
    """An organisation: what it is called (None where that has been erased), and its kind."""

    id: str
    kind: str
    name: str | None
    since: date


@dataclass(frozen=True)
class Account:
    """An account, whose it is, and from when to when it may be used. ``until`` is the last day."""

    id: str
    person: PersonId
    since: date
    until: date | None = None

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Changed:
    """What was done to the way in to an account, by whom, and when: microseconds since 1970, UTC."""

    what: Way
    by: Actor
    recorded_at: int


@dataclass(frozen=True)
class Directory:
    """Everything that the directory says."""

    organisations: dict[str, Organisation] = field(default_factory=dict[str, Organisation])
    accounts: dict[str, Account] = field(default_factory=dict[str, Account])
    held: dict[str, tuple[Held, ...]] = field(default_factory=dict[str, tuple[Held, ...]])
    given: dict[UUID, str] = field(default_factory=dict[UUID, str])
    """The account of each post that waits to be confirmed, by what gave it."""
    changed: dict[str, tuple[Changed, ...]] = field(default_factory=dict[str, tuple[Changed, ...]])
    way_made_by: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Who opened an account, and had its first code, or made what it was begun anew by: they may still come in."""

    def posts(self, account: str, day: date) -> tuple[Held, ...]:
        """Return the posts that an account holds on a day; none where the account may not be used then."""
        found = self.accounts.get(account)
        if found is None or not found.on(day):
            return ()
        return tuple(one for one in self.held.get(account, ()) if one.on(day) and not one.waits)

    def given_to(self, account: str, organisation: str, day: date) -> tuple[Held, ...]:
        """Return the posts of an account in an organisation on a day, those that wait too."""
        return tuple(one for one in self.held.get(account, ()) if one.organisation == organisation and one.on(day))

    def waiting(self, organisation: str) -> list[Held]:
        """Return the posts that wait to be confirmed in an organisation."""
        some = [one for given, account in self.given.items() for one in self.held[account] if one.given == given]
        return [one for one in some if one.organisation == organisation and one.waits]

    def not_by(self, waiting: Held) -> tuple[str, ...]:
        """Return the accounts, beside its own, that may not confirm a post that waits."""
        made = (one for one in self.way_made_by.get(waiting.account, ()) if one in self.accounts)
        return tuple(dict.fromkeys((*waiting.not_by, *made)))

    def may_confirm(self, waiting: Held, account: str) -> bool:
        """Say whether an account is of somebody else than those who may not confirm a post that waits."""
        barred = {waiting.account, *self.not_by(waiting)}
        whose = {self.person_of(one) for one in barred} - {None}
        return account not in barred and self.person_of(account) not in whose

    def posts_in(self, account: str, organisation: str, day: date) -> tuple[str, ...]:
        return tuple(one.post for one in self.posts(account, day) if one.organisation == organisation)

    def organisations_of(self, account: str, day: date) -> list[str]:
        """Return the organisations for which an account can act on a day, in the order the posts were given."""
        return list(dict.fromkeys(one.organisation for one in self.posts(account, day)))

    def kind_of(self, organisation: str) -> str | None:
        found = self.organisations.get(organisation)
        return found.kind if found else None

    def person_of(self, account: str) -> PersonId | None:
        found = self.accounts.get(account)
        return found.person if found else None


def directory_of(records: Sequence[Record]) -> Directory:
    """Return the directory that records tell: total, by clear fields alone, in the order it happened."""
    found = Directory()
    for record in in_order_of_happening(live(records)):
        take_in(found, record)
    return found


def take_in(found: Directory, record: Record) -> None:
    day, kind = record.happened_on, record.kind
    if kind is OrganisationEntered:
        name = record.event.name if isinstance(record.event, OrganisationEntered) else None
        organisation = record.clear("organisation")
        found.organisations[organisation] = Organisation(organisation, record.clear("kind"), name, day)
    elif kind is AccountOpened:
        account = record.clear("account")
        found.accounts[account] = Account(account, record.clear("person"), day)
        made_way_into(found, account, record.by.account)
    elif kind is AccountClosed and (known := found.accounts.get(record.clear("account"))):
        found.accounts[known.id] = Account(known.id, known.person, known.since, day_before(day))
    elif kind is WayInChanged:
        account = record.clear("account")
        done = Changed(record.clear("what"), record.by, record.recorded_at)
        found.changed[account] = (*found.changed.get(account, ()), done)
    elif kind is WayInBegunAnew:
        begin_anew(found, record)
    else:
        take_post(found, record)


def take_post(found: Directory, record: Record) -> None:
    day, kind = record.happened_on, record.kind
    if kind is PostGiven:
        given = Held(
            record.clear("account"),
            record.clear("post"),
            record.clear("organisation"),
            day,
            record.clear("until"),
            waits=record.clear("waits"),
            given=record.id,
            given_by=record.by.account,
            not_by=(record.by.account,) if record.clear("waits") else (),
        )
        if given.waits:
            found.given[record.id] = given.account
        found.held[given.account] = (*found.held.get(given.account, ()), given)
    elif kind is PostConfirmed and (account := found.given.pop(record.clear("given"), None)):
        found.held[account] = tuple(confirm(found.held[account], record.clear("given"), day))
    elif kind is PostEnded:
        account = record.clear("account")
        ended = (account, record.clear("post"), record.clear("organisation"))
        for one in found.held.get(account, ()):
            if one.given and (one.account, one.post, one.organisation) == ended and one.on(day):
                found.given.pop(one.given, None)
        found.held[account] = tuple(end(found.held.get(account, ()), ended, day))


def end(held: Iterable[Held], ended: tuple[str, str, str], day: date) -> Iterable[Held]:
    """Yield posts, those that were ended only until the day before."""
    for one in held:
        if (one.account, one.post, one.organisation) == ended and one.on(day):
            yield replace(one, until=day_before(day))
        else:
            yield one


def confirm(held: Iterable[Held], given: UUID, day: date) -> Iterable[Held]:
    """Yield posts, the one that waited held from a day on: before, nothing was seen by it."""
    for one in held:
        waited = one.given == given and one.waits
        yield replace(one, since=max(one.since, day), waits=False, not_by=()) if waited else one


def made_way_into(found: Directory, account: str, maker: str) -> None:
    found.way_made_by[account] = (*found.way_made_by.get(account, ()), maker)


def begin_anew(found: Directory, record: Record) -> None:
    """Let every post of an account wait that is not over, and tell its owner that what somebody made was used."""
    account, made_by = record.clear("account"), record.clear("made_by")
    made_way_into(found, account, made_by)
    before = found.changed.get(account, ())
    by = next((one.by for one in reversed(before) if one.by.account == made_by), record.by)
    found.changed[account] = (*before, Changed(Way.USED, by, record.recorded_at))
    held = tuple(wait(found.held.get(account, ()), made_by, record.happened_on))
    found.held[account] = held
    found.given.update({one.given: account for one in held if one.given and one.waits})


def wait(held: Iterable[Held], made_by: str, day: date) -> Iterable[Held]:
    """Yield posts, those that are not over waiting from a day on: what was held before then stays as it was."""
    for one in held:
        if one.until is not None and one.until < day:
            yield one
            continue
        if not one.waits and one.since < day:
            yield replace(one, until=day_before(day))
        not_by = tuple(dict.fromkeys((*one.not_by, made_by)))
        yield replace(one, since=one.since if one.waits else max(one.since, day), waits=True, not_by=not_by)


def day_before(day: date) -> date:
    return date.fromordinal(max(1, day.toordinal() - 1))


def reads_of(account: str) -> UUID:
    """Return the stream of what an account has read."""
    return uuid5(DIRECTORY, f"reads/{account}")
