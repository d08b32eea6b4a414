"""The routes of documents: kept with an entry, handed out again, and decided about where they were held back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import ResponseHeader
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Reference, RequestBody, Schema
from msgspec import Struct

from goldenthread.engine.attached import DocumentKind, document_of
from goldenthread.engine.events import Words
from goldenthread.http.api.bodies import Answer
from goldenthread.http.api.recording import created
from goldenthread.http.described import PROBLEMS, READING, Looked, Recorded, problems, recording
from goldenthread.http.identity.making import Signed
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.patience import Patient, seconds_for
from goldenthread.http.problems import not_found
from goldenthread.http.strict import Strict
from goldenthread.http.uploads.keeping import HeldBack, Keeping
from goldenthread.http.uploads.kinds import MEDIA_TYPES
from goldenthread.http.uploads.names import ours
from goldenthread.http.uploads.opening import may_decide, may_open, may_release
from goldenthread.http.uploads.parts import ABOUT, BESIDE, FILE, LARGEST_ABOUT, parts_of
from goldenthread.http.uploads.quarantine import Held, Own
from goldenthread.http.uploads.room import Room

SHUT_IN = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
NAMED = ResponseHeader(
    name="Content-Disposition", description="attachment, by a name made here", documentation_only=True
)
TEXT = Schema(type=OpenAPIType.STRING)
SENDING = {400: PROBLEMS[400]} | {
    408: "The document did not come in time",
    413: "The document is too large",
    422: "The document is not taken in, or what was said of it cannot be so",
    429: "Too many documents at once",
}


class WaitsFor(Struct, frozen=True, kw_only=True):
    """A document was taken in and is held back: nothing is recorded until somebody has looked at it."""

    held: UUID
    doubts: tuple[str, ...]


class Quarantined(Struct, frozen=True, kw_only=True):
    """What waits to be decided about, that which waits longest first."""

    items: list[Held]


class OwnHeld(Struct, frozen=True, kw_only=True):
    """What somebody sent themselves and was held back, the latest first."""

    items: list[Own]


class Release(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """That a document is let through. ``why`` is needed of whoever lets through their own, since nobody else can."""

    why: Words | None = None


class Deletion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a document is not let through. Whoever sent it reads it."""

    why: Words


@dataclass
class Sends(Recorded):
    """An operation that sends a document: a form of two parts."""

    def __post_init__(self) -> None:
        super().__post_init__()
        parts: dict[str, Reference | Schema] = {
            ABOUT: Schema(type=OpenAPIType.STRING, description="What is said of it: a fact, as JSON"),
            FILE: Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY),
        }
        form = Schema(type=OpenAPIType.OBJECT, required=[ABOUT, FILE], properties=parts)
        self.request_body = RequestBody({"multipart/form-data": OpenAPIMediaType(form)}, required=True)


def routes(keeping: Keeping) -> list[HTTPRouteHandler]:
    """Return every route of documents."""
    return [keep_route(keeping), open_route(keeping), *quarantine_routes(keeping)]


def keep_route(keeping: Keeping) -> HTTPRouteHandler:
    largest = keeping.largest + LARGEST_ABOUT + BESIDE
    room = Room()
    said = recording(reads=False)
    said["operation_class"] = Sends
    said["responses"] |= problems(SENDING) | {
        202: ResponseSpec(WaitsFor, description="The document is held back", generate_examples=False)
    }

    @post(
        "/cases/{case:uuid}/documents",
        operation_id="keep-document",
        summary="Keep a document with an entry of its own",
        tags=["documents"],
        request_max_body_size=largest,
        status_code=201,
        **said,
    )
    async def keep_document(request: Patient, case: UUID) -> Response[Answer] | Response[WaitsFor]:
        who = somebody(request)
        with room.coming(who.account):
            body = await request.body_within(seconds_for(request.content_length or 0))
            async with room.taken_in():
                parts = parts_of(request.headers.get("content-type", ""), body, keeping.largest)
                return await sync_to_thread(answered, keeping, request, lambda: keeping.keep(request, who, case, parts))

    return keep_document


def answered(keeping: Keeping, request: Patient, keep: Callable[[], Any]) -> Response[Any]:
    done = keep()
    if isinstance(done, HeldBack):
        return Response(WaitsFor(held=done.id, doubts=done.doubts), status_code=202)
    return created(keeping.desk, request, done)


def open_route(keeping: Keeping) -> HTTPRouteHandler:
    @get(
        "/cases/{case:uuid}/documents/{entry:uuid}",
        operation_id="open-document",
        tags=["documents"],
        sync_to_thread=True,
        operation_class=Looked,
        response_headers=[NAMED],
        responses={
            200: ResponseSpec(
                bytes, description="The document", media_type="application/octet-stream", generate_examples=False
            ),
            **problems(READING),
        },
    )
    def open_document(request: Patient, case: UUID, entry: UUID) -> Response[bytes]:
        """The document that was kept with an entry, to be saved, and never shown in the page that asked for it."""
        found = may_open(keeping.desk, request, case, entry)
        address = document_of(found.event)
        content = keeping.desk.cases.document(address) if address else None
        if content is None:
            raise not_found()
        kind: DocumentKind = found.clear("document_kind")
        headers = {
            "Content-Disposition": f'attachment; filename="{ours(entry, kind)}"',
            "Content-Security-Policy": SHUT_IN,
        }
        return Response(content, headers=headers, media_type=MEDIA_TYPES[kind][0])

    return open_document


def theirs(keeping: Keeping, who: Somebody, held: UUID) -> Held:
    """Return what is held back, where it is for somebody's organisation to decide about. Raises ``Problem`` 404."""
    found = keeping.quarantine.of(held, who.organisation)
    if found is None:
        raise not_found()
    return found


def own_route(keeping: Keeping) -> HTTPRouteHandler:
    @get("/quarantine/own", operation_id="own-held-documents", tags=["documents"], sync_to_thread=True,
         operation_class=Looked, responses=problems(READING))  # fmt: skip
    def own(request: Patient) -> OwnHeld:
        """What one sent oneself and was held back, the latest first: what became of each, and why."""
        who = somebody(request)
        return OwnHeld(items=keeping.quarantine.sent_by(who.account, who.organisation))

    return own


def quarantine_routes(keeping: Keeping) -> list[HTTPRouteHandler]:
    refusals = problems({one: PROBLEMS[one] for one in (400, 401, 403, 404, 408, 413, 415, 422, 503)})

    @get("/quarantine", operation_id="quarantine", tags=["documents"], sync_to_thread=True, operation_class=Looked,
         responses=problems(READING))  # fmt: skip
    def quarantine(request: Patient) -> Quarantined:
        """What is held back: size, kind, what is doubtful, who sent it when. Neither its case nor its content.

        What a family sent is decided about in the organisation that opened the case.
        """
        who = may_decide(request)
        return Quarantined(items=keeping.quarantine.listed(who.organisation))

    @post("/quarantine/{held:uuid}/release", operation_id="release-document", tags=["documents"], status_code=204,
          sync_to_thread=True, operation_class=Signed, responses=refusals, dto=Strict[Release],
          return_dto=None)  # fmt: skip
    def release(request: Patient, held: UUID, data: Release) -> None:
        """Let a document through: it is recorded as whoever sent it said, and that it was let through.

        Nobody lets through their own, unless nobody else can: then they say why.
        """
        who = may_decide(request)
        found = theirs(keeping, who, held)
        may_release(keeping.desk, who, found.account, data.why)
        keeping.release(found, who, data.why)

    @post("/quarantine/{held:uuid}/deletion", operation_id="delete-held-document", tags=["documents"], status_code=204,
          sync_to_thread=True, operation_class=Signed, responses=refusals, dto=Strict[Deletion],
          return_dto=None)  # fmt: skip
    def remove(request: Patient, held: UUID, data: Deletion) -> None:
        """Delete a document that is held back. That it was, when, why, and who decided so is kept.

        Whoever sent it is told that it was, and why.
        """
        who = may_decide(request)
        keeping.remove(theirs(keeping, who, held), who, data.why)

    return [own_route(keeping), quarantine, release, remove]
