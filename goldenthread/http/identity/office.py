"""The office: where organisations, accounts and posts are entered, by whoever keeps the machine or looks after them."""

import secrets as random
import string
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from msgspec import Struct

from goldenthread.engine.access.directory import (
    DIRECTORY,
    AccountClosed,
    AccountOpened,
    Code,
    Held,
    Id,
    OrganisationEntered,
    PostConfirmed,
    PostEnded,
    PostGiven,
    Way,
    WayInBegunAnew,
    WayInChanged,
)
from goldenthread.engine.access.members import OrganisationJoined, PersonJoined, access_of
from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.register import Register
from goldenthread.engine.commands import Note, Unacceptable
from goldenthread.engine.events import Event, PersonId, RecordId
from goldenthread.engine.privacy.people import Identifier, PersonDescribed
from goldenthread.engine.records import Actor
from goldenthread.engine.views import HERE
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.tokens import Scope, Tokens

OPERATOR = Actor("operator", "operator", "this-machine")
"""Whoever keeps the machine that this runs on."""

HOME, AT_HOME = "home", "Families, at home"
"""The organisation for which families act: there is one."""

LETTERS = 10
EMAIL = "e-mail"


class Given(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post that is to be given, and its last day, if it has one."""

    post: Code
    until: date | None = None


def new_account() -> str:
    """Return an identifier that tells nothing of whose it is."""
    return "a-" + "".join(random.choice(string.ascii_lowercase) for _ in range(LETTERS))


@dataclass(frozen=True)
class Office:
    """Enters who there is. What is there already is not entered again."""

    register: Register
    now: datetime
    by: Actor = OPERATOR

    @property
    def today(self) -> date:
        return self.now.astimezone(HERE).date()

    def organisation(self, organisation: str, kind: str, name: str, since: date) -> None:
        if organisation not in self.register.directory().organisations:
            said = OrganisationEntered(organisation=Id(organisation), kind=Id(kind), name=name)
            self._enter(DIRECTORY, said, since)

    def account(
        self,
        account: str,
        since: date,
        *,
        name: str | None = None,
        email: str | None = None,
        person: PersonId | None = None,
    ) -> PersonId:
        """Open an account, and write down who it is where a name is given. Returns whose it is."""
        known = self.register.directory().accounts.get(account)
        if known:
            return known.person
        whose = person or PersonId(uuid4())
        if name and self.register.cases.described(whose) is None:
            by_mail = (Identifier(kind=EMAIL, value=email),) if email else ()
            about = PersonDescribed(name=name, identifiers=by_mail)
            self.register.cases.describe(whose, about, Note(event=about, happened_on=since, by=self.by), self.now)
        self._enter(DIRECTORY, AccountOpened(account=Id(account), person=whose), since)
        return whose

    def post(
        self,
        account: str,
        post: str,
        organisation: str,
        since: date,
        until: date | None = None,
        *,
        waits: bool = False,
    ) -> None:
        """Give a post. Where it ``waits``, it is of no use until somebody else confirms it."""
        held = self.register.directory().held.get(account, ())
        if not any((one.post, one.organisation, one.until) == (post, organisation, until) for one in held):
            said = PostGiven(
                account=Id(account), post=Id(post), organisation=Id(organisation), until=until, waits=waits
            )
            self._enter(DIRECTORY, said, since)

    def confirm(self, given: UUID) -> None:
        """Let a post be held that waited, from today."""
        self._enter(DIRECTORY, PostConfirmed(given=RecordId(given)), self.today)

    # What is asked for, and may be refused

    def may_hold(self, policy: Policy, given: Given, organisation: str, since: date) -> None:
        """Refuse a post that there is not in such an organisation, or that lasts too long. Raises ``Unacceptable``."""
        kind, post = self.register.directory().kind_of(organisation), policy.by_id.get(given.post)
        if kind is None:
            raise Unacceptable("organisation", "there is no such organisation; enter it first")
        if post is None or kind not in post.of:
            may = ", ".join(one.id for one in policy.posts if kind in one.of)
            raise Unacceptable("post", f"in this kind of organisation ({kind}) the posts are: {may}")
        if post.guest and given.until is None:
            raise Unacceptable("until", f"{post.name} is a guest: say until which day")
        if given.until and given.until < since:
            raise Unacceptable("until", f"until ({given.until}) is before happened_on ({since})")

    def open_account(  # whose it is, where it is for, and how it is signed in to
        self,
        door: Door,
        policy: Policy,
        organisation: str,
        posts: Sequence[Given],
        name: str,
        email: str,
        since: date,
        *,
        waits: bool = False,
    ) -> tuple[str, str]:
        """Open an account with posts in an organisation. Returns it, and the code to set it up with, shown this once.

        ``waits``: its posts are confirmed by somebody else first. Raises ``Unacceptable``: then nothing was written.
        """
        if not posts:
            raise Unacceptable("posts", "an account begins with a post at least")
        for one in posts:
            self.may_hold(policy, one, organisation, since)
        account = new_account()
        code = self._code(door, account, email, start_over=False)
        try:
            self.account(account, since, name=name, email=email)
            for one in posts:
                self.post(account, one.post, organisation, since, one.until, waits=waits)
        except BaseException:
            door.secrets.forget(account)  # the address is free again
            raise
        return account, code

    def set_up(self, door: Door, account: str, email: str, *, start_over: bool = False) -> str:
        """Return a set-up code for an account that signs in by an address. Raises ``Unacceptable``.

        ``start_over``: everything else by which it is signed in to is taken away, the password too. Once a code is used
        that was not made on this machine, the posts of the account wait.
        """
        made_by = None if self.by == OPERATOR else self.by.account
        code = self._code(door, account, email, start_over=start_over, made_by=made_by)
        self.way_in_changed(account, Way.STARTED_OVER if start_over else Way.SET_UP)
        return code

    def way_in_changed(self, account: str, what: Way) -> None:
        """Write down, for whose account it is, what was done to their way in, and who did it."""
        self._enter(DIRECTORY, WayInChanged(account=Id(account), what=what), self.today)

    def begun_anew(self, account: str, made_by: str) -> None:
        """Write down that an account is signed in to by what somebody else made: its posts wait."""
        self._enter(DIRECTORY, WayInBegunAnew(account=Id(account), made_by=Id(made_by)), self.today)

    def _code(self, door: Door, account: str, email: str, *, start_over: bool, made_by: str | None = None) -> str:
        make = door.setting_up.start_over if start_over else door.setting_up.code_for
        try:
            return make(account, email, self.now, made_by=made_by)
        except Unacceptable as wrong:
            raise Unacceptable("email", str(wrong)) from None

    def give(
        self, policy: Policy, account: str, given: Given, organisation: str, since: date, *, waits: bool = False
    ) -> None:
        """Give an account one more post; where it ``waits``, for somebody else to confirm. Raises ``Unacceptable``.

        One that waits already is confirmed by giving it without.
        """
        self.may_hold(policy, given, organisation, since)
        known = self.register.directory().accounts.get(account)
        if known is None or not known.on(self.today):
            raise Unacceptable("account", "this account is closed; open another")
        there = [one for one in self._given(account, organisation, since) if one.post == given.post]
        if any(waits or not one.waits for one in there):
            raise Unacceptable("post", "this account holds that post already; end it first, to change its last day")
        for one in there:
            if one.given:
                self.confirm(one.given)
        self.post(account, given.post, organisation, since, given.until, waits=waits)

    def _given(self, account: str, organisation: str, day: date) -> tuple[Held, ...]:
        return self.register.directory().given_to(account, organisation, day)

    def end_post(self, account: str, post: str, organisation: str, on: date) -> None:
        """End a post from a day on. Raises ``Unacceptable`` where the account does not hold it on that day."""
        if post not in {one.post for one in self._given(account, organisation, on)}:
            raise Unacceptable("post", "this account does not hold that post on that day")
        said = PostEnded(account=Id(account), post=Id(post), organisation=Id(organisation))
        self._enter(DIRECTORY, said, on)

    def close(self, door: Door, account: str, on: date, *, forget: bool) -> None:
        """Close an account from a day on: its sessions and tokens end now. Raises ``Unacceptable``, ``StillHeld``.

        ``forget``: everything by which it was signed in to is deleted as well. What it did stays on record.
        """
        known = self.register.directory().accounts.get(account)
        if known is None or known.until is not None:
            raise Unacceptable("account", "this account is closed")
        self._enter(DIRECTORY, AccountClosed(account=Id(account)), on)
        door.sessions.end_all(account)
        door.tokens.revoke_all(account)
        if forget:
            door.secrets.forget(account)

    # Who takes part in a case

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
        if not any((one.account, one.post) == (account, post) and one.on(since) for one in members.parts):
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
