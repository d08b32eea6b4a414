"""What is held of a child beside what is written in their case: who was let in, documents held back, their accounts.

And whose the accounts are that wrote as their work: professionals are named, families are not.
"""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import LargeBinary, Table, select

from goldenthread.engine.access.directory import Account, Directory
from goldenthread.engine.access.emergency import EmergencyReviewed, OpenedInEmergency
from goldenthread.engine.access.members import Members, PartEnded, access_of
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.events import PersonId, RecordId
from goldenthread.engine.fields import each_of, fields
from goldenthread.engine.privacy.apart import told_apart
from goldenthread.engine.records import Actor, Record
from goldenthread.engine.views import instant
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.identity.tables import METADATA
from goldenthread.http.uploads.quarantine import Quarantine
from goldenthread.projections.subject_access import Named, OwnAccount, Paper, Who, in_words, sealed_beside
from goldenthread.projections.telling import tell
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.posts import IN_FAMILY
from goldenthread.workflows.setting_record.journey import SETTING_RECORD
from goldenthread.workflows.setting_record.vocabulary import VISITS
from goldenthread.workflows.vocabulary import PROTECTED

SECRET = frozenset({"digest", "sealed", "sealed_by"})
"""Columns that hold a password or a secret made unreadable: the lock of an account, which tells nothing of anybody."""


# Who was let in


def let_in(cases: Cases, case: UUID) -> tuple[Record, ...]:
    """Return what was written of who takes part in a case, and of its being opened in an emergency."""
    return cases.beside(access_of(case))


def out_of_sight(records: tuple[Record, ...], members: Members) -> frozenset[RecordId]:
    """Return those that nobody may notice: of somebody hidden, or who only keeps children safe; and what ended that."""
    found = set[RecordId]()
    unseen = frozenset(post.id for post in POLICY.posts if post.unseen)
    for record in records:
        if record.kind in (PartEnded, EmergencyReviewed):
            name = "joined" if record.kind is PartEnded else "opened"
            gone = record.clear(name) in found
        elif record.kind is OpenedInEmergency:
            hidden = members.hidden(record.happened_on)
            gone = not hidden.isdisjoint((record.clear("account"), record.by.organisation)) or record.by.role in unseen
        else:
            gone = record.clear("unseen") or getattr(record.event, "post", None) in unseen
        if gone:
            found.add(record.id)
    return frozenset(found)


# Whose an account is


def naming(cases: Cases, case: Case) -> Who:
    """Return what says who a professional is that wrote something on a day: their name and posts, as they are known.

    Nobody at home is named, and nobody of whom it must not be noticed that they take part.
    """
    register = Register(cases)
    directory, members = register.directory(), register.members(case)

    def who(by: Actor, on: date) -> Named | None:
        person = directory.person_of(by.account)
        at_home = directory.kind_of(by.organisation) in (None, IN_FAMILY)
        if person is None or at_home or by.account in members.hidden(on):
            return None
        about = cases.described(person)
        return Named(about.name, posts_of(directory, by, on)) if about else None

    return who


def posts_of(directory: Directory, by: Actor, on: date) -> tuple[str, ...]:
    held = directory.posts_in(by.account, by.organisation, on)
    return tuple(POLICY.by_id[post].name for post in held if post in POLICY.by_id)


# The child's own accounts


def accounts_of(cases: Cases, person: PersonId, identity: Path | None) -> tuple[OwnAccount, ...]:
    """Return the accounts that are somebody's own, with their posts and all that is kept of how they sign in."""
    directory = Register(cases).directory()
    mine = [one for one in directory.accounts.values() if one.person == person]
    return tuple(own_account(one, directory, identity) for one in mine)


def own_account(account: Account, directory: Directory, identity: Path | None) -> OwnAccount:
    posts = [
        (POLICY.by_id[one.post].name if one.post in POLICY.by_id else one.post, one.organisation, one.since, one.until)
        for one in directory.held.get(account.id, ())
    ]
    kept = tuple(signs_in(account.id, identity)) if identity and identity.exists() else ()
    return OwnAccount(account.id, account.since, account.until, tuple(posts), kept)


def signs_in(account: str, identity: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every row that is kept of how an account signs in: the table, and what can be read of it."""
    with closing(Secrets(identity)) as secrets, secrets.reading() as connection:
        for table in METADATA.sorted_tables:
            if "account" in table.c:
                for row in connection.execute(select(table).where(table.c.account == account)).mappings():
                    yield str(table.name), {name: readable(name, row[name]) for name in told_of(table)}


def told_of(table: Table) -> list[str]:
    """Return the columns of a table that can be read out: neither secrets nor the account itself."""
    left_out = SECRET | {"account"}
    return [str(one.name) for one in table.c if one.name not in left_out and not isinstance(one.type, LargeBinary)]


def readable(name: str, value: Any) -> Any:
    return instant(value) if name.endswith("_at") and isinstance(value, int) else value


# Documents that are held back


def held_back(quarantine: Path, cases: Cases, case: UUID) -> Iterator[Paper]:
    """Yield each document of a case that is held back, and what was said of it when it was sent."""
    if not quarantine.exists():
        return
    with closing(Quarantine(quarantine, cases)) as held:
        for one, sent in held.of_case(case):
            kept, doubts = class_of(sent.about) if sent else PROTECTED.name, ", ".join(one.doubts)
            note = f"It is held back ({doubts}): nobody has looked at it yet. Have it looked at before it is given."
            yield Paper(f"held-back-{one.id}", kept, sent.content if sent else None, note)
            said = f"It was said of a document that is held back, which was called: {sent and sent.file_name}"
            yield Paper(f"held-back-{one.id}-said.json", kept, sent.about if sent else None, said)


def class_of(about: bytes) -> str:
    """Return the class that a document would be kept in; what cannot be told is taken to be out of sight."""
    try:
        tag = msgspec.json.decode(about)["event"]["tag"]
        return JOURNEY.kept(JOURNEY.events[tag]).name
    except (msgspec.DecodeError, LookupError, TypeError):
        return PROTECTED.name


# Where else


def told_elsewhere(cases: Cases, person: PersonId) -> Iterator[Paper]:
    """Yield what a setting's own record tells of somebody, such as a visit to them: each a paper to decide of."""
    for told in told_apart(cases).get(person, ()):
        entries = [said_of(one) for one in told.entries]
        shared = " It tells of somebody else too." if told.shared else ""
        note = f"It stands in a setting's own record, {told.case}, and names who came and who was there.{shared}"
        content = msgspec.json.format(msgspec.json.encode(entries, order="sorted"))
        yield Paper(f"told-elsewhere-{told.strand}.json", VISITS.name, content, note)


def said_of(record: Record) -> dict[str, Any]:
    """Return an entry of a setting's own record as it is given: its sentence, its answers, and what stands beside."""
    asked = fields(record.kind)
    answers = {one.question: in_words(getattr(record.event, name)) for name, one in asked.items()}
    beside = {one.question: one.words for one in sealed_beside(record, SETTING_RECORD)}
    return {"on": record.happened_on, "told": tell(record, SETTING_RECORD, {}), "answers": {**answers, **beside}}


def named_elsewhere(cases: Cases, person: PersonId) -> Iterator[UUID]:
    """Yield each setting's own record that names somebody."""
    after = 0
    while found := cases.openings(after, 500, SETTING_RECORD):
        for one in found:
            case = cases.read(one).case
            if any(names(record, person) for record in cases.case(case).records):
                yield case
        after = found[-1].id


def names(record: Record, person: PersonId) -> bool:
    """Say whether an entry names somebody, as far as it can be read."""
    asked = [name for name, field in fields(record.kind).items() if each_of(field.kind) is PersonId]
    said = [getattr(record.event, name, None) for name in asked]
    return any(person in one if isinstance(one, tuple) else one == person for one in said)
