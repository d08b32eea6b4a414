"""From whom it is kept who takes part and who looks: those who are shut out, and those who may not know of a place."""

from collections.abc import Mapping
from datetime import date

from goldenthread.engine.access.apart import Apart
from goldenthread.engine.access.seeing import Asked, WhoIsApart
from goldenthread.engine.events import PersonId
from goldenthread.workflows.kept_from import Family, family_of, joined_since, shut_out_of_all
from goldenthread.workflows.restrictions import HIDES_PLACES, hidden_places, in_force, restriction_of


def apart_by(readings: Mapping[str, str]) -> WhoIsApart:
    """Return what says it, as a place reads what can be read in more than one way."""

    def known(asked: Asked) -> Mapping[PersonId, Apart]:
        family = family_of(asked, readings)
        return of_places(family) | dict.fromkeys(shut_out_of_all(family), Apart(from_all=True))

    return known


def of_places(family: Family) -> dict[PersonId, Apart]:
    """Return, for each who may not know of a place, which organisations would tell it, and since when."""
    found: dict[PersonId, Apart] = {}
    for one in in_force(family.story, family.day):
        if restriction_of(one) in HIDES_PLACES:
            whom, day = one.clear("kept_from"), one.happened_on
            places = hidden_places(one, family.story) | joined_since(family.asked, day)
            found[whom] = more(found.get(whom, Apart()), places, day)
    return found


def more(known: Apart, places: frozenset[str], day: date) -> Apart:
    return Apart(organisations=known.organisations | places, since=min(known.since or day, day))
