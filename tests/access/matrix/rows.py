"""The rows of the matrix: of every endpoint, what kind it is. One that is not here fails the build.

The kind says who is answered at all; what is in an answer follows from the policy.
"""

from collections.abc import Mapping
from enum import Enum, auto
from fnmatch import fnmatchcase


class Kind(Enum):
    """What an endpoint asks of whoever uses it."""

    ANYBODY = auto()
    """Nothing: it shows nothing of anybody."""
    SIGN_IN = auto()
    """Nothing yet: it is how somebody says who they are."""
    OWN_ACCOUNT = auto()
    """To be signed in: it shows and changes what is the account's own."""
    STEWARD = auto()
    """To look after another account: whoever does not is told that there is none."""
    LIST = auto()
    """To be signed in: it lists what they may see."""
    CASE = auto()
    """To stand in the case."""
    OF_A_CASE = auto()
    """To stand in the case, and to see the entry or the strand of it that is named."""
    FACT = auto()
    """To stand in the case in a post whose part may record it, or to work in such a post where it is kept.

    Whoever only works there is told the name of what they added, and of the case nothing.
    """
    REMARK = auto()
    """As for a fact, in a case in which they stand, about an entry that they see."""
    MOVE = auto()
    """As for a fact, in a case in which they stand; and to have read the case."""
    DOCUMENT = auto()
    """As for a fact; it is sent as a form."""
    ADMITS = auto()
    """To stand in the case in a post that lets others in."""
    EMERGENCY = auto()
    """To hold a post that may open records in an emergency; whatever the case."""
    REVIEWS = auto()
    """To hold a post that looks at what was opened in an emergency, where its organisation takes part."""
    KEEPS = auto()
    """To hold a post that keeps accounts."""
    DIRECTORY = auto()
    """To hold a post that keeps accounts, in the organisation it is about: others are told whose it is."""
    CONFIRMS = auto()
    """To hold a post that keeps accounts, or that reviews: it is about the posts of its own organisation."""
    OPENS = auto()
    """To hold a post whose part may open a case."""


K = Kind
ROWS: Mapping[str, Kind] = {
    # Nobody need say who asks
    "front": K.ANYBODY, "forms": K.ANYBODY, "form": K.ANYBODY, "openapi": K.ANYBODY, "health": K.ANYBODY,
    # How somebody says who they are
    "sign-in": K.SIGN_IN, "sign-in-second": K.SIGN_IN, "sign-in-set-up": K.SIGN_IN, "sign-in-passkey": K.SIGN_IN,
    "sign-in-passkey-options": K.SIGN_IN, "sign-in-set-up-passkey": K.SIGN_IN, "sign-in-code": K.SIGN_IN,
    "sign-in-set-up-passkey-options": K.SIGN_IN, "sign-in-provider": K.SIGN_IN, "sign-in-provider-back": K.SIGN_IN,
    "sign-in-link": K.SIGN_IN, "sign-in-link-follow": K.SIGN_IN, "sign-in-link-open": K.SIGN_IN,
    "sign-in-printed": K.SIGN_IN, "providers": K.SIGN_IN, "enrol": K.SIGN_IN, "enrol-confirm": K.SIGN_IN,
    # What is the account's own
    "recovery-codes": K.OWN_ACCOUNT, "recovery-codes-renew": K.OWN_ACCOUNT, "sign-out": K.OWN_ACCOUNT,
    "session": K.OWN_ACCOUNT, "session-organisation": K.OWN_ACCOUNT, "sessions": K.OWN_ACCOUNT,
    "sessions-end": K.OWN_ACCOUNT, "session-end": K.OWN_ACCOUNT, "password": K.OWN_ACCOUNT,
    "tokens": K.OWN_ACCOUNT, "token-make": K.OWN_ACCOUNT, "token-revoke": K.OWN_ACCOUNT,
    "passkeys": K.OWN_ACCOUNT, "passkey-make": K.OWN_ACCOUNT, "passkey-options": K.OWN_ACCOUNT,
    "passkey-remove": K.OWN_ACCOUNT, "own-held-documents": K.OWN_ACCOUNT, "account-history": K.OWN_ACCOUNT,
    # Whoever looks after somebody else's way in
    "provider-links": K.STEWARD, "provider-link": K.STEWARD, "provider-unlink": K.STEWARD,
    "printed-codes": K.STEWARD, "printed-codes-make": K.STEWARD, "printed-codes-take-back": K.STEWARD,
    "start-over": K.STEWARD,
    "address": K.STEWARD, "address-keep": K.STEWARD, "address-remove": K.STEWARD,
    # Lists
    "cases": K.LIST, "settings": K.LIST, "changes": K.LIST, "caseload": K.LIST, "caseload-counts": K.LIST,
    "open-windows": K.LIST, "open": K.LIST, "emergencies": K.LIST,
    # Looking at one case
    "state": K.CASE, "next": K.CASE, "clocks": K.CASE, "windows": K.CASE, "permissions": K.CASE, "timeline": K.CASE,
    "difference": K.CASE, "attempts": K.CASE, "members": K.CASE, "readers": K.CASE, "warnings": K.CASE,
    "entry": K.OF_A_CASE, "open-document": K.OF_A_CASE, "definitions": K.OF_A_CASE, "preview-definition": K.OF_A_CASE,
    # Writing in one case
    "record-error": K.REMARK, "record-dispute": K.REMARK, "record-withdrawal": K.REMARK, "correct": K.REMARK,
    "adopt-definition": K.REMARK, "bring-in-history": K.FACT, "record-*": K.FACT, "move-*": K.MOVE,
    "keep-document": K.DOCUMENT,
    # Who takes part
    "let-organisation-in": K.ADMITS, "let-person-in": K.ADMITS, "end-part": K.ADMITS, "let-family-in": K.ADMITS,
    "open-in-emergency": K.EMERGENCY, "review-emergency": K.REVIEWS,
    # Keeping
    "quarantine": K.KEEPS, "release-document": K.KEEPS, "delete-held-document": K.KEEPS,
    # Who there is
    "organisations": K.DIRECTORY, "enter-organisation": K.DIRECTORY, "accounts": K.DIRECTORY,
    "open-account": K.DIRECTORY, "make-set-up-code": K.DIRECTORY, "posts-held": K.DIRECTORY, "give-post": K.DIRECTORY,
    "posts-waiting": K.CONFIRMS, "confirm-post": K.CONFIRMS, "end-post": K.DIRECTORY, "close-account": K.DIRECTORY,
    # Beginning
    "open-case": K.OPENS, "open-setting": K.OPENS, "describe-person": K.OPENS,
}  # fmt: skip


def row_of(operation: str) -> str | None:
    """Return the name of the row that an operation has: its own, or that of its family; None where it has none."""
    if operation in ROWS:
        return operation
    return next((name for name in ROWS if "*" in name and fnmatchcase(operation, name)), None)


def kind_of(operation: str) -> Kind:
    name = row_of(operation)
    assert name is not None, f"{operation} has no row: say in {__name__} what kind of endpoint it is"
    return ROWS[name]
