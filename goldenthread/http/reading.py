"""Reading is recorded before anything is disclosed: one record for each answer, or the answer is not given."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response

from goldenthread.engine.access.directory import Id
from goldenthread.engine.access.reading import Looked
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.office import OPERATOR
from goldenthread.http.identity.who import KEY as WHO
from goldenthread.http.identity.who import Somebody

ASKED: ContextVar[Request[Any, Any, Any]] = ContextVar("goldenthread-asked")
KEY, AT = "goldenthread-shown", "goldenthread-at"
REFUSED = 400


@dataclass(frozen=True)
class Shown:
    """That something of a case is about to be shown: of which record classes, and in which posts somebody sees it."""

    case: UUID
    classes: frozenset[str]
    posts: tuple[str, ...]
    in_emergency: bool = False

    @classmethod
    def all_of(cls, seen: Seen) -> "Shown":
        """Return that all which somebody sees of a case may be shown."""
        return cls(seen.case.id, seen.seeing.classes, seen.posts, seen.in_emergency)


def shown_to(request: Request[Any, Any, Any], *seen: Seen | Shown) -> None:
    """Note that something of these cases is about to be shown in answer to a request."""
    state = request.scope["state"]
    found = (one if isinstance(one, Shown) else Shown.all_of(one) for one in seen)
    state.setdefault(KEY, {}).update({one.case: one for one in found})
    state[AT] = getattr(request.route_handler, "operation_id", None) or "page"


async def keep_at_hand(request: Request[Any, Any, Any]) -> None:
    """Keep a request at hand for when its answer is made."""
    ASKED.set(request)


def writing_down(desk: Desk) -> Callable[[Response[Any]], Awaitable[Response[Any]]]:
    """Return what writes down, once an answer is made and before any of it leaves, what it shows of which cases."""

    async def write(response: Response[Any]) -> Response[Any]:
        state = ASKED.get().scope["state"]
        found: dict[UUID, Shown] = state.get(KEY, {})
        if found and (response.status_code or 0) < REFUSED:
            who: Somebody = state[WHO]
            what = looked(found, state[AT], desk.rules.policy.version)
            await asyncio.to_thread(desk.register.looked, what, who.as_themselves(), desk.now())
        return response

    return write


def looked(found: dict[UUID, Shown], at: str, policy: str) -> Looked:
    """Return the one record of an answer: of which cases it tells, of which record classes, and to which posts."""
    seen = list(found.values())
    return Looked(
        at=Id(at),
        cases=tuple(found),
        classes=tuple(map(Id, sorted({kept for one in seen for kept in one.classes}))),
        posts=tuple(map(Id, sorted({post for one in seen for post in one.posts}))),
        policy=Id(policy),
        emergency=any(one.in_emergency for one in seen),
    )


def looked_on_this_machine(cases: Cases, case: Case, at: str, policy: str, now: datetime) -> None:
    """Write down that whoever keeps this machine reads a case, before anything of it is shown."""
    said = Looked(
        at=Id(at),
        cases=(case.id,),
        classes=tuple(map(Id, sorted({one.kept for one in case.records}))),
        posts=(Id(OPERATOR.role),),
        policy=Id(policy),
    )
    Register(cases).looked(said, OPERATOR, now)
