"""Signing in as a test does it: an account is entered and given a token when it is first spoken for."""

from datetime import date, datetime
from uuid import UUID

from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases, NoSuchCase
from goldenthread.http.identity.csrf import HEADER
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.sessions import COOKIE, How, Sessions, csrf_token

LONG_AGO = date(2000, 1, 1)


class Accounts:
    """Everybody who speaks to one store in a test: ``account=jo; roles=senco teacher; organisation=elm-primary``."""

    def __init__(self, cases: Cases, secrets: Secrets, kinds: dict[str, str] | None = None) -> None:
        self.register, self.secrets, self.kinds = Register(cases), secrets, kinds or {}
        self._tokens: dict[str, str] = {}

    def header(self, said: str, now: datetime, path: str = "") -> dict[str, str]:
        """Return the header by which somebody speaks, let into the case of a path where they are not in it yet."""
        parts = dict(part.strip().split("=") for part in said.split(";"))
        account, organisation, posts = parts["account"], parts["organisation"], parts["roles"].split()
        office = Office(self.register, now)
        if said not in self._tokens:
            kind = self.kinds.get(organisation, "family" if organisation == "home" else "setting")
            office.organisation(organisation, kind, organisation, LONG_AGO)
            office.account(account, LONG_AGO)
            for post in posts:
                office.post(account, post, organisation, LONG_AGO)
            self._tokens[said] = office.token(self.secrets, account, organisation, "a test")
        self._let_in(office, account, organisation, posts, path)
        return {"Authorization": f"Bearer {self._tokens[said]}"}

    def in_a_session(self, said: str, now: datetime) -> dict[str, str]:
        """Return the headers by which somebody speaks who signed in with both steps: for what no token does."""
        self.header(said, now)
        parts = dict(part.strip().split("=") for part in said.split(";"))
        sessions = Sessions(self.secrets)
        _, secret = sessions.begin(parts["account"], parts["organisation"], How.PASSKEY, now)
        return {"Cookie": f"{COOKIE}={secret}", HEADER: csrf_token(secret)}

    def _let_in(self, office: Office, account: str, organisation: str, posts: list[str], path: str) -> None:
        parts = path.split("/")
        if len(parts) < 3 or parts[1] != "cases":
            return
        try:
            case = UUID(parts[2])
            office.let_in(case, organisation, LONG_AGO, "a test")
            for post in posts:
                office.let_somebody_in(case, account, post, LONG_AGO, "a test")
        except (ValueError, NoSuchCase):
            return
