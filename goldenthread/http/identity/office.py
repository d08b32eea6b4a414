"""The office: where organisations, accounts and posts are entered, and tokens made, by whoever keeps the machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from goldenthread.engine.access.directory import (
    DIRECTORY,
    AccountOpened,
    Id,
    OrganisationEntered,
    PostGiven,
)
from goldenthread.engine.access.members import OrganisationJoined, PersonJoined, access_of
from goldenthread.engine.access.register import Register
from goldenthread.engine.commands import Note
from goldenthread.engine.events import Event, PersonId
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.records import Actor
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.tokens import Scope, Tokens

OPERATOR = Actor("operator", "operator", "this-machine")
"""Whoever keeps the machine that this runs on."""


@dataclass(frozen=True)
class Office:
    """Enters who there is. What is there already is not entered again."""

    register: Register
    now: datetime
    by: Actor = OPERATOR

    def organisation(self, organisation: str, kind: str, name: str, since: date) -> None:
        if organisation not in self.register.directory().organisations:
            said = OrganisationEntered(organisation=Id(organisation), kind=Id(kind), name=name)
            self._enter(DIRECTORY, said, since)

    def account(
        self, account: str, since: date, *, name: str | None = None, person: PersonId | None = None
    ) -> PersonId:
        """Open an account, and write down who it is where a name is given. Returns whose it is."""
        known = self.register.directory().accounts.get(account)
        if known:
            return known.person
        whose = person or PersonId(uuid4())
        if name and self.register.cases.described(whose) is None:
            about = PersonDescribed(name=name)
            self.register.cases.describe(whose, about, Note(event=about, happened_on=since, by=self.by), self.now)
        self._enter(DIRECTORY, AccountOpened(account=Id(account), person=whose), since)
        return whose

    def post(self, account: str, post: str, organisation: str, since: date, until: date | None = None) -> None:
        held = self.register.directory().held.get(account, ())
        if not any((one.post, one.organisation, one.until) == (post, organisation, until) for one in held):
            said = PostGiven(account=Id(account), post=Id(post), organisation=Id(organisation), until=until)
            self._enter(DIRECTORY, said, since)

    def let_in(self, case: UUID, organisation: str, since: date, why: str, until: date | None = None) -> None:
        """Let an organisation take part in a case."""
        members = self.register.members(self.register.cases.case(case))
        if not any(one.organisation == organisation for one in members.parts):
            said = OrganisationJoined(organisation=Id(organisation), why=why, until=until)
            self._enter(access_of(case), said, since)

    def let_somebody_in(
        self, case: UUID, account: str, post: str, since: date, why: str, until: date | None = None
    ) -> None:
        """Let an account take part in a case, in one of its posts."""
        members = self.register.members(self.register.cases.case(case))
        if not any((one.account, one.post) == (account, post) for one in members.parts):
            said = PersonJoined(account=Id(account), post=Id(post), why=why, until=until)
            self._enter(access_of(case), said, since)

    def _enter(self, stream: UUID, said: Event, since: date) -> None:
        self.register.enter(stream, Note(event=said, happened_on=since, by=self.by), self.now)

    def token(
        self,
        secrets: Secrets,
        account: str,
        organisation: str,
        label: str,
        scopes: Iterable[Scope] = tuple(Scope),
        lasts: timedelta = timedelta(days=365),
    ) -> str:
        """Return the secret of a new token by which a program acts for an account. Raises ``Unacceptable``."""
        _, secret = Tokens(secrets).make(account, organisation, scopes, label, self.now + lasts, self.now)
        return secret
