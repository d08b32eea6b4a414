"""Permissions: which answers stand on a day. Taking one back works forward only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from goldenthread.engine.events import Agreement, Answer, Consent
from goldenthread.engine.history import History
from goldenthread.engine.records import Record, Withdrawn

YES = (Answer.YES, Answer.WITH_RESERVATIONS)


class Standing(StrEnum):
    """How a permission stands on a day."""

    GIVEN, REFUSED, NOT_REACHED = "given", "refused", "not reached"
    NOT_YET, ENDED, WITHDRAWN = "not yet", "ended", "withdrawn"


@dataclass(frozen=True)
class Permission:
    """An agreement or a consent, and how it stands on a day."""

    asked: Record
    standing: Standing
    withdrawn_by: Record | None = None


def stands(record: Record, story: History, day: date) -> bool:
    """Say whether a record counts on a day: where an answer was asked for, that it was yes and still holds."""
    if not issubclass(record.kind, Agreement | Consent):
        return record.happened_on <= day
    return standing(record, story, day).standing is Standing.GIVEN


def refused_last(asked: Sequence[Record]) -> bool:
    """Say whether the last that was answered is no: a later no undoes an earlier yes, whoever of several said it.

    Having tried and not reached anybody is no answer.
    """
    answers = [one.clear("answer") for one in asked if issubclass(one.kind, Agreement | Consent)]
    decided = [one for one in answers if one is not Answer.NOT_REACHED]
    return bool(decided) and decided[-1] is Answer.NO


def standing(asked: Record, story: History, day: date) -> Permission:
    """Say how one permission stands on a day."""
    answer: Answer = asked.clear("answer")
    if answer not in YES:
        return Permission(asked, Standing.NOT_REACHED if answer is Answer.NOT_REACHED else Standing.REFUSED)
    for one in story.of(Withdrawn):
        if story.names(one.clear("record"), asked) and one.happened_on <= day:
            return Permission(asked, Standing.WITHDRAWN, one)
    if issubclass(asked.kind, Consent):
        if day < (asked.clear("starts_on") or asked.happened_on):
            return Permission(asked, Standing.NOT_YET)
        if (until := asked.clear("until")) and day > until:
            return Permission(asked, Standing.ENDED)
    return Permission(asked, Standing.NOT_YET if day < asked.happened_on else Standing.GIVEN)


def turns(asked: Record, story: History) -> Iterator[date]:
    """Yield the days on which it may begin or cease to count."""
    yield asked.happened_on
    if issubclass(asked.kind, Consent):
        yield asked.clear("starts_on") or asked.happened_on
        if until := asked.clear("until"):
            yield until + timedelta(days=1)
    yield from (one.happened_on for one in story.of(Withdrawn) if story.names(one.clear("record"), asked))


def permissions(story: History, day: date) -> list[Permission]:
    """Return every permission asked for, and how it stands on a day."""
    return [standing(one, story, day) for one in story.of((Agreement, Consent))]


def in_force(story: History, day: date) -> list[Record]:
    """Return the consents that are in force on a day."""
    return [one for one in story.of(Consent) if stands(one, story, day)]
