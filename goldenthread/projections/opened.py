"""The cases that somebody may know of, in the order they were opened: where each of them is, and no name."""

from datetime import date
from uuid import UUID

import msgspec
from msgspec import Struct
from sqlalchemy import Column, Connection, Index, Integer, Table, select, union_all

from goldenthread.engine.access.seeing import Seeing
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journeys import Journeys
from goldenthread.projections.audiences import Theirs
from goldenthread.projections.disclosing import Disclosed
from goldenthread.projections.folding import Row, Rows
from goldenthread.projections.standing import Where, wheres
from goldenthread.projections.stories import stamp
from goldenthread.projections.tables import (
    METADATA,
    day_column,
    id_column,
    in_order,
    shown_columns,
    word_column,
)

LAYOUT = 1
OPENED = Table(
    "opened",
    METADATA,
    id_column("case_id", primary_key=True),
    *shown_columns(),
    word_column("kind"),
    Column("position", Integer, nullable=False),
    day_column("opened_on"),
    word_column("strands"),
    word_column("classes"),
)
Index("opened_order", OPENED.c.audience, OPENED.c.kind, OPENED.c.position)


class OpenedCase(Struct, frozen=True, kw_only=True):
    """One case: when it was opened, and where each strand of it is."""

    case: UUID
    opened_on: date
    strands: list[Where]


class OpenedPage(Struct, frozen=True):
    """Some cases, the first opened before the others; after which the next begin; and what is told of which."""

    items: list[OpenedCase]
    next: UUID | None
    shown: list[Disclosed]


class Opened:
    """The read model of who may know of which cases."""

    name = "opened"
    tables = (OPENED,)

    def __init__(self, journeys: Journeys, calendar: Calendar, software: str = "") -> None:
        self.journeys = journeys
        self.stamp = stamp(LAYOUT, journeys, calendar, software)

    def rows(self, seen: Seeing) -> Rows:
        journey, opened = self.journeys.of(seen.case), seen.case.records[0]
        row: Row = {
            "case_id": seen.case.id,
            "kind": journey.name,
            "position": opened.position,
            "opened_on": opened.happened_on,
            "strands": msgspec.json.encode(wheres(seen.case, journey)).decode(),
            "classes": msgspec.json.encode(sorted(seen.classes)).decode(),
        }
        return {OPENED: [row]}

    def page(self, connection: Connection, theirs: Theirs, kind: str, after: UUID | None, limit: int) -> OpenedPage:
        """Return the cases of a kind that somebody may know of, after one of them.

        Raises ``LookupError`` where that one is not theirs to know of.
        """
        mine, said = theirs.within(OPENED), [OPENED.c.kind == kind]
        if after:
            said.append(OPENED.c.position > place_of(connection, theirs, after))
        rows = in_order(connection, OPENED, mine, said, ("position",), limit + 1)
        shown = [
            Disclosed(
                one["case_id"],
                msgspec.json.decode(one["classes"], type=frozenset[str]),
                frozenset(theirs.posts(one["audience"])),
            )
            for one in rows[:limit]
        ]
        return OpenedPage(
            [opened_case(one) for one in rows[:limit]], rows[limit - 1]["case_id"] if len(rows) > limit else None, shown
        )


def place_of(connection: Connection, theirs: Theirs, case: UUID) -> int:
    each = [select(OPENED.c.position).where(*mine, OPENED.c.case_id == case) for mine in theirs.within(OPENED)]
    found = connection.execute(union_all(*each)).scalar() if each else None
    if found is None:
        raise LookupError("there is no such case in this list")
    return int(found)


def opened_case(row: Row) -> OpenedCase:
    strands = msgspec.json.decode(row["strands"], type=list[Where])
    return OpenedCase(case=row["case_id"], opened_on=row["opened_on"], strands=strands)
