"""Letting the invented people of a demo in: an account for everybody who wrote, and one for each other post."""

import base64
import os
import secrets as random
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

import msgspec
from argon2 import PasswordHasher
from msgspec import Struct

from goldenthread.engine import LawfulBasis
from goldenthread.engine.access.policy import Post, Relation
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.commands import Note
from goldenthread.engine.events import Answer, Event, How, RecordId
from goldenthread.engine.records import Actor
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.office import HOME, Office
from goldenthread.http.identity.totp import SECONDS, totp
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.permissions import SupporterMayRead
from goldenthread.workflows.posts import (
    IN_AGENCY,
    IN_AUTHORITY,
    IN_FAMILY,
    IN_OVERSIGHT,
    IN_SETTING,
    POSTS,
    SUPPORTER_POST,
)
from goldenthread.workflows.sharing import EntriesShared, GoesTo, Sought
from goldenthread.workflows.vocabulary import CORE, HEALTH, Organisation

SINCE = date(2000, 1, 1)
SIGN_INS = "sign-ins.json"
WHY = "They take part in this invented story"
OTHERWISE = {
    "authority": "la-officer",
    "old-authority": "la-officer",
    "new-authority": "la-officer",
    "health-service": "health",
    "adviser": "ep",
    "setting": "head",
}
"""The post of somebody who writes in a part of the story that is called otherwise."""

KINDS = {
    "la-officer": IN_AUTHORITY,
    "health": IN_AGENCY,
    "social-care": IN_AGENCY,
    "ep": IN_AGENCY,
    "mediation-adviser": IN_AGENCY,
    "virtual-school": IN_AGENCY,
    "parent": IN_FAMILY,
    "young-person": IN_FAMILY,
    "child": IN_FAMILY,
    "supporter": IN_FAMILY,
}
NAMED = frozenset({"teacher", "ep", "mediation-adviser", "parent", "young-person", "child", "supporter"})
"""The posts in which an account itself takes part, and not only its organisation."""

WHERE: Mapping[str, tuple[str, str]] = {
    "childminder": ("at-mine", IN_SETTING),
    "ep": ("psychology-service", IN_AGENCY),
    "adviser": ("psychology-service", IN_AGENCY),
    "mediation-adviser": ("mediation-service", IN_AGENCY),
    "health": ("health-trust", IN_AGENCY),
    "social-care": ("social-care", IN_AGENCY),
    "virtual-school": ("virtual-school", IN_AGENCY),
    "auditor": ("the-authority", IN_AUTHORITY),
    "dpo": ("the-authority", IN_AUTHORITY),
    "administrator": ("the-authority", IN_AUTHORITY),
    "inspector": ("the-inspectorate", IN_OVERSIGHT),
}
"""Where those work who write nothing in the stories; others in the setting of the first child, or the authority."""

GOES: Mapping[str, tuple[str, GoesTo]] = {
    "at-mine": ("the childminder", GoesTo.SETTING),
    "the-authority": ("the SEN officer", GoesTo.AUTHORITY),
    "psychology-service": ("the educational psychologist", GoesTo.ADVISER),
    "mediation-service": ("the mediation adviser", GoesTo.ADVISER),
    "health-trust": ("the designated clinical officer", GoesTo.HEALTH),
    "social-care": ("the designated social care officer", GoesTo.SOCIAL_CARE),
    "virtual-school": ("the virtual school", GoesTo.ADVISER),
    "the-inspectorate": ("the inspector", GoesTo.OVERSIGHT),
}
"""To whom there entries of the first child go."""

A_MONTH = timedelta(days=30)
PASSWORD_LETTERS, GROUPS, GROUP = "bcdfghjkmnpqrstvwxz", 4, 4
LIGHT = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1)
"""For invented people: the first sign-in makes the digest anew, as strong as any other."""

EARLIER = timedelta(minutes=5)
"""How long ago the apps of a demo were set up, so that what they show now was not used."""


class SignIn(Struct, frozen=True, kw_only=True):
    """How to be somebody in the demo: the account, its organisation and post, and each way in.

    ``token`` speaks for it; ``name`` and ``password`` sign in, and then a code of the app that has these ``letters``.
    A family has no app.
    """

    post: str
    account: str
    organisation: str
    token: str
    name: str = ""
    password: str = ""
    letters: str | None = None


class Presented(Struct, frozen=True, kw_only=True):
    """What an app shows, and for how many seconds more."""

    code: str
    seconds: int


def post_of(role: str) -> str:
    return OTHERWISE.get(role, role)


def enter(cases: Cases, door: Door, wrote: datetime, now: datetime) -> list[SignIn]:
    """Enter everybody who wrote in any case, and somebody for each other post. Returns a sign-in for each post.

    ``wrote`` is when the last of them wrote something: until then all of this was done.
    """
    office = Office(Register(cases), wrote)
    first: dict[str, Actor] = {}
    opened = cases.opened(LARGEST_TOWN)
    for case in opened:
        for by in writers(found := cases.case(case)):
            admit(office, found, by)
            first.setdefault(post_of(by.role), by)
    if opened:
        found = cases.case(opened[0])
        beside = {one.id: newcomer(office, found, one) for one in POSTS if one.id not in first}
        first |= beside
        for event, by in shared(office, found, beside):
            cases.record(found.id, [Note(event=event, happened_on=office.today, by=by)], wrote)
    return sign_ins(office, door, first, now)


LARGEST_TOWN = 100_000


def writers(case: Case) -> Iterator[Actor]:
    """Yield everybody who wrote in a case, each once."""
    yield from dict.fromkeys(one.by for one in case.records)


def admit(office: Office, case: Case, by: Actor) -> None:
    """Enter somebody who wrote in a case, and let them and their organisation take part in it."""
    post, opened = post_of(by.role), case.records[0].happened_on
    kind = KINDS.get(post, IN_SETTING)
    office.organisation(by.organisation, kind, by.organisation, SINCE)
    office.account(by.account, SINCE)
    office.post(by.account, post, by.organisation, SINCE)
    if kind != IN_FAMILY:
        office.let_in(case.id, by.organisation, opened, WHY)
    if post in NAMED:
        office.let_somebody_in(case.id, by.account, post, opened, WHY)


def newcomer(office: Office, case: Case, post: Post) -> Actor:
    """Enter somebody in a post that nobody in the stories holds, and let them take part in the first case."""
    opened, account = case.records[0], f"demo-{post.id}"
    organisation, kind = WHERE.get(post.id) or usual(post, opened.by.organisation)
    office.organisation(organisation, kind, organisation, SINCE)
    office.account(account, SINCE)
    until = office.today + A_MONTH if post.guest else None
    office.post(account, post.id, organisation, office.today if post.guest else SINCE, until)
    relations = POLICY.relations(post.id)
    if Relation.ORGANISATION in relations:
        office.let_in(case.id, organisation, opened.happened_on, WHY)
    if Relation.NAMED in relations:
        office.let_somebody_in(case.id, account, post.id, opened.happened_on, WHY)
    return Actor(account, post.id, organisation)


def usual(post: Post, place: str) -> tuple[str, str]:
    """Return where somebody works of whom nothing else is said, and of what kind that is."""
    if IN_FAMILY in post.of:
        return HOME, IN_FAMILY
    return (place, IN_SETTING) if IN_SETTING in post.of else ("the-authority", IN_AUTHORITY)


def shared(office: Office, case: Case, beside: Mapping[str, Actor]) -> Iterator[tuple[Event, Actor]]:
    """Yield the acts by which those who came beside a story may read what its setting wrote, and who does each."""
    opened = case.records[0].by
    listed = tuple(
        one.id
        for one in case.story().records
        if one.by.organisation == opened.organisation and one.kept in (CORE.name, HEALTH.name)
    )
    for organisation in dict.fromkeys(one.organisation for one in beside.values()):
        if organisation in GOES:
            yield entries_shared(listed, organisation), opened
    supporter, families = beside.get(SUPPORTER_POST.id), [one for one in writers(case) if one.role == "parent"]
    if supporter and families:
        may_read = SupporterMayRead(
            given_by="The parent",
            authority="Has parental responsibility",
            scope="All that I may read here myself",
            answer=Answer.YES,
            evidence=How.IN_PERSON,
            supporter=office.account(supporter.account, SINCE),
        )
        yield may_read, families[0]


def entries_shared(listed: tuple[RecordId, ...], organisation: str) -> EntriesShared:
    recipient, goes_to = GOES[organisation]
    return EntriesShared(
        goes_to=goes_to,
        recipient=recipient,
        entries=listed,
        purpose="So that help goes on the same way everywhere, and nobody has to say it twice.",
        basis=LawfulBasis.PUBLIC_TASK,
        sought=Sought.ASKED,
        organisation=Organisation(organisation),
    )


def sign_ins(office: Office, door: Door, first: Mapping[str, Actor], now: datetime) -> list[SignIn]:
    """Give each account a token, a name and a password; and an app, where it works."""
    password, made = new_password(), dict[str, tuple[str, str | None]]()
    found: list[SignIn] = []
    for post in POSTS:
        if by := first.get(post.id):
            name, letters = made.setdefault(by.account, ("", None))
            if not name:
                name, letters = made[by.account] = set_up(door, post, by.account, password, now)
            found.append(
                SignIn(
                    post=post.id,
                    account=by.account,
                    organisation=by.organisation,
                    token=Office(office.register, now).token(door.secrets, by.account, by.organisation, "the demo"),
                    name=name,
                    password=password,
                    letters=letters,
                )
            )
    return found


def set_up(door: Door, post: Post, account: str, password: str, now: datetime) -> tuple[str, str | None]:
    """Let an account sign in. Returns its name, and what its app was given."""
    name = f"{post.id}@demo.example"
    door.passwords.name(account, name)
    door.passwords.choose(account, password, now)
    if not door.members.is_staff(account, now):
        return name, None
    letters = door.second.begin(account, name).letters
    door.second.confirm(account, presented(letters, now - EARLIER).code, now - EARLIER)
    return name, letters


def new_password() -> str:
    """Return a password for everybody in one demo: it is another in each."""
    letters = [random.choice(PASSWORD_LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def presented(letters: str, at: datetime) -> Presented:
    """Return what an app that was given these letters shows."""
    seconds = int(at.timestamp())
    return Presented(
        code=totp(base64.b32decode(letters)).generate(seconds).decode(), seconds=SECONDS - seconds % SECONDS
    )


def keep(folder: Path, found: list[SignIn]) -> None:
    """Keep the sign-ins of a demo beside it, for its owner alone: its people are invented."""
    path = folder / SIGN_INS
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(found)))


def kept(folder: Path) -> list[SignIn]:
    """Return the sign-ins of a demo; none where it has none."""
    path = folder / SIGN_INS
    return msgspec.json.decode(path.read_bytes(), type=list[SignIn]) if path.exists() else []
