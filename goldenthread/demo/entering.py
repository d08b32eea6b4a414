"""Letting the invented people of a demo in: an account for everybody who wrote, and one for each other post."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.records import Actor
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.secrets import Secrets
from goldenthread.workflows.posts import (
    ADMINISTRATOR,
    ASSISTANT,
    AUDITOR,
    CHILDMINDER,
    DPO,
    FIRST_CONTACT,
    IN_AGENCY,
    IN_AUTHORITY,
    IN_FAMILY,
    IN_OVERSIGHT,
    IN_SETTING,
    INSPECTOR,
    LA_MANAGER,
    PANEL_MEMBER,
    POSTS,
    SAFEGUARDING_POST,
)

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

BESIDE = (
    (CHILDMINDER, "at-mine", IN_SETTING),
    (ASSISTANT, "", IN_SETTING),
    (SAFEGUARDING_POST, "", IN_SETTING),
    (FIRST_CONTACT, "", IN_SETTING),
    (LA_MANAGER, "the-authority", IN_AUTHORITY),
    (PANEL_MEMBER, "the-authority", IN_AUTHORITY),
    (AUDITOR, "the-authority", IN_AUTHORITY),
    (INSPECTOR, "the-inspectorate", IN_OVERSIGHT),
    (DPO, "the-authority", IN_AUTHORITY),
    (ADMINISTRATOR, "the-authority", IN_AUTHORITY),
)
"""The posts of people who write nothing in the stories; without an organisation, at the place of the first child."""


class SignIn(Struct, frozen=True, kw_only=True):
    """How to be somebody in the demo: the account, its organisation and post, and a token to speak for it with."""

    post: str
    account: str
    organisation: str
    token: str


def post_of(role: str) -> str:
    return OTHERWISE.get(role, role)


def enter(cases: Cases, secrets: Secrets, now: datetime) -> list[SignIn]:
    """Enter everybody who wrote in any case, and somebody for each other post. Returns a sign-in for each post."""
    office = Office(Register(cases), now)
    first: dict[str, Actor] = {}
    for case in cases.opened(LARGEST_TOWN):
        for by in writers(found := cases.case(case)):
            admit(office, found, by)
            first.setdefault(post_of(by.role), by)
    place = next(iter(first.values())).organisation if first else "elm-primary"
    for post, where, kind in BESIDE:
        organisation = where or place
        account = f"demo-{post.id}"
        office.organisation(organisation, kind, organisation, SINCE)
        office.account(account, SINCE)
        office.post(account, post.id, organisation, SINCE)
        first.setdefault(post.id, Actor(account, post.id, organisation))
    return [
        SignIn(
            post=post.id,
            account=(by := first[post.id]).account,
            organisation=by.organisation,
            token=office.token(secrets, by.account, by.organisation, "the demo"),
        )
        for post in POSTS
        if post.id in first
    ]


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
