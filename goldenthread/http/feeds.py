"""The change feed: what was recorded, in the order it was recorded, for programs that follow along."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Annotated, cast
from uuid import UUID

import msgspec
from litestar import Response, get
from litestar.datastructures import ResponseHeader
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import QueryParameter
from msgspec import Struct

from goldenthread.engine.events import RecordId, Seen
from goldenthread.engine.fields import fields, read_out, words_in
from goldenthread.engine.journey import Journey, erased_sentence
from goldenthread.engine.records import Origin, Record
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.views import day_of, instant
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.cursors import Cursors
from goldenthread.http.described import READING, Looked, problems
from goldenthread.http.desk import Desk
from goldenthread.http.identity.header import somebody
from goldenthread.projections.telling import for_one

BATCH, LARGEST_BATCH, READ_AT_ONCE = 500, 1000, 500
PURPOSE = b"goldenthread/change-cursor/1"
MEDIA_TYPE = "application/jsonl"
LINK = ResponseHeader(name="Link", description="rel=next: where the changes after these begin", documentation_only=True)


class Change(Struct, frozen=True, kw_only=True):
    """One entry that was recorded: what it is and when, and nothing that anybody said.

    ``days_later`` is how long after it happened it was written down, and ``origin`` says where it comes from: what is
    brought in, or written down later, is told as that and never as news. Without ``record``, ``told`` and
    ``happened_on`` it is an entry that this release cannot read.
    """

    cursor: str
    case: UUID
    tag: str
    recorded_at: datetime
    record: RecordId | None = None
    strand: UUID | None = None
    happened_on: date | None = None
    origin: Origin | None = None
    days_later: int | None = None
    replaces: RecordId | None = None
    told: str | None = None


class Feed:
    """The records of a store that others may follow: of those that may not be noticed, nothing is told."""

    def __init__(self, desk: Desk) -> None:
        self._cases, self._journeys = desk.cases, desk.journeys
        kept = {kind: desk.journeys.kept(kind) for kind in desk.journeys.events.values()}
        shown = [kind for kind, one in kept.items() if one.seen is not Seen.UNSEEN]
        self._unseen = {one.name for one in kept.values() if one.seen is Seen.UNSEEN}
        self._tags = [str(kind.__struct_config__.tag) for kind in shown]

    def after(self, position: int, limit: int) -> Iterator[tuple[RecordNotification, Record | None]]:
        """Yield what was recorded after a position, opened where it can be."""
        told = 0
        while found := self._some(position):
            for one in found:
                record = self._opened(one)
                if record is not None and record.kept in self._unseen:
                    continue
                yield one, record
                told += 1
                if told == limit:
                    return
            position = found[-1].id

    def _some(self, position: int) -> Sequence[RecordNotification]:
        recorder = self._cases.store.recorder
        found = recorder.select_notifications(position, READ_AT_ONCE, topics=self._tags, inclusive_of_start=False)
        return cast("Sequence[RecordNotification]", found)

    def _opened(self, one: RecordNotification) -> Record | None:
        try:
            return self._cases.read(one)
        except Unreadable:
            return None

    def told(self, cursors: Cursors, one: RecordNotification, record: Record | None) -> Change:
        cursor, case, at = cursors.seal(one.id), cast("UUID", one.originator_id), instant(one.recorded_at)
        if record is None:
            return Change(cursor=cursor, case=case, tag=one.topic, recorded_at=at)
        return Change(
            cursor=cursor,
            case=case,
            tag=one.topic,
            recorded_at=at,
            record=record.id,
            strand=record.strand,
            happened_on=record.happened_on,
            origin=record.origin,
            days_later=(day_of(record.recorded_at) - record.happened_on).days,
            replaces=record.replaces,
            told=tell_clear(record, self._journeys.of_record(record)),
        )


def tell_clear(record: Record, journey: Journey) -> str:
    """Return the sentence of a record that is left when its content is erased: no name, nothing sealed."""
    sentence, asked = erased_sentence(record.kind), fields(record.kind)
    own = {name: read_out(record.clear(name)) for name in words_in(sentence) if name in asked and asked[name].clear}
    words = dict.fromkeys(journey.words, journey.core.about.name)
    said = for_one(sentence, record).format(**{"by": journey.role_name(record.by.role), **words, **own})
    return said[:1].upper() + said[1:]


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the route of the change feed."""
    feed, cursors = Feed(desk), Cursors(desk, PURPOSE)
    lines = msgspec.json.Encoder()

    @get(
        "/changes",
        operation_id="changes",
        tags=["feeds"],
        sync_to_thread=True,
        media_type=MEDIA_TYPE,
        operation_class=Looked,
        response_headers=[LINK],
        responses={
            200: ResponseSpec(
                Change, description="One change on each line", media_type=MEDIA_TYPE, generate_examples=False
            ),
            **problems(READING),
        },
    )
    def changes(
        request: AnyRequest,
        after: Annotated[str | None, QueryParameter(description="The cursor of the last change that was read")] = None,
        limit: Annotated[int, QueryParameter(ge=1, le=LARGEST_BATCH, description="How many changes at most")] = BATCH,
    ) -> Response[bytes]:
        """What was recorded since a cursor, one line of JSON each, in the order it was recorded."""
        somebody(request)
        found = feed.after(cursors.open(after) if after else 0, limit)
        told = [feed.told(cursors, one, record) for one, record in found]
        last = told[-1].cursor if told else after
        headers = {"Cache-Control": "no-store"}
        if last:
            headers["Link"] = f'</api/changes?after={last}&limit={limit}>; rel="next"'
        return Response(lines.encode_lines(told), headers=headers, media_type=MEDIA_TYPE)

    return [changes]
