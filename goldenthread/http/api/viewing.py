"""Which view of a case somebody asked for: each axis by its name, and never a date without one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Protocol, TypeVar
from uuid import UUID

from litestar import Request
from litestar.params import QueryParameter

from goldenthread.engine.access.policy import COUNTED_BECAUSE, NO_GRANT, Access
from goldenthread.engine.calendars import EARLIEST, LATEST
from goldenthread.engine.case import Case
from goldenthread.engine.events import RecordId
from goldenthread.engine.records import Record
from goldenthread.engine.tokens import seen_by
from goldenthread.engine.views import Known, as_at, end_of
from goldenthread.http.api.bodies import NotShown, View
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.who import somebody
from goldenthread.http.problems import Problem, not_found
from goldenthread.http.reading import shown_to

AnyRequest = Request[Any, Any, Any]


class Named(Protocol):
    """Something with an id of its own, which a page can begin after."""

    @property
    def id(self) -> RecordId: ...


Listed = TypeVar("Listed", bound=Named)
SETTLING = timedelta(seconds=10)
"""How long after an instant everything that was being written then is surely there: more than any write may take."""

Happened = Annotated[date | None, QueryParameter(name="happened", description="As it had happened by this day")]
KnownBy = Annotated[
    str | None,
    QueryParameter(name="known", description="As it was known: a day, an instant with its offset, or a version"),
]


@dataclass(frozen=True)
class Look:
    """A case as somebody asked to see it, and the day on which its clocks are read.

    ``whole`` is all that they see of it now. What is withheld is there by its clear part, and is told to nobody.
    """

    case: Case
    whole: Case
    today: date
    view: View
    seen: Seen

    def told(self, found: Sequence[Listed]) -> list[Listed]:
        """Return the entries that are told: those whose content is shown."""
        return [one for one in found if one.id not in self.seen.seeing.withheld]

    def rule(self, entry: RecordId) -> str:
        """Return the rule by which an entry is counted and not shown."""
        return rule_of(self.seen.seeing.why[entry])

    def not_shown(self) -> list[NotShown]:
        """Return how many entries of this view are not shown, by class, and by which rule."""
        seeing = self.seen.seeing
        away = [one for one in self.case.standing if one.id in seeing.withheld]
        counts = Counter((one.kept, self.rule(one.id)) for one in away)
        return [NotShown(kept=name, entries=count, rule=rule) for (name, rule), count in sorted(counts.items())]


def rule_of(access: Access) -> str:
    return access.because if access.because in COUNTED_BECAUSE else NO_GRANT


def look(desk: Desk, request: AnyRequest, case: UUID, happened: date | None, known: str | None) -> Look:
    """Read a case as at the axes that were named. An unlabelled date is refused."""
    who = somebody(request)
    if happened is not None and not EARLIEST <= happened <= LATEST:
        why = f"happened is a day from {EARLIEST} to {LATEST}"
        raise Problem(400, "invalid", "The request cannot be read", why)
    seen = desk.seen(who, case)
    whole = seen.case
    shown_to(request, seen)
    today = happened or desk.today()
    view = View(happened=happened, known=known, today=today)
    if happened is None and known is None:
        return Look(whole, whole, today, view, seen)
    found = as_at(
        case,
        whole.records,
        known=known_by(whole, whole.records, known, desk.now()),
        happened=happened,
    )
    if not found.records:
        raise not_found()
    return Look(found, whole, today, view, seen)


def known_by(case: Case, shown: Sequence[Record], said: str | None, now: datetime) -> Known | None:
    """Read the axis of knowing: a day, an instant with its offset, or a version token. Raises ``Problem`` 400.

    An instant must be over, and long enough for what was being written then to be there: so a view never grows.
    """
    if said is None:
        return None
    try:
        by = end_of(date.fromisoformat(said)) if len(said) == len("2026-01-01") else instant_of(said)
    except (ValueError, OverflowError):
        read = seen_by(case.id, shown, said)
        if not read:
            why = "known is a day (2026-03-01), an instant (2026-03-01T12:00:00Z), or a version of this case"
            raise Problem(400, "invalid", "The request cannot be read", why) from None
        return Known(version=shown[read - 1].version)
    if by > now - SETTLING:
        why = "that is not over, so what is known by then can still grow; leave known out to see what is known now"
        raise Problem(400, "invalid", "The request cannot be read", why)
    return Known(by=by)


def instant_of(said: str) -> datetime:
    found = datetime.fromisoformat(said.replace(" ", "+"))
    if found.tzinfo is None:
        raise Problem(400, "invalid", "The request cannot be read", "an instant needs its offset: 2026-03-01T12:00:00Z")
    return found


def headers(seen: Look) -> dict[str, str]:
    return {"ETag": f'"{seen.seen.version}"', "Cache-Control": "no-store"}


def page(told: Sequence[Listed], cursor: str | None, limit: int) -> tuple[list[Listed], str | None]:
    """Return what follows a cursor, which is the id of the last one seen."""
    at = 0
    if cursor is not None:
        at = next((n for n, one in enumerate(told, 1) if str(one.id) == cursor), -1)
        if at < 0:
            raise Problem(400, "invalid", "The request cannot be read", "the cursor is not one of this view")
    items = list(told[at : at + limit])
    return items, str(items[-1].id) if at + limit < len(told) else None
