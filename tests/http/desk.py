"""The API as a test speaks to it: a store of its own, a scripted day, and the words of a request."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from httpx import Response
from litestar.testing import TestClient

from goldenthread.app import cases_in, door_of, web
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.seeing import Rules
from goldenthread.engine.calendars import Calendar
from goldenthread.engine.journey import Journey
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.views import micros
from goldenthread.http.identity.door import Rules as Limits
from goldenthread.http.safety.rates import Limits as Rates
from goldenthread.settings import Settings
from tests.http.signing import Accounts

KEEPER = "account=k.hale; roles=keeper; organisation=the-shed"
BORROWER = "account=b.ode; roles=borrower; organisation=home"


QUICK = Limits(hasher=PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
"""A door whose passwords are hashed in no time."""


class Api:
    """One store and its API, on a day that the test says."""

    def __init__(
        self,
        folder: Path,
        kinds: Journey | Journeys,
        today: str = "2026-03-02",
        rules: Rules | None = None,
        rates: Rates = Rates(),  # noqa: B008  # frozen
        said: Settings = Settings(),  # noqa: B008  # frozen
    ) -> None:
        self.now = datetime.combine(date.fromisoformat(today), time(12), UTC)
        self.actor = KEEPER
        journeys = kinds if isinstance(kinds, Journeys) else Journeys(kinds)
        self.cases = cases_in(
            Settings(data=str(folder)), journeys, Calendar(), demo=True, clock=lambda: micros(self.now)
        )
        self.rules = rules or plain_rules(journeys)
        self.door = door_of(self.cases, folder / "identity.db", lambda: self.now, self.rules, QUICK)
        self.accounts = Accounts(self.cases, self.door.secrets)
        self.client = TestClient(
            web(
                self.cases,
                self.door,
                lambda: self.now,
                folder / "projections.db",
                ["sen.local"],
                rules=self.rules,
                limits=rates,
                said=said,
            ),
            base_url="http://127.0.0.1",
        )

    def on(self, today: str) -> "Api":
        self.now = datetime.combine(date.fromisoformat(today), time(12), UTC)
        return self

    def signed_in(self, by: str | None = None, path: str = "") -> dict[str, str]:
        """Return the header by which somebody speaks."""
        return self.accounts.header(by or self.actor, self.now, path)

    def send(
        self, path: str, body: object, *, read: str | None = None, key: str | None = None, by: str | None = None
    ) -> Response:
        said = self.signed_in(by, path)
        said |= {"If-Match": read} if read else {}
        said |= {"Idempotency-Key": key} if key else {}
        return self.client.post(f"/api{path}", json=body, headers=said)

    def raw(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> Response:
        said = self.signed_in(path=path) | {"Content-Type": "application/json"} | dict(headers or {})
        return self.client.post(f"/api{path}", content=body, headers=said)

    def get(self, path: str, **asked: str) -> Any:
        found = self.look(path, **asked)
        assert found.status_code == 200, found.text
        return found.json()

    def look(self, path: str, **asked: str) -> Response:
        return self.client.get(f"/api{path}", params=asked, headers=self.signed_in(path=path))

    def count(self) -> int:
        """Return how many records the store holds, but for those of who there is, who takes part and who looked."""
        return sum(1 for one, _ in self.cases.scan() if not one.topic.startswith(("access.", "directory.")))


class Card:
    """One case of the made-up workflow."""

    def __init__(self, api: Api, name: str = "Robin Vale") -> None:
        self.api = api
        opened = api.send("/cases", {"happened_on": "2026-03-02", "describes": {"name": name, "known_as": "Rob"}})
        assert opened.status_code == 201, opened.text
        self.path = f"/cases/{opened.json()['case']}"

    @property
    def etag(self) -> str:
        return self.api.look(self.path).headers["etag"]

    def fact(self, tag: str, on: str = "2026-03-02", *, by: str | None = None, **event: object) -> Response:
        return self.api.send(f"{self.path}/facts/{tag}", {"happened_on": on, "event": event}, by=by)

    def asked(self, on: str = "2026-03-02") -> str:
        """Record that a spade was asked for; returns the record's id."""
        answer = self.fact("lending.tool-asked", on, tool="spade", wanted_on="2026-03-09", why="For my roses.")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["records"][0]["id"])

    def lend(
        self, on: str = "2026-03-02", *, read: str | None = None, key: str | None = None, **reasons: str
    ) -> Response:
        body = {"happened_on": on, "event": {"back_on": "2026-03-16"}, "reasons": reasons}
        return self.api.send(f"{self.path}/moves/lending/lend", body, read=read or self.etag, key=key)

    def told(self, **asked: str) -> list[str]:
        return [one["told"] for one in self.api.get(f"{self.path}/timeline", **asked)["items"]]
