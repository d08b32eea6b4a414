"""From whom an entry is kept that would otherwise be theirs to see, and why: in families there is more than one person.

A part that ended, an order, a restriction; an adult's thread of their own; what a young person decides. Each of them
counts from its day on. What somebody wrote, and what is about themselves, is kept from them by none of these.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.case import REMARKS
from goldenthread.engine.events import Answer, Event, PersonId, RecordId
from goldenthread.engine.fields import bare, fields
from goldenthread.engine.history import History
from goldenthread.engine.law import Force, Law, Mark
from goldenthread.engine.permissions import YES, stands
from goldenthread.engine.records import Record, Withdrawn
from goldenthread.workflows.authority_move import AUTHORITY_MOVE
from goldenthread.workflows.choices import CHOICE
from goldenthread.workflows.complaint import COMPLAINT
from goldenthread.workflows.contact import CONTACT
from goldenthread.workflows.detained import DetainedPlanSent
from goldenthread.workflows.draft import PlacementAsked
from goldenthread.workflows.exclusion import FamilyToldWhy
from goldenthread.workflows.family_support import FAMILY_SUPPORT
from goldenthread.workflows.heeded import heeded, is_of_a_family, saw_nothing
from goldenthread.workflows.information_rights import INFORMATION_RIGHTS
from goldenthread.workflows.law import GOOD_PRACTICE
from goldenthread.workflows.messages import MESSAGES
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.needs_assessment import FinalPlanSent, OthersSentPlan
from goldenthread.workflows.on_paper import have_their_own, on_paper
from goldenthread.workflows.parents_disagree import PARENTS_DISAGREE, PositionAnswered
from goldenthread.workflows.partnership import PARTNERSHIP
from goldenthread.workflows.permissions import SupporterMayRead
from goldenthread.workflows.phase_transfer import PHASE_TRANSFER
from goldenthread.workflows.plan import ChildAdmitted
from goldenthread.workflows.plan_change import AmendedPlanSent
from goldenthread.workflows.posts import CHILD_POST, PARENT_POST
from goldenthread.workflows.reassessment import ReassessedPlanSent
from goldenthread.workflows.records_transfer import RECORDS_TRANSFER
from goldenthread.workflows.relays import RELAY
from goldenthread.workflows.restrictions import HIDES_PLACES, hidden_places, in_force, names_a_place, restriction_of
from goldenthread.workflows.sen_support import YearlyReportGiven
from goldenthread.workflows.sent_home import SENT_HOME
from goldenthread.workflows.settling import SETTLING_IN
from goldenthread.workflows.signposting import SIGNPOSTING
from goldenthread.workflows.suggestions import SUGGESTION
from goldenthread.workflows.view_requests import VIEW_REQUEST
from goldenthread.workflows.who_decides import NamedCarerKnown, OrderKnown, ParentKnown, PartInLifeEnded
from goldenthread.workflows.young_person import (
    AS_BEFORE,
    READINGS,
    SIGHT,
    ParentMayAct,
    ParentsInvolved,
    ParentsSight,
    ParentsSightChosen,
    RepresentativeNamed,
    RightsDayKnown,
    YoungPersonAsked,
)

People = frozenset[PersonId]
NOBODY: People = frozenset()

# Whose thread it is

THREADS = frozenset(
    one.name
    for one in (
        CONTACT,
        SENT_HOME,
        RELAY,
        PARTNERSHIP,
        COMPLAINT,
        VIEW_REQUEST,
        SUGGESTION,
        CHOICE,
        SIGNPOSTING,
        FAMILY_SUPPORT,
        INFORMATION_RIGHTS,
        PARENTS_DISAGREE,
    )
)
"""The stories in which an adult talks with us. What the law does for the child is no adult's own."""

NOT_FOR_A_CHILD = frozenset({COMPLAINT.name, PARENTS_DISAGREE.name, FAMILY_SUPPORT.name})
"""What adults settle among themselves: no child is made to read it."""

# What tells where a child is, in words as well

PLACES = frozenset(one.name for one in (MOVE_ON, RECORDS_TRANSFER, PHASE_TRANSFER, SETTLING_IN, AUTHORITY_MOVE))
TELLS_A_PLACE = (
    FinalPlanSent,
    AmendedPlanSent,
    ReassessedPlanSent,
    DetainedPlanSent,
    OthersSentPlan,
    PlacementAsked,
    ChildAdmitted,
)

# When rights have passed

STILL_OWED: Mapping[type[Event], Law] = {
    FamilyToldWhy: GOOD_PRACTICE(
        "a parent is told why a child stays away; the text is to be sourced", mark=Mark.CONTESTED
    ),
    YearlyReportGiven: Law("Pupil Information Regulations 2005, annual report to parents", Force.MUST, Mark.CONTESTED),
}
"""Notices that are owed to a parent too once rights have passed; until what age is contested. None is hidden."""


PARTS = (ParentKnown, NamedCarerKnown)


@dataclass(frozen=True)
class Family:
    """What is asked of a case about its family: what stands on the day, what staff wrote of it, who its parents are."""

    asked: Asked
    story: History
    paper: History
    parents: People
    reading: str

    @property
    def day(self) -> date:
        return self.asked.day

    def root(self, record: RecordId) -> RecordId:
        return self.asked.case.wordings.get(record, record)

    def writer(self, record: Record) -> PersonId | None:
        """Return which parent wrote a record, if one did."""
        person = self.asked.directory.person_of(record.by.account)
        return person if person in self.parents else None


def family_of(asked: Asked, readings: Mapping[str, str]) -> Family:
    """Return what is asked about a family. A parent is whoever is known as one, or takes part in the case as one.

    Whose part ended before it began, or who was written down in error, is none: of that, staff have the last word.
    """
    story, paper = heeded(asked), on_paper(asked)
    known = [one.clear("person") for told in (story, paper) for one in told.of(PARTS)]
    let_in = [one for one in asked.members.parts if one.post == PARENT_POST.id and one.account and one.ever]
    there = [person for one in let_in if (person := asked.directory.person_of(one.whose))]
    said = readings.get(SIGHT, AS_BEFORE)
    return Family(asked, story, paper, frozenset((*known, *there)), said if said in READINGS else AS_BEFORE)


Kept = Mapping[RecordId, People]
"""From whom each entry is kept, by its first wording."""


def kept_from(family: Family) -> Kept:
    """Return from whom each entry of a case is kept."""
    found: dict[RecordId, set[PersonId]] = defaultdict(set)
    shut_out = frozenset(shut_out_of_all(family))
    for said in (of_places(family), of_threads(family), of_a_young_person(family)):
        for entry, people in said.items():
            found[entry] |= people
    for record in family.asked.case.records:
        found[family.root(record.id)] |= shut_out
    return {entry: frozenset(people) for entry, people in found.items()}


def posts_kept_from(record: Record) -> frozenset[str]:
    """Return the posts that an entry is kept from."""
    return frozenset({CHILD_POST.id}) if record.workflow in NOT_FOR_A_CHILD else frozenset()


# Whoever has no part any more, or may not be told


def shut_out_of_all(family: Family) -> Iterator[PersonId]:
    """Yield those from whom everything is kept: their part ended, an order says so, or nothing may be told to them."""
    yield from parts_ended(family, family.paper)
    for order in family.paper.of(OrderKnown):
        until = order.clear("until")
        if (person := order.clear("keeps_from")) and (until is None or family.day <= until):
            yield person
    for one in in_force(family.story, family.day):
        if restriction_of(one) not in HIDES_PLACES:
            yield one.clear("kept_from")


def parts_ended(family: Family, paper: History) -> Iterator[PersonId]:
    """Yield those of whom staff ended a part in the child's life, and of whom they wrote down none that goes on."""
    named = frozenset(family.root(one.clear("entry")) for one in paper.of(PartInLifeEnded))
    over: set[PersonId] = set()
    goes_on: set[PersonId] = set()
    for one in paper.of(PARTS):
        until = one.clear("until") if one.kind is NamedCarerKnown else None
        ended = family.root(one.id) in named or (until and until < family.day)
        (over if ended else goes_on).add(one.clear("person"))
    known = family.asked.case.by_id
    for entry in named & known.keys():
        one = known[entry]
        if one.kind in PARTS and (is_of_a_family(one, family.asked) or saw_nothing(one, family.asked)):
            over.add(one.clear("person"))
    yield from over - goes_on


# Where the child is


def of_places(family: Family) -> Kept:
    """Return what would tell somebody where the child is, who must not know it; and what answers that."""
    found: dict[RecordId, set[PersonId]] = defaultdict(set)
    for restricted in in_force(family.story, family.day):
        if restriction_of(restricted) in HIDES_PLACES:
            whom, since = restricted.clear("kept_from"), restricted.happened_on
            places = hidden_places(restricted, family.story) | joined_since(family.asked, since)
            for entry in telling(family, partial(tells, places=places, since=since)):
                found[entry].add(whom)
    return {entry: frozenset(people) for entry, people in found.items()}


def joined_since(asked: Asked, day: date) -> frozenset[str]:
    """Return the organisations that take part since a day, or later: they would tell of a new place."""
    return frozenset(one.organisation for one in asked.members.parts if one.organisation and one.since >= day)


def tells(record: Record, places: frozenset[str], since: date) -> bool:
    if names_a_place(record, places):
        return True
    return record.happened_on >= since and (record.workflow in PLACES or record.kind in TELLS_A_PLACE)


def telling(family: Family, first: Callable[[Record], bool]) -> frozenset[RecordId]:
    """Return the entries of which something is so, those that answer them, and the stories that they open."""
    found: set[RecordId] = set()
    for record in family.asked.case.records:
        entry = family.root(record.id)
        strand = family.asked.case.strands.get(record.strand) if record.strand else None
        about = {family.root(one) for one in answered(record)}
        if strand:
            about.add(family.root(strand.opened_by))
        if first(record) or not found.isdisjoint(about):
            found.add(entry)
    return frozenset(found)


def answered(record: Record) -> Iterator[RecordId]:
    """Yield the entries that a record answers: those it names one by one, and not those it lists."""
    for name, one in fields(record.kind).items():
        if one.clear and bare(one.kind) is RecordId and (named := record.clear(name)):
            yield named


# A thread of their own


def of_threads(family: Family) -> Kept:
    """Return from which parents each entry of another's thread is kept."""
    apart = frozenset(have_their_own(family.story, family.asked))
    threads: dict[RecordId, People] = {}
    found: dict[RecordId, People] = {}
    for record in family.asked.case.records:
        entry = family.root(record.id)
        whose = threads[entry] = whose_thread(family, record, threads)
        if (seen_by := between(record, whose, apart)) is not None:
            found[entry] = found.get(entry, NOBODY) | (family.parents - seen_by)
    return found


def whose_thread(family: Family, record: Record, threads: Mapping[RecordId, People]) -> People:
    """Return whose thread an entry is in: of the adult it names, of its writer, or of those whose entry it answers."""
    if record.kind in REMARKS:
        return threads.get(family.root(record.clear("record")), NOBODY)
    if record.workflow not in THREADS and record.kind is not SupporterMayRead:
        return NOBODY
    whose = person_of(record) or family.writer(record)
    return frozenset({whose}) if whose else thread_answered(family, record, threads)


def thread_answered(family: Family, record: Record, threads: Mapping[RecordId, People]) -> People:
    """Return in whose thread an entry of staff is: of those whose entry it answers, or who opened its story."""
    of = [threads.get(family.root(one), NOBODY) for one in answered(record)]
    if any(of):
        return frozenset(person for one in of for person in one)
    strand = family.asked.case.strands.get(record.strand) if record.strand else None
    if strand is None or record.kind in MESSAGES:
        return NOBODY
    return threads.get(family.root(strand.opened_by), NOBODY)


def person_of(record: Record) -> PersonId | None:
    """Return the adult whose thread an entry says it is in."""
    one = fields(record.kind).get("person")
    if one is None or not one.clear:
        return None
    found: PersonId | None = record.clear("person")
    return found


def between(record: Record, whose: People, apart: People) -> People | None:
    """Return the parents between whom and us an entry stays; None where each parent may see it."""
    if record.kind is PositionAnswered:
        return whose
    if not apart:
        return None
    if whose:
        return whose if whose & apart else None
    if record.kind in MESSAGES:
        return apart if len(apart) == 1 else NOBODY
    return None


# What a young person decides


def of_a_young_person(family: Family) -> Kept:
    """Return from which parents each entry is kept by the young person whose rights they are now."""
    if not rights_have_passed(family.story, family.day):
        return {}
    chosen = choices(family)
    let = {one for one in family.parents if is_let(family, one)}
    found: dict[RecordId, set[PersonId]] = defaultdict(set)
    for record in family.asked.case.records:
        entry = family.root(record.id)
        if record.kind in STILL_OWED:
            continue
        answers = [found[it] for one in answered(record) if (it := family.root(one)) in found]
        for parent in family.parents:
            said = chosen.get((entry, parent))
            unsaid = parent not in let or any(parent in one for one in answers)
            if said is ParentsSight.KEPT or (said is None and unsaid):
                found[entry].add(parent)
    return {entry: frozenset(people) for entry, people in found.items()}


def rights_have_passed(story: History, day: date) -> bool:
    """Say whether rights have passed: the day after the last day of compulsory school age, where that is on record."""
    return any(one.clear("rights_pass_on") < day for one in story.last(RightsDayKnown))


def choices(family: Family) -> Mapping[tuple[RecordId, PersonId], ParentsSight]:
    """Return what was chosen last of each entry, for each parent."""
    return {
        (family.root(entry), parent): one.clear("sight")
        for one in family.story.of(ParentsSightChosen)
        for entry in one.clear("entries")
        for parent in one.clear("parents") or family.parents
    }


def is_let(family: Family, parent: PersonId) -> bool:
    """Say whether a young person lets a parent see, or cannot decide and is represented by them."""
    story, day = family.story, family.day
    if any(one.clear("person") == parent for one in story.of(RepresentativeNamed)):
        return True
    may_act = [one for one in story.of(ParentMayAct) if one.clear("parent") == parent]
    if any(stands(one, story, day) for one in may_act):
        return True
    involved = [one for one in story.of(ParentsInvolved) if one.clear("parent") == parent]
    if said := [one for one in involved if one.clear("answer") is not Answer.NOT_REACHED]:
        return said[-1].clear("answer") in YES and not taken_back(said[-1], story)
    return family.reading == AS_BEFORE and not story.of(YoungPersonAsked)


def taken_back(record: Record, story: History) -> bool:
    return any(story.names(one.clear("record"), record) for one in story.of(Withdrawn))


HOW_KNOWN: tuple[str, ...] = (
    (
        "Where every part that somebody had in the child's life has ended, where an order in force says that they"
        " may not have what is in the record, or where nothing may be told to them or only through somebody else,"
        " they see what they wrote and what is about themselves, and nothing besides. It is so once staff have"
        " written it down: what somebody of the family says of it is on record, and changes nobody's sight."
    ),
    (
        "Where an address or a setting must not become known to somebody, whatever would tell it is kept from"
        " them, from that day on: what is written in a setting that the child has joined since, or names it, what"
        " organisations write that take part since, moves and plans that name a place, and whatever answers these."
        " They are told of none."
    ),
    (
        "Where an adult has chosen a thread of their own, by themselves or through staff, what they say to us, and"
        " what we answer, is kept from the other parents; so is talk with nobody knows whom. What is done for the"
        " child in law is no adult's own. What one of two who see something differently is answered, is for that"
        " one alone, always."
    ),
    (
        "When rights have passed, what a young person keeps from a parent is kept, with what answers it, and"
        " nobody can tell. A parent whom they let go on sees the rest. A representative sees what a parent who is"
        " let sees. What parents see until the young person has been asked is read in more than one way: the"
        f" setting {SIGHT} chooses."
    ),
    "A notice that the law still owes a parent is not kept from them by a young person's choice.",
    (
        "A parent is whoever is known as one, or was let in as one. Whoever was written down in error is none, once"
        " staff say so; nor is one whose part was ended from the day on which it began."
    ),
    ("No child is made to read what adults settle among themselves: complaints, disagreements, help for the family."),
)
"""How it is known from whom an entry is kept, in the order above."""
