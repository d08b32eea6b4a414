"""The data map: every field, whose data it is, how it is stored and by which rule it is kept."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import LargeBinary, Table

from goldenthread.engine.access import emergency, members
from goldenthread.engine.application import BESIDE
from goldenthread.engine.attempts import AttemptNotReady
from goldenthread.engine.events import Event, RecordClass, Seen
from goldenthread.engine.fields import fields, tag_of
from goldenthread.engine.journey import BUILT_IN
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.handbook.tables import WRITTEN_BY, table
from goldenthread.http.identity import tables as identity
from goldenthread.http.uploads import quarantine
from goldenthread.projections import reading
from goldenthread.projections import tables as projections
from goldenthread.settings import Settings
from goldenthread.workflows.retention import SCHEDULE, WHO_TAKES_PART

DATA_MAP_SAYS = (
    "Everything that can be written down of anybody: each field, whether it is sealed, whose data it is, in which",
    "class it is kept, who answers for it, and by which rule it is kept. A *sealed* field is encrypted under a key of",
    "the case and the class, and goes with that key. A *clear* one is a date, a code or an id: it stays when the key",
    "has gone. Where a field names somebody else, and does not say so here, it is a name or words about the child.",
    "",
    "Beside its fields every entry keeps, in clear: random ids, its day, when it was written down, the account, role",
    "and organisation of whoever wrote it, the stage it led to, and what a decision was judged on. Sealed with it: why",
    "something was gone without, on whose behalf it was said, and who interpreted. Accounts are codes, never names.",
)
FILES_SAY = (
    "Each is for its owner alone (0600). What stands there *as bytes* is sealed, a digest or a public key; but what",
    "waits for a moment (`pending`, while somebody signs in) is not. A password is a digest, in letters (argon2id).",
    "Of the store itself (`goldenthread.db`): the records, as above; their sealed data keys; sealed documents.",
)
SEEN = {
    Seen.SHOWN: "the entry",
    Seen.COUNTED: "that there is one, and no more",
    Seen.UNSEEN: "nothing, not even that it is there",
}
WHOLE = "The whole case, in no story"
BESIDE_CASES = (
    "Beside the cases: who people are, steps that were not ready, who there is, takes part and looked, what was erased"
)


def data_map_page(journeys: Journeys) -> Iterator[str]:
    yield from ("# Data map", "", WRITTEN_BY, "", *DATA_MAP_SAYS, "")
    yield from ("## Record classes", "")
    kept = {one.name: one for kind in every_event(journeys) if (one := class_of(journeys, kind))}
    yield from table(
        ("class", "about whom", "what others see of it"),
        ((f"`{name}`", str(kept[name].about), SEEN[kept[name].seen]) for name in sorted(kept)),
    )
    for title, kinds in by_holder(journeys).items():
        yield from (f"## {title}", "")
        rows = [row for kind in kinds for row in data_rows(journeys, kind)]
        yield from table(("event", "field", "stored", "whose data", "class", "held by", "kept by"), rows)
    yield from ("## In files beside the store", "", *FILES_SAY, "")
    for name, says, tables in side_files():
        yield from (f"### `{name}`", "", says, "")
        yield from table(("table", "column", "stored"), (row for one in tables for row in column_rows(one)))


def side_files() -> Iterator[tuple[str, str, Sequence[Table]]]:
    """Yield every file beside the store: its name, what it is for and how something goes out of it, and its tables."""
    told = Settings()
    yield (
        told.identity.name,
        "How each account signs in. All of an account goes with its row in `holder`; what has `ends_at` is swept away.",
        identity.METADATA.sorted_tables,
    )
    yield (
        told.quarantine.name,
        "Documents to be looked at first, sealed with keys of their case. Each goes when it is decided about.",
        quarantine.METADATA.sorted_tables,
    )
    yield (
        "readings.db",
        "By case, who looked, in which post, at what, and when. It is made anew from the store when it is gone.",
        reading.READ.metadata.sorted_tables,
    )
    yield (
        told.projections.name,
        "The lists that everybody sees, with no name in them. It is made anew when it is gone.",
        projections.METADATA.sorted_tables,
    )


def column_rows(one: Table) -> Iterator[tuple[str, ...]]:
    for column in one.c:
        yield f"`{one.name}`", f"`{column.name}`", "as bytes" if isinstance(column.type, LargeBinary) else "clear"


def every_event(journeys: Journeys) -> Iterator[type[Event]]:
    """Yield every event that can be stored: those of every kind of case, and those beside the cases."""
    yield from journeys.events.values()
    yield from BESIDE


def class_of(journeys: Journeys, kind: type[Event]) -> RecordClass | None:
    """Return the class an event is kept in; None for what is said of an entry, and kept as that is."""
    return None if kind in BUILT_IN else journeys.kept(kind)


def by_holder(journeys: Journeys) -> Mapping[str, list[type[Event]]]:
    """Return every event below the story that it belongs to."""
    found: dict[str, list[type[Event]]] = {}
    for kind in sorted(every_event(journeys), key=tag_of):
        home = journeys.home_of(kind)
        found.setdefault(home.label if home else BESIDE_CASES if kind in BESIDE else WHOLE, []).append(kind)
    return dict(sorted(found.items()))


def data_rows(journeys: Journeys, kind: type[Event]) -> Iterator[tuple[str, ...]]:
    home, kept = journeys.home_of(kind), class_of(journeys, kind)
    holder = str(home.held_by) if home else "whoever keeps the store" if kind in BESIDE else "whoever opened the record"
    name = f"`{kept.name}`" if kept else "as the entry it is about"
    for field, one in fields(kind).items():
        whose = str(one.about) if one.about else "as the entry it is about"
        stored = "clear" if one.clear else "sealed"
        yield f"`{tag_of(kind)}`", f"`{field}`", stored, whose, name, holder, retained(journeys, kind)
    if not fields(kind):
        about = str(kept.about) if kept else "as the entry it is about"
        yield f"`{tag_of(kind)}`", "none: that it happened", "clear", about, name, holder, retained(journeys, kind)


def retained(journeys: Journeys, kind: type[Event]) -> str:
    """Return the rules by which an event is kept: of them, the longest counts."""
    if kind is PersonDescribed:
        return "with the last case of that person"
    if kind is AttemptNotReady:
        return "with the class of its case that it is kept in"
    if kind in (*members.EVENTS, *emergency.EVENTS):
        return f"`{WHO_TAKES_PART.id}`"
    if kind in BESIDE:
        return "no rule: as long as the store"
    kept, home = class_of(journeys, kind), journeys.home_of(kind)
    if kept is None:
        return "as the entry it is about"
    rules = [rule for rule in SCHEDULE.rules if kept in rule.of or home in rule.of]
    rules += [rule for rule in SCHEDULE.rules if rule not in rules and any(is_kind(kind, one) for one in rule.of)]
    rules += [rule for rule in SCHEDULE.rules if any(is_kind(kind, one) for one in rule.alongside)]
    return ", ".join(f"`{rule.id}`" for rule in rules)


def is_kind(kind: type[Event], held: object) -> bool:
    return isinstance(held, type) and issubclass(kind, held)
