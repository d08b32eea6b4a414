"""The same work for all: mending boats, a made-up workflow, and a story of it that is the same in every run."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Annotated, Protocol
from uuid import UUID

from msgspec import Struct

from goldenthread.bench.said import Said, words
from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Before,
    BeforeOrReason,
    Clock,
    Force,
    InForce,
    Journey,
    Move,
    PersonId,
    RecordClass,
    Role,
    Seen,
    Source,
    Stage,
    Then,
    Workflow,
    asks,
    days_of,
    latest,
    on,
    weeks_of,
)
from goldenthread.engine.fields import tag_of

OWNER, YARD = Role("owner", "the owner"), Role("yard", "the yard")
BOAT = RecordClass("boat", seen=Seen.SHOWN, about=OWNER)
ACT = Source("Boats Act 2001, s.", Force.MUST)
GUIDE = Source("Boatyard Guide", Force.SHOULD, dotted=True)


class BoatBrought(Said, tag="boats.boat-brought"):
    """Somebody brought a boat."""

    told = "{reader} brought a boat"
    kept = BOAT
    recorded_by = (OWNER, YARD)

    whose: Annotated[PersonId, asks("Whose boat is it?"), CLEAR]


class BoatTakenIn(Said, tag="boats.boat-taken-in"):
    """The boat is in the yard."""

    told = "{by} took the boat in"
    kept = BOAT
    recorded_by = (YARD,)


class BoatLookedOver(Said, tag="boats.boat-looked-over"):
    """It is known what the boat needs."""

    told = "{by} looked the boat over"
    kept = BOAT
    recorded_by = (YARD,)


class BoatMended(Said, tag="boats.boat-mended"):
    """What was found has been mended."""

    told = "{by} mended the boat"
    kept = BOAT
    recorded_by = (YARD,)


class BoatTried(Said, tag="boats.boat-tried"):
    """The boat was on the water."""

    told = "{by} tried the boat"
    kept = BOAT
    recorded_by = (YARD,)


IN_THE_YARD = Stage("The boat is in the yard")
LOOKED_OVER = Stage("It is known what the boat needs")
MENDED = Stage("The boat is mended")
TRIED = Stage("The boat was tried")

FOUND = Before("It is known what the boat needs", BoatLookedOver, by=YARD, law=ACT(1), since=BoatTried)
DRY = BeforeOrReason("The boat has been mended", BoatMended, by=YARD, law=GUIDE(1, 1), since=BoatLookedOver)
ANSWER = Then("It is known what the boat needs", BoatLookedOver, by=YARD, due=days_of(5), law=GUIDE(1, 2))

TAKE_IN = Move("Take the boat in", OUTSET, to=IN_THE_YARD, records=BoatTakenIn, owes=[ANSWER])
LOOK_OVER = Move("Look the boat over", [IN_THE_YARD, TRIED], to=LOOKED_OVER, records=BoatLookedOver)
MEND = Move("Mend the boat", LOOKED_OVER, to=MENDED, needs=[FOUND], records=BoatMended)
TRY = Move("Try the boat", MENDED, to=TRIED, needs=[FOUND, DRY], records=BoatTried)

MENDED_BY = Clock(
    "boat-mended", "The boat is mended", starts=latest(BoatLookedOver), due=on(BoatLookedOver.again_on),
    stops=BoatMended, owed_by=YARD, law=GUIDE(2, 1),
)  # fmt: skip
TRIED_BY = Clock(
    "boat-tried", "The boat has been tried", starts=latest(BoatMended), due=weeks_of(1), stops=BoatTried,
    owed_by=YARD, law=GUIDE(2, 2),
)  # fmt: skip
AGAIN_BY = Clock(
    "boat-again", "The boat is looked over again", starts=latest(BoatTried), due=weeks_of(26),
    stops=BoatLookedOver, owed_by=YARD, law=ACT(2),
)  # fmt: skip

BOATS = Workflow(
    "boats", "Mending boats", declared_in=__name__, held_by=YARD, version="1", in_force=InForce(date(2000, 1, 1))
)
BENCH = Journey("boats", BOATS, opened_by=BoatBrought, facts=(), words=frozenset({"reader"}), core=BOAT)

FIRST_DAY = date(2024, 3, 1)
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
STEPS = 60
CYCLE = (LOOK_OVER, MEND, TRY)
KINDS: Mapping[Move, type[Said]] = {
    TAKE_IN: BoatTakenIn,
    LOOK_OVER: BoatLookedOver,
    MEND: BoatMended,
    TRY: BoatTried,
}


class Step(Struct, frozen=True):
    """One step of one case: what is said, and where it takes the case. ``move`` is None where the case is opened."""

    case: int
    number: int
    by: str
    happened_on: date
    event: Said
    move: Move | None
    before: str
    lands: str

    @property
    def tag(self) -> str:
        return tag_of(type(self.event))


class Unequal(RuntimeError):
    """The contestants did not do the same work, so that nothing can be compared."""


class Contestant(Protocol):
    """Whoever does the work. Every step starts from the number of a case: nobody keeps a case in hand."""

    @property
    def durable(self) -> bool:
        """Say whether what is committed is on disk: a write-ahead log, synchronous=FULL."""
        ...

    def step(self, step: Step) -> None:
        """Check that the step may be taken, and record it: committed and on disk when this returns."""
        ...

    def read(self, case: int) -> list[Said]:
        """Return all that was said of a case, in order."""
        ...

    def count(self) -> int:
        """Return how many records are stored."""
        ...

    def close(self) -> None: ...


def story(case: int, number: int) -> Step:
    """Return the step of this number, from 1, of a case."""
    chance = Random(case * 100_003 + number)  # noqa: S311  # made-up words
    day = FIRST_DAY + timedelta(days=7 * number)
    move = None if number == 1 else TAKE_IN if number == 2 else CYCLE[number % 3]  # noqa: PLR2004  # the first two steps
    said = words(case, day, chance)
    event = BoatBrought(whose=person(case), **said) if move is None else KINDS[move](**said)
    return Step(
        case, number, f"user-{chance.randrange(40)}", day, event, move, stage_after(number - 1), stage_after(number)
    )


def person(case: int) -> PersonId:
    return PersonId(UUID(int=Random(case).getrandbits(128), version=4))  # noqa: S311  # made up


def stage_after(number: int) -> str:
    """Return the stage that a case is at after its first so many steps."""
    if number < 2:  # noqa: PLR2004  # it is opened, and no strand has begun
        return BOATS.name_of(OUTSET)
    to = TAKE_IN.to if number == 2 else CYCLE[number % 3].to  # noqa: PLR2004  # the first two steps
    return BOATS.name_of(to)


def in_turns(cases: int, steps: int = STEPS) -> Iterator[list[Step]]:
    """Yield every case's first step, then every case's second, and so on."""
    for number in range(1, steps + 1):
        yield [story(case, number) for case in range(cases)]
