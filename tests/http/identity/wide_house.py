"""The house with every other way in: passkeys, another organisation's sign-in, links and printed codes."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

from httpx import Response
from litestar import Litestar, Router
from litestar.testing import TestClient

from goldenthread.engine.access.directory import Way
from goldenthread.http.identity import family_routes, oidc_routes, passkey_routes
from goldenthread.http.identity.ceremony import Party
from goldenthread.http.identity.csrf import HEADER, only_from_here
from goldenthread.http.identity.family_routes import FamilyRoutes
from goldenthread.http.identity.mail import Letter, NotSent
from goldenthread.http.identity.oidc_routes import OidcRoutes
from goldenthread.http.identity.passkeys import Passkeys
from goldenthread.http.identity.routes import routes
from goldenthread.http.parameters import only_what_is_asked
from goldenthread.http.problems import HANDLERS
from tests.http.identity.authenticator import ORIGIN, Authenticator
from tests.http.identity.house import MATERIAL, Browser, House
from tests.http.identity.made_up_provider import MadeUpProvider, provider

LINK = re.compile(r"https://notes\.example\.org(/api/sign-in/link/[A-Za-z0-9_-]{43})\n")


@dataclass
class LetterBox:
    """Where letters go instead of over a wire. ``broken``: none can be sent."""

    letters: list[Letter] = field(default_factory=list[Letter])
    broken: bool = False

    async def send(self, letter: Letter, now: datetime) -> None:
        del now
        if self.broken:
            raise NotSent("SMTPServerDisconnected")
        self.letters.append(letter)


@dataclass
class OfElm:
    """Who may let whom in: ``jo`` of ``elm`` whoever is listed, and nobody else anybody.

    Those ``elsewhere`` take part in a case of others too. ``written``: what was done to ways in.
    """

    families: set[str] = field(default_factory=lambda: {"pat", "lee", "sam"})
    elsewhere: set[str] = field(default_factory=set[str])
    written: list[tuple[str, str, str, Way]] = field(default_factory=list[tuple[str, str, str, Way]])
    linked: set[str] = field(default_factory=lambda: {"jo", "sam", "pat", "gone"})

    def may_let_in(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        del now
        return (by, organisation) == ("jo", "elm") and account in self.families

    def may_give(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        return self.may_let_in(by, organisation, account, now) and account not in self.elsewhere

    def changed(self, by: str, organisation: str, account: str, what: Way, now: datetime) -> None:
        del now
        self.written.append((by, organisation, account, what))

    def may_link(self, by: str, organisation: str, account: str, now: datetime) -> bool:
        del now
        return (by, organisation) == ("jo", "elm") and account in self.linked


class WideHouse(House):
    """A house whose every way in is open, with a provider beside it and a letter box."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.members.posts |= {"lee": ["home"], "ash": ["home"]}
        self.there, self.box, self.stewards = MadeUpProvider(lambda: self.now), LetterBox(), OfElm()
        self.passkeys = Passkeys(self.door.secrets, Party("notes.example.org", ORIGIN))
        self.oidc = OidcRoutes(self.door, self.there.oidc(provider()), self.stewards)
        self.family = FamilyRoutes(self.door, self.stewards, MATERIAL, ORIGIN, self.box)
        every = [
            *routes(self.door),
            *passkey_routes.routes(self.door, self.passkeys),
            *oidc_routes.routes(self.oidc),
            *family_routes.routes(self.family),
        ]
        self.app = Litestar(
            [Router("/api", route_handlers=every)],
            lifespan=[lambda _: self.family.outbox.running()],
            guards=[only_what_is_asked, only_from_here],
            exception_handlers=HANDLERS,
            middleware=[self._from_address],
            logging_config=None,
        )
        self.client = TestClient(self.app, base_url=ORIGIN)

    def posted(self) -> list[Letter]:
        """Return every letter, once all that was asked for is done."""
        self.client.blocking_portal.call(self.family.outbox.done)
        return self.box.letters

    def link_sent_to(self, address: str) -> str:
        """Return the path of the newest link that was sent to an address."""
        letter = [one for one in self.posted() if one.to == address][-1]
        found = LINK.search(letter.text)
        assert found, letter.text
        return found[1].removeprefix("/api")


class Visitor(Browser):
    """A browser that keeps every cookie it is given, follows no redirect, and has a device for passkeys."""

    def __init__(self, house: WideHouse) -> None:
        super().__init__(house)
        self.wide, self.device = house, Authenticator()
        self.cookies: dict[str, str] = {}

    def send(self, path: str, body: object = None, *, method: str = "POST", **headers: str) -> Response:
        """Send a request as our own page would."""
        said = {HEADER: self.csrf} | {name.replace("_", "-"): value for name, value in headers.items()}
        said |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        self.house.client.cookies.clear()
        answer = self.house.client.request(
            method,
            f"/api{path}",
            headers={name: value for name, value in said.items() if value},
            json=body,
            follow_redirects=False,
        )
        for line in answer.headers.get_list("set-cookie"):
            self.keep_cookie(line)
        return answer

    def keep_cookie(self, line: str) -> None:
        """Keep a cookie as a browser does, which refuses one whose name promises more than it says."""
        for name, one in SimpleCookie(line).items():
            assert name.startswith("__Host-")
            assert (one["path"], one["secure"], one["httponly"], one["domain"]) == ("/", True, True, "")
            assert one["samesite"].lower() == "lax"
            self.cookies.pop(name, None)
            if one["max-age"] != "0":
                self.cookies[name] = one.value

    def here(self, answer: Response) -> dict[str, Any]:
        """Check that an answer let this browser in, keep its token, and return the session."""
        assert answer.status_code in (200, 303), answer.text
        said: dict[str, Any] = self.look("/session").json()
        self.csrf = said["csrf"]
        return said

    def make_passkey(self, name: str = "my phone") -> Response:
        asked = self.send("/passkeys/options").json()
        answer = self.device.make(asked["options"])
        return self.send("/passkeys", {"ticket": asked["ticket"], "name": name, "credential": answer})

    def use_passkey(self) -> Response:
        asked = self.send("/sign-in/passkey/options").json()
        answer = self.device.sign(asked["options"])
        return self.send("/sign-in/passkey", {"ticket": asked["ticket"], "credential": answer})

    def go_away(self, **body: str) -> dict[str, str]:
        """Sign in at the provider, and return what the browser is to bring back."""
        answer = self.send("/sign-in/providers/elm", body)
        assert answer.status_code == 200, answer.text
        return self.wide.there.visited(answer.json()["address"])

    def come_back(self, **said: str) -> Response:
        query = "&".join(f"{name}={value}" for name, value in said.items())
        return self.look(f"/sign-in/providers/elm/back?{query}")
