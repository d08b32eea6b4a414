"""Certificates: what was destroyed, by which rule, at whose word. They name random ids and classes, and nobody.

An approval is recorded before the first key is destroyed and the certificate after the last, both on a stream of the
list that was approved: so a list is approved once, a run that was broken off is known, and goes on where it was.
"""

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, ClassVar, NewType
from uuid import NAMESPACE_OID, UUID, uuid5

from msgspec import Meta, Struct

from goldenthread.engine.events import CLEAR, CODE, Event, RecordClass, Role, Seen, asks
from goldenthread.engine.fields import read_out
from goldenthread.engine.records import Actor

KEEPER = Role("keeper", "whoever keeps the records")
DESTRUCTION = RecordClass("destruction", seen=Seen.UNSEEN, about=KEEPER)

Digest = NewType("Digest", str)
"""SHA-256 of a list, in hexadecimal: who approves it approves exactly what they saw."""

DIGEST = Meta(pattern=r"^[0-9a-f]{64}$")

Account = Annotated[str, CODE]


class Line(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One record class of one case that is due: the last day it is kept, and the rules that say so.

    A person whose every case is due stands in the list by themselves, by the random id of the person.
    """

    case: Annotated[UUID, asks("Which case?")]
    record_class: Annotated[str, asks("Which record class?")]
    kept_until: Annotated[date, asks("What is the last day it is kept?")]
    rules: Annotated[tuple[str, ...], asks("By which rules?")]
    records: Annotated[int, asks("How many entries?")]
    keys: Annotated[tuple[str, ...], asks("Which commitments have its keys?")] = ()


class Why(StrEnum):
    """Why something that was on an approved list was not destroyed after all."""

    HELD = "held-since"
    KEPT_LONGER = "kept-longer-since"
    STILL_NEEDED = "still-needed"
    IN_THE_WAY = "in-the-way"


class Destroyed(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record class whose keys were destroyed: how many entries they held, and the commitment to each key."""

    case: Annotated[UUID, asks("Which case?")]
    record_class: Annotated[str, asks("Which record class?")]
    kept_until: Annotated[date, asks("What was the last day it was kept?")]
    rules: Annotated[tuple[str, ...], asks("By which rules?")]
    records: Annotated[int, asks("How many entries can no longer be read?")]
    commitments: Annotated[tuple[str, ...], asks("Which commitments had the keys?")]


class LeftOut(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was on the list, and stays."""

    case: Annotated[UUID, asks("Which case?")]
    record_class: Annotated[str, asks("Which record class?")]
    why: Annotated[Why, asks("Why does it stay?")]


class Certificate(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was destroyed and what of the list was not, at whose word, and when the last copy of a key is gone."""

    store: Annotated[str, asks("Which store?")]
    software: Annotated[str, asks("By which release?")]
    list: Annotated[Digest, asks("Which list?")]
    due_by: Annotated[date, asks("Due by which day?")]
    asked_by: Annotated[str, asks("Which account asked?")]
    approved_by: Annotated[str, asks("Which account approved?")]
    approved_at: Annotated[datetime, asks("When was it approved?")]
    finished_at: Annotated[datetime, asks("When was it done?")]
    copies_gone_on: Annotated[date | None, asks("On which day is the last copy of a key gone, where that is known?")]
    destroyed: Annotated[tuple[Destroyed, ...], asks("What was destroyed?")]
    left_out: Annotated[tuple[LeftOut, ...], asks("What stays?")] = ()


class DestructionApproved(Event, tag="retention.destruction-approved"):
    """A list of what is due was approved, by somebody other than who asked for it. Nothing is destroyed before."""

    told = "{by} approved a list of what is to be destroyed"
    when = "When was it approved?"
    kept = DESTRUCTION
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    list: Annotated[Digest, DIGEST, asks("Which list?"), CLEAR]
    due_by: Annotated[date, asks("Due by which day?"), CLEAR]
    asked_by: Annotated[Account, asks("Which account asked?"), CLEAR]
    approved_by: Annotated[Account, asks("Which account approved?"), CLEAR]
    cases: Annotated[int, asks("How many cases are due?"), CLEAR]
    of: Annotated[int, asks("Of how many cases?"), CLEAR]
    lines: Annotated[tuple[Line, ...], asks("What is due?")]
    acknowledged: Annotated[int | None, asks("Which number was typed, where it was out of the ordinary?"), CLEAR] = None


class DestructionCertified(Event, tag="retention.destruction-certified"):
    """An approved list was worked off: this is what was destroyed."""

    told = "What was destroyed was certified"
    when = "When was it done?"
    kept = DESTRUCTION
    recorded_by: ClassVar[tuple[Role, ...]] = ()

    list: Annotated[Digest, DIGEST, asks("Which list?"), CLEAR]
    certificate: Annotated[Certificate, asks("What was destroyed?")]


DESTRUCTION_EVENTS: tuple[type[Event], ...] = (DestructionApproved, DestructionCertified)


def keeper(account: str) -> Actor:
    """Return an account as whoever keeps the records of a store."""
    return Actor(account, KEEPER.id, "store")


def stream_of(origin: bytes, digest: Digest) -> UUID:
    """Return the stream on which the approval of a list, and its certificate, are kept."""
    return uuid5(NAMESPACE_OID, f"{origin.decode()} destruction {digest}")


def in_words(made: Certificate) -> str:
    """Return a certificate as a text to read and to file."""
    return "\n".join(paragraphs(made)) + "\n"


def paragraphs(made: Certificate) -> Iterator[str]:
    cases = len({one.case for one in made.destroyed})
    records = sum(one.records for one in made.destroyed)
    yield "Certificate of destruction"
    yield ""
    yield f"Store {made.store}. List {made.list}, due by {read_out(made.due_by)}."
    yield f"Asked for by {made.asked_by}. Approved by {made.approved_by}, {moment(made.approved_at)}."
    yield f"Done {moment(made.finished_at)} by {made.software}."
    yield ""
    yield f"The keys of {cases} streams were destroyed. {records} entries can no longer be read."
    yield f"Copies of the keys are in the back-ups made before. {LAST_COPY}: {copies(made)}"
    yield ""
    for one in made.destroyed:
        by = f"kept until {read_out(one.kept_until)} by {', '.join(one.rules)}"
        yield f"{one.case}  {one.record_class}: {one.records} entries, {by}"
        yield from (f"    key {commitment}" for commitment in one.commitments)
    if made.left_out:
        yield from ("", "On the list, and not destroyed:")
        yield from (f"{one.case}  {one.record_class}: {one.why}" for one in made.left_out)


LAST_COPY = "Only when the last of these is gone is the destruction complete"


def copies(made: Certificate) -> str:
    """Say when the last copy of a key is gone."""
    if made.copies_gone_on is None:
        return "nobody has said how long back-ups are kept here (GOLDENTHREAD_KEY_BACKUP_DAYS)."
    return f"on {read_out(made.copies_gone_on)}."


def moment(at: datetime) -> str:
    return f"{read_out(at.date())}, {at:%H:%M} {at:%Z}"
