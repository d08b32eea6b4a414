"""Outside of everything: what every request passes on its way in, and every answer on its way out."""

from collections.abc import Callable, Sequence

import msgspec
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from litestar.types.asgi_types import HTTPResponseBodyEvent, HTTPResponseStartEvent, HTTPScope

from goldenthread.http.problems import PROBLEM_JSON, Problem, as_problem, body_of
from goldenthread.http.safety.headers import with_safety

Check = Callable[[HTTPScope], None]
"""Looks at a request before anything else does. Raises ``Problem``."""


def outside(app: ASGIApp, checks: Sequence[Check]) -> ASGIApp:
    """Return an application that every request enters by its checks, and every answer leaves by its headers.

    It stands outside the framework's own handling of errors, so that no answer of any kind is without them.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        begun = False

        async def safely(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = with_safety(message["headers"])
            await send(message)

        try:
            for check in checks:
                check(scope)
            await app(scope, receive, safely)
        except Exception as error:
            if begun:
                raise  # half an answer is out: the connection is closed on it
            await refuse(as_problem(error), safely)

    return guarded


async def refuse(problem: Problem, send: Send) -> None:
    body = msgspec.json.encode(body_of(problem))
    said = {"content-type": PROBLEM_JSON, "content-length": str(len(body)), **problem.headers}
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in said.items()]
    await send(HTTPResponseStartEvent(type="http.response.start", status=problem.status, headers=headers))
    await send(HTTPResponseBodyEvent(type="http.response.body", body=body, more_body=False))
