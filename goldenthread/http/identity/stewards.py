"""Who may let others in: what these routes ask of the rules about access. The rules say no unless they say yes."""

from datetime import datetime
from typing import Protocol


class Stewards(Protocol):
    """Whom somebody, acting in an organisation, may give a way in."""

    def may_let_in(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say whether somebody may give a family's account printed codes, or say to which address its links go."""
        ...

    def may_link(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        """Say whether somebody may say who an account is at another organisation's sign-in."""
        ...
