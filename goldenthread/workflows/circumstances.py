"""What a decision about a record is made of: who holds it, with whom it was shared, whose own it is, from whom kept.

A setting's entries reach another body only by a named act that lists them, and the other way round. What an agency
wrote goes on by its terms, or on a ground in law that is on record. Where what was shared rests on a permission, taking
that back ends the reading, and never the record that it was shared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from goldenthread.engine import LawfulBasis
from goldenthread.engine.access.policy import Circumstances, kind_named
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.history import History
from goldenthread.engine.permissions import stands, turns
from goldenthread.engine.records import Disputed, EnteredInError, Record, Withdrawn
from goldenthread.workflows.agency_items import ItemPassedOn, ItemReceived, Onward, OnwardGround, OriginatorAsked
from goldenthread.workflows.people import AUTHORITY, HEALTH_SERVICE, NEW_AUTHORITY, OLD_AUTHORITY, SOCIAL_CARE
from goldenthread.workflows.posts import IN_AGENCY, IN_AUTHORITY, IN_FAMILY, IN_SETTING
from goldenthread.workflows.sharing import EntriesShared, GoesTo
from goldenthread.workflows.vocabulary import PRIVATE_TO_PARENT

Reached = dict[RecordId, set[str]]
KINDS_REACHED: Mapping[GoesTo, str] = {
    GoesTo.AUTHORITY: IN_AUTHORITY,
    GoesTo.SETTING: IN_SETTING,
    GoesTo.NEXT_SETTING: IN_SETTING,
    GoesTo.HEALTH: IN_AGENCY,
    GoesTo.SOCIAL_CARE: IN_AGENCY,
    GoesTo.ADVISER: IN_AGENCY,
}
ANSWERED_BY: Mapping[str, str] = {
    AUTHORITY.id: IN_AUTHORITY,
    OLD_AUTHORITY.id: IN_AUTHORITY,
    NEW_AUTHORITY.id: IN_AUTHORITY,
    HEALTH_SERVICE.id: IN_AGENCY,
    SOCIAL_CARE.id: IN_AGENCY,
}
"""Of what kind the organisation is that answers for a strand; a setting, where it is none of these."""


def circumstances(asked: Asked) -> Mapping[RecordId, Circumstances]:
    """Return what a decision about each record of a case is made of, on a day."""
    case, story = asked.case, asked.case.story()
    reached = shared(story, asked.day)
    found: dict[RecordId, Circumstances] = {}
    for record in case.records:
        target = spoken_of(record, case.by_id)
        entries = {case.wordings.get(one.id, one.id) for one in (record, *target)}
        found[record.id] = Circumstances(
            kept=asked.journey.class_of(record),
            writer=record.by.account,
            holders=frozenset(holder for one in (record, *target) for holder in holders(one, asked)),
            shared_with=frozenset(whom for entry in entries for whom in reached.get(entry, ())),
            about=about(record, target),
        )
    return found


def spoken_of(record: Record, known: Mapping[RecordId, Record]) -> tuple[Record, ...]:
    """Return the entry that a remark is about: whoever holds the one sees what is said of it."""
    if record.kind not in (Disputed, EnteredInError, Withdrawn):
        return ()
    found = known.get(record.clear("record"))
    return (found,) if found else ()


def holders(record: Record, asked: Asked) -> Iterator[str]:
    """Yield the organisations that answer for a record: its writer's; for what a family wrote, whoever it went to."""
    if asked.directory.kind_of(record.by.organisation) != IN_FAMILY:
        yield record.by.organisation
        return
    workflow = asked.journey.workflows.get(record.workflow or "")
    kind = ANSWERED_BY.get(workflow.held_by.id, IN_SETTING) if workflow else IN_SETTING
    for organisation in asked.members.organisations(asked.day):
        if asked.directory.kind_of(organisation) == kind:
            yield organisation


def about(record: Record, target: Iterable[Record]) -> frozenset[PersonId]:
    """Return the adults whose own a private entry is."""
    if record.kept != PRIVATE_TO_PARENT.name:
        return frozenset()
    return frozenset(one.clear(name) for one in (record, *target) for name in persons(one))


def persons(record: Record) -> list[str]:
    return [name for name, one in fields(record.kind).items() if each_of(one.kind) is PersonId and one.clear]


# What a named act shared


def turning_days(case: Case) -> Iterator[date]:
    """Yield the days on which something may begin to be shared, or cease to be."""
    story = case.story()
    for one in story.of((EntriesShared, ItemPassedOn)):
        yield one.happened_on
        resting_on = one.clear("permission") if one.kind is EntriesShared else one.clear("agreement")
        for asked in story.records:
            if resting_on and story.names(resting_on, asked):
                yield from turns(asked, story)


def shared(story: History, day: date) -> Reached:
    """Return, for each entry, with whom it was shared and may be read on a day."""
    reached: Reached = defaultdict(set)
    for one in story.of(EntriesShared):
        if one.happened_on <= day and may_still_be_read(one, story, day):
            whom = one.clear("setting") or kind_named(KINDS_REACHED[one.clear("goes_to")])
            for entry in one.clear("entries"):
                reached[story.wordings.get(entry, entry)].add(whom)
    for item in story.of(ItemReceived):
        reached[story.wordings.get(item.id, item.id)].update(by_its_terms(item))
    for one in story.of(ItemPassedOn):
        if one.happened_on <= day and has_a_ground(one, story, day):
            item = one.clear("item")
            reached[story.wordings.get(item, item)].update(gone_to(one))
    return reached


def may_still_be_read(one: Record, story: History, day: date) -> bool:
    """Say whether what was shared may be read on a day: where it rests on consent, while that stands."""
    if one.clear("basis") is not LawfulBasis.CONSENT:
        return True
    named = one.clear("permission")
    asked = [record for record in story.records if story.names(named, record)]
    return any(stands(record, story, day) for record in asked)


def by_its_terms(item: Record) -> Iterator[str]:
    """Yield to whom an agency said that what it wrote may go."""
    terms = item.clear("may_go_to")
    if Onward.FAMILY in terms:
        yield kind_named(IN_FAMILY)
    if Onward.NAMED_SETTING in terms:
        yield from item.clear("settings")


def gone_to(one: Record) -> Iterator[str]:
    where, setting = one.clear("where"), one.clear("setting")
    if where is Onward.FAMILY:
        yield kind_named(IN_FAMILY)
    elif where is Onward.PLAN:
        yield kind_named(IN_AUTHORITY)
    elif setting:
        yield setting


def has_a_ground(one: Record, story: History, day: date) -> bool:
    """Say whether an item was passed on by its terms, with the agency's yes, or on a ground in law on record."""
    ground = one.clear("ground")
    if ground in (OnwardGround.DUTY, OnwardGround.ORDER, OnwardGround.SAFEGUARDING):
        return True
    if ground is OnwardGround.TERMS:
        items = [item for item in story.of(ItemReceived) if story.names(one.clear("item"), item)]
        return any(one.clear("where") in item.clear("may_go_to") for item in items)
    agreed = [said for said in story.of(OriginatorAsked) if story.names(one.clear("agreement"), said)]
    return any(stands(said, story, day) for said in agreed)
