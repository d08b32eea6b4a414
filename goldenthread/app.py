"""Where everything meets: settings, store, cases and the web application."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from litestar import Litestar, Router
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from goldenthread import __version__
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journey import Journey
from goldenthread.engine.privacy.keys import WrappingKey
from goldenthread.engine.store.sqlite import SqliteRecorder
from goldenthread.http import feeds
from goldenthread.http.api import caseload, looking, recording
from goldenthread.http.desk import Desk
from goldenthread.http.problems import HANDLERS
from goldenthread.projections.caseload import Caseload
from goldenthread.projections.promises import Promises
from goldenthread.projections.runner import Runner
from goldenthread.projections.windows import Windows
from goldenthread.settings import Settings
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY

LARGEST_BODY = 10_000_000
SOFTWARE = f"goldenthread {__version__}"


def cases_in(
    settings: Settings,
    journey: Journey = JOURNEY,
    calendar: Calendar = ENGLAND,
    *,
    demo: bool = False,
    clock: Callable[[], int] | None = None,
) -> Cases:
    """Open the store of the settings, made with its key file at the first start."""
    Path(settings.data).mkdir(mode=0o700, parents=True, exist_ok=True)
    wrapping = WrappingKey.at(settings.key_file)
    recorder = SqliteRecorder(settings.store, demo=demo, clock=clock)
    return Cases(journey, recorder, wrapping, calendar=calendar, software=SOFTWARE)


def now() -> datetime:
    return datetime.now(UTC)


def lists_of(cases: Cases, path: Path | None = None) -> caseload.Lists:
    """Return the projections of a store, kept in a file; in a temporary one, where none is named."""
    made = Caseload(cases.journey, cases.calendar, SOFTWARE)
    windows = Windows(cases.journey, cases.calendar, SOFTWARE)
    promises = Promises(cases.journey, cases.calendar, SOFTWARE)
    return caseload.Lists(Runner(cases, [made, windows, promises], path), made, windows, promises)


@asynccontextmanager
async def following(runner: Runner) -> AsyncGenerator[None]:
    """Let the projections follow what is recorded, for as long as the application runs."""
    runner.start()
    try:
        yield
    finally:
        await asyncio.to_thread(runner.stop)


def web(cases: Cases, clock: Callable[[], datetime] = now, projections: Path | None = None) -> Litestar:
    """Return the web application over a store, with its projections in a file."""
    desk, lists = Desk(cases, clock), lists_of(cases, projections)
    handlers = [*recording.routes(desk), *looking.routes(desk), *caseload.routes(desk, lists), *feeds.routes(desk)]
    return Litestar(
        [Router("/api", route_handlers=handlers)],
        lifespan=[lambda _: following(lists.runner)],
        exception_handlers=HANDLERS,
        request_max_body_size=LARGEST_BODY,
        openapi_config=OpenAPIConfig(
            title="Golden Thread",
            version=__version__,
            description="Children's SEND journeys: facts, moves, clocks and views.",
            path="/api/openapi",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
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
        logger_factory=structlog.PrintLoggerFactory(),
    )


KNOWN_KEYS = frozenset(
    {"event", "level", "timestamp", "error", "at", "incident", "address", "cases", "demo", "status", "method", "route"}
)


def only_known_keys(logger: object, method: str, line: "structlog.typing.EventDict") -> "structlog.typing.EventDict":
    """Drop every key that is not known to hold nothing personal."""
    del logger, method
    return {key: value for key, value in line.items() if key in KNOWN_KEYS}
