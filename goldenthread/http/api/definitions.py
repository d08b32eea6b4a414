"""Definitions: those that a strand could go on under, and the adoption of another."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.case import Case, Strand
from goldenthread.engine.journey import Journey
from goldenthread.engine.previewing import Preview, preview
from goldenthread.engine.records import DefinitionAdopted, StrandId
from goldenthread.http.api.bodies import AdoptionBody, Answer
from goldenthread.http.api.recording import record, with_body
from goldenthread.http.api.viewing import AnyRequest, headers, look
from goldenthread.http.described import looking, recording
from goldenthread.http.desk import Desk
from goldenthread.http.problems import not_found
from goldenthread.projections.telling import title


class Definition(Struct, frozen=True, kw_only=True):
    """One definition of a workflow, and the days on which it is in force for what begins; null is open."""

    version: str
    since: date | None
    until: date | None
    digest: str
    pinned: bool


class Definitions(Struct, frozen=True, kw_only=True):
    """The definitions of a strand's workflow, the oldest first; ``pinned`` is the one it goes on under."""

    strand: StrandId
    workflow: str
    items: list[Definition]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the routes that name the definitions of a strand, look ahead to one, and take it on to another."""
    return [definitions(desk), previewed(desk), adoption(desk)]


def definitions(desk: Desk) -> HTTPRouteHandler:
    @get(
        "/cases/{case:uuid}/strands/{strand:uuid}/definitions",
        operation_id="definitions",
        tags=["cases"],
        sync_to_thread=True,
        **looking(),
    )
    def named(request: AnyRequest, case: UUID, strand: UUID) -> Response[Definitions]:
        """The definitions that a strand goes on under, or could."""
        seen = look(desk, request, case, None, None)
        journey = desk.journey_of(seen.whole)
        found = strand_in(seen.case, journey, strand)
        pinned = journey.pinned(found.workflow, found, found.opened_on)
        items = [
            Definition(
                version=one.version,
                since=one.in_force.since,
                until=one.in_force.until,
                digest=one.digest,
                pinned=one is pinned,
            )
            for one in journey.definitions[found.workflow]
        ]
        return Response(Definitions(strand=found.id, workflow=found.workflow, items=items), headers=headers(seen))

    return named


def strand_in(case: Case, journey: Journey, strand: UUID) -> Strand:
    """Return a strand whose workflow is still declared."""
    found = case.strands.get(StrandId(strand))
    if found is None or found.workflow not in journey.definitions:
        raise not_found()
    return found


def previewed(desk: Desk) -> HTTPRouteHandler:
    @get(
        "/cases/{case:uuid}/strands/{strand:uuid}/definitions/{version:str}/preview",
        operation_id="preview-definition",
        tags=["cases"],
        sync_to_thread=True,
        **looking(),
    )
    def ahead(request: AnyRequest, case: UUID, strand: UUID, version: str) -> Response[Preview]:
        """How a strand would stand under another definition, before it is adopted. Nothing is recorded."""
        seen = look(desk, request, case, None, None)
        journey = desk.journey_of(seen.whole)
        found = strand_in(seen.case, journey, strand)
        if version not in {one.version for one in journey.definitions[found.workflow]}:
            raise not_found()
        answer = preview(seen.case, found, version, journey, seen.today, desk.cases.calendar)
        return Response(answer, headers=headers(seen))

    return ahead


def adoption(desk: Desk) -> HTTPRouteHandler:
    def adopt(request: AnyRequest, case: UUID, strand: UUID, data: Any) -> Response[Answer]:
        body: AdoptionBody = data
        said = {"happened_on": body.happened_on, "strand": StrandId(strand)}
        return record(
            desk, request, case, body, [(DefinitionAdopted(definition=body.definition), said)], must_read=True
        )

    return with_body(
        adopt,
        AdoptionBody,
        path="/cases/{case:uuid}/strands/{strand:uuid}/definition",
        operation_id="adopt-definition",
        summary=title(DefinitionAdopted),
        tags=["moves"],
        **recording(reads=True),
    )
