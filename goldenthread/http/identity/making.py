"""How the routes of signing in are made, and what each may answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from litestar import delete, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import Operation, Parameter
from litestar.status_codes import HTTP_204_NO_CONTENT

from goldenthread.http.described import PROBLEMS, TEXT, problems
from goldenthread.http.identity.csrf import BEFORE, HEADER
from goldenthread.http.strict import Strict

Making = Callable[[Callable[..., Any]], HTTPRouteHandler]


IN_A_SESSION: list[dict[str, list[str]]] = [{"session": []}]
"""What is one's own is seen and changed in a session, and never with a token."""


@dataclass
class Own(Operation):
    """An operation that only looks, with a session's cookie."""

    def __post_init__(self) -> None:
        self.security = IN_A_SESSION


@dataclass
class Signed(Own):
    """An operation that changes something, with a session's cookie."""

    def __post_init__(self) -> None:
        super().__post_init__()
        said = "With a session's cookie: the csrf that GET /api/session tells"
        token = Parameter(HEADER, "header", schema=TEXT, required=False, description=said)
        self.parameters = [*(self.parameters or []), token]


REFUSED = {
    400: PROBLEMS[400],
    401: "Nobody is signed in, or the name, the password or the code is wrong",
    403: "There is no post today, a second step must be set up first, this came from another site's page, or it came"
    " with a token and is done in a session",
    429: "There were too many tries that failed; Retry-After says when to try again",
    503: PROBLEMS[503],
}
SEEING = {status: REFUSED[status] for status in (400, 401, 403, 503)}
SENDING = REFUSED | {status: PROBLEMS[status] for status in (408, 413, 415, 422)}


NOTHING: Mapping[int, str] = {}
THERE = {404: PROBLEMS[404]}
DONE = {HTTP_204_NO_CONTENT: ResponseSpec(None, description="It is done, and there is nothing to say")}


def seeing(path: str, name: str, also: Mapping[int, str] = NOTHING, *, before: bool = False) -> Making:
    """Make a route that only looks. ``also``: what else it may answer; ``before`` a session: nobody need have one."""
    return get(
        path,
        operation_id=name,
        tags=["signing in"],
        sync_to_thread=True,
        operation_class=Operation if before else Own,
        responses=problems(SEEING | dict(also)),
        opt={BEFORE: before},
    )


def changing(
    path: str,
    name: str,
    body: Any = None,
    *,
    status: int = 200,
    before: bool = False,
    waits: bool = False,
    also: Mapping[int, str] = NOTHING,
) -> Making:
    """Make a route that is sent to: with a ``body``, read strictly; ``before`` a session, which it may begin.

    ``waits``: its handler is a coroutine, because it waits for another machine. ``also``: what else it may answer.
    """
    done = DONE if status == HTTP_204_NO_CONTENT else {}
    read: dict[str, Any] = {"dto": Strict[body], "return_dto": None} if body else {}
    return post(
        path,
        operation_id=name,
        tags=["signing in"],
        sync_to_thread=None if waits else True,
        status_code=status,
        operation_class=Operation if before else Signed,
        responses=problems((SENDING if body else SEEING) | dict(also)) | done,
        opt={BEFORE: before},
        **read,
    )


def ending(path: str, name: str) -> Making:
    return delete(
        path,
        operation_id=name,
        tags=["signing in"],
        sync_to_thread=True,
        operation_class=Signed,
        responses=problems(SEEING | THERE),
    )
