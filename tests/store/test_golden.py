"""Golden files: records as each release stored them, read by this one for ever after.

A file holds the store's origin, its wrapped keys and its rows, in hexadecimal. It is written once, when a
release is made, and never again: ``python -c "from tests.store.test_golden import write; write('2027.1')"``.
"""

import hashlib
import json
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, ClassVar, cast
from uuid import UUID

import pytest
from msgspec import Struct

from goldenthread.engine.events import CLEAR, Choice, Event, RecordClass, RecordId, Role, Seen, Words, asks
from goldenthread.engine.ledger.leaf import leaf_hash
from goldenthread.engine.privacy.keys import KeyRing, WrappedKey
from goldenthread.engine.privacy.wrapping import WrappingKey, WrongKeyFile
from goldenthread.engine.records import Actor, ClockReading, DefinitionId, Judgement, Origin, Record, StrandId, stored
from goldenthread.engine.store.form import Registry
from goldenthread.engine.store.mapper import RecordMapper, RecordNotification, StoredRecord
from goldenthread.engine.store.sqlite import SqliteRecorder
from tests.store.samples import KeysInMemory, store_on

FOLDER = Path(__file__).parents[1] / "golden"
RELEASES = sorted(file.stem for file in FOLDER.glob("[0-9]*.json"))
SECRET = bytes(range(32))
KEEPER = Role("keeper", "the keeper of golden things")
PLAIN = RecordClass("plain", seen=Seen.SHOWN, about=KEEPER)
PRIVATE = RecordClass("private", seen=Seen.UNSEEN, about=KEEPER)


class Metal(Choice):
    """What it is made of."""

    GOLD = "gold", "Gold"
    LEAD = "lead", "Lead"


class Piece(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of several."""

    what: Annotated[Words, asks("What is it?")]
    weight: Annotated[int, asks("How heavy is it?")]


class Found(Event, tag="golden.found"):
    """Something golden was found. This event belongs to the golden files and is never changed."""

    told = "Something was found on {on}"
    kept = PLAIN
    recorded_by: ClassVar[tuple[Role, ...]] = (KEEPER,)

    words: Annotated[Words, asks("What was found?")]
    metal: Annotated[Metal, asks("What is it made of?"), CLEAR]
    pieces: Annotated[tuple[Piece, ...], asks("In which pieces?")] = ()
    shiny: Annotated[bool, asks("Does it shine?")] = True
    on: Annotated[date | None, asks("On what day?"), CLEAR] = None
    beside: Annotated[tuple[RecordId, ...], asks("Beside what?"), CLEAR] = ()


class Weighed(Event, tag="golden.weighed"):
    """Something was weighed, in private."""

    told = "Something was weighed"
    kept = PRIVATE
    recorded_by: ClassVar[tuple[Role, ...]] = (KEEPER,)

    weight: Annotated[float, asks("How heavy is it?")]


class Counted(Event, tag="golden.counted"):
    """Something was counted: nothing of it is sealed."""

    told = "Something was counted"
    kept = PLAIN
    recorded_by: ClassVar[tuple[Role, ...]] = (KEEPER,)

    how_many: Annotated[int, asks("How many?"), CLEAR]


EVENTS: tuple[type[Event], ...] = (Found, Weighed, Counted)
CASE, ERASED = UUID(int=1), UUID(int=2)
FIRST, SECOND = RecordId(UUID(int=11)), RecordId(UUID(int=12))
BY = Actor("account-é", "keeper", "organisation-1")


def golden(case: UUID, version: int, number: int, event: Event, day: date, **more: Any) -> Record:
    known: dict[str, Any] = {"origin": Origin.ACTED, "by": BY, "software": "2026.11", "kept": type(event).kept.name}
    name = RecordId(UUID(int=number))
    return Record(case=case, version=version, id=name, kind=type(event), event=event, happened_on=day, **(known | more))


RECORDS = (
    golden(CASE, 1, 11, Found(words="A ring 💍, “found”\nin a field", metal=Metal.GOLD), date(2026, 2, 28)),
    golden(
        CASE,
        2,
        12,
        Found(
            words="A chain",
            pieces=(Piece(what="a link", weight=3), Piece(what="a clasp", weight=-1)),
            shiny=False,
            metal=Metal.LEAD,
            on=date(2026, 3, 1),
            beside=(FIRST,),
        ),
        date(2026, 3, 1),
        origin=Origin.REPORTED,
        workflow="searching",
        strand=StrandId(SECOND),
        definition=DefinitionId("2026.1"),
        lands="FOUND",
        replaces=FIRST,
        judgement=Judgement(
            met={"A_NEED": (FIRST,)},
            gone_without=("ANOTHER",),
            irregular=("A_THIRD",),
            permissions=(FIRST,),
            clocks=(ClockReading("a-clock", FIRST, "running", date(2026, 4, 1)),),
        ),
        on_behalf_of="the finder",
        interpreter="a go-between",
        reasons={"ANOTHER": "there was no time"},
    ),
    golden(CASE, 3, 13, Weighed(weight=0.1), date(2026, 3, 2)),
    golden(CASE, 4, 14, Counted(how_many=2), date(2026, 3, 2), origin=Origin.BROUGHT_IN),
    golden(
        ERASED,
        1,
        21,
        Found(words="not to be read again", metal=Metal.GOLD, on=date(2026, 1, 1)),
        date(2026, 1, 1),
        on_behalf_of="nobody",
    ),
)


def write(release: str) -> None:
    """Write the golden file of a new release. Raises ``FileExistsError`` where there is one already."""
    with tempfile.TemporaryDirectory() as folder, (FOLDER / f"{release}.json").open("x") as file:
        recorder = SqliteRecorder(Path(folder) / "store.db")
        store = store_on(recorder, SECRET, EVENTS)
        for case in (CASE, ERASED):
            store.put([one for one in RECORDS if one.case == case])
        recorder.destroy_key(ERASED, 1)
        keys = [key for case in (CASE, ERASED) for key in recorder.keys_of(case)]
        rows = [(*in_text(one), leaf.hex()) for one, leaf in recorder.scan()]
        said = {"origin": recorder.origin.decode(), "keys": [key_in_text(key) for key in keys], "rows": rows}
        json.dump(said, file, indent=1)
        recorder.close()


def in_text(row: RecordNotification) -> tuple[str | int, ...]:
    return str(row.originator_id), row.originator_version, row.topic, row.recorded_at, row.id, row.state.hex()


def key_in_text(key: WrappedKey) -> tuple[str | int, ...]:
    return str(key.case), key.number, key.record_class, key.wrapped.hex(), key.commitment.hex(), key.wrapped_by


@dataclass
class Golden:
    """A golden file, as this release reads it."""

    origin: bytes
    keys: KeysInMemory
    rows: list[tuple[StoredRecord, bytes]]

    @classmethod
    def of(cls, release: str) -> "Golden":
        said = json.loads((FOLDER / f"{release}.json").read_text())
        keys = KeysInMemory(
            WrappedKey(UUID(case), number, kept, bytes.fromhex(wrapped), bytes.fromhex(committed), by)
            for case, number, kept, wrapped, committed, by in said["keys"]
        )
        rows = [
            (StoredRecord(UUID(case), version, tag, bytes.fromhex(state), at, position), bytes.fromhex(leaf))
            for case, version, tag, at, position, state, leaf in said["rows"]
        ]
        return cls(said["origin"].encode(), keys, rows)

    def records(self) -> list[Record]:
        keys = KeyRing(WrappingKey(SECRET), self.keys, self.origin)
        mapper = RecordMapper(registry=Registry(EVENTS), keys=keys, origin=self.origin)
        return [mapper.to_domain_event(row) for row, _ in self.rows]


@pytest.mark.parametrize("release", RELEASES)
def test_what_a_release_stored_is_read_as_it_was_written(release: str) -> None:
    file = Golden.of(release)
    expected = [
        stored(one, at, row.recorded_at) for at, (one, (row, _)) in enumerate(zip(RECORDS, file.rows, strict=True), 1)
    ]
    *read, erased = file.records()
    assert read == expected[:-1]
    assert erased.erased
    assert (erased.clear("metal"), erased.clear("on"), erased.clear("beside")) == (Metal.GOLD, date(2026, 1, 1), ())
    assert (erased.id, erased.position, erased.on_behalf_of) == (expected[-1].id, 5, None)


@pytest.mark.parametrize("release", RELEASES)
def test_the_leaves_of_a_release_are_still_true(release: str) -> None:
    file = Golden.of(release)
    for row, leaf in file.rows:
        case, tag = cast("UUID", row.originator_id).bytes, row.topic.encode()
        assert leaf == leaf_hash(file.origin, case, row.originator_version, tag, row.recorded_at, row.state)


def test_the_leaf_is_what_the_brief_says_it_is() -> None:
    """Written out by hand once more, so that no change of ``leaf_hash`` goes unseen."""
    file = Golden.of("2026.11")
    row, leaf = file.rows[0]
    said = b"".join(
        (
            b"\x00\x01",
            len(file.origin).to_bytes(2, "big") + file.origin,
            CASE.bytes,
            (1).to_bytes(8, "big"),
            len(b"golden.found").to_bytes(2, "big") + b"golden.found",
            row.recorded_at.to_bytes(8, "big"),
            hashlib.sha256(row.state).digest(),
        )
    )
    assert leaf == hashlib.sha256(said).digest()


def test_the_golden_file_is_of_no_use_with_another_key() -> None:
    file = Golden.of("2026.11")
    with pytest.raises(WrongKeyFile):
        KeyRing(WrappingKey(bytes(32)), file.keys, file.origin)


def test_a_golden_file_is_never_written_again() -> None:
    before = (FOLDER / "2026.11.json").read_bytes()
    with pytest.raises(FileExistsError):
        write("2026.11")
    assert (FOLDER / "2026.11.json").read_bytes() == before
