"""The visitors: three posts and nobody in particular, and how each says who asks."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportArgumentType=false, reportUnknownLambdaType=false

from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

from goldenthread.http.identity.csrf import HEADER
from goldenthread.http.identity.sessions import COOKIE, How, csrf_token
from tests.http.town import Town

POSTS = ("senco", "parent", "la-officer")
NOBODY = ""
WORRY: dict[str, Any] = {"who": "Mum", "words": "He cries.", "answer_from": "Mrs Okafor"}


@dataclass(frozen=True)
class Visitors:
    """A town with one child's record: the SENCO keeps it, a parent takes part, the officer knows nothing of it."""

    town: Town
    case: str

    @classmethod
    def of(cls, town: Town) -> "Visitors":
        case = town.child()
        town.let_somebody_in(case, "parent")
        town.fact(case, "concern.worry-raised", "parent", **WORRY)
        town.account("la-officer")
        return cls(town, case)

    def header(self, post: str, schemes: frozenset[str]) -> dict[str, str]:
        """Return how a visitor says who asks, in a way that an operation knows; nobody says nothing."""
        if post == NOBODY or not schemes:
            return {}
        return self.town.signed_in(post) if "token" in schemes else self.session(post)

    def session(self, post: str) -> dict[str, str]:
        """Begin a session, since the last one may be over by what was asked in it."""
        account, organisation = self.town.account(post)
        door = self.town.api.door
        _, secret = door.sessions.begin(account, organisation, How.PASSWORD, self.town.api.now)
        return {"Cookie": f"{COOKIE}={secret}", HEADER: csrf_token(secret)}

    def known(self, chance: Random) -> dict[str, Any]:
        """Return what may stand in an address: ids that are there, so that something is found."""
        case = UUID(self.case.removeprefix("/cases/"))
        records = self.town.api.cases.case(case).records
        return {
            "case": str(case),
            "entry": str(chance.choice(records).id),
            "account": self.town.account(chance.choice(POSTS))[0],
            "tag": chance.choice(sorted(self.town.api.cases.journeys.events)),
        }
