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
from goldenthread.engine.access.reading import Looked, together
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.office import OPERATOR
from goldenthread.http.identity.who import KEY as WHO
from goldenthread.http.identity.who import Somebody

ASKED: ContextVar[Request[Any, Any, Any]] = ContextVar("goldenthread-asked")
KEY, AT, OTHERWISE = "goldenthread-shown", "goldenthread-at", "goldenthread-otherwise"
REFUSED, NOT_READY = 400, 409


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


def shown_to(request: Request[Any, Any, Any], *seen: Seen | Shown, otherwise: Response[Any] | None = None) -> None:
    """Note that something of these cases is about to be shown in answer to a request.

    ``otherwise`` is answered where that cannot be written down but something was recorded: it shows nothing.
    """
    state = request.scope["state"]
    found = (one if isinstance(one, Shown) else Shown.all_of(one) for one in seen)
    state.setdefault(KEY, {}).update({one.case: one for one in found})
    state[OTHERWISE] = otherwise
    state[AT] = getattr(request.route_handler, "operation_id", None) or "page"


async def keep_at_hand(request: Request[Any, Any, Any]) -> None:
    """Keep a request at hand for when its answer is made."""
    ASKED.set(request)


def writing_down(desk: Desk) -> Callable[[Response[Any]], Awaitable[Response[Any]]]:
    """Return what writes down, once an answer is made and before any of it leaves, what it shows of which cases."""

    async def write(response: Response[Any]) -> Response[Any]:
        state = ASKED.get().scope["state"]
        found: dict[UUID, Shown] = state.get(KEY, {})
        status = response.status_code or 0
        if not found or (status >= REFUSED and status != NOT_READY):
            return response
        who: Somebody = state[WHO]
        what = looked(found, state[AT], desk.rules.policy.version)
        try:
            await asyncio.to_thread(desk.register.looked, what, who.as_themselves(), desk.now())
        except StoreUnavailable:
            otherwise: Response[Any] | None = state[OTHERWISE]
            if otherwise is None:
                raise
            return otherwise
        return response

    return write


def looked(found: dict[UUID, Shown], at: str, policy: str) -> Looked:
    """Return the one record of an answer: of which cases it tells; of each, its classes, and to which posts."""
    return Looked(
        at=Id(at),
        cases=tuple(found),
        classes=tuple(together(one.classes) for one in found.values()),
        posts=tuple(together(one.posts) for one in found.values()),
        policy=Id(policy),
        emergencies=tuple(case for case, one in found.items() if one.in_emergency),
    )


def looked_on_this_machine(cases: Cases, case: Case, at: str, policy: str, now: datetime) -> None:
    """Write down that whoever keeps this machine reads a case, before anything of it is shown."""
    said = Looked(
        at=Id(at),
        cases=(case.id,),
        classes=(together(one.kept for one in case.records),),
        posts=(together((OPERATOR.role,)),),
        policy=Id(policy),
    )
    Register(cases).looked(said, OPERATOR, now)
