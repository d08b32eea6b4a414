"""What to mind before writing, ringing or letting somebody in: told from what one sees of a case, and nothing else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goldenthread.engine.access.members import Part
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.history import History
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Record
from goldenthread.workflows.agency_items import ItemPassedOn
from goldenthread.workflows.information_rights import Objected, ObjectionAnswered, ObjectionMade
from goldenthread.workflows.reached import ACTS, KIND_OF, Sharing
from goldenthread.workflows.reached_at import shared_ways
from goldenthread.workflows.restrictions import in_force, restriction_of, through_of
from goldenthread.workflows.safeguarding import SafeguardingShared
from goldenthread.workflows.sharing import EntriesShared, PlanDisclosed
from goldenthread.workflows.who_decides import OrderKnown, PartInLifeEnded


class ToMind(StrEnum):
    """What there is to mind."""

    RESTRICTED = "restricted"
    NOBODY_HERE = "names-nobody-here"
    NOT_ON_PAPER = "not-written-down-by-staff"
    SAW_NOTHING = "written-by-somebody-who-sees-nothing"
    SHARED_WAY = "shared-way"
    OBJECTION = "objection"
    REACHES_NOBODY = "reaches-nobody"


@dataclass(frozen=True)
class Mind:
    """One thing to mind: what it is, in words, whom it is about, by which entries it is known, and since when."""

    kind: ToMind
    says: str
    people: tuple[PersonId, ...] = ()
    entries: tuple[RecordId, ...] = ()
    since: date | None = None


NAMES_NOBODY = (
    "This names somebody who has no account here, so it keeps nothing from anybody who signs in. If they have one,"
    " write this down with the person of that account: GET members tells it."
)
NOT_ON_PAPER = (
    "Somebody of the family says so. It changes nobody's sight until staff have seen the paper and written it down."
)
SAW_NOTHING = (
    "Somebody wrote this who sees nothing of the case. It changes nobody's sight until somebody who sees it has written"
    " it too: write it down yourself if it is so."
)

REACHES_NOBODY = "This reaches nobody: {}. Let it in, or mark the entry as made in error."
NAMES_NO_BODY = "it names no body, and of that kind not just one takes part in this case"


def to_mind(
    story: History,
    day: date,
    here: frozenset[PersonId],
    described: Mapping[PersonId, PersonDescribed],
    is_of_a_family: Callable[[Record], bool],
    is_passed_over: Callable[[Record], bool],
) -> Iterator[Mind]:
    """Yield what to mind on a day. ``here``: whose accounts take part; ``described``: the adults of the family."""
    yield from restricted(story, day)
    yield from protecting_nobody(story, day, here, is_of_a_family)
    yield from not_on_paper(story, is_of_a_family)
    yield from written_unseeing(story, is_passed_over)
    for one in shared_ways(described):
        says = f"They have one {one.way}: what is sent there, both may read"
        yield Mind(ToMind.SHARED_WAY, says, tuple(sorted(one.people)))
    yield from objections(story)


def restricted(story: History, day: date) -> Iterator[Mind]:
    for one in in_force(story, day):
        what, through = restriction_of(one), through_of(one)
        says = (what.label if what else "Nothing may reach this person") + (f": {through}" if through else "")
        yield Mind(ToMind.RESTRICTED, says, (one.clear("kept_from"),), (one.id,), one.happened_on)


def protecting_nobody(
    story: History, day: date, here: frozenset[PersonId], is_of_a_family: Callable[[Record], bool]
) -> Iterator[Mind]:
    """Yield each restriction and order that names nobody who takes part by an account."""
    orders = (one for one in story.of(OrderKnown) if not is_of_a_family(one) and runs(one, day))
    named = [(one, one.clear("kept_from")) for one in in_force(story, day)]
    for one, person in (*named, *((one, one.clear("keeps_from")) for one in orders)):
        if person and person not in here:
            yield Mind(ToMind.NOBODY_HERE, NAMES_NOBODY, (person,), (one.id,), one.happened_on)


def runs(order: Record, day: date) -> bool:
    until = order.clear("until")
    return until is None or day <= until


def not_on_paper(story: History, is_of_a_family: Callable[[Record], bool]) -> Iterator[Mind]:
    """Yield what the family says of orders and of parts that ended, which counts once staff write it down."""
    for one in story.of((OrderKnown, PartInLifeEnded)):
        person = one.clear("keeps_from") if one.kind is OrderKnown else None
        if is_of_a_family(one) and (person or one.kind is PartInLifeEnded):
            yield Mind(ToMind.NOT_ON_PAPER, NOT_ON_PAPER, (person,) if person else (), (one.id,), one.happened_on)


def written_unseeing(story: History, is_passed_over: Callable[[Record], bool]) -> Iterator[Mind]:
    """Yield what would decide who sees what, written by somebody who saw nothing of the case."""
    for one in story:
        if is_passed_over(one):
            yield Mind(ToMind.SAW_NOTHING, SAW_NOTHING, entries=(one.id,), since=one.happened_on)


def objections(story: History) -> Iterator[Mind]:
    """Yield the uses that stop, all or in part, because somebody objected: nothing here stops them by itself."""
    last = {answer.clear("objection") or answer.id: answer for answer in story.of(ObjectionAnswered)}
    made = story.of(ObjectionMade)
    for named, answer in last.items():
        if (outcome := answer.clear("outcome")) in (Objected.STOPS, Objected.IN_PART):
            objection = next((one for one in made if story.names(named, one)), None)
            use = objection.event.use if objection and isinstance(objection.event, ObjectionMade) else None
            entries = (objection.id, answer.id) if objection else (answer.id,)
            says = outcome.label + (f": {use}" if use else "")
            yield Mind(ToMind.OBJECTION, says, (), entries, answer.happened_on)


def reaching_nobody(asked: Asked) -> Iterator[Mind]:
    """Yield each act of sharing that nobody can read by, of a case as somebody sees it, and of who takes part in it."""
    sharing = Sharing(asked, {})
    for one in sharing.story.of(ACTS):
        named = body_named(one)
        if named and not may_read(asked, named, one.happened_on):
            says = REACHES_NOBODY.format(f"{named} takes no part in this case")
            yield Mind(ToMind.REACHES_NOBODY, says, (), (one.id,), one.happened_on)
        elif named is None and goes_to_a_kind(one) and not sharing.act(one).whom:
            says = REACHES_NOBODY.format(NAMES_NO_BODY)
            yield Mind(ToMind.REACHES_NOBODY, says, (), (one.id,), one.happened_on)


NAMED_BY: Mapping[type[Event], tuple[str, ...]] = {
    EntriesShared: ("organisation", "setting"),
    ItemPassedOn: ("organisation", "setting"),
    PlanDisclosed: ("organisation",),
    SafeguardingShared: ("organisation",),
}


def body_named(act: Record) -> str | None:
    return next((said for name in NAMED_BY[act.kind] if (said := act.clear(name))), None)


def goes_to_a_kind(act: Record) -> bool:
    """Say whether an act that names no body goes to the only one of a kind that takes part here."""
    return act.kind is EntriesShared or (act.kind is ItemPassedOn and act.clear("where") in KIND_OF)


def may_read(asked: Asked, organisation: str, since: date) -> bool:
    """Say whether an organisation, or somebody in a post of it, takes part in a case on a day or later."""
    parts = [one for one in asked.members.parts if one.until is None or one.until >= since]
    return any(one.organisation == organisation or is_of(one, organisation, since, asked) for one in parts)


def is_of(part: Part, organisation: str, since: date, asked: Asked) -> bool:
    """Say whether an account takes part in a post that it holds in an organisation, on a day or later."""
    return any(
        (one.organisation, one.post, one.waits) == (organisation, part.post, False)
        and (one.until is None or one.until >= since)
        for one in asked.directory.held.get(part.account or "", ())
    )
