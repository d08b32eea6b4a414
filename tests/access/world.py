"""One case, everybody who takes part in it, and what each of them sees of it on a day."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from goldenthread.engine.access.directory import (
    DIRECTORY,
    AccountOpened,
    Directory,
    Id,
    OrganisationEntered,
    PostConfirmed,
    PostEnded,
    PostGiven,
    WayInBegunAnew,
    directory_of,
)
from goldenthread.engine.access.emergency import EmergencyReason, EmergencyReviewed, OpenedInEmergency, Verdict
from goldenthread.engine.access.members import (
    Members,
    OrganisationJoined,
    PartEnded,
    PersonJoined,
    access_of,
    members_of,
)
from goldenthread.engine.access.policies import POLICIES, PolicyCameIntoForce
from goldenthread.engine.access.policy import Access, Circumstances, Policy
from goldenthread.engine.access.recalling import Recall, Remembered
from goldenthread.engine.access.seeing import Asked, Seeing
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.records import Actor, Erased, Origin, Record, StrandId
from goldenthread.engine.store.form import Registry
from goldenthread.engine.views import micros
from goldenthread.workflows.access import rules_for
from goldenthread.workflows.journey import JOURNEY, RecordOpened
from tests.story import CASE, Story, day, noon
from tests.workflows.samples import a_record

BEGAN = "2 Sep 2024"
WRITTEN = Registry(JOURNEY.events.values())
KINDS = {
    "elm-primary": "setting",
    "acorns": "setting",
    "far-academy": "setting",
    "the-authority": "authority",
    "far-authority": "authority",
    "the-clinic": "agency",
    "psychology": "agency",
    "social-care": "agency",
    "the-inspectorate": "oversight",
    "home": "family",
}
ACCOUNTS: Mapping[str, tuple[str, str, str]] = {
    "senco": ("senco", "elm-primary", "senco"),
    "teacher": ("teacher", "elm-primary", "teacher"),
    "first-contact": ("first-contact", "elm-primary", "first-contact"),
    "lead": ("safeguarding-lead", "elm-primary", "safeguarding-lead"),
    "key-person": ("senco", "acorns", "senco"),
    "far-senco": ("senco", "far-academy", "senco"),
    "officer": ("la-officer", "the-authority", "authority"),
    "la-first-contact": ("first-contact", "the-authority", "first-contact"),
    "far-officer": ("la-officer", "far-authority", "authority"),
    "nurse": ("health", "the-clinic", "health-service"),
    "psychologist": ("ep", "psychology", "adviser"),
    "social-worker": ("social-care", "social-care", "social-care"),
    "social-lead": ("safeguarding-lead", "social-care", "safeguarding-lead"),
    "inspector": ("inspector", "the-inspectorate", "inspector"),
    "dpo": ("dpo", "elm-primary", "dpo"),
    "auditor": ("auditor", "the-authority", "auditor"),
    "administrator": ("administrator", "elm-primary", "administrator"),
    "mum": ("parent", "home", "parent"),
    "dad": ("parent", "home", "parent"),
    "sam": ("young-person", "home", "young-person"),
    "friend": ("supporter", "home", "supporter"),
}
"""The post, the organisation and the part in the story of each account."""

NAMED = ("teacher", "first-contact", "la-first-contact", "psychologist", "inspector", "mum", "dad", "sam", "friend")
USUALLY_THERE = ("elm-primary",)


def person(account: str) -> PersonId:
    return PersonId(uuid5(DIRECTORY, account))


class World:
    """One case of which the setting elm-primary is part from the start; others are let in by name."""

    def __init__(self, *there: str, readings: Mapping[str, str] | None = None, without: tuple[str, ...] = ()) -> None:
        self.story: Story = a_record()
        self.rules = rules_for(readings or {})
        self._known: dict[object, Mapping[RecordId, Circumstances]] = {}
        self._seen: dict[object, Seeing | None] = {}
        self.directory: list[Record] = []
        self.members: list[Record] = []
        self.policies: list[Record] = []
        for name, kind in KINDS.items():
            entered = OrganisationEntered(organisation=Id(name), kind=Id(kind), name=name)
            self._enter(self.directory, DIRECTORY, entered, BEGAN)
        for account, (post, organisation, _) in ACCOUNTS.items():
            self._enter(self.directory, DIRECTORY, AccountOpened(account=Id(account), person=person(account)), BEGAN)
            given = PostGiven(account=Id(account), post=Id(post), organisation=Id(organisation))
            self._enter(self.directory, DIRECTORY, given, BEGAN)
        self.opened = self.says("senco", RecordOpened(child=person("sam")), BEGAN)
        for account in (one for one in NAMED if one not in without):
            self.let_in(account, BEGAN)
        for organisation in there:
            self.joins(organisation, BEGAN)

    def _enter(self, stream: list[Record], of: UUID, event: Event, on: str, by: str = "this-machine") -> Record:
        before = stream[-1].recorded_at if stream else 0
        record = Record(
            case=of,
            version=len(stream) + 1,
            id=RecordId(uuid5(of, str(len(stream) + 1))),
            kind=type(event),
            event=event,
            happened_on=day(on),
            origin=Origin.ACTED,
            by=Actor("operator", "operator", by),
            software="tests",
            kept="directory",
            recorded_at=max(before, micros(noon(on))),
        )
        stream.append(record)
        return record

    def joins(self, organisation: str, on: str, *, unseen: bool = False) -> Record:
        joined = OrganisationJoined(organisation=Id(organisation), why="To help", unseen=unseen)
        return self._enter(self.members, access_of(CASE), joined, on)

    def opens_in_emergency(self, account: str, on: str) -> Record:
        """Open the record to an account for some hours, from noon of a day."""
        opened = OpenedInEmergency(case=CASE, account=Id(account), reason=EmergencyReason.HARM, words="Nobody is there")
        return self._enter(self.members, access_of(CASE), opened, on, by=ACCOUNTS[account][1])

    def reviews(self, opened: Record, verdict: Verdict, on: str) -> None:
        reviewed = EmergencyReviewed(opened=opened.id, verdict=verdict, words="It was looked at")
        self._enter(self.members, access_of(CASE), reviewed, on)

    def let_in(self, account: str, on: str) -> Record:
        post = ACCOUNTS[account][0]
        joined = PersonJoined(account=Id(account), post=Id(post), why="To help")
        return self._enter(self.members, access_of(CASE), joined, on)

    def leaves(self, joined: Record, on: str) -> None:
        self._enter(self.members, access_of(CASE), PartEnded(joined=joined.id), on)

    def loses_post(self, account: str, on: str) -> None:
        post, organisation, _ = ACCOUNTS[account]
        ended = PostEnded(account=Id(account), post=Id(post), organisation=Id(organisation))
        self._enter(self.directory, DIRECTORY, ended, on)

    def gives_post(self, account: str, post: str, organisation: str, on: str) -> None:
        """Give an account another post, in an organisation in which it may have none yet."""
        given = PostGiven(account=Id(account), post=Id(post), organisation=Id(organisation))
        self._enter(self.directory, DIRECTORY, given, on)

    def begins_anew(self, account: str, by: str, on: str) -> None:
        """Let an account be signed in to by what another made for it."""
        self._enter(self.directory, DIRECTORY, WayInBegunAnew(account=Id(account), made_by=Id(by)), on)

    def confirms(self, account: str, on: str) -> None:
        for one in directory_of(self.directory).held[account]:
            if one.waits and one.given:
                self._enter(self.directory, DIRECTORY, PostConfirmed(given=RecordId(one.given)), on)

    def says(  # what an entry is made of
        self,
        account: str,
        event: Event,
        on: str,
        *,
        strand: StrandId | None = None,
        replaces: Record | None = None,
        written: str | None = None,
    ) -> Record:
        """Write an entry down, by an account."""
        _, organisation, role = ACCOUNTS[account]
        self.story.by = Actor(account, role, organisation)
        return self.story.given(event, on, strand=strand, replaces=replaces, written=written)

    def says_at_work(self, account: str, organisation: str, role: str, event: Event, on: str) -> Record:
        """Write an entry down, by an account for another organisation than its first."""
        self.story.by = Actor(account, role, organisation)
        return self.story.given(event, on)

    def puts_in_force(self, policy: Policy, on: str) -> Record:
        """Have a policy in force from noon of a day."""
        said = PolicyCameIntoForce(version=Id(policy.version), policy=policy.written)
        return self._enter(self.policies, POLICIES, said, on)

    def remembered(self) -> Remembered:
        return Remembered(self.story.case.records, self.members, self.directory, self.policies)

    def seeing(self, account: str, on: str) -> Seeing | None:
        asked = (account, on, self._version())
        if asked not in self._seen:
            recall = Recall(JOURNEY, replace(self.rules, known=self._circumstances), erased)
            self._seen[asked] = recall.could_see(self.remembered(), account, ACCOUNTS[account][1], day(on))
        return self._seen[asked]

    def now(self) -> tuple[Directory, Members]:
        """Return who there is, and who takes part."""
        return directory_of(self.directory), members_of(self.story.case.records[0], self.members)

    def _circumstances(self, asked: Asked) -> Mapping[RecordId, Circumstances]:
        """Return what decisions are made of: worked out once for everybody who looks on a day."""
        key = (asked.day, self._version())
        if key not in self._known:
            self._known[key] = self.rules.known(asked)
        return self._known[key]

    def _version(self) -> tuple[int, ...]:
        return self.story.case.version, len(self.members), len(self.directory), len(self.policies)

    def sees(self, account: str, on: str) -> frozenset[RecordId]:
        """Return what an account is shown on a day, but for the entry that opened the case."""
        found = self.seeing(account, on)
        if found is None:
            return frozenset()
        return frozenset(one.id for one in found.case.records if one.id not in found.withheld) - {self.opened.id}

    def is_shown(self, account: str, record: Record, on: str) -> bool:
        return record.id in self.sees(account, on)

    def shown_to(self, record: Record, on: str, among: tuple[str, ...] = tuple(ACCOUNTS)) -> set[str]:
        """Return the accounts that are shown an entry on a day."""
        return {account for account in among if self.is_shown(account, record, on)}

    def counted(self, account: str, on: str) -> Mapping[str, int]:
        found = self.seeing(account, on)
        return found.counted if found else {}

    def why(self, account: str, record: Record, on: str) -> Access | None:
        found = self.seeing(account, on)
        return found.why.get(record.id) if found else None


def erased(record: Record) -> Erased:
    """Return the clear part of an event, as a store does."""
    return record.event if isinstance(record.event, Erased) else WRITTEN.of(record.kind).erased_of(record.event)
