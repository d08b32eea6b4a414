"""The garden's gate: made-up rules of who sees what, with every way there is of seeing, and somebody for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import UUID

from goldenthread.engine.access.directory import DIRECTORY, Id, PostEnded
from goldenthread.engine.access.members import PartEnded, access_of
from goldenthread.engine.access.policy import (
    Circumstances,
    Grant,
    Policy,
    Post,
    Reach,
    Relation,
    Viewer,
    kind_named,
    person_named,
    post_named,
)
from goldenthread.engine.access.seeing import Asked, Rules
from goldenthread.engine.application import NoSuchCase
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Note
from goldenthread.engine.events import Event, PersonId, RecordClass, RecordId, Seen
from goldenthread.engine.permissions import stands, turns
from goldenthread.engine.records import Actor, Origin, Record, Withdrawn
from goldenthread.http.desk import Desk
from goldenthread.http.desk import Seen as AsSeen
from goldenthread.http.identity.who import Somebody
from goldenthread.projections.audiences import theirs
from goldenthread.projections.caseload import DUTY, Wanted
from goldenthread.projections.folding import Row
from goldenthread.projections.promises import PROMISE, WantedPromises
from goldenthread.projections.standing import Where, wheres
from goldenthread.projections.tables import NO_DAY, Place
from goldenthread.projections.windows import WINDOW, WantedWindows
from tests.engine import made_up as garden
from tests.engine.made_up import BOOK
from tests.engine.made_up_garden import PageOpened, PhotographAllowed, Remarked
from tests.projections.book import GARDENS, LONG_AGO, Book

HUSHED = RecordClass("hushed", seen=Seen.UNSEEN, about=BOOK.about)
TALLY = RecordClass("tally", seen=Seen.COUNTED, about=BOOK.about)
CLASSES = (BOOK, HUSHED, TALLY)
OF_CLASS: Mapping[type[Event], RecordClass] = {
    garden.HazardSeen: HUSHED,
    garden.OfferTakenBack: HUSHED,
    garden.Complained: TALLY,
}


def post(name: str) -> Post:
    return Post(name, name, ("any",), (), "trying-out", admits=True)


STEWARD, HELPER, GROWER, NEIGHBOUR, WARDEN = map(post, ("steward", "helper", "grower", "neighbour", "warden"))
POLICY = Policy(
    "gate",
    (STEWARD, HELPER, GROWER, NEIGHBOUR, WARDEN),
    (
        Grant(STEWARD, Relation.ORGANISATION, (BOOK, HUSHED), Reach.HELD, "they lead"),
        Grant(STEWARD, Relation.ORGANISATION, CLASSES, Reach.OWN, "they wrote it"),
        Grant(HELPER, Relation.NAMED, (BOOK,), Reach.HELD, "they help"),
        Grant(HELPER, Relation.NAMED, CLASSES, Reach.OWN, "they wrote it"),
        Grant(GROWER, Relation.NAMED, (BOOK,), Reach.ALL, "it is theirs"),
        Grant(GROWER, Relation.NAMED, CLASSES, Reach.OWN, "it is about them"),
        Grant(NEIGHBOUR, Relation.ORGANISATION, (BOOK, TALLY), Reach.SHARED, "it was shared"),
        Grant(WARDEN, Relation.ANYWHERE, (BOOK, TALLY), Reach.HELD, "they check"),
    ),
    BOOK,
)


def known(asked: Asked) -> Mapping[RecordId, Circumstances]:
    return {one.id: circumstances(one, asked) for one in asked.case.records}


def circumstances(one: Record, asked: Asked) -> Circumstances:
    story, there = asked.case.story(), asked.members.organisations(asked.day)
    photos = [photo for photo in story.of(PhotographAllowed) if stands(photo, story, asked.day)]
    robin: PersonId = asked.case.records[0].clear("person")
    return Circumstances(
        kept=OF_CLASS.get(one.kind, BOOK),
        writer=one.by.account,
        holders=there if one.by.organisation == "home" else frozenset({one.by.organisation}),
        shared_with=frozenset(names(robin) if photos else ()),
        about=frozenset({robin} if one.kind is garden.HazardSeen else ()),
        kept_from=frozenset({HELPER.id} if one.kind is Remarked else ()),
        kept_from_people=frozenset({robin} if one.kind is garden.SoilTested else ()),
    )


def names(robin: PersonId) -> Iterator[str]:
    yield from (kind_named("plot"), post_named(NEIGHBOUR.id, "oak"), person_named(robin))


def photograph_days(case: Case) -> Iterator[date]:
    story = case.story()
    for one in story.of(PhotographAllowed):
        yield from turns(one, story)


Listed = dict[str, list[tuple[object, ...]]]
RULES = Rules(POLICY, known, photograph_days)
KINDS = {"elm": "any", "oak": "any", "ash": "plot", "home": "house"}
EVERYBODY: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("ann", "elm", ("steward",)),
    ("bob", "elm", ("helper",)),
    ("cat", "oak", ("steward", "helper")),
    ("dot", "oak", ("neighbour",)),
    ("eve", "ash", ("neighbour",)),
    ("fay", "ash", ("warden",)),
    ("gus", "oak", ("warden", "steward")),
    ("robin", "home", ("grower",)),
)
ROBIN = PersonId(UUID(int=0x0B1))


class Paged(Protocol):
    """A page of any list."""

    @property
    def items(self) -> list[Any]: ...

    @property
    def next(self) -> Place | None: ...


P = TypeVar("P", bound=Paged)


class Gate(Book):
    """A garden's book with a gate: who sees what of it goes by the made-up rules."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.runner.close()
        self.rules = RULES
        self.runner = self.another_runner()
        for name, kind in KINDS.items():
            self.office.organisation(name, kind, name, LONG_AGO)
        for account, organisation, posts in EVERYBODY:
            self.office.account(account, LONG_AGO, person=ROBIN if account == "robin" else None)
            for one in posts:
                self.office.post(account, one, organisation, LONG_AGO)

    # What happens

    def page_for_robin(self, account: str, organisation: str, on: date) -> UUID:
        by = Actor(account, "steward", organisation)
        return self.cases.open(Note(event=PageOpened(person=ROBIN), happened_on=on, by=by), self.now).case.id

    def writes(self, case: UUID, event: Event, on: date, account: str, organisation: str) -> Record:
        by = Actor(account, "steward", organisation)
        return self.does(case, Note(event=event, happened_on=on, by=by, origin=Origin.REPORTED))

    def takes_back(self, case: UUID, photo: Record, on: date) -> Record:
        return self.writes(case, Withdrawn(record=photo.id, who="Robin"), on, "ann", "elm")

    def ends(self, case: UUID, part: RecordId, on: date) -> None:
        said = Note(event=PartEnded(joined=part), happened_on=on, by=Actor("operator", "operator", "this-machine"))
        self.office.register.enter(access_of(case), said, self.now)

    def loses(self, account: str, one: str, organisation: str, on: date) -> None:
        ended = PostEnded(account=Id(account), post=Id(one), organisation=Id(organisation))
        by = Actor("operator", "operator", "this-machine")
        self.office.register.enter(DIRECTORY, Note(event=ended, happened_on=on, by=by), self.now)

    # Who looks

    def viewer(self, account: str, organisation: str, day: date) -> Viewer:
        directory = self.office.register.directory()
        posts = directory.posts_in(account, organisation, day)
        return Viewer(account, organisation, directory.kind_of(organisation), posts, directory.person_of(account))

    def viewers(self, day: date) -> Iterator[Viewer]:
        directory = self.office.register.directory()
        for account in sorted(directory.accounts):
            for organisation in directory.organisations_of(account, day):
                yield self.viewer(account, organisation, day)

    def listed(self, viewer: Viewer, day: date) -> Listed:
        """Return every list as somebody sees it on a day, in pages of two."""
        with self.asking() as connection:
            mine = theirs(connection, viewer, day, POLICY)
            duties = pages(lambda at: self.caseload.page(connection, mine, Wanted(today=day), at, 2))
            counts = self.caseload.counts(connection, mine, Wanted(today=day))
            windows = pages(lambda at: self.windows.page(connection, mine, WantedWindows(today=day), at, 2))
            promises = pages(lambda at: self.promises.page(connection, mine, WantedPromises(today=day), at, 2))
            opened = self.known.page(connection, mine, GARDENS.first.name, None, 500)
        assert sum(counts.duties.values()) == len(duties)
        assert counts.cases_in_all == len({one.case for one in duties})
        return {
            "duty": [(one.id, one.case, one.stage, one.clock, one.due, one.kept, one.started_by) for one in duties],
            "window": [(one.id, one.case, one.stage, one.window, one.last_day) for one in windows],
            "promise": [(one.id, one.case, one.clock, one.record, one.due) for one in promises],
            "opened": [(one.case, one.opened_on, stages(one.strands)) for one in opened.items],
        }

    def expected(self, viewer: Viewer, day: date) -> Listed:
        """Return what every list must be: worked out from each case by itself, as somebody sees it on a day."""
        noon = datetime.combine(day, time(12), UTC)
        desk = Desk(self.cases, lambda: noon, self.rules, self.office.register)
        seen = [one.seeing for case in self.cases.opened(100) if (one := seen_of(desk, viewer, case))]
        duties = [row for one in seen for row in self.caseload.rows(one)[DUTY] if row["opens_on"] <= day]
        for row in duties:
            if row["sort_on"] is None:
                row["sort_on"] = self.caseload.years[row["clock"]].holding(day)[1]
        windows = [row for one in seen for row in self.windows.rows(one)[WINDOW] if row["opened_on"] <= day]
        promises = [row for one in seen for row in self.promises.rows(one)[PROMISE] if row["asked_on"] <= day]
        return {
            "duty": [columns(one, "id case_id stage clock sort_on kept started_by") for one in in_order(duties)],
            "window": [
                columns(one, "id case_id stage window last_day") for one in in_order(windows) if one["sort_on"] >= day
            ],
            "promise": [columns(one, "id case_id clock record due") for one in in_order(promises)],
            "opened": [
                (one.case.id, one.case.records[0].happened_on, stages(wheres(one.case, GARDENS.first))) for one in seen
            ],
        }


def pages(ask: Callable[[Place | None], P]) -> list[Any]:
    """Return all of a list, page by page."""
    found: list[Any] = []
    place: Place | None = None
    while True:
        page = ask(place)
        found += page.items
        if page.next is None:
            return found
        place = page.next


def in_order(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda one: (one["sort_on"], one["id"].hex))


def columns(row: Row, names: str) -> tuple[object, ...]:
    return tuple(None if row[name] == NO_DAY else row[name] for name in names.split())


def stages(strands: Sequence[Where]) -> list[tuple[object, str]]:
    return [(one.strand, one.stage) for one in strands]


def seen_of(desk: Desk, viewer: Viewer, case: UUID) -> AsSeen | None:
    try:
        return desk.seen(Somebody(viewer, POLICY), case)
    except NoSuchCase:
        return None
