"""Where everything meets: settings, store, cases and the web application."""

import asyncio
import logging
import sys
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import structlog
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components

from goldenthread import __version__
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.privacy.keys import WrappingKey, WrongKeyFile
from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.http import feeds, front
from goldenthread.http.api import attempts, caseload, definitions, lookback, looking, opened, people, recording
from goldenthread.http.described import SCHEMES
from goldenthread.http.desk import Desk
from goldenthread.http.hosts import only_hosts
from goldenthread.http.identity import door as identity_door
from goldenthread.http.identity import routes as signing
from goldenthread.http.identity.csrf import only_from_here
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.who import FromDirectory, Reception
from goldenthread.http.parameters import only_what_is_asked
from goldenthread.http.patience import Patient
from goldenthread.http.problems import HANDLERS
from goldenthread.http.reading import writing_down
from goldenthread.projections.caseload import Caseload
from goldenthread.projections.following import Follower
from goldenthread.projections.opened import Opened
from goldenthread.projections.promises import Promises
from goldenthread.projections.runner import Runner
from goldenthread.projections.stories import OpenDuties
from goldenthread.projections.urgency import CRITICAL, SOON
from goldenthread.projections.windows import Windows
from goldenthread.settings import Settings, WrongSetting, pairs, spans
from goldenthread.workflows.access import RULES
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS

LARGEST_BODY = 2_000_000
SEALS_SECRETS = b"goldenthread/identity/1"
SOFTWARE = f"goldenthread {__version__}"


def now() -> datetime:
    return datetime.now(UTC)


def cases_in(
    settings: Settings,
    journeys: Journeys = KINDS,
    calendar: Calendar = ENGLAND,
    *,
    demo: bool = False,
    clock: Callable[[], int] | None = None,
) -> Cases:
    """Open the store of the settings, made with its key file at the first start."""
    chosen = calendar_of(settings, journeys, calendar)
    private_folder(Path(settings.data))
    if settings.store.exists() and not settings.key_file.exists():
        raise WrongKeyFile(
            f"the key file {settings.key_file} is gone; put it back, for nothing sealed opens without it"
        )
    wrapping = WrappingKey.at(settings.key_file)
    recorder = SqliteRecorder(settings.store, demo=demo, clock=clock)
    return Cases(journeys, recorder, wrapping, calendar=chosen, software=SOFTWARE)


@contextmanager
def store(settings: Settings, *, demo: bool = False) -> Generator[tuple[Cases, Door]]:
    """Give the store of the settings and the door beside it, both closed afterwards."""
    cases = cases_in(settings, demo=demo)
    try:
        door = door_of(cases, settings.identity)
        try:
            yield cases, door
        finally:
            door.close()
    finally:
        cases.close()


def door_of(
    cases: Cases,
    path: Path,
    clock: Callable[[], datetime] = now,
    rules: Rules = RULES,
    limits: identity_door.Rules = identity_door.RULES,
) -> Door:
    """Open the secrets file beside a store, sealed under what follows from the store's own key."""
    material = cases.store.mapper.keys.request_digest(SEALS_SECRETS)
    return Door.at(path, material, FromDirectory(Register(cases), rules.policy), clock, limits)


def private_folder(path: Path) -> None:
    """Make a folder, and those above it that are not there, for their owner alone."""
    if not path.exists():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def calendar_of(settings: Settings, journeys: Journeys, calendar: Calendar) -> Calendar:
    """Return a calendar with what was set of it. Raises ``WrongSetting`` for a name that no rule knows."""
    local = numbers(pairs(settings.local, "GOLDENTHREAD_LOCAL"))
    readings = pairs(settings.readings, "GOLDENTHREAD_READINGS")
    may_be_set = {*journeys.local_numbers, CRITICAL.name, SOON.name}
    for name in local:
        if name not in may_be_set:
            raise WrongSetting(f"GOLDENTHREAD_LOCAL: {name!r} is none of: {', '.join(sorted(may_be_set))}")
    for name, reading in readings.items():
        known = journeys.contested_rules.get(name, ())
        if reading not in known:
            rules = [f"{rule} ({' or '.join(ways)})" for rule, ways in sorted(journeys.contested_rules.items())]
            raise WrongSetting(f"GOLDENTHREAD_READINGS: {name}={reading} is none of: {', '.join(rules)}")
    closed = (*calendar.closed, *spans(settings.closed, "GOLDENTHREAD_CLOSED"))
    return replace(calendar, local=local, readings=readings, closed=closed)


def numbers(said: dict[str, str]) -> dict[str, int]:
    for name, value in said.items():
        if not value.isdigit():
            raise WrongSetting(f"GOLDENTHREAD_LOCAL: {name}={value} is not a number")
    return {name: int(value) for name, value in said.items()}


def lists_of(cases: Cases, path: Path | None = None, rules: Rules = RULES) -> caseload.Lists:
    """Return the projections of a store, as each may see them, kept in a file; in a temporary one, if none is named."""
    duties = OpenDuties(cases.journeys, cases.calendar)
    made = Caseload(cases.journeys, cases.calendar, SOFTWARE, duties)
    windows = Windows(cases.journeys, cases.calendar, SOFTWARE)
    promises = Promises(cases.journeys, cases.calendar, SOFTWARE, duties)
    known = Opened(cases.journeys, cases.calendar, SOFTWARE)
    follower = Follower(Runner(cases, [made, windows, promises, known], rules, path))
    return caseload.Lists(follower, made, windows, promises, known)


@asynccontextmanager
async def following(follower: Follower) -> AsyncGenerator[None]:
    """Let the projections follow what is recorded, for as long as the application runs."""
    follower.start()
    try:
        yield
    finally:
        await asyncio.to_thread(follower.stop)


def web(
    cases: Cases,
    door: Door,
    clock: Callable[[], datetime] = now,
    projections: Path | None = None,
    hosts: Sequence[str] = (),
    rules: Rules = RULES,
) -> Litestar:
    """Return the web application over a store, with its projections in a file, served by loopback names and others.

    ``door`` is that by which people sign in; ``rules`` say who may see what.
    """
    register = Register(cases)
    desk, lists = Desk(cases, clock, rules, register), lists_of(cases, projections, rules)
    handlers = [
        *opened.routes(desk, lists),
        *recording.routes(desk),
        *people.routes(desk),
        *looking.routes(desk),
        *lookback.routes(desk),
        *definitions.routes(desk),
        *attempts.routes(desk),
        *caseload.routes(desk, lists),
        *feeds.routes(desk),
        *signing.routes(door),
    ]
    return Litestar(
        [Router("/api", route_handlers=handlers), *front.routes(desk)],
        lifespan=[lambda _: following(lists.follower)],
        state=State({"reception": Reception(door, register, rules.policy)}),
        before_send=[writing_down(desk)],
        exception_handlers=HANDLERS,
        guards=[only_hosts(hosts), only_what_is_asked, only_from_here],
        request_class=Patient,
        request_max_body_size=LARGEST_BODY,
        openapi_config=OpenAPIConfig(
            title="Golden Thread",
            version=__version__,
            description="Children's SEND journeys: facts, moves, clocks and views.",
            path="/api/openapi",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
            components=Components(security_schemes=dict(SCHEMES)),
        ),
        logging_config=None,
        debug=False,
    )


def log_to_stderr(level: str) -> None:
    """Log lines of JSON: event names and allow-listed keys only, never what anybody said."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_known_keys,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # whatever it is at the time
    )


KNOWN_KEYS = frozenset(
    {"event", "level", "timestamp", "error", "at", "incident", "address", "cases", "demo", "status", "method", "route"}
)


def only_known_keys(logger: object, method: str, line: "structlog.typing.EventDict") -> "structlog.typing.EventDict":
    """Drop every key that is not known to hold nothing personal."""
    del logger, method
    return {key: value for key, value in line.items() if key in KNOWN_KEYS}
