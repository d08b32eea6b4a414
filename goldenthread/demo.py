"""The demo: an invented town, its facts decided by a seed, written into a store that says it is a demo."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from uuid import UUID, uuid4

from goldenthread.engine.application import Cases
from goldenthread.engine.commands import Act, Command, Note
from goldenthread.engine.events import Event, Hearing, How, PersonId, RecordId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Actor, Origin
from goldenthread.engine.views import micros
from goldenthread.engine.workflow import Move, Workflow
from goldenthread.workflows import concern, needs_assessment, sen_support
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.vocabulary import Adviser, AreaOfNeed, Setting

FIRST = (
    "Ada",
    "Bilal",
    "Cerys",
    "Dara",
    "Edie",
    "Femi",
    "Grace",
    "Hari",
    "Isla",
    "Jude",
    "Kezia",
    "Leo",
    "Mina",
    "Noor",
)
LAST = ("Ashdown", "Brook", "Carr", "Dale", "Eastwood", "Field", "Garth", "Hartley", "Ings", "Kirk", "Lowe", "Moss")
SETTINGS = ("elm-primary", "oak-lane-nursery", "beck-academy")
STAFF = ("j.okafor", "m.lewis", "s.patel")
Ids = Mapping[str, RecordId]


@dataclass(frozen=True)
class Step:
    """One thing that happened, on a day, and how many days later it was written down."""

    on: int
    event: Callable[[Ids], Event]
    move: tuple[Workflow, Move] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    name: str = ""
    later: int = 0
    role: str = "senco"
    origin: Origin = Origin.ACTED


def fact(on: int, event: Event, *, name: str = "", later: int = 0, role: str = "senco") -> Step:
    return Step(on, lambda _: event, name=name, later=later, role=role)


def reported(on: int, event: Event, *, later: int = 0) -> Step:
    return Step(on, lambda _: event, later=later, role="authority", origin=Origin.REPORTED)


def move(
    on: int,
    workflow: Workflow,
    made: Move,
    event: Event,
    *,
    name: str = "",
    role: str = "senco",
    reasons: Mapping[str, str] | None = None,
) -> Step:
    return Step(on, lambda _: event, (workflow, made), reasons or {}, name, role=role)


@dataclass(frozen=True)
class Child:
    """Somebody invented, where they go, and who writes about them."""

    name: str
    known_as: str
    born_on: date
    setting: str
    staff: str
    since: date


def a_worry(day: Callable[[int], date], known_as: str) -> Iterator[Step]:
    """A worry is raised, answered late, talked over, and something is tried."""
    raised = concern.WorryRaised(
        who=f"{known_as}'s mum",
        words=f"{known_as} cries before school and cannot say why.",
        answer_from="Mrs Okafor",
        answer_by=day(5),
    )
    yield fact(0, raised, name="worry", role="parent")
    yield Step(
        9,
        lambda ids: concern.WorryAnswered(
            worry=ids["worry"], answer="We have seen it too, at lunch.", happens_next="We will talk on Thursday."
        ),
    )
    talked = concern.TalkedOver(
        present=(f"{known_as}'s mum", "Mrs Okafor"),
        family_view="Mornings are hardest. The noise in the hall is too much.",
        child_view=f"{known_as} drew the hall and covered their ears.",
        going_well="Drawing, and looking after the class snails.",
        agreed="A quiet table at lunch. Mum will send ear defenders.",
    )
    yield move(11, CONCERN, concern.TALK_IT_OVER, talked, name="talk")
    yield Step(15, lambda ids: concern.NoteGiven(talk=ids["talk"], to=(f"{known_as}'s mum",)))
    trying = concern.StrategyAgreed(
        strategy="Ear defenders at lunch",
        whose_idea=f"{known_as}'s mum",
        who_tries="Mum sends them; Mr Lewis reminds.",
        look_back_on=day(26),
    )
    yield move(12, CONCERN, concern.TRY_SOMETHING, trying, name="strategy")
    yield Step(
        25,
        lambda ids: concern.StrategyReviewed(
            strategy=ids["strategy"],
            how_it_went="Lunch is calmer on most days.",
            family_view="It helps, and mornings are still hard.",
            happens_now="Carry on, and look at mornings next.",
        ),
    )


def settled(day: Callable[[int], date], known_as: str) -> Iterator[Step]:
    """A worry that ends kindly, with the door left open."""
    yield from a_worry(day, known_as)
    closing = concern.ConcernSettled(
        came_of_it="Ear defenders, and a quiet table that any child may use.",
        reason=concern.CloseReason.GETTING_ON_WELL,
        family_view="Happy with how it went.",
        if_worried_again="Tell Mrs Okafor, any day, in any way.",
    )
    yield move(30, CONCERN, concern.SETTLE, closing)


def supported(day: Callable[[int], date], known_as: str) -> Iterator[Step]:
    """From a worry to extra help, one thing gone without for a stated reason."""
    yield from a_worry(day, known_as)
    yield move(
        30, CONCERN, concern.LOOK_FURTHER, concern.ConcernTakenOn(why="Noise stops them from eating and learning.")
    )
    yield move(32, SEN_SUPPORT, sen_support.BEGIN, sen_support.LookingBegun())
    needs = sen_support.NeedsDescribed(
        areas=(AreaOfNeed.SENSORY,),
        strengths="Draws with great care. Kind to younger children.",
        hard="Loud, crowded rooms.",
        how_known="Watched at lunch on three days; talked with mum.",
    )
    yield fact(36, needs, later=2)
    plan = sen_support.SupportPlanned(
        outcomes="Eats lunch calmly on four days of five.",
        provision="Quiet table daily; ten minutes with Mr Lewis after lunch.",
        at_home="Practise with the ear defenders, if they wish to.",
        review_on=day(120),
    )
    yield move(
        40,
        SEN_SUPPORT,
        sen_support.PLAN,
        plan,
        reasons={"family-heard": "Mum is in hospital; we will ask her next week."},
    )
    yield move(43, SEN_SUPPORT, sen_support.START, sen_support.SupportStarted(), role="teacher")
    heard = sen_support.FamilyHeard(
        whose=(f"{known_as}'s mum", known_as),
        views="The hall is still too loud.",
        how_gathered="By phone, and with pictures",
    )
    yield fact(50, heard, later=6)


def assessed(day: Callable[[int], date], known_as: str) -> Iterator[Step]:
    """From extra help to a request by the family, advice that came late, and a draft plan."""
    yield from supported(day, known_as)
    request = needs_assessment.RequestReceived(
        requester=needs_assessment.Requester.PARENT, form=How.EMAIL, words=f"Please assess {known_as}."
    )
    yield reported(60, request, later=3)
    yield reported(63, needs_assessment.FamilyAsked(to=(f"{known_as}'s mum",), how=How.LETTER))
    agreed = needs_assessment.AssessmentAgreed(
        reasons="May have needs that call for a plan.",
        criteria="CFA s.36(8)",
        evidence=(),
        heard=(Hearing(whose=f"{known_as}'s mum", view="School alone is not enough.", became="Agreed with."),),
        authority="SEN manager",
    )
    yield reported(98, agreed)
    for adviser in (Adviser.EDUCATION, Adviser.PSYCHOLOGY):
        yield reported(99, needs_assessment.AdviceRequested(adviser=adviser, whom="Asked by letter"))
    advice = needs_assessment.AdviceReceived(
        adviser=Adviser.EDUCATION,
        author="Mrs Okafor",
        needs="Noise and crowds.",
        outcomes="Calm lunches; reads with a friend.",
        provision="A quiet place, daily.",
    )
    yield reported(130, advice)
    draft = needs_assessment.DraftServed(
        how=How.EMAIL, needs="Noise and crowds.", outcomes="Calm lunches.", provision="One hour a day with an adult."
    )
    yield reported(165, draft)
    yield reported(167, needs_assessment.SettingConsulted(setting=Setting("beck-academy")))


SHAPES = (settled, supported, assessed)


class Script:
    """The demo store's clock: it says what the story says until the story is told, and the real time after."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def __call__(self) -> int:
        return micros(self.at or datetime.now(UTC))


def children(cases: int, seed: int, today: date) -> Iterator[tuple[Child, list[Step]]]:
    """Yield the children of the town and what happened to each; the same for the same seed and day."""
    chance = Random(seed)  # noqa: S311  # an invented town needs no secrecy
    for number in range(cases):
        known_as, shape = chance.choice(FIRST), SHAPES[number % len(SHAPES)]
        since = today - timedelta(days=chance.randrange(175, 300))
        child = Child(
            f"{known_as} {chance.choice(LAST)}",
            known_as,
            since - timedelta(days=chance.randrange(4 * 365, 14 * 365)),
            chance.choice(SETTINGS),
            chance.choice(STAFF),
            since,
        )
        yield child, list(shape(partial(days_after, since), known_as))


def days_after(since: date, on: int) -> date:
    return since + timedelta(days=on)


def write_demo(cases: Cases, script: Script, number: int, seed: int, today: date) -> Iterator[int]:
    """Write the town into an empty demo store, in the order it was written down. Yields how much is done."""
    told: list[tuple[date, int, Child, Step | None]] = []
    for at, (child, steps) in enumerate(children(number, seed, today)):
        told.append((child.since, at, child, None))
        told += [(child.since + timedelta(days=step.on + step.later), at, child, step) for step in steps]
    opened: dict[int, UUID] = {}
    ids: dict[int, dict[str, RecordId]] = {}
    for done, (written, at, child, step) in enumerate(sorted(told, key=lambda one: one[:2]), 1):
        script.at = datetime.combine(written, time(15, 30), UTC)
        if step is None:
            opened[at], ids[at] = open_case(cases, child, script.at), {}
        else:
            keep(cases, opened[at], ids[at], child, step, script.at)
        yield done * 100 // len(told)
    script.at = None


def open_case(cases: Cases, child: Child, at: datetime) -> UUID:
    person, by = PersonId(uuid4()), Actor(child.staff, "senco", child.setting)
    about = PersonDescribed(name=child.name, known_as=child.known_as, born_on=child.born_on)
    note = Note(event=RecordOpened(child=person), happened_on=child.since, by=by)
    return cases.open(note, at, describing=(person, about)).case.id


def keep(cases: Cases, case: UUID, ids: dict[str, RecordId], child: Child, step: Step, at: datetime) -> None:
    """Record one step as its writer would have."""
    organisation = "the-authority" if step.role == "authority" else child.setting
    by = Actor("parent" if step.role == "parent" else child.staff, step.role, organisation)
    on, event = child.since + timedelta(days=step.on), step.event(ids)
    command: Command = (
        Act(event=event, happened_on=on, by=by, workflow=step.move[0], move=step.move[1], reasons=step.reasons)
        if step.move
        else Note(event=event, happened_on=on, by=by, origin=step.origin)
    )
    done = cases.record(case, [command], at)
    if done.attempt:
        raise ValueError(f"the demo's own story is not ready: {done.attempt}")
    if step.name:
        ids[step.name] = done.records[0].id
