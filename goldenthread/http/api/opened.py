"""The cases that somebody may know of, each kind by itself, in the order they were opened, and no name."""

import base64
import binascii
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.journey import Journey
from goldenthread.http.api.caseload import Lists, following, note
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.described import READING, Looked, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import somebody
from goldenthread.http.problems import Problem
from goldenthread.projections.opened import OpenedCase

PAGE, LONGEST_PAGE = 50, 500


class OpenedCases(Struct, frozen=True, kw_only=True):
    """A page of the cases that you may know of, the first opened before the others.

    ``left_out``: how many of your cases could not be worked out, and are in no list until that is mended.
    """

    items: list[OpenedCase]
    left_out: int
    next: str | None = None


def routes(desk: Desk, lists: Lists) -> list[HTTPRouteHandler]:
    """Return the routes that list the cases, one for each kind."""
    return [listing(desk, lists, journey) for journey in desk.journeys.every]


def listing(desk: Desk, lists: Lists, journey: Journey) -> HTTPRouteHandler:
    @get(
        f"/{journey.one}s",
        operation_id=f"{journey.one}s",
        tags=["cases"],
        sync_to_thread=True,
        responses=problems(READING),
        operation_class=Looked,
    )
    def opened_cases(
        request: AnyRequest,
        cursor: Annotated[str | None, QueryParameter(description="The next of the page before")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)] = PAGE,
    ) -> Response[OpenedCases]:
        """Every case of this kind that you may know of, in the order they were opened, and where each strand is."""
        somebody(request)
        after = read(cursor) if cursor else None
        with following(desk, lists.follower, request) as asking:
            try:
                found = lists.opened.page(asking.connection, asking.theirs, journey.name, after, limit)
            except LookupError:
                raise no_cursor() from None
        note(request, found.shown)
        answer = OpenedCases(
            items=found.items,
            left_out=asking.state["left_out"],
            next=written(found.next) if found.next else None,
        )
        return Response(answer, headers={"Cache-Control": "no-store"})

    return opened_cases


def written(case: UUID) -> str:
    """Return a cursor: the last case of a page, and nothing of how many records there are."""
    return base64.urlsafe_b64encode(case.bytes).decode().rstrip("=")


def read(cursor: str) -> UUID:
    """Return the case of a cursor. Raises ``Problem`` 400."""
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        raise no_cursor() from None


def no_cursor() -> Problem:
    return Problem(400, "invalid", "The request cannot be read", "the cursor is not one of this list")
