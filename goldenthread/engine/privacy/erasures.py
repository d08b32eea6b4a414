"""Erasures: what was asked for, approved and done, as records on a stream of their own beside each case.

They say whose keys went, and when, by whom and why, in ids and codes. What else was said of it is sealed under a key of
this stream, which no erasure destroys: so nobody is to be named in it.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, NewType
from uuid import UUID, uuid5

import msgspec
from msgspec import Meta, Struct

from goldenthread.engine.events import (
    CLEAR,
    CODE,
    Choice,
    Event,
    PersonId,
    RecordClass,
    RecordId,
    Role,
    Seen,
    Words,
    asks,
)
from goldenthread.engine.records import Actor, Erased, Record

CaseId = NewType("CaseId", UUID)
"""The name of one case: random, so that it tells nothing of what it is about."""

Code = Annotated[str, CODE]
ERASURE = RecordClass("erasure", seen=Seen.UNSEEN, about=Role("keeper", "whoever keeps the record"))
NOBODY_NAMED = "Name nobody: this is kept when the content has gone."


class Ground(Choice):
    """Why content is erased. The first six follow UK GDPR Article 17(1), told from memory."""

    NOT_NEEDED = "not-needed", "It is no longer needed for what it was collected for"
    CONSENT_TAKEN_BACK = "consent-taken-back", "It rested on a consent that was taken back"
    OBJECTED = "objected", "Somebody objected, and nothing outweighs that"
    UNLAWFUL = "unlawful", "It should never have been collected, or kept"
    MUST_BE = "must-be-erased", "A law or a court says that it is to be erased"
    OFFERED_ONLINE = "offered-online", "It was collected by a service offered online to somebody under age"
    KEPT_LONG_ENOUGH = "kept-long-enough", "The time for which it is kept is over"
    ABOUT_ANOTHER = "about-another", "It was written in the record of the wrong person"


KeyName = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\.[0-9]{1,5}\.[a-z0-9._-]{1,100}$")]
"""How a data key is named where it stands in clear: its stream, its number there, its record class and strand."""


class KeyNamed(Struct, frozen=True, kw_only=True):
    """One data key: of which stream, its number there, and the record class, or the strand of it, that it sealed."""

    stream: UUID
    number: int
    sealed_as: str

    @property
    def name(self) -> str:
        return f"{self.stream.hex}.{self.number}.{self.sealed_as}"

    @property
    def record_class(self) -> str:
        return self.sealed_as.partition(".")[0]

    @classmethod
    def by(cls, name: str) -> "KeyNamed":
        stream, number, sealed_as = name.split(".", 2)
        return cls(stream=UUID(stream), number=int(number), sealed_as=sealed_as)


class ErasureAsked(Event, tag="erasure.asked"):
    """Somebody asked that content be erased: of the whole case, of some record classes, or who the person is."""

    told = "{by} asked that content be erased"
    when = "On what day was it asked for?"
    kept = ERASURE
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    case: Annotated[CaseId, asks("Of which case?"), CLEAR]
    ground: Annotated[Ground, asks("On what ground?"), CLEAR]
    rule: Annotated[Code, asks("Under which rule?", "The name of a rule of yours, such as a retention rule."), CLEAR]
    why: Annotated[Words, asks("Why?", NOBODY_NAMED)]
    whole: Annotated[bool, asks("Is all of it to be erased?"), CLEAR] = False
    classes: Annotated[tuple[Code, ...], asks("Which record classes?"), CLEAR] = ()
    person: Annotated[PersonId | None, asks("Whose description goes too?"), CLEAR] = None


class ErasureApproved(Event, tag="erasure.approved"):
    """Somebody else agreed that it be done."""

    told = "{by} approved an erasure"
    when = "On what day was it approved?"
    kept = ERASURE
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    asked: Annotated[RecordId, asks("Which erasure?"), CLEAR]


class ErasureRefused(Event, tag="erasure.refused"):
    """It is not to be done. Whoever asked for it may say so too: then it is taken back."""

    told = "{by} refused an erasure"
    when = "On what day was it refused?"
    kept = ERASURE
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    asked: Annotated[RecordId, asks("Which erasure?"), CLEAR]
    why: Annotated[Words, asks("Why not?", NOBODY_NAMED)]


class KeysDestroyed(Event, tag="erasure.keys-destroyed"):
    """The keys were destroyed, in one transaction with this record: from here on nobody can read what they sealed."""

    told = "{by} erased content"
    when = "On what day was it erased?"
    kept = ERASURE
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    asked: Annotated[RecordId, asks("Which erasure?"), CLEAR]
    keys: Annotated[tuple[KeyName, ...], asks("Which keys?"), CLEAR]
    records: Annotated[int, asks("How many entries can no longer be read?"), CLEAR]
    documents: Annotated[int, asks("How many documents were removed?"), CLEAR]


class ErasureDone(Event, tag="erasure.done"):
    """Nothing of the keys is left in the files of the store, nor of the content in the lists made of it.

    Copies of the keys are in the back-ups made before. ``backups_gone_by`` is the day by which the last of those is to
    be gone, where somebody has said how long they are kept.
    """

    told = "An erasure was finished"
    when = "On what day was it finished?"
    kept = ERASURE
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    asked: Annotated[RecordId, asks("Which erasure?"), CLEAR]
    backups_gone_by: Annotated[date | None, asks("By when are the last back-ups of the keys gone?"), CLEAR] = None


ERASURE_EVENTS: tuple[type[Event], ...] = (ErasureAsked, ErasureApproved, ErasureRefused, KeysDestroyed, ErasureDone)


class State(StrEnum):
    """How far an erasure is."""

    ASKED, APPROVED, REFUSED, DESTROYED, DONE = "asked", "approved", "refused", "destroyed", "done"


class Act(Struct, frozen=True, kw_only=True):
    """Who did something, on what day, and when it was written down (microseconds since 1970, UTC)."""

    by: Actor
    on: date
    recorded_at: int


class Erasure(Struct, frozen=True, kw_only=True):
    """One erasure as it stands. ``why`` is None where it cannot be read."""

    id: RecordId
    case: CaseId
    state: State
    whole: bool
    classes: tuple[str, ...]
    person: PersonId | None
    ground: Ground
    rule: str
    why: str | None
    asked: Act
    answered: Act | None = None
    destroyed: Act | None = None
    done: Act | None = None
    keys: tuple[KeyNamed, ...] = ()
    records: int = 0
    documents: int = 0
    backups_gone_by: date | None = None

    @property
    def open(self) -> bool:
        return self.state not in (State.REFUSED, State.DONE)

    def covers(self, record_class: str) -> bool:
        return self.whole or record_class in self.classes


def erasures_of(case: UUID) -> UUID:
    """Return the stream of a case's erasures, whose key no erasure destroys."""
    return uuid5(case, "erasures")


def as_they_stand(records: Sequence[Record]) -> list[Erasure]:
    """Fold the records of a case's erasures, in the order they were asked for."""
    found: dict[RecordId, Erasure] = {}
    for one in records:
        if one.kind is ErasureAsked:
            found[one.id] = begun(one)
        else:
            asked: RecordId = one.clear("asked")
            found[asked] = msgspec.structs.replace(found[asked], **changed(one))
    return list(found.values())


def begun(record: Record) -> Erasure:
    return Erasure(
        id=record.id,
        case=record.clear("case"),
        state=State.ASKED,
        whole=record.clear("whole"),
        classes=record.clear("classes"),
        person=record.clear("person"),
        ground=record.clear("ground"),
        rule=record.clear("rule"),
        why=None if isinstance(record.event, Erased) else str(getattr(record.event, "why", "")),
        asked=act(record),
    )


def changed(record: Record) -> dict[str, Any]:
    """Return what a later record changes in an erasure."""
    if record.kind is KeysDestroyed:
        keys = tuple(map(KeyNamed.by, record.clear("keys")))
        numbers = {name: record.clear(name) for name in ("records", "documents")}
        return {"state": State.DESTROYED, "destroyed": act(record), "keys": keys, **numbers}
    if record.kind is ErasureDone:
        return {"state": State.DONE, "done": act(record), "backups_gone_by": record.clear("backups_gone_by")}
    state = State.APPROVED if record.kind is ErasureApproved else State.REFUSED
    return {"state": state, "answered": act(record)}


def act(record: Record) -> Act:
    return Act(by=record.by, on=record.happened_on, recorded_at=record.recorded_at)


def certificate(erasure: Erasure) -> str:
    """Say of an erasure that is done what was erased, on what ground, by whom, and what may be left of it elsewhere."""
    done, answered, destroyed = erasure.done, erasure.answered, erasure.destroyed
    if done is None or answered is None or destroyed is None:
        raise ValueError("there is a certificate only of an erasure that is done")
    what = "all of it" if erasure.whole else f"record classes: {', '.join(erasure.classes) or 'none'}"
    person = erasure.person and any(one.stream == erasure.person for one in erasure.keys)
    return "\n".join(
        (
            f"Certificate of erasure {erasure.id}",
            f"Case: {erasure.case}",
            f"Erased: {what}; who the person is: {'erased' if person else 'not erased'}",
            f"Ground: {erasure.ground.label}. Rule: {erasure.rule}",
            f"Asked for by {erasure.asked.by.account} on {erasure.asked.on}",
            f"Approved by {answered.by.account} on {answered.on}",
            f"Keys destroyed on {destroyed.on}: {len(erasure.keys)}",
            f"Entries that can no longer be read: {erasure.records}. Documents removed: {erasure.documents}",
            f"Finished on {done.on}",
            BACKUPS_KNOWN.format(erasure.backups_gone_by) if erasure.backups_gone_by else BACKUPS_UNKNOWN,
            WHAT_STAYS,
        )
    )


BACKUPS_KNOWN = (
    "Copies of the destroyed keys are in the back-ups made before that day, and the erasure counts as complete only "
    "when the last of these is gone: by {}, as back-ups are kept here."
)
BACKUPS_UNKNOWN = (
    "Copies of the destroyed keys are in the back-ups made before that day, and the erasure counts as complete only "
    "when the last of these is gone. Nobody has said how long back-ups are kept here "
    "(GOLDENTHREAD_KEY_BACKUP_DAYS), so it is not known when that is."
)
WHAT_STAYS = (
    "What stays: that there were entries, of what kind, on which days, by which accounts, and what they led to, "
    "without anything that was said in them. Paper, printed copies, messages and what was sent to others are not "
    "reached by this."
)
