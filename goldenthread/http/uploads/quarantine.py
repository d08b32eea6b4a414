"""Quarantine: documents that somebody must look at first, sealed, in a file of their own beside the store.

They are sealed with the keys of their case, so that what is erased of a case is erased of them. Who may decide about
one sees its size, its kind and what is doubtful about it: never its case, its content, or what it is called. Whoever
sent one sees what became of it.
"""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
from msgspec import Struct
from sqlalchemy import (
    URL,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    String,
    Table,
    Uuid,
    create_engine,
    delete,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.pool import StaticPool

from goldenthread.engine.application import Cases
from goldenthread.engine.attached import DocumentKind
from goldenthread.engine.privacy.documents import open_document
from goldenthread.engine.records import Actor
from goldenthread.engine.store.sqlite import make_private
from goldenthread.engine.store.writer import RequestKey, SealedDocument

MOST_HELD = 1_000
"""How many may wait at once. Beyond that somebody has to decide about some of them first."""

MOST_OWN = 200
"""How many of what somebody sent they are shown, the latest of it."""

HELD, RELEASED, DELETED = "held", "released", "deleted"
METADATA = MetaData()
TABLE = Table(
    "held",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False, index=True),
    Column("address", LargeBinary),
    Column("key", Integer),
    Column("sealed", LargeBinary),
    Column("size", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("doubts", String, nullable=False),
    Column("held_at", String, nullable=False),
    Column("account", String, nullable=False),
    Column("role", String, nullable=False),
    Column("organisation", String, nullable=False),
    Column("decided_in", String, nullable=False, index=True),
    Column("request", LargeBinary, unique=True),
    Column("digest", LargeBinary),
    Column("state", String, nullable=False),
    Column("decided_at", String),
    Column("decided_by", String),
)
BETWEEN = "\n"


class QuarantineFull(Exception):
    """So many documents wait to be looked at that no more are taken."""


class Sent(Struct, frozen=True, kw_only=True):
    """What was sent: what was said of a document, as JSON; the document; and what its file was called."""

    about: bytes
    content: bytes
    file_name: str | None


class Held(Struct, frozen=True, kw_only=True):
    """A document that is held back: how large, of what kind, why, and who sent it when. ``state``: held, or decided."""

    id: UUID
    size: int
    kind: DocumentKind
    doubts: tuple[str, ...]
    held_at: datetime
    account: str
    organisation: str
    state: str


class Own(Struct, frozen=True, kw_only=True):
    """A document that somebody sent and that was held back, as they see it themselves: what became of it, and why.

    ``title``: what they called it; None where it has been erased. ``why``: what was said when it was decided about.
    """

    id: UUID
    title: str | None
    size: int
    kind: DocumentKind
    doubts: tuple[str, ...]
    held_at: datetime
    state: str
    decided_at: datetime | None
    why: str | None


class Afterwards(Struct, frozen=True, kw_only=True):
    """What is kept, sealed, of a document that was decided about: what it was called, and why it was decided so."""

    title: str | None
    why: str | None


class Quarantine:
    """Every document that is held back, of one store: in a file, or in memory where none is named."""

    def __init__(self, path: Path | None, cases: Cases) -> None:
        self._cases = cases
        if path is None:
            self._engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        else:
            make_private(path)
            self._engine = create_engine(URL.create("sqlite", database=str(path)))
        event.listen(self._engine, "connect", as_careful)
        METADATA.create_all(self._engine)

    def close(self) -> None:
        self._engine.dispose()

    def hold(  # noqa: PLR0913  # a row, all of it
        self,
        case: UUID,
        record_class: str,
        sent: Sent,
        kind: DocumentKind,
        doubts: Sequence[str],
        by: Actor,
        now: datetime,
        request: RequestKey | None,
        decided_in: str,
    ) -> UUID:
        """Keep a document apart, sealed. ``decided_in``: whose administrators decide. Raises ``QuarantineFull``."""
        document, name = self._sealed(case, record_class, msgspec.msgpack.encode(sent)), uuid4()
        row = {
            "id": name, "case_id": case, "address": document.address, "key": document.key, "sealed": document.sealed,
            "size": len(sent.content), "kind": str(kind), "doubts": BETWEEN.join(doubts), "held_at": now.isoformat(),
            "account": by.account, "role": by.role, "organisation": by.organisation,
            "decided_in": decided_in,
            "request": request.key if request else None, "digest": request.digest if request else None, "state": HELD,
        }  # fmt: skip
        with self._engine.begin() as connection:
            waiting = connection.execute(select(TABLE.c.id).where(TABLE.c.state == HELD).limit(MOST_HELD)).all()
            if len(waiting) == MOST_HELD:
                raise QuarantineFull
            connection.execute(insert(TABLE).values(row))
        return name

    def _sealed(self, case: UUID, record_class: str, content: bytes) -> SealedDocument:
        """Seal with a key of the case that is stored: that of the class, or where there is none yet, the core's."""
        made = self._cases.attach(case, record_class, content)
        if made.key.fresh:
            core = self._cases.journeys.of(self._cases.case(case)).core.name
            made = self._cases.attach(case, core, content)
        return made.document

    def asked_before(self, request: RequestKey) -> tuple[UUID, tuple[str, ...], bool] | None:
        """Return what the same request had held back, and why; and whether it asked for the same."""
        one = self._one(TABLE.c.request == request.key)
        return (one.id, doubts_of(one), one.digest == request.digest) if one else None

    def listed(self, decided_in: str) -> list[Held]:
        """Return what waits for an organisation's administrators, that which waits longest first."""
        waiting = TABLE.c.state == HELD, TABLE.c.decided_in == decided_in
        with self._engine.connect() as connection:
            found = connection.execute(select(TABLE).where(*waiting).order_by(TABLE.c.held_at)).all()
        return [told(one) for one in found]

    def of(self, name: UUID, decided_in: str) -> Held | None:
        """Return one that is, or was, for an organisation's administrators to decide about."""
        one = self._one((TABLE.c.id == name) & (TABLE.c.decided_in == decided_in))
        return told(one) if one else None

    def sent_by(self, account: str, organisation: str) -> list[Own]:
        """Return what an account sent in an organisation and was held back, the latest first; at most ``MOST_OWN``."""
        mine = TABLE.c.account == account, TABLE.c.organisation == organisation
        asked = select(TABLE).where(*mine).order_by(TABLE.c.held_at.desc()).limit(MOST_OWN)
        with self._engine.connect() as connection:
            found = connection.execute(asked).all()
        return [self._own(one) for one in found]

    def _own(self, one: Row[Any]) -> Own:
        said = self._afterwards(one)
        return Own(
            id=one.id,
            title=said.title,
            size=one.size,
            kind=msgspec.convert(one.kind, DocumentKind),
            doubts=doubts_of(one),
            held_at=datetime.fromisoformat(one.held_at),
            state=one.state,
            decided_at=datetime.fromisoformat(one.decided_at) if one.decided_at else None,
            why=said.why,
        )

    def _afterwards(self, one: Row[Any]) -> Afterwards:
        content = self._content(one)
        if content is None:
            return Afterwards(title=None, why=None)
        if one.state != HELD:
            return msgspec.msgpack.decode(content, type=Afterwards)
        return Afterwards(title=title_of(msgspec.msgpack.decode(content, type=Sent)), why=None)

    def _content(self, one: Row[Any]) -> bytes | None:
        if one.sealed is None:
            return None
        document = SealedDocument(one.address, one.case_id, one.key, one.sealed)
        return open_document(self._cases.store.mapper.keys, self._cases.origin, document)

    def opened(self, name: UUID) -> tuple[UUID, Actor, Sent] | None:
        """Return the case of a held document, who sent it and what was sent; None where it is there no longer."""
        one = self._one((TABLE.c.id == name) & (TABLE.c.state == HELD))
        content = self._content(one) if one else None
        if one is None or content is None:
            return None
        return one.case_id, Actor(one.account, one.role, one.organisation), msgspec.msgpack.decode(content, type=Sent)

    def of_case(self, case: UUID) -> list[tuple[Held, Sent | None]]:
        """Return what is held back of a case, each with what was sent; None where that is erased."""
        mine = select(TABLE).where(TABLE.c.case_id == case, TABLE.c.state == HELD).order_by(TABLE.c.held_at)
        with self._engine.connect() as connection:
            found = connection.execute(mine).all()
        return [(told(one), self._sent(one)) for one in found]

    def _sent(self, one: Row[Any]) -> Sent | None:
        content = self._content(one)
        return msgspec.msgpack.decode(content, type=Sent) if content is not None else None

    def decide(self, name: UUID, state: str, by: str, now: datetime, why: str | None = None) -> None:
        """Keep what was decided, by which account and why, and let go of the document itself."""
        gone: dict[str, Any] = {
            "state": state,
            "decided_at": now.isoformat(),
            "decided_by": by,
            "sealed": None,
            "address": None,
        }
        held = TABLE.c.id == name, TABLE.c.state == HELD
        if (one := self._one(held[0] & held[1])) and (content := self._content(one)) is not None:
            said = Afterwards(title=title_of(msgspec.msgpack.decode(content, type=Sent)), why=why)
            kept = self._cases.store.mapper.keys.to_open(one.case_id, one.key).row.sealed_as
            document = self._sealed(one.case_id, kept, msgspec.msgpack.encode(said))
            gone |= {"sealed": document.sealed, "address": document.address, "key": document.key}
        with self._engine.begin() as connection:
            connection.execute(update(TABLE).where(*held).values(gone))

    def forget(self, case: UUID) -> None:
        """Let go of all that is held of a case under keys that have been destroyed."""
        living = [row.number for row in self._cases.keys_of(case) if row.wrapped]
        with self._engine.begin() as connection:
            connection.execute(delete(TABLE).where(TABLE.c.case_id == case, TABLE.c.key.not_in(living)))

    def count(self, case: UUID, key: int) -> int:
        """Return how many documents are held back under a key of a case."""
        mine = select(TABLE.c.id).where(TABLE.c.case_id == case, TABLE.c.key == key, TABLE.c.sealed.is_not(None))
        with self._engine.connect() as connection:
            return len(connection.execute(mine).all())

    def _one(self, which: Any) -> Row[Any] | None:
        with self._engine.connect() as connection:
            return connection.execute(select(TABLE).where(which)).one_or_none()


def as_careful(connection: Any, record: object) -> None:
    """Write through to the disk, and overwrite what is deleted."""
    del record
    with closing(connection.cursor()) as cursor:
        for pragma in ("journal_mode=delete", "synchronous=full", "secure_delete=on", "busy_timeout=2000"):
            cursor.execute(f"pragma {pragma}")


def doubts_of(one: Row[Any]) -> tuple[str, ...]:
    return tuple(one.doubts.split(BETWEEN))


def title_of(sent: Sent) -> str | None:
    """Return what whoever sent a document called it; None where it has no title."""
    said = msgspec.json.decode(sent.about)["event"].get("title")
    return said if isinstance(said, str) else None


def told(one: Row[Any]) -> Held:
    return Held(
        id=one.id,
        size=one.size,
        kind=msgspec.convert(one.kind, DocumentKind),
        doubts=doubts_of(one),
        held_at=datetime.fromisoformat(one.held_at),
        account=one.account,
        organisation=one.organisation,
        state=one.state,
    )
