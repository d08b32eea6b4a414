"""Where everything meets: settings, store, cases and the web application."""

import asyncio
import logging
import sys
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components

from goldenthread import __version__
from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.register import Register
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.privacy.erasing import Erasing
from goldenthread.engine.privacy.surveys import holding
from goldenthread.engine.privacy.wrapping import KeyFiles, WrongKeyFile
from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.http import feeds, front
from goldenthread.http.api import (
    attempts,
    caseload,
    confirming,
    definitions,
    directory,
    lookback,
    looking,
    members,
    opened,
    own_account,
    people,
    readers,
    recording,
    to_mind,
)
from goldenthread.http.api.alerting import Alerts
from goldenthread.http.described import SCHEMES
from goldenthread.http.desk import Desk
from goldenthread.http.hosts import only_hosts
from goldenthread.http.identity import door as identity_door
from goldenthread.http.identity import routes as signing
from goldenthread.http.identity.breached import NotAList
from goldenthread.http.identity.csrf import only_from_here
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.known import OPEN, only_who_is_known
from goldenthread.http.identity.office import OPERATOR
from goldenthread.http.identity.stewards import FromRules
from goldenthread.http.identity.ways import Ways
from goldenthread.http.identity.who import FromDirectory, Reception
from goldenthread.http.parameters import only_what_is_asked
from goldenthread.http.patience import Patient
from goldenthread.http.problems import HANDLERS
from goldenthread.http.reading import keep_at_hand, writing_down
from goldenthread.http.safety.addresses import WrongNetwork, networks
from goldenthread.http.safety.heads import check_head
from goldenthread.http.safety.origins import check_origin
from goldenthread.http.safety.outside import outside
from goldenthread.http.safety.rates import Limits, Rates
from goldenthread.http.schemas import StrictStructs
from goldenthread.http.uploads import routes as uploads
from goldenthread.http.uploads.asking import Asking, attaching
from goldenthread.http.uploads.keeping import LARGEST, Keeping
from goldenthread.http.uploads.quarantine import Quarantine
from goldenthread.http.uploads.scanner import Clamd, WrongScanner, scanner
from goldenthread.projections.caseload import Caseload
from goldenthread.projections.erased import fold_anew
from goldenthread.projections.following import Follower
from goldenthread.projections.opened import Opened
from goldenthread.projections.promises import Promises
from goldenthread.projections.reading import Readings
from goldenthread.projections.runner import Runner
from goldenthread.projections.stories import OpenDuties
from goldenthread.projections.urgency import CRITICAL, SOON
from goldenthread.projections.windows import Windows
from goldenthread.settings import Settings, WrongSetting, pairs, spans
from goldenthread.workflows.access import RULES, rules_for
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.retention import SCHEDULE

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
    wrapping = KeyFiles(settings.key_file)
    recorder = SqliteRecorder(settings.store, demo=demo, clock=clock)
    return Cases(journeys, recorder, wrapping, calendar=chosen, software=SOFTWARE)


@contextmanager
def store(settings: Settings, *, demo: bool = False) -> Generator[tuple[Cases, Door]]:
    """Give the store of the settings and the door beside it, both closed afterwards."""
    cases = cases_in(settings, demo=demo)
    try:
        door = door_as_set(cases, settings)
        try:
            yield cases, door
        finally:
            door.close()
    finally:
        cases.close()


def door_as_set(cases: Cases, said: Settings) -> Door:
    """Open the secrets file of the settings. Raises ``WrongSetting``."""
    try:
        proxies = networks(said.own_proxies)
    except WrongNetwork as wrong:
        raise WrongSetting(f"GOLDENTHREAD_PROXIES: {wrong}") from None
    breached = Path(said.breached_passwords) if said.breached_passwords else None
    try:
        return door_of(cases, said.identity, limits=identity_door.Rules(breached=breached, proxies=proxies))
    except (NotAList, OSError) as wrong:
        raise WrongSetting(f"GOLDENTHREAD_BREACHED_PASSWORDS: {wrong}") from None


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
    may_be_set = {*journeys.local_numbers, *SCHEDULE.local_numbers, CRITICAL.name, SOON.name}
    contested = {**journeys.contested_rules, **SCHEDULE.figures}
    for name in local:
        if name not in may_be_set:
            raise WrongSetting(f"GOLDENTHREAD_LOCAL: {name!r} is none of: {', '.join(sorted(may_be_set))}")
    for name, reading in readings.items():
        if reading not in contested.get(name, ()):
            rules = [f"{rule} ({' or '.join(ways)})" for rule, ways in sorted(contested.items())]
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


@contextmanager
def erasing(cases: Cases, settings: Settings) -> Generator[Erasing]:
    """Make ready to erase: what goes leaves the lists and the quarantine too, and nothing of a case on hold can go."""
    runner = lists_of(cases, settings.projections).follower.runner
    quarantine = Quarantine(settings.quarantine, cases)

    def taken_out(streams: Sequence[UUID]) -> None:
        fold_anew(runner, cases, streams)
        for stream in streams:
            quarantine.forget(stream)

    try:
        yield Erasing(
            cases,
            backup_days=settings.key_backup_days,
            lists=taken_out,
            holds=holding(cases, SCHEDULE),
            held_back=quarantine.count,
        )
    finally:
        quarantine.close()
        runner.close()


def readings_file(projections: Path | None) -> Path | None:
    """Return where it is kept who looked: beside the projections, or nowhere in particular."""
    return projections.with_name("readings.db") if projections else None


@asynccontextmanager
async def open_until_the_end(readings: Readings) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        readings.close()


@asynccontextmanager
async def in_force(register: Register, policy: Policy, clock: Callable[[], datetime]) -> AsyncGenerator[None]:
    """Have it on record which policy decides what is seen, before anybody is answered."""
    await asyncio.to_thread(register.put_in_force, policy, OPERATOR, clock())
    yield


@asynccontextmanager
async def following(follower: Follower) -> AsyncGenerator[None]:
    """Let the projections follow what is recorded, for as long as the application runs."""
    follower.start()
    try:
        yield
    finally:
        await asyncio.to_thread(follower.stop)


def served(cases: Cases, door: Door, said: Settings) -> Litestar:
    """Return the web application as the settings say. Raises ``WrongSetting``."""
    limits = Limits(
        account=said.rate_account, line=said.rate_line, unknown=said.rate_unknown, sign_in=said.rate_sign_in
    )
    hosts = (*said.other_hosts, urlsplit(said.address).hostname or "")
    documents = Documents(said.quarantine, scanner_of(said), said.largest_document)
    return web(cases, door, projections=said.projections, hosts=hosts, limits=limits, said=said, documents=documents)


def scanner_of(said: Settings) -> Clamd | None:
    try:
        return scanner(said.scanner)
    except WrongScanner as wrong:
        raise WrongSetting(f"GOLDENTHREAD_SCANNER: {wrong}") from None


@dataclass(frozen=True)
class Documents:
    """How documents are taken in: where they are held back, which scanner is asked, and how large they may be.

    Without a path they are held back in memory.
    """

    quarantine: Path | None = None
    scanner: Clamd | None = None
    largest: int = LARGEST


@asynccontextmanager
async def closing(quarantine: Quarantine) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await asyncio.to_thread(quarantine.close)


def keeping(desk: Desk, said: Documents) -> Keeping | None:
    """Return what keeps documents; None where no entry of these journeys names any."""
    kinds = attaching(desk.journeys.events.values())
    if not kinds:
        return None
    quarantine = Quarantine(said.quarantine, desk.cases)
    return Keeping(desk, Asking(kinds), quarantine, said.scanner, said.largest)


def description() -> OpenAPIConfig:
    """Return how the API describes itself."""
    return OpenAPIConfig(
        title="Golden Thread",
        version=__version__,
        description="Children's SEND journeys: facts, moves, clocks and views.",
        path="/api/openapi",
        openapi_router=Router("/api/openapi", route_handlers=[], opt={OPEN: True}, include_in_schema=False),
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
        components=Components(security_schemes=dict(SCHEMES)),
    )


class Below(Router):
    """Handlers below one path, of one application. Litestar would copy each of them deeply, for use in several."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Below":
        del memo
        return self


def web(  # noqa: PLR0913  # what an application is made of, all of it
    cases: Cases,
    door: Door,
    clock: Callable[[], datetime] = now,
    projections: Path | None = None,
    hosts: Sequence[str] = (),
    rules: Rules | None = None,
    *,
    limits: Limits = Limits(),  # noqa: B008  # frozen
    said: Settings = Settings(),  # noqa: B008  # frozen
    documents: Documents = Documents(),  # frozen
) -> Litestar:
    """Return the web application over a store, with its projections in a file, served by loopback names and others.

    ``door`` is that by which people sign in, in each of the ways that ``said`` sets; ``rules`` say who may see what:
    those of the place, where none are given.
    """
    rules = rules or rules_for(cases.calendar.readings)
    register = Register(cases)
    reception = Reception(door, register, rules.policy)
    stewards = FromRules(register, rules.policy)
    ways = Ways.of(said, door, stewards, door.material)
    alerts = Alerts(register, rules.policy, door, ways.delivery, ways.origin)
    desk, lists = Desk(cases, clock, rules, register), lists_of(cases, projections, rules)
    readings = Readings(cases, readings_file(projections))
    kept = keeping(desk, documents)
    handlers = [
        *(uploads.routes(kept) if kept else ()),
        *opened.routes(desk, lists),
        *recording.routes(desk),
        *people.routes(desk),
        *looking.routes(desk),
        *lookback.routes(desk),
        *definitions.routes(desk),
        *attempts.routes(desk),
        *caseload.routes(desk, lists),
        *feeds.routes(desk),
        *members.routes(desk, alerts),
        *directory.routes(desk, door, stewards),
        *own_account.routes(desk, door),
        *confirming.routes(desk),
        *readers.routes(desk, readings),
        *to_mind.routes(desk),
        *signing.routes(door),
        *ways.routes(),
    ]
    app = Litestar(
        [Below("/api", route_handlers=handlers), *front.routes(desk)],
        lifespan=[
            lambda _: in_force(register, desk.rules.policy, clock),
            lambda _: following(lists.follower),
            lambda _: open_until_the_end(readings),
            ways.running(),
            lambda _: alerts.outbox.running(),
            *([lambda _: closing(kept.quarantine)] if kept else []),
        ],
        state=State({"reception": reception}),
        before_request=keep_at_hand,
        after_request=writing_down(desk),
        exception_handlers=HANDLERS,
        guards=[only_hosts(hosts), only_who_is_known(door), only_what_is_asked, only_from_here],
        request_class=Patient,
        plugins=[StrictStructs()],
        request_max_body_size=LARGEST_BODY,
        openapi_config=description(),
        logging_config=None,
        debug=False,
    )
    rates = Rates(limits, reception.spoken_for, door.proxies)
    app.asgi_handler = outside(app.asgi_handler, [check_head, check_origin, rates.check])
    return app


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
    {
        "event", "level", "timestamp", "error", "at", "incident", "address", "cases", "demo", "status", "method",
        "route", "budget", "account", "how", "reason",
    }
)  # fmt: skip


def only_known_keys(logger: object, method: str, line: "structlog.typing.EventDict") -> "structlog.typing.EventDict":
    """Drop every key that is not known to hold nothing personal."""
    del logger, method
    return {key: value for key, value in line.items() if key in KNOWN_KEYS}
