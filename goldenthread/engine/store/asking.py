"""What SQLite is asked before a command is stored, and what becomes of the command."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, cast
from uuid import UUID

from goldenthread.engine.store.mapper import StoredRecord
from goldenthread.engine.store.writer import Command, Kept, Outcome, RequestKey

LAST_VERSION = "(select max(version) from record where case_id = ?)"
KEY = "(select case when wrapped <> x'' then commitment else x'' end from data_key where case_id = ? and number = ?)"
FOUND = "last.position, last.recorded_at, known.digest, known.position, known.count, known.recorded_at"
LOOKED_IN = """
(select 1) left join (select position, recorded_at from record order by position desc limit 1) last
left join record known on known.request = ?
"""


@cache
def asking(cases: int, keys: int) -> str:
    """Return the question that is asked before a command is stored: all of it at once, for each one is a wait."""
    return f"select {', '.join([FOUND, *[LAST_VERSION] * cases, *[KEY] * keys])} from {LOOKED_IN}"  # noqa: S608  # built from constants


def question(command: Command) -> tuple[str, Sequence[Any]]:
    """Return what is asked of a command: the last record, what its request did, its cases' versions, its keys."""
    cases = cases_of(command)
    values = [*cases, *(value for key in command.keys for value in (key.case.bytes, key.number))]
    return asking(len(cases), len(command.keys)), (*values, command.request.key if command.request else None)


def known_keys(command: Command, answer: Sequence[Any]) -> Sequence[bytes | None]:
    """Return what is known of each key of a command: its commitment, emptied once destroyed, None where it is new."""
    return answer[len(answer) - len(command.keys) :]


def new_under(command: Command, answer: Sequence[Any]) -> set[str]:
    """Return the wrapping keys under which the keys come that are to be stored with a command."""
    known = zip(command.keys, known_keys(command, answer), strict=True)
    return {key.wrapped_by for key, found in known if found is None}


def independent(batch: Sequence[Command]) -> Iterator[Sequence[Command]]:
    """Yield runs of commands with no case and no request in common; what was judged on other cases is one by itself."""
    run: list[Command] = []
    named: set[object] = set()
    for command in batch:
        names = command.names()
        if run and (command.judged or run[-1].judged or not named.isdisjoint(names)):
            yield run
            run, named = [], set()
        run.append(command)
        named |= names
    yield run


def cases_of(command: Command) -> list[bytes]:
    return list(dict.fromkeys(map(case_bytes, command.records)))


def outcome_of(command: Command, found: Sequence[Any], position: int, recorded_at: int) -> Outcome:
    """Say what becomes of a command, from what was found."""
    if command.request and found[0] is not None:
        earlier, outcome = repeat(command.request.key, tuple(found[:4]))
        return outcome if earlier.digest == command.request.digest else Outcome(Kept.OTHER_BODY)
    cases = cases_of(command)
    heads: dict[bytes, int | None] = dict(zip(cases, found[4:], strict=False))
    for record in command.records:
        case, head = case_bytes(record), heads[case_bytes(record)]
        follows = record.originator_version in (0, 1) if head is None else record.originator_version == head + 1
        if not follows:
            return Outcome(Kept.CONFLICT)
        heads[case] = record.originator_version
    if any(
        known not in (None, key.commitment) for key, known in zip(command.keys, known_keys(command, found), strict=True)
    ):
        return Outcome(Kept.CONFLICT)
    return Outcome(Kept.STORED, position + 1, len(command.records), recorded_at)


def repeat(key: bytes, row: tuple[bytes, int, int, int]) -> tuple[RequestKey, Outcome]:
    digest, first, count, recorded_at = row
    return RequestKey(key, digest), Outcome(Kept.REPEAT, first, count, recorded_at)


def case_bytes(record: StoredRecord) -> bytes:
    return cast("UUID", record.originator_id).bytes
