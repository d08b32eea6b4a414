"""Attempts: moves that were tried here and were not ready. They are no part of a timeline."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.events import RecordId, Seen
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Record, StrandId
from goldenthread.engine.views import instant
from goldenthread.engine.workflow import Workflow
from goldenthread.http.api.viewing import AnyRequest, Look, headers, look, page
from goldenthread.http.described import looking
from goldenthread.http.desk import Desk
from goldenthread.projections.timeline import Writer, stage_label

PAGE, LONGEST_PAGE = 100, 500


class Unmet(Struct, frozen=True, kw_only=True):
    """A need that was not met then, and who can meet it; its name alone, where it is declared no longer."""

    need: str
    label: str
    by: str | None


class Attempt(Struct, frozen=True, kw_only=True):
    """A move that somebody tried, and all that it lacked then. ``elsewhere``: it starts from another stage."""

    id: RecordId
    tried_on: date
    recorded_at: datetime
    by: Writer
    workflow: str
    workflow_name: str
    strand: StrandId | None
    move: str
    label: str
    stage: str
    stage_name: str
    elsewhere: bool
    unmet: list[Unmet]


class Attempts(Struct, frozen=True, kw_only=True):
    """A page of what was tried on a case and was not ready, in the order it was tried."""

    items: list[Attempt]
    next: str | None = None


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the route that reads back what was tried."""

    @get(
        "/cases/{case:uuid}/attempts",
        operation_id="attempts",
        tags=["looking back"],
        sync_to_thread=True,
        **looking(),
    )
    def attempts(
        request: AnyRequest,
        case: UUID,
        cursor: Annotated[str | None, QueryParameter(description="The next of the page before")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LONGEST_PAGE)] = PAGE,
    ) -> Response[Attempts]:
        """Moves that were tried and were not ready: by whom, when, and what each lacked."""
        found = look(desk, request, case, None, None)
        journey = desk.journey_of(found.whole)
        items, following = page([told(one, journey) for one in theirs(desk, found)], cursor, limit)
        return Response(Attempts(items=items, next=following), headers=headers(found))

    return [attempts]


def theirs(desk: Desk, found: Look) -> list[Record]:
    """Return what whoever asks tried themselves; and at work, what their organisation tried where they may look.

    Of others it would tell what they were about. People at home are one organisation and several families' adults.
    """
    who, journey = found.seen.who, desk.journey_of(found.whole)
    mine = [one for one in desk.cases.attempts(found.whole.id) if one.by.organisation == who.organisation]
    at_home = who.viewer.kind == desk.rules.policy.family
    return [
        one for one in mine if one.by.account == who.account or not (at_home or is_out_of_sight(one, found, journey))
    ]


def is_out_of_sight(attempt: Record, found: Look, journey: Journey) -> bool:
    """Say whether something was tried in a strand that is not seen; or, in none yet, what some may not notice."""
    if attempt.strand is not None:
        return attempt.strand not in found.whole.strands
    workflow = journey.definition(str(attempt.clear("workflow")), attempt.definition)
    move = workflow.moves_by_name.get(str(attempt.clear("move"))) if workflow else None
    return move is None or move.records.kept.seen is Seen.UNSEEN


def told(record: Record, journey: Journey) -> Attempt:
    """Tell of one attempt in today's words; by name, of what is declared no longer."""
    name, move, stage = (str(record.clear(one)) for one in ("workflow", "move", "stage"))
    workflow = journey.definition(name, record.definition)
    known = workflow.moves_by_name.get(move) if workflow else None
    return Attempt(
        id=record.id,
        tried_on=record.happened_on,
        recorded_at=instant(record.recorded_at),
        by=Writer(record.by.account, record.by.role, journey.role_name(record.by.role), record.by.organisation),
        workflow=name,
        workflow_name=workflow.label if workflow else name,
        strand=record.strand,
        move=move,
        label=known.label if known else move,
        stage=stage,
        stage_name=stage_label(journey, name, stage) or stage,
        elsewhere=bool(record.clear("elsewhere")),
        unmet=[unmet(workflow, str(need)) for need in record.clear("unmet") or ()],
    )


def unmet(declared: Workflow | None, need: str) -> Unmet:
    found = declared.needs_by_name.get(need) if declared else None
    return Unmet(need=need, label=found.label if found else need, by=found.by.name if found else None)
