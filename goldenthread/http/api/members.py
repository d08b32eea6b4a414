"""Who takes part in a case: let in, and their part ended, by those who may; and a record opened in an emergency."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

import msgspec
import structlog
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from msgspec import Struct

from goldenthread.engine.access.directory import Code, Id
from goldenthread.engine.access.emergency import (
    LASTS,
    Emergency,
    EmergencyReason,
    EmergencyReviewed,
    OpenedInEmergency,
    Verdict,
)
from goldenthread.engine.access.members import OrganisationJoined, Part, PartEnded, PersonJoined, access_of
from goldenthread.engine.access.policy import Post, Relation
from goldenthread.engine.application import NoSuchCase
from goldenthread.engine.commands import Note, Unacceptable
from goldenthread.engine.events import Event, PersonId, RecordId, Words
from goldenthread.engine.fields import tag_of
from goldenthread.engine.records import Actor, Record
from goldenthread.engine.store.mapper import RecordNotification
from goldenthread.engine.store.writer import RequestKey
from goldenthread.engine.views import instant
from goldenthread.http.api.alerting import Alerts
from goldenthread.http.api.recording import with_body
from goldenthread.http.api.viewing import AnyRequest, Look, headers, look
from goldenthread.http.conditions import request_key
from goldenthread.http.described import READING, Looked, looking, problems, recording
from goldenthread.http.desk import Desk, Seen
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.problems import Problem, not_found
from goldenthread.http.reading import Shown, shown_to

log = structlog.get_logger("goldenthread.access")
AT_ONCE = 500


class LetIn(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Somebody takes part from a day on, and until one. ``unseen``: nobody may notice that they do."""

    happened_on: date
    why: Words
    until: date | None = None
    unseen: bool = False


class OrganisationLetIn(LetIn, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An organisation takes part. Those who hold a post there that stands by it see what it holds."""

    organisation: Code


class PersonLetIn(LetIn, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An account takes part in one of the posts that it holds."""

    account: Code
    post: Code


class EndBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """From which day somebody takes part no longer."""

    happened_on: date


class EmergencyBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why a record has to be opened now."""

    reason: EmergencyReason
    words: Words


class ReviewBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What somebody else thinks of it."""

    verdict: Verdict
    words: Words


class Entered(Struct, frozen=True, kw_only=True):
    """What was written down of who takes part."""

    id: RecordId
    tag: str
    happened_on: date
    recorded_at: datetime
    until: datetime | None = None


class Member(Struct, frozen=True, kw_only=True):
    """Somebody who takes part, or did. ``account`` is told to those who may let others in.

    So is ``person``, of a family: the id that a restriction, an order or a choice has to name.
    """

    entry: RecordId | None
    organisation: str | None
    organisation_name: str | None
    account: str | None
    person: PersonId | None
    post: str | None
    since: date
    until: date | None


class MembersNow(Struct, frozen=True, kw_only=True):
    """Everybody who takes part in a case, or did."""

    items: list[Member]


class OpenedNow(Struct, frozen=True, kw_only=True):
    """A record that was opened in an emergency: by whom, why, until when, and what somebody else thinks of it."""

    case: UUID
    entry: RecordId
    account: str
    organisation: str
    reason: str
    words: str | None
    since: datetime
    until: datetime
    verdict: str | None
    reviewed_by: str | None


class Emergencies(Struct, frozen=True, kw_only=True):
    """Records that were opened in an emergency, those that nobody has looked at yet first."""

    items: list[OpenedNow]


def routes(desk: Desk, alerts: Alerts) -> list[HTTPRouteHandler]:
    """Return the routes of who takes part, and of what is opened in an emergency."""
    return [members(desk), *letting_in(desk), *opening(desk, alerts), reviewing(desk)]


def members(desk: Desk) -> HTTPRouteHandler:
    @get("/cases/{case:uuid}/members", operation_id="members", tags=["access"], sync_to_thread=True, **looking())
    def taking_part(request: AnyRequest, case: UUID) -> Response[MembersNow]:
        """Everybody who takes part in this case, and who did."""
        seen = look(desk, request, case, None, None)
        return Response(MembersNow(items=list(shown(desk, seen))), headers=headers(seen))

    return taking_part


def shown(desk: Desk, seen: Look) -> Iterator[Member]:
    """Yield the members that a viewer may know of."""
    theirs = [desk.rules.policy.by_id[post] for post in seen.seen.lasting]
    tells, apart = any(one.admits or one.reviews for one in theirs), desk.apart(seen.seen)
    for one in desk.register.members(seen.whole).parts:
        if may_notice(desk, seen.seen, one) and not apart.hides(one):
            yield member(desk, one, tells=tells)


def may_notice(desk: Desk, seen: Seen, part: Part) -> bool:
    """Say whether somebody may notice that somebody else takes part."""
    keeps_safe = any(one.unseen or one.reviews for one in map(desk.rules.policy.by_id.__getitem__, seen.lasting))
    return not part.unseen or keeps_safe or part.organisation == seen.who.organisation


def member(desk: Desk, one: Part, *, tells: bool) -> Member:
    directory, post = desk.register.directory(), desk.rules.policy.by_id.get(one.post or "")
    known = directory.organisations.get(one.organisation or "")
    return Member(
        entry=one.entry,
        organisation=one.organisation,
        organisation_name=known.name if known else None,
        account=one.account if tells else None,
        person=directory.person_of(one.account) if tells and one.account and at_home(desk, post) else None,
        post=post.name if post else one.post,
        since=one.since,
        until=one.until,
    )


def at_home(desk: Desk, post: Post | None) -> bool:
    return post is not None and desk.rules.policy.family in post.of


def admits(post: Post) -> bool:
    return post.admits


def hides(post: Post) -> bool:
    """Say whether a post may let somebody take part whom nobody may notice: who keeps others safe, or reviews."""
    return post.unseen or (post.admits and post.reviews)


def admitting(desk: Desk, request: AnyRequest, case: UUID, may: Callable[[Post], bool] = admits) -> tuple[Seen, Actor]:
    """Return how somebody stands to a case, where they may let others in. Raises ``Problem`` 403.

    A record that was opened in an emergency is read: nobody is let in by that.
    """
    seen = desk.seen(somebody(request), case)
    for post in seen.lasting:
        if may(desk.rules.policy.by_id[post]):
            return seen, Actor(seen.who.account, post, seen.who.organisation)
    by = ", ".join(one.name for one in desk.rules.policy.posts if may(one))
    how = "Others are let in so that nobody notices" if may is hides else "Others are let in"
    raise Problem(403, "not-entitled", "This is not yours to do", f"{how} by {by}.")


def letting(desk: Desk, request: AnyRequest, case: UUID, body: LetIn, *organisations: str) -> Actor:
    """Return who lets somebody in, from some organisations. Raises ``Problem`` 403.

    Nobody hides that their own organisation takes part: what it reads is for the family to know.
    """
    seen, by = admitting(desk, request, case, hides if body.unseen else admits)
    if body.unseen and seen.who.organisation in organisations:
        why = "Nobody hides that their own organisation takes part. Ask whoever reviews in another one."
        raise Problem(403, "not-your-own", "Somebody else does this", why)
    return by


def entered(record: Record, until: datetime | None = None) -> Response[Entered]:
    said = Entered(
        id=record.id,
        tag=record.tag,
        happened_on=record.happened_on,
        recorded_at=instant(record.recorded_at),
        until=until,
    )
    return Response(said, status_code=201)


def enter(desk: Desk, request: AnyRequest, case: UUID, body: Any, event: Event, by: Actor, on: date) -> Record:
    key = key_of(desk, request, body)
    return desk.register.enter(access_of(case), Note(event=event, happened_on=on, by=by), desk.now(), request=key)


def key_of(desk: Desk, request: AnyRequest, body: Any) -> RequestKey | None:
    return request_key(request, msgspec.json.encode(body), somebody(request), desk.keys)


def letting_in(desk: Desk) -> list[HTTPRouteHandler]:
    def organisation(request: AnyRequest, case: UUID, data: Any) -> Response[Entered]:
        body: OrganisationLetIn = data
        by = letting(desk, request, case, body, body.organisation)
        check_lasts(body)
        if body.organisation not in desk.register.directory().organisations:
            raise Unacceptable("organisation", "there is no such organisation; an administrator enters it first")
        event = OrganisationJoined(organisation=body.organisation, why=body.why, until=body.until, unseen=body.unseen)
        return entered(enter(desk, request, case, body, event, by, body.happened_on))

    def person(request: AnyRequest, case: UUID, data: Any) -> Response[Entered]:
        body: PersonLetIn = data
        held = desk.register.directory().posts(body.account, desk.today())
        by = letting(desk, request, case, body, *(one.organisation for one in held))
        check_lasts(body)
        if not any(one.post == body.post for one in held):
            raise Unacceptable("account", "no such account holds that post today; an administrator gives it first")
        event = PersonJoined(account=body.account, post=body.post, why=body.why, until=body.until, unseen=body.unseen)
        return entered(enter(desk, request, case, body, event, by, body.happened_on))

    def end(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Entered]:
        body: EndBody = data
        seen = desk.seen(somebody(request), case)
        parts = [one for one in desk.register.members(seen.case).parts if one.entry == entry]
        known = [one for one in parts if may_notice(desk, seen, one)]
        unnoticed = any(one.unseen for one in known)
        _, by = admitting(desk, request, case, (lambda post: post.admits or post.unseen) if unnoticed else admits)
        if not known:
            raise not_found()
        event = PartEnded(joined=RecordId(entry))
        return entered(enter(desk, request, case, body, event, by, body.happened_on))

    said: list[tuple[Any, Any, str, str, str]] = [
        (organisation, OrganisationLetIn, "/organisations", "let-organisation-in", "Let an organisation take part"),
        (person, PersonLetIn, "/people", "let-person-in", "Let somebody take part"),
        (end, EndBody, "/{entry:uuid}/end", "end-part", "End somebody's part"),
    ]
    return [
        with_body(
            handler,
            body,
            path=f"/cases/{{case:uuid}}/members{path}",
            operation_id=name,
            summary=summary,
            tags=["access"],
            **recording(reads=False),
        )
        for handler, body, path, name, summary in said
    ]


def check_lasts(body: LetIn) -> None:
    if body.until and body.until < body.happened_on:
        raise Unacceptable("until", f"until ({body.until}) is before happened_on ({body.happened_on})")


# In an emergency


def opening(desk: Desk, alerts: Alerts) -> list[HTTPRouteHandler]:
    def open_now(request: AnyRequest, case: UUID, data: Any) -> Response[Entered]:
        body: EmergencyBody = data
        who = somebody(request)
        by = in_emergency(desk, who)
        desk.cases.case(case)
        event = OpenedInEmergency(case=case, account=Id(who.account), reason=body.reason, words=body.words)
        repeated = desk.register.entered_before(key_of(desk, request, body))
        record = enter(desk, request, case, body, event, by, desk.today())
        until = instant(record.recorded_at) + LASTS
        if not repeated:
            log.warning("opened-in-emergency", case=str(case), account=who.account, reason=str(body.reason))
            alerts.opened(case, by, until)
        return entered(record, until)

    def review(request: AnyRequest, case: UUID, entry: UUID, data: Any) -> Response[Entered]:
        body: ReviewBody = data
        who = somebody(request)
        found = next((one for one in theirs_to_review(desk, who, case) if one.entry == entry), None)
        if found is None:
            raise not_found()
        if found.account == who.account or desk.register.directory().person_of(found.account) == who.viewer.person:
            raise Problem(
                403, "not-your-own", "Somebody else looks at it", "Nobody reviews what they opened themselves."
            )
        event = EmergencyReviewed(opened=RecordId(entry), verdict=body.verdict, words=body.words)
        return entered(enter(desk, request, case, body, event, who.as_themselves(), desk.today()))

    return [
        with_body(
            open_now,
            EmergencyBody,
            path="/cases/{case:uuid}/emergency",
            operation_id="open-in-emergency",
            summary="Open a record in an emergency, for some hours",
            tags=["access"],
            **recording(reads=False),
        ),
        with_body(
            review,
            ReviewBody,
            path="/cases/{case:uuid}/emergency/{entry:uuid}/review",
            operation_id="review-emergency",
            summary="Look at why a record was opened in an emergency",
            tags=["access"],
            **recording(reads=False),
        ),
    ]


def in_emergency(desk: Desk, who: Somebody) -> Actor:
    """Return the actor in the first post that may open a record in an emergency. Raises ``Problem`` 403."""
    for post in who.viewer.posts:
        if Relation.EMERGENCY in desk.rules.policy.relations(post):
            return Actor(who.account, post, who.organisation)
    raise Problem(403, "not-entitled", "This is not yours to do", "Your post opens no record in an emergency.")


def theirs_to_review(desk: Desk, who: Somebody, case: UUID) -> tuple[Emergency, ...]:
    """Return what was opened of a case that somebody may look at: by their organisation, or of a case it is part of."""
    if not any(post.reviews for post in who.posts):
        return ()
    try:
        whole = desk.cases.case(case)
    except NoSuchCase:
        return ()
    takes_part = who.organisation in desk.register.members(whole).organisations(desk.today())
    found = desk.register.emergencies(case)
    return tuple(one for one in found if takes_part or one.organisation == who.organisation)


def reviewing(desk: Desk) -> HTTPRouteHandler:
    @get(
        "/emergencies",
        operation_id="emergencies",
        tags=["access"],
        sync_to_thread=True,
        responses=problems(READING),
        operation_class=Looked,
    )
    def to_review(request: AnyRequest) -> Response[Emergencies]:
        """Records that were opened in an emergency, for those who look at why."""
        who = somebody(request)
        found = [told(desk, case, one) for case in cases_opened(desk) for one in theirs_to_review(desk, who, case)]
        posts, kept = tuple(post.id for post in who.posts if post.reviews), frozenset({desk.rules.policy.core.name})
        shown_to(request, *(Shown(case, kept, posts) for case in dict.fromkeys(one.case for one in found)))
        found.sort(key=lambda one: (one.verdict is not None, -one.since.timestamp()))
        return Response(Emergencies(items=found), headers={"Cache-Control": "no-store"})

    return to_review


def cases_opened(desk: Desk) -> list[UUID]:
    """Return the cases that were ever opened in an emergency."""
    recorder, found, after = desk.cases.store.recorder, dict[UUID, None](), 0
    tags = [tag_of(OpenedInEmergency)]
    while some := recorder.select_notifications(after, AT_ONCE, topics=tags, inclusive_of_start=False):
        found |= {desk.cases.read(cast("RecordNotification", one)).clear("case"): None for one in some}
        after = some[-1].id
    return list(found)


def told(desk: Desk, case: UUID, one: Emergency) -> OpenedNow:
    record = next(it for it in desk.register.cases.folded(access_of(case)).records if it.id == one.entry)
    event = record.event
    return OpenedNow(
        case=case,
        entry=one.entry,
        account=one.account,
        organisation=one.organisation,
        reason=one.reason.label,
        words=event.words if isinstance(event, OpenedInEmergency) else None,
        since=one.since,
        until=one.until,
        verdict=one.verdict.label if one.verdict else None,
        reviewed_by=one.reviewed_by,
    )
