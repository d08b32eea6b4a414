"""Which policy decides what is seen is on record before anybody is answered: once, however often servers start."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from goldenthread.app import cases_in, in_force
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.policies import POLICIES, policies_of
from goldenthread.engine.access.policy import Policy
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.case import Case
from goldenthread.engine.journeys import Journeys
from goldenthread.engine.store.writer import StoreUnavailable
from goldenthread.http.identity.office import OPERATOR
from goldenthread.settings import Settings
from goldenthread.workflows.access import POLICY
from tests.engine.made_up_garden import GARDEN
from tests.http.desk import Api

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANOTHER = replace(POLICY, grants=POLICY.grants[1:])


@pytest.fixture
def cases(tmp_path: Path) -> Iterator[Cases]:
    with closing(cases_in(Settings(data=str(tmp_path)))) as found:
        yield found


def in_turn(cases: Cases) -> list[str]:
    """Return the versions on record, in the order they came into force."""
    return [one.policy.version for one in policies_of(cases.folded(POLICIES).records)]


def test_a_server_that_starts_writes_its_policy_down_and_one_that_starts_again_does_not(tmp_path: Path) -> None:
    policy = plain_rules(Journeys(GARDEN)).policy
    for _ in range(2):
        api = Api(tmp_path, GARDEN)
        with api.client:
            assert in_turn(api.cases) == [policy.version]
        api.door.close()
        api.cases.close()


def test_nobody_is_answered_where_it_cannot_be_written_down(cases: Cases, monkeypatch: pytest.MonkeyPatch) -> None:
    answered: list[bool] = []

    def full(*_: object, **__: object) -> None:
        raise StoreUnavailable("there is no room")

    async def serve() -> None:
        async with in_force(Register(cases), POLICY, lambda: NOW):
            answered.append(True)

    monkeypatch.setattr(cases, "keep_beside", full)
    with pytest.raises(StoreUnavailable):
        asyncio.run(serve())
    assert answered == []


def test_a_policy_that_comes_back_into_force_is_written_down_again(cases: Cases) -> None:
    for policy in (POLICY, POLICY, ANOTHER, POLICY):
        Register(cases).put_in_force(policy, OPERATOR, NOW)
    assert in_turn(cases) == [POLICY.version, ANOTHER.version, POLICY.version]


def test_it_is_written_down_whole(cases: Cases) -> None:
    Register(cases).put_in_force(POLICY, OPERATOR, NOW)
    cases.forget(POLICIES)
    (found,) = policies_of(cases.folded(POLICIES).records)
    assert found.policy.written == POLICY.written
    assert found.since == cases.folded(POLICIES).records[0].recorded_at


@pytest.mark.parametrize(("other", "after"), [(POLICY, [POLICY.version]), (ANOTHER, [ANOTHER.version, POLICY.version])])
def test_of_two_servers_that_start_at_the_same_time_one_writes_it_down(
    cases: Cases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: Policy, after: list[str]
) -> None:
    with closing(cases_in(Settings(data=str(tmp_path)))) as theirs:
        read, asked = cases.folded, list[UUID]()

        def and_then_the_other_writes(stream: UUID) -> Case:
            found = read(stream)
            if not asked:
                Register(theirs).put_in_force(other, OPERATOR, NOW)
            asked.append(stream)
            return found

        monkeypatch.setattr(cases, "folded", and_then_the_other_writes)
        Register(cases).put_in_force(POLICY, OPERATOR, NOW)
        assert in_turn(theirs) == after
