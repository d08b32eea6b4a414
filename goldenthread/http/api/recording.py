"""Recording: one route for each event and for each move, made from their declarations."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, cast
from uuid import UUID, uuid4

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from msgspec import Meta, Struct

from goldenthread.engine.application import Done
from goldenthread.engine.attached import Attached
from goldenthread.engine.attempts import AttemptNotReady
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Act, New, Note
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.fields import each_of, fields, tag_of
from goldenthread.engine.journey import BUILT_IN, Journey
from goldenthread.engine.placing import as_it_happened
from goldenthread.engine.records import Actor, DefinitionAdopted, Disputed, EnteredInError, Origin, Record, Withdrawn
from goldenthread.engine.tokens import token
from goldenthread.engine.views import instant
from goldenthread.engine.workflow import Move, Workflow, stages
from goldenthread.http.api.bodies import (
    Answer,
    Begun,
    Correction,
    DisputeBody,
    ErrorBody,
    Fact,
    History,
    MoveMade,
    OpenBody,
    Paper,
    WithdrawalBody,
    Written,
    body_with,
)
from goldenthread.http.api.erased import ErasedHere, erased_here
from goldenthread.http.api.sense import must_agree
from goldenthread.http.conditions import request_key, what_was_read
from goldenthread.http.described import recording
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.who import somebody
from goldenthread.http.problems import PREFIX, Problem
from goldenthread.http.reading import Shown, shown_to
from goldenthread.http.strict import Strict
from goldenthread.projections.nexts import needed
from goldenthread.projections.telling import tell, title
from goldenthread.projections.timeline import stage_label

AnyRequest = Request[Any, Any, Any]
Saying = dict[str, Any]
LARGEST_HISTORY = 1000


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return every route that records something."""
    journeys = desk.journeys
    others = (*BUILT_IN, *journeys.opened_by)
    events = [
        kind for kind in journeys.events.values() if kind not in others and not issubclass(kind, Attached)
    ]  # what names a document comes with it: it is the server that looks at it
    return [
        *(opening(desk, journey) for journey in journeys.every),
        history(desk, events),
        *(fact(desk, kind) for kind in events),
        *(move(desk, journey, workflow, one) for journey in journeys.every for workflow, one in journey.moves),
        correction(desk, events),
        *remarks(desk),
    ]


def with_body(handler: Callable[..., Any], body: Any, **route: Any) -> HTTPRouteHandler:
    """Make a route of a handler whose body is of a type made at run time, read strictly."""
    handler.__annotations__["data"] = body
    made = post(dto=Strict[body], return_dto=None, sync_to_thread=True, status_code=201, **route)
    return made(handler)


def opening(desk: Desk, journey: Journey) -> HTTPRouteHandler:
    """Return the route that opens a case of a kind: about a person, where its opening entry names one."""
    persons = [name for name, one in fields(journey.opened_by).items() if each_of(one.kind) is PersonId]
    handler, body = (of_a_person(desk, journey, persons[0]), OpenBody) if persons else of_nobody(desk, journey)
    return with_body(
        handler,
        body,
        path=f"/{journey.one}s",
        operation_id=f"open-{journey.one}",
        summary=title(journey.opened_by),
        tags=["cases"],
        **recording(reads=False),
    )


def of_nobody(desk: Desk, journey: Journey) -> tuple[Callable[..., Any], type[Struct]]:
    """Return what opens a case that is about nobody in person, and its body: the opening entry itself."""
    kind = journey.opened_by

    def open_case(request: AnyRequest, data: Any) -> Response[Answer]:
        who = somebody(request)
        note = Note(event=data.event, happened_on=data.happened_on, by=who.to_record(kind, journey, who.viewer.posts))
        key = request_key(request, msgspec.json.encode(data), who, desk.keys)
        return created(desk, request, desk.cases.open(note, desk.now(), request=key))

    return open_case, body_with(Begun, f"{kind.__name__}Body", "event", kind)


def of_a_person(desk: Desk, journey: Journey, person_field: str) -> Callable[..., Any]:
    kind = journey.opened_by

    def open_case(request: AnyRequest, data: Any) -> Response[Answer]:
        body: OpenBody = data
        if (body.describes is None) == (body.person is None):
            raise Problem(400, "invalid", "The request cannot be read", "Send either describes or person.")
        person = body.person or PersonId(uuid4())
        who = somebody(request)
        by = who.to_record(kind, journey, who.viewer.posts)
        if body.describes is None and not (desk.is_known(who, person) and desk.cases.described(person)):
            raise Problem(422, "unacceptable", "This cannot be so", "There is no such person.")
        note = Note(event=kind(**{person_field: person}), happened_on=body.happened_on, by=by)
        done = desk.cases.open(
            note,
            desk.now(),
            describing=(person, body.describes) if body.describes else None,
            request=request_key(request, msgspec.json.encode(body), who, desk.keys),
        )
        return created(desk, request, done)

    return open_case


def fact(desk: Desk, kind: type[Event]) -> HTTPRouteHandler:
    tag = tag_of(kind)

    def record_fact(request: AnyRequest, case: UUID, data: Any) -> Response[Answer]:
        said = [(data.event, saying(data) | {"origin": data.origin})]
        return record(desk, request, case, data, said, adding=True)

    return with_body(
        record_fact,
        body_with(Fact, f"{kind.__name__}Fact", "event", kind),
        path=f"/cases/{{case:uuid}}/facts/{tag}",
        operation_id=f"record-{tag}",
        summary=title(kind),
        description=kind.__doc__,
        tags=["facts"],
        **recording(reads=False),
    )


def history(desk: Desk, events: list[type[Event]]) -> HTTPRouteHandler:
    entry = body_with(Paper, "HistoryEntry", "event", any_of(events))
    entries = Annotated[tuple[entry, ...], Meta(min_length=1, max_length=LARGEST_HISTORY)]  # type: ignore[valid-type]

    def bring_in_history(request: AnyRequest, case: UUID, data: Any) -> Response[Answer]:
        if any(one.origin is Origin.ACTED for one in data.entries):
            why = "What is brought in is reported or brought-in, not acted."
            raise Problem(422, "unacceptable", "This cannot be so", why)
        said = [
            (one.event, saying(one, f"/entries/{at}") | {"origin": one.origin, "as_id": one.id})
            for at, one in enumerate(data.entries)
        ]
        return record(desk, request, case, data, said)

    return with_body(
        bring_in_history,
        body_with(History, "HistoryBroughtIn", "entries", entries),
        path="/cases/{case:uuid}/history",
        operation_id="bring-in-history",
        summary="Bring in history, in any order: all of it or none",
        tags=["facts"],
        **recording(reads=False),
    )


def move(desk: Desk, journey: Journey, workflow: Workflow, made: Move) -> HTTPRouteHandler:
    name = workflow.name_of(made)

    def make_move(request: AnyRequest, case: UUID, data: Any) -> Response[Answer] | Response[Saying]:
        who = somebody(request)
        key = request_key(request, msgspec.json.encode(data), who, desk.keys)
        seen = may_alter(desk.seen(who, case))
        act = Act(
            event=data.event,
            workflow=workflow,
            move=made,
            reasons=data.reasons,
            by=who.to_record(made.records, journey, seen.lasting),
            **saying(data),
        )
        read = what_was_read(request, key, desk)
        done = desk.cases.record(case, [act], desk.now(), seen=read, request=key, eyes=desk.eyes(who))
        return not_ready(desk, request, desk.seen(who, case), done) if done.attempt else created(desk, request, done)

    return with_body(
        make_move,
        body_with(MoveMade, f"{made.records.__name__}Move", "event", made.records),
        path=f"/cases/{{case:uuid}}/moves/{workflow.name}/{name}",
        operation_id=f"move-{workflow.name}-{name}",
        summary=f"{workflow.label}: {made.label}",
        description=made.records.__doc__,
        tags=["moves"],
        **recording(reads=True, moves=True),
    )


def correction(desk: Desk, events: list[type[Event]]) -> HTTPRouteHandler:
    def correct(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Answer]:
        said = {
            "happened_on": data.happened_on,
            "replaces": RecordId(entry),
            "on_behalf_of": data.on_behalf_of,
            "interpreter": data.interpreter,
        }
        return record(desk, request, case, data, [(data.event, said)], must_read=True)

    return with_body(
        correct,
        body_with(Correction, "CorrectedEntry", "event", any_of(events)),
        path="/cases/{case:uuid}/records/{entry:uuid}/correction",
        operation_id="correct",
        summary="Write an entry again, rightly",
        tags=["corrections"],
        **recording(reads=True),
    )


def remarks(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the routes that say something about an entry: made in error, disputed, permission taken back."""

    def enter_in_error(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Answer]:
        body: ErrorBody = data
        event = EnteredInError(record=RecordId(entry), why=body.why)
        return record(desk, request, case, body, [(event, {"happened_on": body.happened_on})], must_read=True)

    def dispute(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Answer]:
        body: DisputeBody = data
        event = Disputed(record=RecordId(entry), who=body.who, statement=body.statement)
        said = {"happened_on": body.happened_on, "on_behalf_of": body.on_behalf_of}
        return record(desk, request, case, body, [(event, said)])

    def withdraw(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Answer]:
        body: WithdrawalBody = data
        event = Withdrawn(record=RecordId(entry), who=body.who)
        return record(desk, request, case, body, [(event, {"happened_on": body.happened_on})], must_read=True)

    said: list[tuple[Callable[..., Any], Any, str, type[Event]]] = [
        (enter_in_error, ErrorBody, "error", EnteredInError),
        (dispute, DisputeBody, "dispute", Disputed),
        (withdraw, WithdrawalBody, "withdrawal", Withdrawn),
    ]
    return [
        with_body(
            handler,
            body,
            path=f"/cases/{{case:uuid}}/records/{{entry:uuid}}/{name}",
            operation_id=f"record-{name}",
            summary=title(kind),
            tags=["corrections"],
            **recording(reads=name != "dispute"),
        )
        for handler, body, name, kind in said
    ]


def any_of(events: list[type[Event]]) -> Any:
    """Return the union of events, told apart by their tags."""
    together: Any = events[0]
    for one in events[1:]:
        together = together | one
    return together


def saying(body: Any, where: str = "") -> Saying:
    """Return what is said beside an event, in the engine's words; ``where`` points to it in the body."""
    must_agree(body, where)
    strand = New.STRAND if body.new_strand else body.strand
    return {
        "happened_on": body.happened_on,
        "strand": strand,
        "on_behalf_of": body.on_behalf_of,
        "interpreter": body.interpreter,
    }


def record(
    desk: Desk,
    request: AnyRequest,
    case: UUID,
    body: Any,
    said: list[tuple[Event, Saying]],
    *,
    must_read: bool = False,
    adding: bool = False,
) -> Response[Answer]:
    """Record facts, and answer with what was written. ``adding``: also of whoever sees nothing of the case."""
    who = somebody(request)
    key = request_key(request, msgspec.json.encode(body), who, desk.keys)
    read = what_was_read(request, key, desk) if must_read else None
    seen = desk.adding(who, desk.cases.case(case)) if adding else desk.seen(who, case)
    notes = [Note(event=event, by=writer(desk, seen, event, words), **words) for event, words in said]
    done = desk.cases.record(case, as_it_happened(notes), desk.now(), seen=read, request=key, eyes=desk.eyes(who))
    return created(desk, request, done)


def writer(desk: Desk, seen: Seen, event: Event, words: Saying) -> Actor:
    """Return who writes an entry down: what may be said in any kind of case is looked for in the case itself."""
    posts = seen.adding
    if (named := altered(seen.case, event, words)) is not None:
        posts = may_alter(seen, named).lasting
    if journey := desk.journeys.knowing(type(event)):
        return seen.to_record(type(event), journey, posts)
    journey = desk.journey_of(seen.case)
    return seen.who.to_record(type(event), journey, posts, about(seen.case, event, words))


def altered(case: Case, event: Event, words: Saying) -> RecordId | None:
    """Return the entry, or what opened the strand, of which something is now otherwise; None where a fact is added."""
    if isinstance(event, EnteredInError | Withdrawn | Disputed):
        return event.record
    if isinstance(event, DefinitionAdopted):
        strand = case.strands.get(words["strand"])
        return strand.opened_by if strand else RecordId(words["strand"])
    replaced: RecordId | None = words.get("replaces")
    return replaced


def may_alter(seen: Seen, entry: RecordId | None = None) -> Seen:
    """Return how somebody stands who may alter what a record says: not by an emergency. Raises ``Problem`` 403.

    In an emergency a record is read, and facts are added to it.
    """
    if seen.lasting and not (entry and seen.only_in_emergency(entry)):
        return seen
    why = "A record that was opened in an emergency is read, and facts are added. Ask to be let in to do more."
    raise Problem(403, "not-entitled", "This is not yours to do", why)


def about(case: Case, event: Event, words: Saying) -> type[Event] | None:
    """Return what kind of entry is spoken of, or opened the strand that is, if it is there."""
    if not isinstance(event, EnteredInError | Withdrawn | DefinitionAdopted):
        return None
    named = RecordId(words["strand"]) if isinstance(event, DefinitionAdopted) else event.record
    found = case.by_id.get(named)
    return found.kind if found else None


def created(desk: Desk, request: AnyRequest, done: Done) -> Response[Answer]:
    """Answer what was recorded: the same for a repeat as the first time.

    That it is told is written down as any reading is. Where that cannot be, what was recorded stays, and is only named.
    Whoever sees nothing of the case is told by which name to speak of what they added.
    """
    last, seen = done.records[-1], desk.adding(somebody(request), done.case)
    if seen.unseeing:
        only = tuple(msgspec.structs.replace(named(one), strand=None) for one in done.records)
        return Response(Answer(case=done.case.id, version=None, records=only), status_code=201)
    then = [one for one in seen.case.records if one.version <= last.version]
    version = token(done.case.id, then)
    headers = {"ETag": f'"{version}"', "Location": f"/api/cases/{done.case.id}/records/{last.id}"}

    def answer(records: Iterable[Written], erased: tuple[ErasedHere, ...] = ()) -> Response[Answer]:
        said = Answer(case=done.case.id, version=version, records=tuple(records), erased=erased)
        return Response(said, status_code=201, headers=headers)

    told = Shown(done.case.id, frozenset(one.kept for one in done.records), seen.posts, seen.in_emergency)
    shown_to(request, told, otherwise=answer(map(named, done.records)))
    names = desk.names_to(seen)
    return answer((written(desk, one, names) for one in done.records), erased_here(desk.cases, seen))


def named(one: Record) -> Written:
    """Name what was written, and tell nothing of it."""
    return Written(
        id=one.id,
        tag=one.tag,
        happened_on=one.happened_on,
        recorded_at=instant(one.recorded_at),
        strand=one.strand,
    )


def written(desk: Desk, one: Record, names: Any) -> Written:
    judged, journey = one.judgement, desk.journeys.of_record(one)
    return Written(
        id=one.id,
        tag=one.tag,
        told=tell(one, journey, names),
        happened_on=one.happened_on,
        recorded_at=instant(one.recorded_at),
        strand=one.strand,
        stage=stage_label(journey, one.workflow, one.lands),
        went_without=judged.gone_without if judged else (),
        stated=tuple(judged.stated) if judged else (),
        not_on_record=judged.irregular if judged else (),
    )


def as_tried(seen: Seen, kept: Record) -> str:
    """Return the ETag of a case as it was when a move was tried: a repeat is answered as the first time."""
    then = [one for one in seen.case.records if not kept.position or one.position < kept.position]
    return f'"{token(seen.case.id, then)}"'


def not_ready(desk: Desk, request: AnyRequest, seen: Seen, done: Done) -> Response[Saying]:
    """Answer a move that is not ready: everything it lacks at once, who can meet it, and the law.

    It tells how the case stands, so that it is told is written down as any reading is.
    """
    shown_to(request, seen)
    kept, journey = done.records[0], desk.journey_of(seen.case)
    tried = cast("AttemptNotReady", done.attempt)
    workflow = journey.definition(tried.workflow, kept.definition) or journey.workflows[tried.workflow]
    wanted = workflow.moves_by_name[tried.move]
    unmet = [needed(name, workflow.needs_by_name[name], None) for name in tried.unmet]
    elsewhere = [one.label for one in stages(wanted.at)] if tried.elsewhere else []
    detail = f"{wanted.label!r} is not ready. Still needed: " + "; ".join(
        [one.label + (" (or a reason)" if one.reason_will_do else "") for one in unmet]
        + ([f"it starts from: {', '.join(elsewhere)}"] if elsewhere else [])
    )
    body = {
        "type": PREFIX + "not-ready",
        "title": "Not ready yet",
        "status": 409,
        "detail": detail,
        "workflow": workflow.name,
        "move": tried.move,
        "stage": tried.stage,
        "starts_from": elsewhere,
        "unmet": unmet,
    }
    return Response(
        body,
        status_code=409,
        headers={"ETag": as_tried(seen, kept)},
        media_type="application/problem+json",
    )
