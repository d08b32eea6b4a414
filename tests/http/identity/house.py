"""A house with a door: two organisations, some who work there, a parent, and browsers to come in with."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from argon2 import PasswordHasher
from httpx import Response
from litestar import Litestar, Request, Router, get
from litestar.testing import TestClient
from litestar.types import ASGIApp, Receive, Scope, Send

from goldenthread.http.identity.asking import session_of, token_of
from goldenthread.http.identity.csrf import HEADER, only_from_here
from goldenthread.http.identity.door import Door, Rules
from goldenthread.http.identity.routes import routes
from goldenthread.http.identity.sessions import COOKIE
from goldenthread.http.identity.totp import SECONDS, totp
from goldenthread.http.parameters import only_what_is_asked
from goldenthread.http.problems import HANDLERS
from tests.http.identity.moments import NOON

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
MATERIAL = bytes(range(32))
GOOD = "purple kettles hum at dawn"
ORIGIN = "https://127.0.0.1"


@dataclass
class Everybody:
    """Who holds a post where, as the directory would say."""

    posts: dict[str, list[str]] = field(default_factory=lambda: {"jo": ["elm", "oak"], "sam": ["elm"], "pat": ["home"]})
    staff: set[str] = field(default_factory=lambda: {"jo", "sam"})
    anew: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def organisations_of(self, account: str, now: datetime) -> Sequence[str]:
        del now
        return self.posts.get(account, [])

    def posts_of(self, account: str, organisation: str, now: datetime) -> Sequence[str]:
        del now
        return ["senco"] if organisation in self.posts.get(account, []) else []

    def is_staff(self, account: str, now: datetime) -> bool:
        del now
        return account in self.staff

    def begun_anew(self, account: str, made_by: str, now: datetime) -> None:
        del now
        self.anew.append((account, made_by))


class House:
    """One secrets file and its routes, at a moment that the test says."""

    def __init__(self, folder: Path, rules: Rules | None = None) -> None:
        self.now, self.members = NOON, Everybody()
        chosen = rules or Rules(hasher=QUICK)
        self.door = Door.at(folder / "identity.db", MATERIAL, self.members, lambda: self.now, chosen)
        self.apps: dict[str, str] = {}
        """The letters that each account's app was given."""

        @get("/who", sync_to_thread=True)
        def who(request: Request[Any, Any, Any]) -> dict[str, str]:
            if token := token_of(request, self.door):
                return {"account": token.owner, "scopes": " ".join(token.scopes)}
            return {"account": session_of(request, self.door)[0].account}

        self.app = Litestar(
            [Router("/api", route_handlers=[*routes(self.door), who])],
            guards=[only_what_is_asked, only_from_here],
            exception_handlers=HANDLERS,
            middleware=[self._from_address],
            logging_config=None,
        )
        self.address = "192.0.2.1"
        self.client = TestClient(self.app, base_url=ORIGIN)

    def _from_address(self, app: ASGIApp) -> ASGIApp:
        """Let requests come from the address that the test says, as the socket would tell it."""

        async def served(scope: Scope, receive: Receive, send: Send) -> None:
            scope["client"] = (self.address, 50_000)
            await app(scope, receive, send)

        return served

    def later(self, **much: float) -> "House":
        self.now += timedelta(**much)
        return self

    def with_password(self, account: str, password: str = GOOD) -> str:
        """Give an account a password, and return the name it signs in by."""
        name = f"{account}@elm.example"
        self.door.setting_up.use(self.door.setting_up.code_for(account, name, self.now), password, self.now)
        return name

    def with_app(self, account: str) -> list[str]:
        """Give an account a second step, and return its recovery codes."""
        self.apps[account] = self.door.second.begin(account, account).letters
        codes = self.door.second.confirm(account, self.code(account), self.now)
        assert codes
        self.later(seconds=SECONDS)
        return codes

    def code(self, account: str, steps: int = 0) -> str:
        """Return the code that an account's app shows now, or so many steps from now."""
        return code_of(self.apps[account], self.now + timedelta(seconds=steps * SECONDS))


def code_of(letters: str, at: datetime) -> str:
    return totp(base64.b32decode(letters)).generate(int(at.timestamp())).decode()


class Browser:
    """One browser: it keeps its cookie, and sends the token of its session with each change."""

    def __init__(self, house: House) -> None:
        self.house, self.cookie, self.csrf = house, "", ""

    def send(self, path: str, body: object = None, *, method: str = "POST", **headers: str) -> Response:
        """Send a request as our own page would; a header that is given takes the place of what it would send."""
        said = {HEADER: self.csrf} | {name.replace("_", "-"): value for name, value in headers.items()}
        said |= {"Cookie": f"{COOKIE}={self.cookie}"} if self.cookie else {}
        self.house.client.cookies.clear()
        sent = {name: value.encode() for name, value in said.items() if value}
        answer = self.house.client.request(method, f"/api{path}", headers=cast("Any", sent), json=body)
        if COOKIE in answer.cookies:
            self.cookie = answer.cookies[COOKIE]
        elif f"{COOKIE}=" in answer.headers.get("set-cookie", ""):
            self.cookie = ""
        return answer

    def look(self, path: str, **headers: str) -> Response:
        return self.send(path, method="GET", **headers)

    def sign_in(self, name: str, password: str = GOOD) -> Response:
        answer = self.send("/sign-in", {"name": name, "password": password})
        self.keep(answer)
        return answer

    def second(self, ticket: str, code: str, *, recovery: bool = False) -> Response:
        answer = self.send("/sign-in/second", {"ticket": ticket, "code": code, "recovery": recovery})
        self.keep(answer)
        return answer

    def keep(self, answer: Response) -> None:
        """Keep the token of a session that an answer tells of."""
        if answer.status_code == 200:
            said = answer.json()
            told = said.get("session", said)
            self.csrf = told["csrf"] if told else ""

    def come_in(self, account: str) -> "Browser":
        """Sign in all the way, with a second step where there is one."""
        name = self.house.door.passwords.name_of(account) or self.house.with_password(account)
        said = self.sign_in(name).json()
        if said["next"] == "code":
            self.second(said["ticket"], self.house.code(account))
        assert self.look("/session").json()["account"] == account
        return self
