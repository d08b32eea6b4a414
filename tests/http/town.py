"""A town under the real rules: organisations of every kind, and an account in every post."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from httpx import Response

from goldenthread.engine.access.directory import reads_of
from goldenthread.engine.access.policy import Post
from goldenthread.engine.access.register import Register
from goldenthread.http.identity.csrf import HEADER
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.sessions import COOKIE, How, csrf_token
from goldenthread.http.safety.rates import Limits
from goldenthread.settings import Settings
from goldenthread.workflows.access import RULES
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.posts import POSTS
from tests.http.desk import Api

LONG_AGO = date(2000, 1, 1)
ORGANISATIONS: Mapping[str, str] = {
    "elm-primary": "setting",
    "oak-nursery": "setting",
    "the-authority": "authority",
    "next-authority": "authority",
    "health-trust": "agency",
    "home": "family",
    "inspectorate": "oversight",
}
USUALLY: Mapping[str, str] = {
    "setting": "elm-primary",
    "authority": "the-authority",
    "agency": "health-trust",
    "family": "home",
    "oversight": "inspectorate",
}
"""Where somebody in a post works, unless it is said."""


class Town:
    """One store under the real rules, on a day that the test says; an account is known by its post and place."""

    def __init__(
        self,
        folder: Path,
        today: str = "2026-03-02",
        rates: Limits = Limits(),  # noqa: B008  # frozen
        said: Settings = Settings(),  # noqa: B008  # frozen
    ) -> None:
        self.api = Api(folder, KINDS, today, rules=RULES, rates=rates, said=said)
        self.folder = folder
        self.register = Register(self.api.cases)
        self.tokens: dict[str, str] = {}
        self.sessions: dict[str, str] = {}
        for organisation, kind in ORGANISATIONS.items():
            self.office.organisation(organisation, kind, f"The {organisation}", LONG_AGO)

    @property
    def office(self) -> Office:
        return Office(self.register, self.api.now)

    def like(self, other: "Town") -> "Town":
        """Let the same people speak by the same tokens as in a town that this is a copy of."""
        self.tokens = dict(other.tokens)
        return self

    def account(self, post: str, at: str = "", which: int = 1) -> tuple[str, str]:
        """Return the account in a post, and where it holds it; ``which`` is another in the same post."""
        organisation = at or USUALLY[post_of(post).of[0]]
        account = f"{post}.{organisation}.{which}"
        if account not in self.register.directory().accounts:
            self.office.account(account, LONG_AGO)
            self.office.post(account, post, organisation, LONG_AGO)
        return account, organisation

    def in_a_session(self, post: str, at: str = "", which: int = 1) -> dict[str, str]:
        """Return the headers of a session of somebody who signed in with both steps."""
        account, organisation = self.account(post, at, which)
        sessions, secret = self.api.door.sessions, self.sessions.get(account, "")
        if not sessions.find(secret, self.api.now):
            _, secret = sessions.begin(account, organisation, How.PASSKEY, self.api.now)
            self.sessions[account] = secret
        return {"Cookie": f"{COOKIE}={secret}", HEADER: csrf_token(secret)}

    def signed_in(self, post: str, at: str = "", which: int = 1) -> dict[str, str]:
        """Return the headers by which somebody speaks: a token's; a session's, for what no token does."""
        if post_of(post).keeps:
            return self.in_a_session(post, at, which)
        account, organisation = self.account(post, at, which)
        if account not in self.tokens:
            self.tokens[account] = self.office.token(self.api.door.secrets, account, organisation, "a test")
        return {"Authorization": f"Bearer {self.tokens[account]}"}

    def look(self, path: str, post: str, at: str = "", which: int = 1, **asked: str) -> Response:
        return self.api.client.get(f"/api{path}", params=asked, headers=self.signed_in(post, at, which))

    def get(self, path: str, post: str, at: str = "", **asked: str) -> Any:
        found = self.api.client.get(f"/api{path}", params=asked, headers=self.signed_in(post, at))
        assert found.status_code == 200, found.text
        return found.json()

    def send(self, path: str, body: object, post: str, at: str = "", which: int = 1, *, read: str = "*") -> Response:
        said = self.signed_in(post, at, which) | {"If-Match": read}
        return self.api.client.post(f"/api{path}", json=body, headers=said)

    def child(self, by: str = "senco", at: str = "") -> str:
        """Open a record about a child, and return its path."""
        body = {"happened_on": "2026-01-05", "describes": {"name": "Sam Ashdown", "known_as": "Sam"}}
        opened = self.send("/cases", body, by, at)
        assert opened.status_code == 201, opened.text
        return f"/cases/{opened.json()['case']}"

    def fact(
        self, case: str, tag: str, post: str, at: str = "", on: str = "2026-02-02", which: int = 1, **event: object
    ) -> str:
        """Record a fact, and return its id."""
        answer = self.send(f"{case}/facts/{tag}", {"happened_on": on, "event": event}, post, at, which)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["records"][0]["id"])

    def let_in(self, case: str, organisation: str, by: str = "senco", **more: object) -> Response:
        body = {"happened_on": "2026-01-05", "organisation": organisation, "why": "They work with Sam", **more}
        return self.send(f"{case}/members/organisations", body, by)

    def let_somebody_in(self, case: str, post: str, at: str = "", which: int = 1, **more: object) -> Response:
        account, _ = self.account(post, at, which)
        body = {"happened_on": "2026-01-05", "account": account, "post": post, "why": "They know Sam", **more}
        return self.send(f"{case}/members/people", body, "senco")

    def reads(self, post: str) -> list[frozenset[str]]:
        """Return the cases of each answer that the account in a post was given, as it was written down."""
        account, _ = self.account(post)
        records = self.api.cases.folded(reads_of(account)).records
        return [frozenset(map(str, one.clear("cases"))) for one in records]

    def told(self, case: str, post: str, at: str = "") -> list[str]:
        return [one["told"] for one in self.get(f"{case}/timeline", post, at)["items"]]


def post_of(name: str) -> Post:
    return next(one for one in POSTS if one.id == name)


@contextmanager
def town(
    folder: Path,
    today: str = "2026-03-02",
    rates: Limits = Limits(),  # noqa: B008  # frozen
    said: Settings = Settings(),  # noqa: B008  # frozen
) -> Generator[Town]:
    made = Town(folder, today, rates, said)
    with made.api.client:
        yield made
    made.api.door.close()
    made.api.cases.close()
