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

from goldenthread.engine.application import NoSuchCase
from goldenthread.engine.events import RecordId
from goldenthread.engine.fields import fields, read_out, words_in
from goldenthread.engine.journey import Journey, erased_sentence
from goldenthread.engine.records import Origin, Record
from goldenthread.engine.store.form import Unreadable
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.views import day_of, instant
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.cursors import Cursors
from goldenthread.http.described import READING, Looked, problems
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.reading import shown_to
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
    """The records that somebody may see, in the order they were recorded. Of the others nothing is told."""

    def __init__(self, desk: Desk, who: Somebody) -> None:
        self._desk, self._who = desk, who
        self._cases, self._journeys = desk.cases, desk.journeys
        self._tags = list(desk.journeys.events)
        self.seen: dict[UUID, Seen] = {}
        self._strange: set[UUID] = set()

    def after(self, position: int, limit: int) -> Iterator[tuple[RecordNotification, Record | None]]:
        """Yield what was recorded after a position, opened where it can be."""
        told = 0
        while found := self._some(position):
            for one in found:
                if (record := self._theirs(one)) is None:
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

    def _theirs(self, one: RecordNotification) -> Record | None:
        """Return a record, if it is shown to them."""
        seen = self._case(cast("UUID", one.originator_id))
        if seen is None:
            return None
        found = next((record for record in seen.case.records if record.version == one.originator_version), None)
        return None if found is None or found.id in seen.seeing.withheld else found

    def _case(self, case: UUID) -> Seen | None:
        if case in self._strange:
            return None
        if case not in self.seen:
            try:
                self.seen[case] = self._desk.seen(self._who, case)
            except (NoSuchCase, Unreadable):
                self._strange.add(case)
                return None
        return self.seen[case]

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
    cursors = Cursors(desk, PURPOSE)
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
        feed = Feed(desk, somebody(request))
        found = feed.after(cursors.open(after) if after else 0, limit)
        told = [feed.told(cursors, one, record) for one, record in found]
        shown_to(request, *(feed.seen[one] for one in dict.fromkeys(line.case for line in told)))
        last = told[-1].cursor if told else after
        headers = {"Cache-Control": "no-store"}
        if last:
            headers["Link"] = f'</api/changes?after={last}&limit={limit}>; rel="next"'
        return Response(lines.encode_lines(told), headers=headers, media_type=MEDIA_TYPE)

    return [changes]
