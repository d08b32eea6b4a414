"""Documents as a client sends them: a form of two parts."""

import json
from pathlib import Path
from typing import Any

from httpx import Response
from litestar.testing import TestClient

from goldenthread.app import Documents, web
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.policy import Post
from goldenthread.engine.journeys import Journeys
from goldenthread.http.uploads.quarantine import Quarantine
from goldenthread.http.uploads.scanner import Clamd
from tests.http.desk import Api, Card
from tests.http.uploads import papers
from tests.http.uploads.kept import JOURNEY

ADMINISTRATOR = "account=a.dmin; roles=administrator; organisation=the-shed"
KEEPS = Post("administrator", "the administrator", ("any",), (), "administration", keeps=True)
LARGEST = 100_000


class Sending:
    """A store, its API, and one case in it. ``serve`` serves it again with another scanner."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.api = Api(folder, JOURNEY, rules=plain_rules(Journeys(JOURNEY), also=[KEEPS]))
        self.serve()
        self.card = Card(self.api)
        self.path = self.card.path

    def serve(self, scanner: Clamd | None = None, largest: int = LARGEST) -> None:
        documents = Documents(self.folder / "quarantine.db", scanner, largest)
        app = web(self.api.cases, self.api.door, lambda: self.api.now, rules=self.api.rules, documents=documents)
        self.api.client = TestClient(app, base_url="http://127.0.0.1")

    def send(
        self,
        content: bytes,
        name: str = "letter.pdf",
        *,
        tag: str = "lending.receipt-kept",
        by: str | None = None,
        key: str | None = None,
        path: str | None = None,
        **event: object,
    ) -> Response:
        about = {"happened_on": "2026-03-02", "event": {"tag": tag, "title": "The receipt of Mrs Vale", **event}}
        said = self.api.signed_in(by, path or self.path) | ({"Idempotency-Key": key} if key else {})
        files: Any = {"about": (None, json.dumps(about)), "file": (name, content, "application/x-msdownload")}
        return self.api.client.post(f"/api{path or self.path}/documents", files=files, headers=said)

    def kept(self, content: bytes, **said: Any) -> str:
        """Keep a document; return the id of its entry."""
        answer = self.send(content, **said)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["records"][0]["id"])

    def held(self, content: bytes | None = None, **said: Any) -> str:
        """Send a document that is held back; return by what id."""
        answer = self.send(content or papers.pdf(b"<< /S /JavaScript >>\n"), **said)
        assert answer.status_code == 202, answer.text
        return str(answer.json()["held"])

    def open(self, entry: str, path: str | None = None) -> Response:
        return self.api.look(f"{path or self.path}/documents/{entry}")

    def decide(self, held: str, what: str, by: str = ADMINISTRATOR, why: str | None = None) -> Response:
        said = why or ("It runs a program." if what == "deletion" else None)
        body = {"why": said} if said else {}
        headers = self.api.accounts.in_a_session(by, self.api.now)
        return self.api.client.post(f"/api/quarantine/{held}/{what}", json=body, headers=headers)

    def own(self, by: str) -> list[dict[str, Any]]:
        """Return what somebody sent themselves and was held back, as they are told."""
        answer = self.api.client.get("/api/quarantine/own", headers=self.api.signed_in(by))
        assert answer.status_code == 200, answer.text
        return list(answer.json()["items"])

    def waiting(self, by: str = ADMINISTRATOR) -> Response:
        return self.api.client.get("/api/quarantine", headers=self.api.signed_in(by))

    def documents(self) -> int:
        """Return how many entries of this case name a document."""
        return sum(one.startswith(("A receipt", "A slip")) for one in self.card.told())

    def quarantine(self) -> Quarantine:
        return Quarantine(self.folder / "quarantine.db", self.api.cases)
