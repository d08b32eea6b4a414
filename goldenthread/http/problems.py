"""Problems: every refusal as RFC 9457 says, with what is wrong and what to do, and nothing personal."""

import re
from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import uuid4

import structlog
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException

from goldenthread.engine.application import NoSuchCase, Stale
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.possible import possible
from goldenthread.engine.privacy.documents import DocumentChanged
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.recorder import KeyUsed
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.http.asked import parameters_of

log = structlog.get_logger("goldenthread.http")
ECHO = re.compile(r"(Invalid (?:enum )?value) '.*'", re.DOTALL)
"""Where the framework would repeat what somebody sent."""

LISTED = "all are listed in /api/openapi/openapi.json"
"""Where everything that may be sent is listed, for what is too much to name."""

PREFIX = "urn:goldenthread:problem:"
PROBLEM_JSON = "application/problem+json"
RETRY_AFTER = "2"


class Problem(Exception):
    """A refusal, as it is answered: status, name, title, what is wrong and what to do."""

    def __init__(self, status: int, name: str, title: str, detail: str, more: Mapping[str, Any] | None = None) -> None:
        super().__init__(title)
        self.status, self.name, self.title, self.detail, self.more = status, name, title, detail, dict(more or {})
        self.headers: dict[str, str] = {}

    def with_headers(self, **headers: str) -> "Problem":
        self.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self


def answer(request: Request[Any, Any, Any], problem: Exception) -> Response[dict[str, Any]]:
    """Answer any exception as a problem."""
    said = as_problem(problem, cast("dict[str, Any]", request.scope).get("route_handler"))
    return Response(body_of(said), status_code=said.status, headers=said.headers, media_type=PROBLEM_JSON)


def body_of(said: Problem) -> dict[str, Any]:
    """Return a problem as it is written (RFC 9457)."""
    body = {"type": PREFIX + said.name, "title": said.title, "status": said.status, "detail": said.detail}
    return body | said.more


def as_problem(error: Exception, handler: object = None) -> Problem:  # noqa: PLR0911  # one line for each kind
    match error:
        case Problem():
            return error
        case Unacceptable():
            why = str(error)
            return Problem(
                422,
                "unacceptable",
                "This cannot be so",
                why,
                {"errors": [{"pointer": "/" + error.field, "detail": why}]},
            )
        case NoSuchCase():
            return not_found()
        case Stale():
            return Problem(
                412, "stale", "The case has changed", "Read the case again, then send this with its new ETag."
            )
        case Unreadable() | DocumentChanged():
            log.error("damaged", error=type(error).__name__)
            return Problem(
                500, "damaged", "The record cannot be trusted",
                "Something stored here was changed or is missing. Run goldenthread doctor, and restore a copy.",
            )  # fmt: skip
        case KeyUsed():
            return Problem(
                422, "key-used", "The Idempotency-Key was used before",
                "The same key came with another request. Use a new key for a new request.",
            )  # fmt: skip
        case StoreUnavailable():
            return Problem(
                503, "unavailable", "The store does not answer",
                "It is not known whether this was stored. Send it again with the same Idempotency-Key.",
            ).with_headers(Retry_After=RETRY_AFTER)  # fmt: skip
        case ValidationException():
            found = places(error, handler)
            missing = [one["parameter"] for one in found] == ["data"]
            why = (
                "Send a body of JSON."
                if missing
                else "; ".join(f"{one['parameter']}: {one['detail']}" for one in found)
            )
            return Problem(400, "invalid", "The request cannot be read", why, {"errors": [] if missing else found})
        case HTTPException():
            name = "not-found" if error.status_code == 404 else f"http-{error.status_code}"  # noqa: PLR2004
            return (
                not_found() if name == "not-found" else Problem(error.status_code, name, "Not possible", error.detail)
            )
        case _:
            return unforeseen(error)


def not_found() -> Problem:
    """What is unknown and what is not yours to see are answered alike."""
    return Problem(404, "not-found", "There is nothing here", "There is no such thing, or it is not yours to see.")


def places(error: ValidationException, handler: object) -> list[dict[str, Any]]:
    extra = cast("list[dict[str, Any]]", error.extra if isinstance(error.extra, list) else [])
    return [place(str(one.get("key", "")), str(one.get("message", "")), handler) for one in extra]


def place(name: str, why: str, handler: object) -> dict[str, Any]:
    """Say of a parameter of a route what may stand there; never what was sent."""
    may = possible(parameters_of(handler).get(name), None, "", LISTED)
    return {"parameter": name, "detail": may or ECHO.sub(r"\1", why)}


def unforeseen(error: Exception) -> Problem:
    """Log where something went wrong, never what was said, and answer with a name to quote."""
    name = str(uuid4())
    at = error.__traceback__
    while at and at.tb_next:
        at = at.tb_next
    where = f"{at.tb_frame.f_code.co_filename}:{at.tb_lineno}" if at else "nowhere"
    log.error("unforeseen", error=type(error).__name__, at=where, incident=name)
    return Problem(
        500, "unforeseen", "Something went wrong here",
        "Nothing more was stored. Quote the incident if it happens again.", {"incident": name},
    )  # fmt: skip


HANDLERS: dict[int | type[Exception], Callable[[Request[Any, Any, Any], Any], Response[Any]]] = {
    Exception: answer,
    HTTPException: answer,
}
