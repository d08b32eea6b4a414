"""Who may open a document: whoever may see the entry that it was kept with."""

from typing import Any
from uuid import UUID

from litestar import Request

from goldenthread.engine.attached import Attached
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.events import RecordId
from goldenthread.engine.records import Record
from goldenthread.http.api.viewing import look
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.problems import Problem, not_found


def may_open(desk: Desk, request: Request[Any, Any, Any], case: UUID, entry: UUID) -> Record:
    """Return the entry whose document somebody may open.

    Raises ``Problem`` 404, the same for what is not there, what is not theirs to see, what names no document, and what
    was entered in error or written again since. Everything that decides about it goes through here.
    """
    seen = look(desk, request, case, None, None)
    found = next((one for one in seen.told(seen.case.standing) if one.id == RecordId(entry)), None)
    if found is None or not issubclass(found.kind, Attached):
        raise not_found()
    return found


def may_decide(request: Request[Any, Any, Any]) -> Somebody:
    """Return who may decide about what is held back: an administrator, who sees no content. Raises ``Problem`` 404."""
    who = somebody(request)
    if not any(post.keeps for post in who.posts):
        raise not_found()
    return who


def may_release(desk: Desk, who: Somebody, sent_by: str, why: str | None) -> None:
    """See that nobody lets through what they sent themselves, unless nobody else can: then they say why.

    Raises ``Problem`` 403, and ``Unacceptable`` without a reason.
    """
    if who.account != sent_by:
        return
    if another_may_decide(desk, who):
        refused = "You sent this yourself. Somebody else has to decide about it."
        raise Problem(403, "not-entitled", "This is not yours to decide", refused)
    if why is None:
        raise Unacceptable("why", "you sent this yourself, and nobody else can decide about it here; say why it may be")


def another_may_decide(desk: Desk, who: Somebody) -> bool:
    """Say whether anybody else in somebody's organisation holds a post today in which they decide."""
    directory, day = desk.register.directory(), desk.today()
    keeping = {post.id for post in who.policy.by_id.values() if post.keeps}
    others = (one for one in directory.accounts if one != who.account)
    return any(keeping & set(directory.posts_in(one, who.organisation, day)) for one in others)


def decided_in(desk: Desk, case: Case, sent_from: str) -> str:
    """Return the organisation whose administrators decide about a document: the one that it was sent from.

    A family has no administrator, so for what a family sends it is the one that opened the case; where that is a family
    too, the first of those that take part today.
    """
    directory, members = desk.register.directory(), desk.register.access(case).members
    day = desk.today()
    taking_part = sorted(members.organisations(day) - members.hidden(day))
    found = (sent_from, case.records[0].by.organisation, *taking_part)
    return next((one for one in found if directory.kind_of(one) != desk.rules.policy.family), sent_from)
