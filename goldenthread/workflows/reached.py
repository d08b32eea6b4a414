"""Whom an entry has reached: by a named act that lists it, by an agency's terms, or by a family's leave.

Only who holds an entry, or was given it, can pass it on. An act opens what it lists, to whom it names, and nothing
beside. Where it names a kind of body, that is the only one of this kind that takes part in the case; of several, none.
Where what was shared rests on a permission, taking that back ends the reading, and never the record that it was shared.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from goldenthread.engine import LawfulBasis
from goldenthread.engine.access.policy import kind_named, person_named, post_named
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import Agreement, Answer, Consent, PersonId, RecordId
from goldenthread.engine.permissions import stands
from goldenthread.engine.records import Record, struck
from goldenthread.workflows.agency_items import (
    BEFORE_THE_ORIGINATOR,
    ItemPassedOn,
    ItemReceived,
    Onward,
    OnwardGround,
    OriginatorAsked,
)
from goldenthread.workflows.heeded import heeded
from goldenthread.workflows.permissions import SupporterMayRead
from goldenthread.workflows.posts import (
    ADVISER_POST,
    EP,
    HEALTH_POST,
    IN_AGENCY,
    IN_AUTHORITY,
    IN_FAMILY,
    IN_OVERSIGHT,
    IN_SETTING,
    SAFEGUARDING_POST,
    SOCIAL_CARE_POST,
)
from goldenthread.workflows.safeguarding import SafeguardingShared
from goldenthread.workflows.sharing import DisclosureGround, EntriesShared, GoesTo, PlanDisclosed
from goldenthread.workflows.vocabulary import CORE, HEALTH

Names = frozenset[str]
NOBODY: Names = frozenset()
Holders = Mapping[RecordId, Names]
"""Which organisations answer for each entry, by its first wording."""

OF_A_KIND: Mapping[GoesTo, tuple[str, ...]] = {
    GoesTo.AUTHORITY: (IN_AUTHORITY,),
    GoesTo.SETTING: (IN_SETTING,),
    GoesTo.NEXT_SETTING: (IN_SETTING,),
    GoesTo.HEALTH: (IN_AGENCY,),
    GoesTo.SOCIAL_CARE: (IN_AGENCY, IN_AUTHORITY),
    GoesTo.ADVISER: (IN_AGENCY, IN_AUTHORITY),
    GoesTo.OVERSIGHT: (IN_OVERSIGHT,),
}
TO_THOSE_IN: Mapping[GoesTo, tuple[str, ...]] = {
    GoesTo.HEALTH: (HEALTH_POST.id,),
    GoesTo.SOCIAL_CARE: (SOCIAL_CARE_POST.id,),
    GoesTo.ADVISER: (EP.id, ADVISER_POST.id),
}
"""Of services, there are several in one organisation: it goes to those who hold the post, and to nobody beside them."""

MAY_BE_LISTED = frozenset({CORE.name, HEALTH.name})
"""What a list may share. Private, confidential and protected entries never; what an agency wrote, by its terms."""

ACTS = (EntriesShared, PlanDisclosed, SafeguardingShared, ItemPassedOn)


@dataclass(frozen=True)
class Act:
    """An act of sharing: which entries went to whom, and whether they may read them on the day."""

    entries: frozenset[RecordId]
    whom: Names
    stands: bool


class Sharing:
    """What was shared of one case, told in the order it happened."""

    def __init__(self, asked: Asked, holders: Holders) -> None:
        self.asked, self.holders = asked, holders
        self.story = heeded(asked)
        self.struck = struck(asked.case.records)

    def root(self, record: RecordId) -> RecordId:
        return self.asked.case.wordings.get(record, record)

    def reached(self) -> Mapping[RecordId, Names]:
        """Return, for each entry, with whom it was shared and may be read on the day."""
        found: dict[RecordId, set[str]] = defaultdict(set)
        ever: dict[RecordId, set[str]] = defaultdict(set)
        for item in self.story.of(ItemReceived):
            by_terms = frozenset(self.by_its_terms(item))
            found[self.root(item.id)] |= by_terms
            ever[self.root(item.id)] |= by_terms
        for one in self.story.of(ACTS):
            act = self.act(one)
            theirs = {entry for entry in act.entries if self.may_pass_on(one.by.organisation, entry, ever)}
            if theirs:
                theirs.add(self.root(one.id))
            for entry in theirs:
                ever[entry] |= act.whom
                if act.stands:
                    found[entry] |= act.whom
        return {entry: frozenset(names) for entry, names in found.items()}

    def may_pass_on(self, organisation: str, entry: RecordId, ever: Mapping[RecordId, set[str]]) -> bool:
        """Say whether an organisation has an entry to pass on: it answers for it, or was given it."""
        given = ever.get(entry, set())
        return organisation in self.holders.get(entry, NOBODY) or any(
            name == organisation or name.endswith(f"@{organisation}") for name in given
        )

    def act(self, one: Record) -> Act:
        if one.kind is ItemPassedOn:
            return self.passed_on(one)
        if one.kind is SafeguardingShared:
            to = one.clear("organisation")
            whom = frozenset({post_named(SAFEGUARDING_POST.id, to)}) if to else NOBODY
            return Act(frozenset(map(self.root, one.clear("entries"))), whom, stands=True)
        if one.kind is PlanDisclosed:
            to, asked = one.clear("organisation"), one.clear("ground") is DisclosureGround.CONSENT
            may = not asked or self.is_permitted(one.clear("consent"))
            return Act(self.listed(one), frozenset({to}) if to else NOBODY, may)
        may = one.clear("basis") is not LawfulBasis.CONSENT or self.is_permitted(one.clear("permission"))
        return Act(self.listed(one), self.sent_to(one), may)

    def listed(self, one: Record) -> frozenset[RecordId]:
        """Return the entries that a list may share."""
        known = self.asked.case.by_id
        return frozenset(
            entry
            for said in one.clear("entries")
            if (entry := self.root(said)) in known and known[entry].kept in MAY_BE_LISTED
        )

    def is_permitted(self, named: RecordId | None) -> bool:
        """Say whether the permission that was relied on stands on the day."""
        asked = [one for one in self.story.of((Agreement, Consent)) if self.story.names(named, one)]
        return any(stands(one, self.story, self.asked.day) for one in asked)

    def sent_to(self, one: Record) -> Names:
        """Return whom a list went to."""
        if named := one.clear("organisation") or one.clear("setting"):
            return frozenset({named})
        goes_to = one.clear("goes_to")
        posts = TO_THOSE_IN.get(goes_to, ())
        found = [
            organisation
            for organisation in taking_part(self.asked, OF_A_KIND[goes_to], one.happened_on)
            if organisation != one.by.organisation and (not posts or self.has_any(organisation, posts, one.happened_on))
        ]
        if len(found) != 1:
            return NOBODY
        return frozenset(post_named(post, found[0]) for post in posts) or frozenset(found)

    def has_any(self, organisation: str, posts: tuple[str, ...], day: date) -> bool:
        """Say whether anybody holds one of these posts in an organisation, on a day or later."""
        held = (one for every in self.asked.directory.held.values() for one in every)
        return any(
            (one.organisation, one.waits) == (organisation, False)
            and one.post in posts
            and (one.until is None or day <= one.until)
            for one in held
        )

    # What agencies wrote

    def by_its_terms(self, item: Record) -> Iterator[str]:
        """Yield to whom an item goes by its terms alone: the family; and whom the agency itself gave it to here."""
        terms = self.terms(item)
        if Onward.FAMILY in terms and not self.refused(item, Onward.FAMILY):
            yield kind_named(IN_FAMILY)
        came_by = self.asked.case.by_id[self.root(item.id)].by
        if self.asked.directory.kind_of(came_by.organisation) != IN_AGENCY:
            return
        if Onward.NAMED_SETTING in terms:
            yield from (one for one in self.named(item) if not self.refused(item, Onward.NAMED_SETTING, one))
        if Onward.PLAN in terms and not self.refused(item, Onward.PLAN):
            yield from self.only(IN_AUTHORITY, item)

    def wordings_of(self, item: Record) -> list[Record]:
        """Return every wording of an item that was not made in error."""
        entry = self.root(item.id)
        return [one for one in self.asked.case.records if self.root(one.id) == entry and one.id not in self.struck]

    def terms(self, item: Record) -> frozenset[Onward]:
        """Return the terms of an item: another wording may narrow what its originator agreed to, never widen it."""
        every: list[tuple[Onward, ...]] = [one.clear("may_go_to") for one in self.wordings_of(item)]
        return frozenset(one for one in item.clear("may_go_to") if all(one in said for said in every))

    def named(self, item: Record) -> Names:
        """Return the settings that its originator named, in every wording."""
        every: list[tuple[str, ...]] = [one.clear("settings") for one in self.wordings_of(item)]
        return frozenset(one for one in item.clear("settings") if all(one in said for said in every))

    def passed_on(self, one: Record) -> Act:
        items = [item for item in self.story.of(ItemReceived) if self.story.names(one.clear("item"), item)]
        entries = frozenset(self.root(item.id) for item in items)
        return Act(entries, self.gone_to(one), any(self.has_a_ground(one, item) for item in items))

    def gone_to(self, one: Record) -> Names:
        where = one.clear("where")
        if where is Onward.FAMILY:
            return frozenset({kind_named(IN_FAMILY)})
        if named := one.clear("organisation") or one.clear("setting"):
            return frozenset({named})
        return frozenset(self.only(KIND_OF[where], one)) if where in KIND_OF else NOBODY

    def only(self, kind: str, one: Record) -> Names:
        """Return the only other organisation of a kind that takes part; of several, none."""
        found = taking_part(self.asked, (kind,), one.happened_on) - {one.by.organisation}
        return found if len(found) == 1 else NOBODY

    def has_a_ground(self, one: Record, item: Record) -> bool:
        """Say whether an item was passed on by its terms, with its agency's yes to it, or on a ground in law."""
        ground, where, to = one.clear("ground"), one.clear("where"), one.clear("setting")
        if ground in BEFORE_THE_ORIGINATOR:
            return True
        if ground is OnwardGround.TERMS:
            named = where is not Onward.NAMED_SETTING or to in self.named(item)
            return where in self.terms(item) and named and not self.refused(item, where, to)
        return any(self.agrees(said, item, where, to) for said in self.asked_by(one))

    def asked_by(self, one: Record) -> list[Record]:
        return [said for said in self.story.of(OriginatorAsked) if self.story.names(one.clear("agreement"), said)]

    def agrees(self, said: Record, item: Record, where: Onward, to: str | None) -> bool:
        """Say whether an originator's yes is to this item and this place, stands, and was undone by no later no."""
        if not (self.is_about(said, item) and fits(said, where, to) and stands(said, self.story, self.asked.day)):
            return False
        asked = [it for it in self.story.of(OriginatorAsked) if self.is_about(it, item) and fits(it, where, to)]
        later = asked[asked.index(said) + 1 :]
        return all(self.is_a_yes(it) for it in later if it.clear("answer") is not Answer.NOT_REACHED)

    def refused(self, item: Record, where: Onward, to: str | None = None) -> bool:
        """Say whether an originator was asked about this place since, and its last word was no."""
        asked = [
            said
            for said in self.story.of(OriginatorAsked)
            if self.is_about(said, item)
            and said.clear("where") is where
            and fits(said, where, to)
            and said.clear("answer") is not Answer.NOT_REACHED
        ]
        return bool(asked) and not self.is_a_yes(asked[-1])

    def is_a_yes(self, said: Record) -> bool:
        return stands(said, self.story, self.asked.day)

    def is_about(self, said: Record, item: Record) -> bool:
        return self.story.names(said.clear("item"), item)

    # What a family lets its supporter read

    def let_by_families(self) -> Iterator[tuple[PersonId | None, str, frozenset[RecordId] | None]]:
        """Yield who lets somebody read, whom, and which entries; None for all of them."""
        for one in self.story.of(SupporterMayRead):
            if stands(one, self.story, self.asked.day):
                giver = self.asked.directory.person_of(one.by.account)
                entries = frozenset(map(self.root, one.clear("entries")))
                yield giver, person_named(one.clear("supporter")), entries or None


KIND_OF: Mapping[Onward, str] = {
    Onward.NAMED_SETTING: IN_SETTING,
    Onward.NEXT_SETTING: IN_SETTING,
    Onward.PLAN: IN_AUTHORITY,
}


def fits(said: Record, where: Onward, to: str | None) -> bool:
    """Say whether what an originator was asked is about a place: it names it, or names none."""
    return said.clear("where") in (None, where) and said.clear("setting") in (None, to)


def taking_part(asked: Asked, kinds: tuple[str, ...], day: date) -> Names:
    """Return the organisations of some kinds that took part in a case on a day; else the first to do so after it.

    One that takes part unseen is none of them: what others get is the same whether it is there or not.
    """
    there = [one for one in asked.members.parts if not one.unseen]
    of_kind = [one for one in there if asked.directory.kind_of(one.organisation or "") in kinds]
    if on_it := frozenset(one.organisation for one in of_kind if one.organisation and one.on(day)):
        return on_it
    later = [one for one in of_kind if one.since > day]
    first = min((one.since for one in later), default=None)
    return frozenset(one.organisation for one in later if one.organisation and one.since == first)


HOW_KNOWN: tuple[str, ...] = (
    (
        "What is shared is what an act lists, every wording of it, with whom it names; where it names a kind of"
        " body, with the only one of that kind that takes part openly. Of several, none. Health, social care and"
        " advice: those in that post."
    ),
    (
        "Only who answers for an entry, or was given it, can share it. Private, confidential and protected"
        " entries cannot be listed; what an agency wrote goes by its terms."
    ),
    ("What rests on a permission may be read while that stands: not before, not after, and not once it is taken back."),
    (
        "What an agency wrote may be read by the family, where its terms say so; by others, where it was passed"
        " on by its terms, with the agency's yes to this item, or on a ground in law on record. Where the agency"
        " itself wrote it down here, the setting it names and the authority have it. Putting it in other words"
        " widens no terms; the agency's last word on a place counts."
    ),
    (
        "What was shared to keep a child safe is read by the safeguarding lead of the organisation named, and"
        " nobody else."
    ),
    ("That information was shared, or that a family has what was written, opens nothing: it says what was done."),
    "A supporter reads what somebody of the family lets them read, and nothing that is kept from that one.",
)
"""How it is known with whom an entry was shared, in plain words."""
