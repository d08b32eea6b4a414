"""What a decision about a record is made of: who holds it, with whom it was shared, whose own it is, from whom kept.

A setting's entries reach another body only by a named act that lists them, and the other way round (reached.py). In a
family there is more than one person, and not all is for each of them (kept_from.py). What is said of one wording of an
entry holds for every one.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from goldenthread.engine.access.policy import Circumstances
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.case import REMARKS
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.fields import bare, each_of, fields
from goldenthread.engine.records import Disputed, Record, Withdrawn
from goldenthread.engine.views import day_of
from goldenthread.workflows import heeded, kept_from, messages, reached, set_aside
from goldenthread.workflows.agency_items import ItemReceived
from goldenthread.workflows.annual_review import EarlyReviewAsked, ReviewAdviceReceived, ReviewReportSent
from goldenthread.workflows.appeal import AuthorityToldOfAgreement
from goldenthread.workflows.attendance import AuthorityTold
from goldenthread.workflows.draft import SettingAnswered
from goldenthread.workflows.early_years import ProfileSentToAuthority
from goldenthread.workflows.exclusion import AuthorityToldOfIt
from goldenthread.workflows.family import (
    AdultNeedsTold,
    CommunicationNeedsTold,
    ContactPreferred,
    ThreadChosen,
    WaysToTakePartPreferred,
)
from goldenthread.workflows.kept_from import family_of
from goldenthread.workflows.needs_assessment import AdviceReceived, BroughtToAttention, RequestSent, SettingConsulted
from goldenthread.workflows.people import AUTHORITY, NEW_AUTHORITY, OLD_AUTHORITY
from goldenthread.workflows.plan_change import SettingAnsweredOfChange, SettingAskedOfChange
from goldenthread.workflows.posts import IN_AUTHORITY, IN_FAMILY, IN_OVERSIGHT, IN_SETTING, POSTS
from goldenthread.workflows.reached import Holders, Names, Sharing, taking_part
from goldenthread.workflows.reassessment import ReassessmentAdviceReceived
from goldenthread.workflows.vocabulary import CONFIDENTIAL, CORE, HEALTH, OWN_SAY, PRIVATE_TO_PARENT, Setting
from goldenthread.workflows.who_decides import NamedCarerKnown, OrderKnown, ParentKnown, PartInLifeEnded
from goldenthread.workflows.young_person import (
    AdviceSought,
    ParentMayAct,
    ParentsInvolved,
    RepresentativeNamed,
    RightsDayKnown,
)

GOES_TO_THE_AUTHORITY: tuple[type[Event], ...] = (
    RequestSent,
    BroughtToAttention,
    AdviceReceived,
    SettingAnswered,
    SettingAnsweredOfChange,
    EarlyReviewAsked,
    ReviewAdviceReceived,
    ReviewReportSent,
    ReassessmentAdviceReceived,
    AuthorityToldOfAgreement,
    AuthorityToldOfIt,
    AuthorityTold,
    ProfileSentToAuthority,
)
"""What somebody gives the authority by writing it down: the entry itself is the act of sharing."""

GOES_TO_THE_SETTING: tuple[type[Event], ...] = (SettingConsulted, SettingAskedOfChange)
"""What asks the setting that it names."""

WHO_DECIDES: tuple[type[Event], ...] = (
    ParentKnown,
    NamedCarerKnown,
    PartInLifeEnded,
    OrderKnown,
    RightsDayKnown,
    ParentsInvolved,
    ParentMayAct,
    RepresentativeNamed,
)
"""What a family says of who decides is for every body on the case: none of them may tell, or ask, the wrong person."""

FOLLOWS_THE_ADULT: tuple[type[Event], ...] = (
    ContactPreferred,
    WaysToTakePartPreferred,
    CommunicationNeedsTold,
    AdultNeedsTold,
    ThreadChosen,
)
"""What an adult tells once, so that nobody asks again: the first contact of every body on the case goes by it."""

ONLY_THEIRS: tuple[type[Event], ...] = (AdviceSought,)
"""What a young person writes for themselves: nobody holds it but they."""

OF_THE_AUTHORITY = frozenset({AUTHORITY.id, OLD_AUTHORITY.id, NEW_AUTHORITY.id})
FAMILY = frozenset(one.id for one in POSTS if IN_FAMILY in one.of)
NO_POSTS: frozenset[str] = frozenset()
NO_PEOPLE: frozenset[PersonId] = frozenset()

Known = Callable[[Asked], Mapping[RecordId, Circumstances]]


def circumstances(asked: Asked) -> Mapping[RecordId, Circumstances]:
    """Return what a decision about each record is made of, where a place has chosen no reading of its own."""
    return circumstances_by({})(asked)


def circumstances_by(readings: Mapping[str, str]) -> Known:
    """Return what says it, as a place reads what can be read in more than one way."""

    def known(asked: Asked) -> Mapping[RecordId, Circumstances]:
        held = holders(asked)
        sharing = Sharing(asked, held)
        family = family_of(asked, readings)
        went, kept = sharing.reached(), kept_from.kept_from(family)
        lets, aside = tuple(sharing.let_by_families()), set_aside.set_aside(asked, held)
        found = {one.id: of_record(one, asked, held, went, kept, lets, aside) for one in asked.case.records}
        found |= dict(of_messages(asked, family.parents, found))
        stand = {one.id for one in asked.case.standing}
        return {name: one if name in stand else replace(one, stands=False) for name, one in found.items()}

    return known


Lets = tuple[tuple[PersonId | None, str, frozenset[RecordId] | None], ...]


def of_record(  # what a decision about it is made of, all of it
    record: Record,
    asked: Asked,
    held: Holders,
    went: Holders,
    kept: kept_from.Kept,
    lets: Lets,
    aside: set_aside.Finding,
) -> Circumstances:
    every = entries_of(record, asked)
    away = frozenset(person for one in every for person in kept.get(one, NO_PEOPLE))
    supporters = (
        whom
        for giver, whom, only in lets
        if record.kept in LET and giver not in away and (only is None or not only.isdisjoint(every))
    )
    return Circumstances(
        kept=asked.journey.class_of(record),
        writer=record.by.account,
        holders=frozenset(holder for one in every for holder in held.get(one, ())),
        shared_with=frozenset(whom for one in every for whom in went.get(one, ())) | frozenset(supporters),
        about=frozenset(person for one in every for person in about(asked.case.by_id[one], asked)),
        kept_from=kept_from.posts_kept_from(record) | (FAMILY if is_by_somebody_unseen(record, asked) else NO_POSTS),
        kept_from_people=away,
        written_at=record.by.organisation,
        set_aside=aside(every),
    )


def is_by_somebody_unseen(record: Record, asked: Asked) -> bool:
    """Say whether an entry was written for a body that nobody might notice then: it would tell that it is there."""
    return record.by.organisation in asked.members.hidden(written_on(record))


def of_messages(
    asked: Asked, parents: frozenset[PersonId], known: Mapping[RecordId, Circumstances]
) -> Iterator[tuple[RecordId, Circumstances]]:
    """Yield what a decision about each message is made of, and about each remark on one."""
    found = messages.messages(asked, parents)
    for record in asked.case.records if found else ():
        for message in (found[entry] for entry in entries_of(record, asked) if entry in found):
            one = known[record.id]
            others = frozenset(messages.readers(message, one.holders, asked))
            answers = messages.NO_WRITERS if record.kind in (Disputed, Withdrawn) else message.answers
            yield record.id, replace(one, about=message.whose, shared_with=one.shared_with | others, answers=answers)


LET = frozenset({CORE.name, HEALTH.name})
"""What a family can let its supporter read."""


def entries_of(record: Record, asked: Asked) -> tuple[RecordId, ...]:
    """Return the entry of a record; of a remark, what it is about too: who sees the one sees what is said of it."""
    case = asked.case
    found = [case.wordings.get(record.id, record.id)]
    while (one := case.by_id[found[-1]]).kind in REMARKS:
        named = one.clear("record")
        entry = case.wordings.get(named, named)
        if entry not in case.by_id or entry in found:
            break
        found.append(entry)
    return tuple(found)


# Who answers for an entry


def holders(asked: Asked) -> Holders:
    """Return the organisations that answer for each entry: the one that wrote it first, and whom any wording is for.

    Whoever puts an entry right that was shared with them does not answer for it.
    """
    found: dict[RecordId, set[str]] = defaultdict(set)
    for record in asked.case.records:
        found[asked.case.wordings.get(record.id, record.id)].update(held_by(record, asked))
    return {entry: frozenset(names) for entry, names in found.items()}


def held_by(record: Record, asked: Asked) -> Iterator[str]:
    if asked.directory.kind_of(record.by.organisation) == IN_FAMILY:
        yield from whom_the_family_told(record, asked)
    elif record.replaces is None:
        yield record.by.organisation
    if record.kind in FOLLOWS_THE_ADULT:
        yield from bodies(asked)
    if record.kind in GOES_TO_THE_AUTHORITY:
        yield from taking_part(asked, (IN_AUTHORITY,), written_on(record))
    if record.kind in GOES_TO_THE_SETTING:
        yield record.clear("setting")
    if record.kind is ItemReceived and (originator := record.clear("organisation")):
        yield originator


def whom_the_family_told(record: Record, asked: Asked) -> Names:
    """Return the organisations to which something that a family wrote went.

    What is for everybody, to all that take part today. Otherwise to the setting it names, to whoever opened the story
    it is told in, or to those of the kind that keeps that story which took part when it was written.
    """
    if record.kind in ONLY_THEIRS:
        return reached.NOBODY
    if is_for_everybody(record):
        return bodies(asked)
    if setting := setting_named(record):
        return frozenset({setting})
    workflow = asked.journey.workflows.get(record.workflow or "")
    kind = IN_AUTHORITY if workflow and workflow.held_by.id in OF_THE_AUTHORITY else IN_SETTING
    if (opener := opener_of(record, asked)) and asked.directory.kind_of(opener) == kind:
        return frozenset({opener})
    found = taking_part(asked, (kind,), written_on(record))
    there = asked.members.organisations(written_on(record))
    return found if not found.isdisjoint(there) else found | settings_among(there, asked)


def settings_among(there: Names, asked: Asked) -> Names:
    return frozenset(one for one in there if asked.directory.kind_of(one) == IN_SETTING)


def bodies(asked: Asked) -> Names:
    """Return every setting, authority and agency that takes part on the day."""
    there = asked.members.organisations(asked.day)
    return frozenset(one for one in there if asked.directory.kind_of(one) not in (IN_FAMILY, IN_OVERSIGHT))


def is_for_everybody(record: Record) -> bool:
    return record.kind in FOLLOWS_THE_ADULT or record.kept == OWN_SAY.name or record.kind in WHO_DECIDES


def setting_named(record: Record) -> str | None:
    for name, one in fields(record.kind).items():
        if one.clear and bare(one.kind) is Setting and (said := record.clear(name)):
            return str(said)
    return None


def opener_of(record: Record, asked: Asked) -> str | None:
    """Return the organisation that opened the story a record is told in."""
    strand = asked.case.strands.get(record.strand) if record.strand else None
    opened = asked.case.by_id.get(strand.opened_by) if strand else None
    return opened.by.organisation if opened else None


def written_on(record: Record) -> date:
    """Return the day on which a record was written down; of one that is not stored yet, the day it happened."""
    return day_of(record.recorded_at) if record.recorded_at else record.happened_on


# Whose own it is


def about(record: Record, asked: Asked) -> Iterable[PersonId]:
    """Return the people whose own an entry is: the adult of a private one, the child of a confidential one."""
    if record.kept == PRIVATE_TO_PARENT.name:
        return adults_of(record, asked)
    if record.kept in (CONFIDENTIAL.name, OWN_SAY.name):
        return people_in(asked.case.records[0])
    return ()


def adults_of(record: Record, asked: Asked) -> Iterator[PersonId]:
    yield from people_in(record)
    for name, one in fields(record.kind).items():
        if one.clear and bare(one.kind) is RecordId and (named := record.clear(name)):
            found = asked.case.by_id.get(asked.case.wordings.get(named, named))
            if found and found.kept == PRIVATE_TO_PARENT.name:
                yield from people_in(found)


def people_in(record: Record) -> Iterator[PersonId]:
    """Yield the people that a record names in clear."""
    for name, one in fields(record.kind).items():
        if one.clear and each_of(one.kind) is PersonId and (said := record.clear(name)):
            yield from said if isinstance(said, tuple) else (said,)


HOW_KNOWN: tuple[str, ...] = (
    (
        "An entry is held by the organisation of whoever wrote any wording of it. What is given to an authority"
        " by its own meaning, such as advice or a request sent, is held by that authority too; a setting that is"
        " consulted holds what it was asked; an agency holds what it wrote, whoever wrote down that it came."
    ),
    (
        "What a family writes is held by the setting it names, by whoever opened the story it is told in, or by"
        " those that keep such stories and took part when it was written; where none did, by the settings that did,"
        " and by the first to come. Who decides for the child, and what an adult tells once about themselves, is held"
        " by every body on the case. What young people write for themselves is held by nobody."
    ),
    "A private entry is that adult's own, whoever wrote it. What is said in confidence is the child's own.",
    "What is written for a body that takes part unseen is kept from the family, unless it is about themselves.",
    *heeded.HOW_KNOWN,
    *reached.HOW_KNOWN,
    *messages.HOW_KNOWN,
    *kept_from.HOW_KNOWN,
    *set_aside.HOW_KNOWN,
    (
        "What an entry said before it was put in other words, or marked as made in error, is seen by whoever wrote it,"
        " by whose own it is, and by those of a body that answers for it who keep the record or check how that is done."
        " For others there is a mark that it was there: its day, its kind, who wrote it, and no words."
    ),
)
"""How it is known what a decision is made of: part of the policy, so that another way has another version."""
