"""What must not reach somebody: which restrictions are in force, and which settings they hide.

A restriction is an entry that those who keep the child safe see, and nobody else. Those who see it are warned by it.
From the person whom it names, whatever would tell where the child is stays away, with whatever answers it: there is
nothing in its place, no number and no gap.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from goldenthread.engine.events import PersonId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.history import History
from goldenthread.engine.records import Record
from goldenthread.workflows.settings_attended import SettingJoined, attended
from goldenthread.workflows.vocabulary import Organisation, Setting
from goldenthread.workflows.who_decides import NoticeRestricted, Restriction, RestrictionLifted

HIDES_PLACES = (Restriction.ADDRESS, Restriction.SETTING)
IDENTIFIERS = (Setting, Organisation)


@dataclass(frozen=True)
class Warned:
    """What those who may see it are to mind: nothing of this kind may reach this person, or only through somebody.

    ``restriction`` is None where the content has been erased: then nothing at all may reach them.
    """

    kept_from: PersonId
    since: date
    restriction: Restriction | None
    through: str | None = None


def in_force(story: History, day: date) -> tuple[Record, ...]:
    """Return the restrictions that are in force on a day."""
    lifted = [one for one in story.of(RestrictionLifted) if one.happened_on <= day]
    return tuple(
        one
        for one in story.of(NoticeRestricted)
        if one.happened_on <= day and not any(story.names(it.clear("restriction"), one) for it in lifted)
    )


def warnings(story: History, day: date) -> tuple[Warned, ...]:
    """Return what to mind on a day, told from what somebody sees of a case and from nothing else."""
    return tuple(
        Warned(one.clear("kept_from"), one.happened_on, restriction_of(one), through_of(one))
        for one in in_force(story, day)
    )


def restriction_of(record: Record) -> Restriction | None:
    return record.event.restriction if isinstance(record.event, NoticeRestricted) else None


def through_of(record: Record) -> str | None:
    return record.event.through if isinstance(record.event, NoticeRestricted) else None


def hidden_places(restricted: Record, story: History) -> frozenset[str]:
    """Return the settings that a restriction hides.

    Where it is the setting that must not become known: those the child went to on its first day, and joined since. An
    address hides those joined since, for a setting tells where somebody lives.
    """
    day = restricted.happened_on
    since = [one for one in story.of(SettingJoined) if one.happened_on >= day or (one.clear("starts_on") or day) > day]
    known = attended(story, day) if restriction_of(restricted) is not Restriction.ADDRESS else ()
    return frozenset(one.clear("setting") for one in (*since, *known))


def names_a_place(record: Record, places: frozenset[str]) -> bool:
    """Say whether a record was written in one of these places, or names one."""
    return record.by.organisation in places or not places.isdisjoint(places_named(record))


def places_named(record: Record) -> Iterator[str]:
    """Yield the identifiers of organisations that a record names in clear."""
    for name, one in fields(record.kind).items():
        if one.clear and each_of(one.kind) in IDENTIFIERS and (said := record.clear(name)):
            yield from said if isinstance(said, tuple) else (said,)
