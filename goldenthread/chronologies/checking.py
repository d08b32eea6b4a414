"""Holding each row against what the API answers: due days, overruns, and what was open at the time."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from goldenthread.chronologies.published import Published, Row, Span, numbers, span
from goldenthread.chronologies.retelling import Untold, clock_of, entries
from goldenthread.chronologies.server import Api
from goldenthread.engine.clocks import Answers, Clock
from goldenthread.engine.journey import Journey
from goldenthread.engine.naming import many

NOT_CHECKABLE = "not-checkable"
OPEN = ("running", "overdue")


class Finding(Struct, frozen=True, kw_only=True):
    """How one row came out: ``holds`` is None where there is nothing to check, and ``why`` says so."""

    case: str
    clock: str
    scenario: str
    expect: str
    expected: str
    computed: str
    late: str
    holds: bool | None
    why: str = ""


class Reading(NamedTuple):
    """What the API says of a clock: due, how late, its status, and what other readings of the rule would give."""

    due: date
    days_late: int
    status: str
    others: dict[str, date]


def check(case: Published, journey: Journey, api: Api) -> Iterator[Finding]:
    """Bring a case in, once for each scenario, and hold its rows against what the API answers."""
    for scenario in case.scenarios():
        rows = [row for row in case.our_check if row.scenario == scenario]
        told: dict[bool, str] = {}
        try:
            if any(row.expect != NOT_CHECKABLE for row in rows):
                told = {last: bring_in(case, scenario, journey, api, last_days=last) for last in (False, True)}
        except Untold as why:
            yield from (failed(case, row, str(why)) for row in rows)
            continue
        yield from (hold(case, row, told, journey, api) for row in rows)


def bring_in(case: Published, scenario: str, journey: Journey, api: Api, *, last_days: bool) -> str:
    """Bring a case in as history and return its id. Nothing is refused for happening out of order."""
    opened = api.post("/cases", {"happened_on": "2000-01-01", "describes": {"name": f"The child of {case.id}"}})
    told = entries(case, scenario, journey, last_days=last_days)
    if told:
        api.post(f"/cases/{opened['case']}/history", {"entries": told})
    return str(opened["case"])


def hold(case: Published, row: Row, told: dict[bool, str], journey: Journey, api: Api) -> Finding:
    """Hold one row against the two tellings of its case. A row that cannot be held fails, unless it says so."""
    if row.expect == NOT_CHECKABLE:
        return finding(case, row, "", "", "", holds=None, why=row.note or case.ambiguities or "")
    if row.clock is None:
        return failed(case, row, "the row names no clock, and is not marked not-checkable")
    wanted = EXPECTED.get(row.expect)
    if wanted is None:
        return failed(case, row, f"{row.expect!r} is no expectation that is known")
    try:
        clock = clock_of(row, journey)
        early, late = (reading(case, row, clock, told[last], api, last_days=last) for last in (False, True))
        expected, computed, holds, why = wanted(row, early, late)
        overrun, in_time, more = overruns(row, early, late)
        still, open_why = openness(case, row, clock, journey, early)
    except (Untold, ValueError) as wrong:
        return failed(case, row, str(wrong))
    reasons = [one for one in (why, more, open_why) if one]
    return finding(case, row, expected, computed, overrun, holds=holds and in_time and still, why="; ".join(reasons))


def reading(case: Published, row: Row, clock: Clock, told: str, api: Api, *, last_days: bool) -> Reading:
    """Return what the API says of a row's clock, as it had happened by the row's own last day."""
    by = as_of(case, row, last_days=last_days)
    found = api.get(f"/cases/{told}/clocks", **({"happened": by.isoformat()} if by else {}))["items"]
    start = span(row.start).last if row.start and last_days else span(row.start).first if row.start else None
    mine = [one for one in found if one["clock"] == clock.id and start in (None, date.fromisoformat(one["started_on"]))]
    if len(mine) != 1:
        raise Untold(f"{len(mine)} readings of {clock.id} start on {start}, not one")
    (one,) = mine
    others = {name: date.fromisoformat(day) for name, day in one["readings"].items()}
    return Reading(date.fromisoformat(one["due"]), one["days_late"], one["status"], others)


def as_of(case: Published, row: Row, *, last_days: bool) -> date | None:
    """Return the day on which to read: the row's own, else the day of the decision, else today."""
    if row.actual:
        days = span(row.actual)
        return days.first if last_days else days.last
    return span(case.decided).last if case.decided else None


Verdict = tuple[str, str, bool, str]


def one_day(expected: str | None, early: Reading, late: Reading) -> Verdict:
    if expected is None:
        raise Untold("the row gives no day to expect")
    if early.due != late.due:
        raise Untold(f"the start is not exact: due {early.due} or {late.due}")
    return expected, str(early.due), early.due == span(expected).first and span(expected).exact, ""


def as_source(row: Row, early: Reading, late: Reading) -> Verdict:
    return one_day(row.source_due, early, late)


def as_counted(row: Row, early: Reading, late: Reading) -> Verdict:
    return one_day(row.literal_due, early, late)


def as_counted_unlike_source(row: Row, early: Reading, late: Reading) -> Verdict:
    expected, computed, holds, _ = one_day(row.literal_due, early, late)
    if row.source_due is None or row.source_due == row.literal_due:
        return expected, computed, False, "the row says that the source counts otherwise, and gives the same day"
    return expected, computed, holds, f"the source counts differently: {row.source_due}"


def as_range(row: Row, early: Reading, late: Reading) -> Verdict:
    if row.literal_due is None:
        raise Untold("the row gives no range to expect")
    if early.due == late.due:
        raise Untold("the row expects a range, and the start is exact")
    computed = Span(early.due, late.due)
    return row.literal_due, f"{early.due}..{late.due}", computed == span(row.literal_due), ""


def as_readings(row: Row, early: Reading, late: Reading) -> Verdict:
    """Both readings of a contested rule must come out: the strict day, and the usual one which is a day later."""
    if row.literal_due is None or row.usual_reading_due is None:
        raise Untold("the row does not give both readings")
    strict, usual = span(row.literal_due).first, span(row.usual_reading_due).first
    found = early.others
    if early.others != late.others:
        raise Untold("the two tellings read differently")
    expected, computed = f"{strict} or {usual}", " or ".join(f"{day} ({name})" for name, day in sorted(found.items()))
    return expected, computed, found == {"before": strict, "by": usual}, f"counted here: {early.due}"


EXPECTED: dict[str, Callable[[Row, Reading, Reading], Verdict]] = {
    "source": as_source,
    "literal": as_counted,
    "literal-source-differs": as_counted_unlike_source,
    "range": as_range,
    "readings": as_readings,
}


def overruns(row: Row, early: Reading, late: Reading) -> tuple[str, bool, str]:
    """Hold the days late against the row's: the earliest due day gives the most, the latest the least."""
    computed = f"{late.days_late}" if early.days_late == late.days_late else f"{late.days_late}..{early.days_late}"
    if row.literal_days_late is None or row.actual is None:
        return computed, True, ""
    least, most = numbers(row.literal_days_late)
    holds = (late.days_late, early.days_late) == (least, most)
    return computed, holds, "" if holds else f"{computed} days late, not {row.literal_days_late}"


def openness(case: Published, row: Row, clock: Clock, journey: Journey, early: Reading) -> tuple[bool, str]:
    """Hold what was still open at the time against what the case tells: ended only by what was brought in by then."""
    by = as_of(case, row, last_days=False)
    started = str(span(row.start).first) if row.start else ""
    told = [
        journey.events[one["event"]["tag"]]
        for one in entries(case, row.scenario, journey, last_days=False)
        if started <= one["happened_on"] <= str(by or date.max)
    ]
    named = isinstance(clock.stops, Answers)  # only an answer that names its start meets it, and no source names one
    met = not named and any(issubclass(kind, clock.stopped_by()) for kind in told)
    instead = [kind for other in journey.clocks if clock in other.in_place_of for kind in other.starts.events]
    fell = any(issubclass(kind, (*many(clock.falls_away), *instead)) for kind in told)
    expected = "met" if met else "fell away" if fell else "open"
    if not met and done_by_then(case, row):
        return False, f"the row says that it was done on {row.actual}, and nothing brought in did it"
    computed = "open" if early.status in OPEN else "met" if early.status.startswith("met") else early.status
    if computed != expected:
        return False, f"it reads {early.status}, and should be {expected} by {by or 'today'}"
    return True, early.status if computed != "open" else "still open"


def done_by_then(case: Published, row: Row) -> bool:
    """Say whether a row's own last day is that of the step itself, and not of somebody looking at what was open."""
    if row.actual is None:
        return False
    days = span(row.actual)
    looked = [one.span() for one in case.events if one.type == "other"] + ([span(case.decided)] if case.decided else [])
    return not any(one.first <= days.last and one.last >= days.first for one in looked)


def finding(
    case: Published, row: Row, expected: str, computed: str, late: str, *, holds: bool | None, why: str
) -> Finding:
    return Finding(
        case=case.id,
        clock=row.clock or "",
        scenario=row.scenario,
        expect=row.expect,
        expected=expected,
        computed=computed,
        late=late,
        holds=holds,
        why=why,
    )


def failed(case: Published, row: Row, why: str) -> Finding:
    return finding(case, row, row.literal_due or row.source_due or "", "", "", holds=False, why=why)
