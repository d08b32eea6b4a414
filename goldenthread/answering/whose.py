"""Whose is what: which entries a person must decide of, by who asks, and what must not reach whom."""

from collections.abc import Iterator
from datetime import date

from goldenthread.answering.beside import named_elsewhere
from goldenthread.engine.access.directory import Id
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId, Seen
from goldenthread.engine.fields import Field, each_of
from goldenthread.engine.privacy.apart import told_apart
from goldenthread.engine.records import Record
from goldenthread.projections import subject_access as access
from goldenthread.projections.subject_access import FOR_THEMSELVES, Asked, Asker, Held, Why
from goldenthread.workflows import agency_items, information_rights, who_decides, young_person
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import CHILD, YOUNG_PERSON
from goldenthread.workflows.vocabulary import AGENCY, CONFIDENTIAL, HEALTH, PRIVATE_TO_PARENT, PROTECTED, Setting

WORKINGS = (information_rights.ThirdPartyListed, information_rights.ThirdPartyDecided)


def asked_by(asker: Asker, person: PersonId | None) -> Asked:
    """Return who asks, with what is known here of whom things are about."""
    return Asked(
        asker=asker,
        person=person,
        whole=lambda case, record: whole(asker, person, case, record),
        themselves=frozenset({CHILD.id, YOUNG_PERSON.id}),
        place=is_place,
        unseen=UNSEEN,
        hidden_attempt=lambda record: attempted(asker, record),
    )


UNSEEN = frozenset(
    JOURNEY.kept(event).name for event in JOURNEY.events.values() if JOURNEY.kept(event).seen is Seen.UNSEEN
)


def is_place(field: Field) -> bool:
    """Say whether a field names a school, nursery, college or childminder; or who was let in, which tells of one."""
    return each_of(field.kind) in (Setting, Id)


def whole(asker: Asker, person: PersonId | None, case: Case, record: Record) -> tuple[Why, str | None] | None:
    """Return why the whole of an entry must be decided of by a person; None where it is given."""
    if record.kept == PRIVATE_TO_PARENT.name:
        return None if person is not None and whose(case, record) == {person} else (Why.ANOTHER_ADULT, None)
    if record.kept == CONFIDENTIAL.name:
        return None if asker in FOR_THEMSELVES else (Why.CONFIDENCE, None)
    if record.kept == AGENCY.name:
        return by_terms(case, record)
    if record.kept == HEALTH.name:
        return Why.HEALTH, "Has the health professional been asked, within the last six months?"
    if record.kept == PROTECTED.name or record.kept in UNSEEN:
        return Why.PROTECTED, "Ask the safeguarding lead. Nothing is said to anybody else of its being there."
    return (Why.WORKINGS, None) if record.kind in WORKINGS else None


def whose(case: Case, record: Record) -> set[PersonId]:
    """Return the people whom an entry names; of a remark, those whom the entry it is about names."""
    if "record" in record.event.__struct_fields__ and (about := case.by_id.get(record.clear("record"))) is not None:
        return access.people_in(about)
    return access.people_in(record)


def by_terms(case: Case, record: Record) -> tuple[Why, str | None]:
    """Say what the originator of an agency's paper agreed to, as far as an entry is about one."""
    named = record.clear("item") if "item" in record.event.__struct_fields__ else record.id
    item = case.by_id.get(named)
    if item is None or item.kind is not agency_items.ItemReceived:
        return Why.AGENCY, "Ask whoever wrote it."
    agreed = agency_items.Onward.FAMILY in item.clear("may_go_to")
    return (Why.AGENCY, "They agreed that it may go to the family.") if agreed else (Why.FORBIDDEN, "Ask them.")


def attempted(asker: Asker, record: Record) -> tuple[Why, str | None] | None:
    """Return why a step that was not ready must be decided of: as what it would have recorded."""
    found = JOURNEY.definition(record.clear("workflow"), record.definition)
    move = found.moves_by_name.get(record.clear("move")) if found else None
    if move is None:
        return Why.PROTECTED, "This release does not know the step."
    kept = JOURNEY.kept(move.records)
    if kept.name in UNSEEN and not (kept is CONFIDENTIAL and asker in FOR_THEMSELVES):
        return Why.PROTECTED, None
    return (Why.AGENCY, None) if kept is AGENCY else None


# What to know before anything is given


def warnings(cases: Cases, held: Held, asked: Asked, today: date) -> Iterator[str]:
    """Yield what whoever answers must know before they give anything."""
    story = held.case.story()
    if asked.asker in (Asker.PARENT, Asker.REPRESENTATIVE):
        for one in story.of(young_person.RightsDayKnown):
            if one.clear("rights_pass_on") < today:
                yield "The rights in the Act are the young person's own now. Ask them before you answer anybody else."
    known = [one for one in story.of(who_decides.ParentKnown) if one.clear("person") == asked.person]
    if asked.asker is Asker.PARENT and not known:
        yield "It is not on record that this person is a parent of the child. Make sure of it first."
    if restrictions(held.case, asked, today):
        yield MUST_NOT_REACH[asked.asker]
    yield from others_of(cases, held.case)
    child = held.case.records[0].clear("child")
    told = {one.case for one in told_apart(cases).get(child, ())}
    for case in named_elsewhere(cases, child):
        if case not in told:
            yield f"A setting's own record names this child, and was put right since: {case}. Look at what it says."


def others_of(cases: Cases, case: Case) -> Iterator[str]:
    """Yield the other records of the same child in this store: each is asked for by itself."""
    child, after = case.records[0].clear("child"), 0
    while found := cases.openings(after, 500, JOURNEY):
        for one in found:
            opening = cases.read(one)
            if opening.case != case.id and opening.clear("child") == child:
                yield f"There is another record of this child in this store: {opening.case}. Run this for it too."
        after = found[-1].id


MUST_NOT_REACH: dict[Asker, str] = {
    Asker.PARENT: (
        "Something must not reach this person. Read every line before anything is given, with whoever decided it."
    ),
    Asker.REPRESENTATIVE: (
        "Something must not reach somebody, and it is not known to whom a representative hands on what they are given."
        " Make sure for whom they act. Read every line before anything is given, with whoever decided it."
    ),
}


def restrictions(case: Case, asked: Asked, today: date) -> list[Record]:
    """Return what must not reach whoever asks, on a day; of somebody who acts for another, what must not reach anybody.

    What must not reach one person is not kept from the child.
    """
    if asked.asker in FOR_THEMSELVES:
        return []
    anybody = asked.asker is Asker.REPRESENTATIVE
    story = case.story()
    lifted = [one for one in story.of(who_decides.RestrictionLifted) if one.happened_on <= today]
    return [
        one
        for one in story.of(who_decides.NoticeRestricted)
        if (anybody or one.clear("kept_from") == asked.person) and one.happened_on <= today
        if not any(story.names(end.clear("restriction"), one) for end in lifted)
    ]
