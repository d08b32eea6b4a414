"""The stored form: what goes in comes out, nothing sealed stands in clear, and whatever was touched is refused."""

import importlib.util
import sys
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID, uuid4

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.case import fold
from goldenthread.engine.events import CLEAR, Event, RecordId, Role, Words, asks
from goldenthread.engine.privacy.keys import KeyRing, KeyTampered, WrappedKey
from goldenthread.engine.privacy.wrapping import WrappingKey, WrongKeyFile
from goldenthread.engine.records import Actor, ClockReading, Erased, Judgement, Origin, Record, StrandId, stored
from goldenthread.engine.store.form import (
    PREFIX,
    Envelope,
    NewerThanThis,
    Registry,
    UnknownTag,
    Unreadable,
    encode,
    pack,
    unpack,
)
from goldenthread.engine.store.mapper import RecordMapper, StoredRecord, Tampered
from tests.store.samples import (
    CORE,
    DAY,
    SECRET,
    STORE,
    WRITER,
    Arrived,
    Colour,
    KeysInMemory,
    Measured,
    Noted,
    Rang,
    Sealing,
    noted,
    record,
)

CASE = UUID(int=7)

# What goes in comes out

TEXT = st.text(min_size=1, max_size=60)
NOTED_EVENTS = st.builds(
    Noted, words=TEXT, more=st.none() | TEXT, on=st.dates(), colour=st.none() | st.sampled_from(Colour)
)
EVENTS_OF_ALL_KINDS = st.one_of(
    NOTED_EVENTS,
    st.builds(Measured, amounts=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=4).map(tuple)),
    st.builds(Arrived, colour=st.sampled_from(Colour)),
    st.just(Rang()),
)
IDS = st.uuids().map(RecordId)
JUDGEMENTS = st.builds(
    Judgement,
    met=st.dictionaries(TEXT, st.lists(IDS, max_size=2).map(tuple), max_size=2),
    gone_without=st.lists(TEXT, max_size=2).map(tuple),
    irregular=st.lists(TEXT, max_size=2).map(tuple),
    permissions=st.lists(IDS, max_size=2).map(tuple),
    clocks=st.lists(
        st.builds(ClockReading, clock=TEXT, started_by=IDS, status=TEXT, due=st.none() | st.dates()), max_size=2
    ).map(tuple),
)
RECORDS = st.builds(
    record,
    st.uuids(),
    st.just(1),
    EVENTS_OF_ALL_KINDS,
    happened_on=st.dates(),
    origin=st.sampled_from(Origin),
    by=st.builds(Actor, account=TEXT, role=TEXT, organisation=TEXT),
    software=TEXT,
    workflow=st.none() | TEXT,
    strand=st.none() | st.uuids().map(StrandId),
    definition=st.none() | TEXT,
    lands=st.none() | TEXT,
    replaces=st.none() | IDS,
    judgement=st.none() | JUDGEMENTS,
    on_behalf_of=st.none() | TEXT,
    interpreter=st.none() | TEXT,
    reasons=st.dictionaries(TEXT, TEXT, max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_a_record_comes_out_as_it_went_in(written: Record) -> None:
    sealing = Sealing()
    assert sealing.read(sealing.seal(written)) == written


@settings(max_examples=30, deadline=None)
@given(NOTED_EVENTS)
def test_an_erased_record_keeps_its_clear_fields(event: Noted) -> None:
    sealing = Sealing()
    written = record(CASE, 1, event)
    form = sealing.seal(written)
    sealing.table.destroy(CASE)
    left = sealing.read(form)
    assert left.erased
    assert (left.clear("on"), left.clear("colour")) == (event.on, event.colour)
    assert left == msgspec.structs.replace(written, event=left.event)
    assert not hasattr(left.event, "words")


def test_a_record_knows_when_and_where_it_was_stored() -> None:
    sealing, written = Sealing(), noted(CASE, 1)
    form = replace(sealing.seal(written), position=12, recorded_at=1_800_000_000_000_000)
    assert sealing.read(form) == stored(written, 12, 1_800_000_000_000_000)


# Nothing sealed stands in clear

SECRETS = {
    "words": "the-words-of-a-mother",
    "more": "what-else-was-said",
    "on_behalf_of": "somebody-else-by-name",
    "interpreter": "an-interpreter-by-name",
    "reasons": "why-it-went-without",
}


def secret_record(event: Event) -> Record:
    return record(
        CASE,
        1,
        event,
        on_behalf_of=SECRETS["on_behalf_of"],
        interpreter=SECRETS["interpreter"],
        reasons={"a-need": SECRETS["reasons"]},
    )


@pytest.mark.parametrize("event", [Noted(words=SECRETS["words"], more=SECRETS["more"]), Arrived(colour=Colour.RED)])
def test_nothing_that_is_sealed_stands_in_the_stored_bytes(event: Event) -> None:
    sealing = Sealing()
    form = sealing.seal(secret_record(event))
    for what, words in SECRETS.items():
        assert words.encode() not in form.state, what
    for name in ("on_behalf_of", "interpreter", "reasons", "words", "more"):
        assert f'"{name}"'.encode() not in form.state
    assert b'"happened_on":"2026-03-02"' in form.state, "what is clear does stand there"


def test_the_same_said_twice_is_not_seen_to_be_the_same() -> None:
    sealing, written = Sealing(), noted(CASE, 1)
    mapper = sealing.mapper()
    forms = [mapper.seal(written)[0].state for _ in range(2)]
    sealed = [unpack(state).sealed for state in forms]
    assert unpack(forms[0]).clear == unpack(forms[1]).clear
    assert sealed[0][:12] != sealed[1][:12]
    assert sealed[0][12:] != sealed[1][12:]


def test_what_decides_key_and_reading_stands_before_the_clear_part() -> None:
    form = Sealing().seal(noted(CASE, 1))
    version, schema, key, length = PREFIX.unpack_from(form.state)
    assert (version, schema, key) == (1, 1, 1)
    clear = msgspec.json.decode(form.state[PREFIX.size : PREFIX.size + length])
    assert list(clear)[-1] == "event"
    assert clear["event"] == {"on": "2026-03-02", "colour": None}


# Whatever was moved or copied is refused


def test_a_sealed_record_opens_in_its_own_place_only() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    (row,) = sealing.table.keys_of(CASE)
    elsewhere = UUID(int=8)
    sealing.table.keep(row._replace(case=elsewhere))
    assert sealing.read(form).event == Noted(words="what was said")
    for moved in (
        replace(form, originator_id=elsewhere),
        replace(form, originator_version=2),
        replace(form, topic="test.arrived"),
    ):
        with pytest.raises(Tampered):
            sealing.read(moved)


def test_a_sealed_part_does_not_open_under_the_same_key_in_another_case() -> None:
    """Even somebody who can wrap keys cannot move what was sealed: case and store are part of the seal."""
    form, key = Sealing().mapper().seal(noted(CASE, 1))
    assert key.open(unpack(form.state).sealed, seal_of(STORE, CASE, form)) is not None
    for origin, case in ((STORE, UUID(int=8)), (b"goldenthread/another", CASE)):
        with pytest.raises(Exception, match=r"^$"):
            key.open(unpack(form.state).sealed, seal_of(origin, case, form))


def seal_of(origin: bytes, case: UUID, form: StoredRecord) -> bytes:
    return b"%b\0%b%b%b\0%b" % (origin, case.bytes, (1).to_bytes(8, "big"), b"test.noted", unpack(form.state).head)


def test_a_record_of_another_store_is_refused() -> None:
    here = Sealing()
    form = here.seal(noted(CASE, 1))
    there = Sealing(origin=b"goldenthread/another", table=here.table)
    with pytest.raises(Tampered):
        there.read(form)


def test_the_sealed_part_of_one_record_does_not_fit_another() -> None:
    sealing = Sealing()
    mapper = sealing.mapper()
    one, key = mapper.seal(noted(CASE, 1, "one"))
    two, _ = mapper.seal(noted(CASE, 2, "two"))
    sealing.table.keep(key.row)
    mixed = replace(two, state=unpack(two.state).head + unpack(one.state).sealed)
    with pytest.raises(Tampered):
        sealing.read(mixed)


# Whatever was changed is refused


@pytest.mark.parametrize(
    "written", [secret_record(Noted(words="w")), secret_record(Arrived(colour=Colour.RED)), record(CASE, 1, Rang())]
)
def test_any_byte_that_is_changed_is_found_out(written: Record) -> None:
    sealing = Sealing()
    form = sealing.seal(written)
    mapper = sealing.mapper()
    for at in range(len(form.state)):
        for change in (0x01, 0x20, 0x80, 0xFF):
            state = form.state[:at] + bytes((form.state[at] ^ change,)) + form.state[at + 1 :]
            with pytest.raises(Unreadable):
                mapper.to_domain_event(replace(form, state=state))
    assert mapper.to_domain_event(form) == written


def test_any_length_but_the_right_one_is_found_out() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    for state in (*(form.state[:end] for end in range(len(form.state))), form.state + b"\0", form.state * 2):
        with pytest.raises(Unreadable):
            sealing.read(replace(form, state=state))


def test_an_erased_record_that_was_changed_is_erased_or_refused_and_never_read() -> None:
    """Its seal went with its key, so only the ledger can tell; but it never makes a reader stumble."""
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    sealing.table.destroy(CASE)
    mapper = sealing.mapper()
    for at in range(len(form.state)):
        for change in (0x01, 0x20, 0x80, 0xFF):
            state = form.state[:at] + bytes((form.state[at] ^ change,)) + form.state[at + 1 :]
            try:
                assert mapper.to_domain_event(replace(form, state=state)).erased
            except Unreadable:
                continue


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        (b'"happened_on":"2026-03-02"', b'"happened_on":"2026-03-01"'),
        (b'"on":"2026-03-02"', b'"on":"2026-03-03"'),
        (b'"account-1"', b'"account-2"'),
        (b'"acted"', b'"reported"'),
    ],
)
def test_a_changed_clear_field_is_refused(was: bytes, becomes: bytes) -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    parts = unpack(form.state)
    assert was in parts.clear
    changed = pack(parts.schema, parts.key, parts.clear.replace(was, becomes)) + parts.sealed
    with pytest.raises(Tampered):
        sealing.read(replace(form, state=changed))


# Only what is known is read


def test_an_unknown_tag_is_refused_and_nothing_is_imported() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    assert "antigravity" not in sys.modules
    for tag in ("antigravity", "antigravity:Noted", "os:system", "test.never", ""):
        with pytest.raises(UnknownTag, match="no event of tag"):
            sealing.read(replace(form, topic=tag))
    assert "antigravity" not in sys.modules
    assert importlib.util.find_spec("antigravity"), "it could have been"


def test_a_newer_stored_form_is_refused() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    with pytest.raises(NewerThanThis, match="stored form 2; this release reads 1"):
        sealing.read(replace(form, state=b"\2" + form.state[1:]))


def sealed_by_hand(event: bytes, schema: int = 1, **clear: Any) -> tuple[Sealing, StoredRecord]:
    """Return a record whose clear and sealed JSON were written by hand, with a seal that holds."""
    sealing = Sealing()
    _, key = sealing.mapper().seal(noted(CASE, 1))
    sealing.table.keep(key.row)
    by = {"account": "a", "role": "r", "organisation": "o"}
    said = {
        "id": str(uuid4()),
        "happened_on": "2026-03-02",
        "origin": "acted",
        "by": by,
        "software": "x",
        "kept": "core",
    }
    head = pack(schema, 1, encode(said | clear | {"event": {"on": "2026-03-02", "colour": None}}))
    form = StoredRecord(CASE, 1, "test.noted", head)
    text = len(event).to_bytes(4, "big") + event + b"{}"
    return sealing, replace(form, state=head + key.seal(text, bound(form)))


def bound(form: StoredRecord) -> bytes:
    return b"%b\0%b%b%b\0%b" % (STORE, CASE.bytes, (1).to_bytes(8, "big"), b"test.noted", form.state)


def test_a_record_written_by_hand_in_the_right_form_is_read() -> None:
    sealing, form = sealed_by_hand(b'{"words":"by hand","more":null}')
    assert sealing.read(form).event == Noted(words="by hand")


@pytest.mark.parametrize(
    "event",
    [
        b'{"words":"w","more":null,"unheard_of":1}',
        b'{"words":"w","more":7}',
        b'{"words":"","more":null}',
        b'{"more":null}',
        b'{"words":"w","more":null',
    ],
)
def test_an_event_with_an_unknown_missing_or_wrong_field_is_refused(event: bytes) -> None:
    sealing, form = sealed_by_hand(event)
    with pytest.raises(Unreadable, match=r"test\.noted"):
        sealing.read(form)


def test_an_unknown_field_beside_the_event_is_refused() -> None:
    sealing, form = sealed_by_hand(b'{"words":"w","more":null}', unheard_of=1)
    with pytest.raises(Unreadable, match="unheard_of"):
        sealing.read(form)


def test_a_newer_schema_version_is_refused() -> None:
    sealing, form = sealed_by_hand(b'{"words":"w","more":null}', schema=2)
    with pytest.raises(NewerThanThis, match="schema version 2; this release reads 1"):
        sealing.read(form)


def test_schema_version_nought_is_refused() -> None:
    sealing, form = sealed_by_hand(b'{"words":"w","more":null}', schema=0)
    with pytest.raises(Unreadable):
        sealing.read(form)
    sealing.table.destroy(CASE)
    with pytest.raises(Unreadable):
        sealing.read(form)


def test_a_record_that_says_another_class_than_its_key_is_refused() -> None:
    sealing, form = sealed_by_hand(b'{"words":"w","more":null}', kept="health")
    with pytest.raises(Tampered, match="not sealed with the key it names"):
        sealing.read(form)


# Upcasting


class NotedLater(Event, tag="test.noted"):
    """The second version: ``words`` is called ``said``, ``on`` is called ``day``, and who heard it is asked."""

    told = "Something was noted on {day}"
    kept = CORE
    recorded_by: ClassVar[tuple[Role, ...]] = (WRITER,)
    schema_version = 2

    said: Annotated[Words, asks("What was said?")]
    heard_by: Annotated[Words, asks("Who heard it?")]
    day: Annotated[date, asks("On what day?"), CLEAR]
    colour: Annotated[Colour, asks("Which colour?"), CLEAR]
    more: Annotated[Words | None, asks("What else?")] = None


def to_two(event: dict[str, Any]) -> dict[str, Any]:
    """Bring an event to version 2; of an erased one it sees the clear fields only."""
    grown = {"day": event.pop("on"), "heard_by": "not asked at the time", **event}
    grown["colour"] = event["colour"] or "blue"
    if "words" in grown:
        grown["said"] = grown.pop("words")
    return grown


def later(table: KeysInMemory) -> Sealing:
    return Sealing((NotedLater,), {("test.noted", 1): to_two}, table=table)


def test_a_record_of_an_earlier_schema_is_read_as_one_of_today() -> None:
    before = Sealing()
    written = noted(CASE, 1, "said long ago")
    form = before.seal(written)
    read = later(before.table).read(form)
    assert read.event == NotedLater(said="said long ago", heard_by="not asked at the time", day=DAY, colour=Colour.BLUE)
    assert read.kind is NotedLater
    assert (read.id, read.by, read.happened_on) == (written.id, written.by, written.happened_on)


def test_an_erased_record_of_an_earlier_schema_is_read_as_one_of_today() -> None:
    before = Sealing()
    form = before.seal(noted(CASE, 1, "said long ago"))
    before.table.destroy(CASE)
    read = later(before.table).read(form)
    assert read.erased
    assert (read.clear("day"), read.clear("colour")) == (DAY, Colour.BLUE)
    assert not hasattr(read.event, "heard_by")


def test_an_upcaster_that_stumbles_makes_the_record_unreadable() -> None:
    before = Sealing()
    form = before.seal(noted(CASE, 1))
    before.table.destroy(CASE)
    stumbling = Sealing((NotedLater,), {("test.noted", 1): lambda event: {"said": event["words"]}}, table=before.table)
    with pytest.raises(Unreadable, match=r"test\.noted"):
        stumbling.read(form)


def test_a_registry_that_lacks_an_upcaster_is_not_built() -> None:
    with pytest.raises(ValueError, match=r"test\.noted has no upcaster from schema version \[1\]"):
        Registry([NotedLater])
    assert Registry([NotedLater], {("test.noted", 1): to_two}).named("test.noted").schema == 2


def test_a_registry_with_two_events_of_one_tag_is_not_built() -> None:
    with pytest.raises(ValueError, match="two events have one tag"):
        Registry([Noted, NotedLater], {("test.noted", 1): to_two})


# Keys


@pytest.fixture
def three() -> tuple[Sealing, list[StoredRecord]]:
    """Return three records of a case: two of one class, one of another."""
    sealing = Sealing()
    mapper = sealing.mapper()
    forms: list[StoredRecord] = []
    for written in (noted(CASE, 1), record(CASE, 2, Measured(amounts=(4,))), noted(CASE, 3)):
        form, key = mapper.seal(written)
        sealing.table.keep(key.row)
        mapper.keys.stored([key])
        forms.append(form)
    return sealing, forms


def test_each_case_and_record_class_has_a_key_of_its_own(three: tuple[Sealing, list[StoredRecord]]) -> None:
    sealing, forms = three
    other = UUID(int=8)
    sealing.table.keep(sealing.mapper().seal(noted(other, 1))[1].row)
    assert [unpack(form.state).key for form in forms] == [1, 2, 1]
    rows = [*sealing.table.keys_of(CASE), *sealing.table.keys_of(other)]
    assert [row.record_class for row in rows] == ["core", "health", "core"]
    assert len({row.commitment for row in rows}) == 3
    secrets = {
        WrappingKey(SECRET).unwrap(row.wrapped, about_key(row.case, row.number, row.record_class)) for row in rows
    }
    assert len(secrets) == 3
    assert not any(one in form.state for one in secrets for form in forms)


def about_key(case: UUID, number: int, record_class: str) -> bytes:
    return b"%b\0%b%b%b" % (STORE, case.bytes, number.to_bytes(2, "big"), record_class.encode())


def test_the_first_record_of_a_key_carries_its_commitment(three: tuple[Sealing, list[StoredRecord]]) -> None:
    sealing, forms = three
    said = [msgspec.json.decode(unpack(form.state).clear).get("commitment") for form in forms]
    first, second = (row.commitment.hex() for row in sealing.table.keys_of(CASE))
    assert said == [first, second, None]


def test_destroying_one_key_leaves_the_other_class_readable(three: tuple[Sealing, list[StoredRecord]]) -> None:
    sealing, forms = three
    sealing.table.destroy(CASE, 2)
    assert [sealing.read(form).erased for form in forms] == [False, True, False]


def test_a_case_folds_when_all_of_it_has_been_erased(three: tuple[Sealing, list[StoredRecord]]) -> None:
    sealing, forms = three
    for number in (1, 2):
        sealing.table.destroy(CASE, number)
    records = [sealing.read(form) for form in forms]
    case = fold(CASE, records)
    assert case.version == 3
    assert [one.kind for one in case.standing] == [Noted, Measured, Noted]
    assert all(isinstance(one.event, Erased) for one in case.standing)
    assert case.standing[0].clear("on") == DAY


def test_a_key_that_was_lost_is_not_taken_for_one_that_was_destroyed() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    sealing.table.rows.clear()
    with pytest.raises(Tampered, match="has no data key 1"):
        sealing.read(form)


def test_a_key_that_is_not_the_one_committed_to_is_refused() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    (row,) = sealing.table.keys_of(CASE)
    another = Sealing().mapper().seal(noted(CASE, 1))[1].row
    for wrong in (row._replace(wrapped=another.wrapped), row._replace(commitment=another.commitment)):
        sealing.table.keep(wrong)
        with pytest.raises(Tampered, match="not the one committed to"):
            sealing.read(form)


def test_a_commitment_in_the_record_that_is_not_that_of_its_key_is_refused() -> None:
    """Some seals can be made to open under two keys: the commitment in the record says which it was."""
    sealing, form = sealed_by_hand(b'{"words":"w","more":null}', commitment="00" * 32)
    with pytest.raises(Tampered, match="not sealed with the key it names"):
        sealing.read(form)


@pytest.mark.parametrize("change", [{"sealed_as": "health"}, {"wrapped": b"short"}, {"wrapped": bytes(60)}])
def test_a_row_of_a_key_that_was_changed_is_refused(change: dict[str, Any]) -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    (row,) = sealing.table.keys_of(CASE)
    sealing.table.keep(row._replace(**change))
    with pytest.raises(Tampered, match="does not open with this key file"):
        sealing.read(form)


def test_a_record_that_needs_a_new_key_is_not_stored_without_it() -> None:
    mapper = Sealing().mapper()
    with pytest.raises(ValueError, match="stores both at once"):
        mapper.to_stored_event(noted(CASE, 1))


def test_a_key_that_was_made_and_never_stored_opens_nothing() -> None:
    """Another process may have stored another key of that number: it is looked for."""
    sealing = Sealing()
    here = sealing.mapper()
    here.seal(noted(CASE, 1, "never stored"))
    form = sealing.seal(noted(CASE, 1, "stored by another process"))
    assert here.to_domain_event(form).event == Noted(words="stored by another process")


def test_all_who_need_a_key_before_it_is_stored_are_given_the_same() -> None:
    keys = Sealing().mapper().keys
    one, again, other = (keys.to_seal(CASE, name) for name in ("core", "core", "health"))
    assert one == again
    assert (one.row.number, other.row.number) == (1, 2)


def test_a_destroyed_key_is_not_sealed_with_and_its_number_is_not_used_again() -> None:
    sealing = Sealing()
    sealing.seal(noted(CASE, 1))
    sealing.table.destroy(CASE)
    fresh = sealing.mapper().keys.to_seal(CASE, "core")
    assert fresh.fresh
    assert fresh.row.number == 2
    with pytest.raises(KeyTampered, match="has been destroyed"):
        sealing.mapper().keys.to_open(CASE, 1).seal(b"words", b"")


def test_keys_at_hand_are_bounded_and_the_least_used_are_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.engine.privacy.keys.CASES_HELD", 3)
    sealing = Sealing()
    mapper = sealing.mapper()
    forms: list[StoredRecord] = []
    for number in range(5):
        form, key = mapper.seal(noted(UUID(int=number), 1))
        sealing.table.keep(key.row)
        mapper.keys.stored([key])
        forms.append(form)
        mapper.to_domain_event(forms[0])
    asked: list[UUID] = []

    def gone(case: UUID) -> list[WrappedKey]:
        asked.append(case)
        return []

    monkeypatch.setattr(sealing.table, "keys_of", gone)
    mapper.to_domain_event(forms[0])
    mapper.to_domain_event(forms[4])
    assert asked == []
    with pytest.raises(Tampered):
        mapper.to_domain_event(forms[1])
    assert asked == [UUID(int=1)]


def test_another_key_file_is_refused_with_a_clear_message() -> None:
    sealing = Sealing()
    form = sealing.seal(noted(CASE, 1))
    here, there = WrappingKey(SECRET), WrappingKey(b"x" * 32)
    with pytest.raises(WrongKeyFile, match=f"key file {here.id}, and was given {there.id}.*Put back the key file"):
        KeyRing(there, sealing.table, STORE)
    empty = KeysInMemory()
    keys = KeyRing(there, empty, STORE)
    empty.rows.update(sealing.table.rows)
    with pytest.raises(WrongKeyFile):
        RecordMapper(registry=sealing.registry, keys=keys, origin=STORE).to_domain_event(form)


def test_every_part_of_the_envelope_is_clear_but_what_is_sealed() -> None:
    """A new part of the envelope must be put on one side or the other by somebody who thought of it."""
    sealed = {"on_behalf_of", "interpreter", "reasons"}
    clear = {
        "id", "happened_on", "origin", "by", "software", "kept", "workflow", "strand", "definition", "lands",
            "heard_in",
        "replaces", "judgement", "commitment", "event",
    }  # fmt: skip
    assert set(Envelope.__struct_fields__) == clear | sealed
