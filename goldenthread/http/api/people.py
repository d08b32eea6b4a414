"""People: who a person is, described anew. The earlier descriptions stay on record, sealed."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar import Response
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.commands import Note
from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.views import instant
from goldenthread.http.api.recording import with_body
from goldenthread.http.api.viewing import AnyRequest
from goldenthread.http.conditions import request_key
from goldenthread.http.described import recording
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import somebody
from goldenthread.http.problems import not_found


class DescribeBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who a person is, from a day on: all of it, for this takes the place of what was said before."""

    happened_on: date
    describes: PersonDescribed


class Described(Struct, frozen=True, kw_only=True):
    """That a person was described: since when, and when it was written down. What was said is not repeated."""

    person: PersonId
    happened_on: date
    recorded_at: datetime


def routes(desk: Desk) -> list[HTTPRouteHandler]:
    """Return the route that describes a person anew."""

    def describe(request: AnyRequest, person: UUID, data: Any) -> Response[Described]:
        body: DescribeBody = data
        who, named = somebody(request), PersonId(person)
        by = who.to_record(desk.journeys.first.opened_by, desk.journeys.first, who.viewer.posts)
        if not desk.is_known(who, named) or desk.cases.described(named) is None:
            raise not_found()
        said = Note(event=body.describes, happened_on=body.happened_on, by=by)
        key = request_key(request, msgspec.json.encode(body), who, desk.keys)
        kept = desk.cases.describe(named, body.describes, said, desk.now(), request=key)
        return Response(
            Described(person=named, happened_on=kept.happened_on, recorded_at=instant(kept.recorded_at)),
            status_code=201,
        )

    return [
        with_body(
            describe,
            DescribeBody,
            path="/people/{person:uuid}",
            operation_id="describe-person",
            summary="Say anew who a person is",
            tags=["people"],
            **recording(reads=False),
        )
    ]
