"""Who may open a document: whoever may see the entry that it was kept with."""

from typing import Any
from uuid import UUID

from litestar import Request

from goldenthread.engine.attached import Attached
from goldenthread.engine.events import RecordId
from goldenthread.engine.records import Record
from goldenthread.http.api.viewing import look
from goldenthread.http.desk import Desk
from goldenthread.http.identity.who import Somebody, somebody
from goldenthread.http.problems import Problem, not_found
from goldenthread.http.uploads.quarantine import Held


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


def somebody_else(who: Somebody, sent_by: str) -> None:
    """See that nobody decides about what they sent themselves. Raises ``Problem`` 403."""
    if who.account == sent_by:
        why = "You sent this yourself. Somebody else has to decide about it."
        raise Problem(403, "not-entitled", "This is not yours to decide", why)


def is_theirs(desk: Desk, who: Somebody, held: Held) -> bool:
    """Say whether a document was sent from somebody's own organisation, or by a family, which has no administrator."""
    sent_from = desk.register.directory().kind_of(held.organisation)
    return held.organisation == who.organisation or sent_from == who.policy.family
