"""What a token is for: the scope that each operation asks for, and what is done in a session and never with a token."""

from typing import Any

from litestar import Request

from goldenthread.http.identity.asking import in_a_session
from goldenthread.http.identity.csrf import SAFE
from goldenthread.http.identity.tokens import Scope, Token
from goldenthread.http.problems import Problem

FEED = "changes"
IN_PERSON = frozenset(
    {
        "enter-organisation",
        "open-account",
        "make-set-up-code",
        "give-post",
        "end-post",
        "close-account",
        "confirm-post",
        "release-document",
        "delete-held-document",
    }
)
"""Who there is, by what they sign in, and what is let through: decided by somebody who signed in with both steps."""

ADMITTING = frozenset(
    {
        "let-organisation-in",
        "let-person-in",
        "let-family-in",
        "end-part",
        "open-in-emergency",
        "review-emergency",
    }
)
"""Who sees a case: a program that records facts does not say so, unless its token was made for it."""


def within(token: Token, request: Request[Any, Any, Any]) -> None:
    """Refuse what a token is not for. Raises ``Problem`` 403."""
    operation = getattr(request.route_handler, "operation_id", None)
    if operation in IN_PERSON:
        raise in_a_session()
    wanted = scope_for(operation, request.method)
    if wanted not in token.scopes:
        raise Problem(403, "not-in-scope", "This token is not for that", f"It needs the scope {wanted.value!r}.")


def scope_for(operation: str | None, method: str) -> Scope:
    if operation == FEED:
        return Scope.CHANGES
    if operation in ADMITTING:
        return Scope.ADMIT
    return Scope.READ if method in SAFE else Scope.RECORD
