"""How the API describes itself: the headers that a request may need, and every problem it may be answered with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from litestar.datastructures import ResponseHeader
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIType, Operation, Parameter, Schema, SecurityScheme
from msgspec import Struct

from goldenthread.http.identity.sessions import COOKIE
from goldenthread.http.problems import PROBLEM_JSON
from goldenthread.projections.nexts import Needed

TEXT = Schema(type=OpenAPIType.STRING)
KEY = Parameter(
    "Idempotency-Key",
    "header",
    schema=TEXT,
    required=False,
    description="A name for this request: sent again, it is answered as the first time and records nothing more",
)
READ = Parameter(
    "If-Match", "header", schema=TEXT, required=True, description="The ETag of the case as it was read, or *"
)
SIGNED_IN: list[dict[str, list[str]]] = [{"token": []}, {"session": []}]
"""Either of the two ways to say who is acting."""

SCHEMES = {
    "token": SecurityScheme(type="http", scheme="bearer", description="An API token"),
    "session": SecurityScheme(
        type="apiKey", name=COOKIE, security_scheme_in="cookie", description="A session, from signing in"
    ),
}


class ProblemDetails(Struct, frozen=True, kw_only=True):
    """A refusal (RFC 9457): what is wrong, and what to do."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[dict[str, str]] = []


class NotReadyDetails(ProblemDetails, frozen=True, kw_only=True):
    """A move that is not ready: every unmet need at once, who can meet it, and the law."""

    workflow: str
    move: str
    stage: str
    starts_from: list[str]
    unmet: list[Needed]


PROBLEMS: Mapping[int, str] = {
    400: "The request cannot be read",
    401: "Nobody is signed in, and no token was sent",
    403: "This is not yours to do",
    404: "There is nothing here",
    408: "The body did not come in time",
    413: "The request is too large",
    415: "The content type is not understood",
    422: "What was said cannot be so, or the Idempotency-Key was used for something else",
    503: "The store does not answer in time",
}
ANYWHERE: Mapping[int, str] = {
    400: PROBLEMS[400],
    429: "There were too many requests; Retry-After says when to ask again",
    431: "The head of the request is too large",
}
"""What any request may be answered with, before it is looked at more closely."""

READING: Mapping[int, str] = {status: PROBLEMS[status] for status in (400, 401, 403, 404, 503)}
ETAG = ResponseHeader(name="ETag", description="The version of the case", documentation_only=True)


def problems(said: Mapping[int, str]) -> dict[int, ResponseSpec]:
    """Return how refusals are described: those that any request may meet, and these."""
    return {
        status: ResponseSpec(ProblemDetails, description=why, media_type=PROBLEM_JSON, generate_examples=False)
        for status, why in (dict(ANYWHERE) | dict(said)).items()
    }


def at_the_door() -> dict[int, ResponseSpec]:
    """Return what any route may answer before it is asked anything of a case."""
    return problems({})


def looking() -> dict[str, Any]:
    """Return what every route that looks says of itself."""
    return {"responses": problems(READING), "operation_class": Looked, "response_headers": [ETAG]}


def recording(*, reads: bool, moves: bool = False) -> dict[str, Any]:
    """Return what every route that records says of itself: ``reads`` where If-Match is asked for."""
    said = dict(PROBLEMS) | (
        {412: "The case has changed since it was read", 428: "Say what you have read"} if reads else {}
    )
    answers = problems(said)
    if moves:
        answers[409] = ResponseSpec(
            NotReadyDetails, description="Not ready yet", media_type=PROBLEM_JSON, generate_examples=False
        )
    return {
        "responses": answers,
        "operation_class": RecordedHavingRead if reads else Recorded,
        "response_headers": [ETAG],
    }


@dataclass
class Looked(Operation):
    """An operation that only looks."""

    def __post_init__(self) -> None:
        self.security = SIGNED_IN


@dataclass
class Recorded(Operation):
    """An operation that records."""

    def __post_init__(self) -> None:
        self.security = SIGNED_IN
        self.parameters = [*(self.parameters or []), KEY]


@dataclass
class RecordedHavingRead(Operation):
    """An operation that records, and must say what had been read."""

    def __post_init__(self) -> None:
        self.security = SIGNED_IN
        self.parameters = [*(self.parameters or []), KEY, READ]
