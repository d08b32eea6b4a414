"""The demo: a town that a SENCO would believe, the same for the same seed and day, there whole or not at all."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from goldenthread.app import cases_in, lists_of
from goldenthread.demo.days import Days
from goldenthread.demo.making import STILL, NoRoom, make_demo
from goldenthread.demo.town import STORIES, town
from goldenthread.engine.access.policy import Viewer
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import tag_of
from goldenthread.engine.history import History
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.engine.records import Record
from goldenthread.engine.views import HERE, instant
from goldenthread.projections.audiences import theirs
from goldenthread.projections.caseload import Duty, Wanted
from goldenthread.projections.standing import clock_readings
from goldenthread.projections.telling import tell
from goldenthread.projections.urgency import Group
from goldenthread.settings import Settings
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.calendars import ENGLAND
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.sen_support import FamilyHeard, NeedsDescribed
from tests.processes import here

SUNDAY = datetime(2026, 11, 22, 6, tzinfo=UTC)
UUIDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TODAY = SUNDAY.date()


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cases]:
    yield from opened(tmp_path_factory.mktemp("town") / "demo", SUNDAY, 12)


def opened(folder: Path, now: datetime, number: int, seed: int = 1) -> Iterator[Cases]:
    settings = Settings(data=str(folder))
    assert list(make_demo(settings, number, seed, now))[-1] == 100
    with closing(cases_in(settings, demo=True)) as cases:
        yield cases


def records(cases: Cases) -> list[Record]:
    return [record for case in cases.opened(1000) for record in cases.case(case).records]


def duties_of(cases: Cases) -> list[Duty]:
    """Return what is open for the SENCO of each place, as they see it."""
    lists, directory = lists_of(cases), Register(cases).directory()
    held = [one for posts in directory.held.values() for one in posts if one.post == "senco"]
    found: dict[UUID, Duty] = {}
    with lists.follower.runner.built() as file, file.reading() as connection:
        for one in held:
            person = directory.person_of(one.account)
            viewer = Viewer(one.account, one.organisation, directory.kind_of(one.organisation), (one.post,), person)
            mine = theirs(connection, viewer, TODAY, POLICY)
            page = lists.caseload.page(connection, mine, Wanted(today=TODAY), None, 500)
            found |= {duty.id: duty for duty in page.items}
    lists.follower.runner.close()
    return list(found.values())


def test_every_kind_of_urgency_is_in_its_caseload(cases: Cases) -> None:
    counts = Counter(one.group for one in duties_of(cases))
    assert 1 <= counts[Group.CRITICAL] <= 5
    assert 5 <= counts[Group.OVERDUE] <= 20
    assert 5 <= counts[Group.SOON] <= 20
    assert 5 <= counts[Group.LATER] <= 60


def test_every_duty_of_the_caseload_is_due_when_the_clocks_of_its_case_say(cases: Cases) -> None:
    duties = duties_of(cases)
    assert {"sen-support-term", "sen-support-meeting"} <= {one.clock for one in duties}
    for duty in duties:
        readings = clock_readings(cases.case(duty.case), JOURNEY, TODAY, ENGLAND)
        assert (duty.clock, duty.due) in {(one.clock, one.due) for one in readings}


@pytest.mark.parametrize(
    "tag",
    [
        "plan.in-force",
        "review.meeting-set",
        "partnership.question-answered",
        "partnership.promise-kept",
        "record.permission-withdrawn",
        "record.disputed",
        "assessment.request-joined",
        "mediation.wanted",
        "move-on.record-closed",
    ],
)
def test_its_stories_tell_of(cases: Cases, tag: str) -> None:
    assert tag in {tag_of(record.kind) for record in records(cases)}


def test_a_move_went_ahead_without_something_for_a_reason(cases: Cases) -> None:
    assert [one.judgement.gone_without for one in records(cases) if one.judgement and one.judgement.gone_without] == [
        ("family-heard",)
    ]


def test_a_permission_was_given_and_another_taken_back(cases: Cases) -> None:
    found = [one.standing for case in cases.opened(20) for one in permissions(History(cases.case(case).records), TODAY)]
    assert Counter(found) == {Standing.GIVEN: 4, Standing.WITHDRAWN: 1}


def test_whoever_wrote_an_entry_may_write_it(cases: Cases) -> None:
    assert [one.kind for one in records(cases) if one.by.role not in JOURNEY.may_record(one.kind)] == []


@pytest.mark.parametrize(
    ("carer", "right"), [("foster carer", "delegated by the local authority"), ("gran", "special guardianship order")]
)
def test_whoever_decides_says_by_what_right(carer: str, right: str) -> None:
    found = [child for child, *_ in town(40, 7, TODAY, ENGLAND) if child.at_home.endswith(carer)]
    assert found
    assert [child.authority for child in found if right not in child.authority] == []


def test_each_child_is_described_in_words_of_their_own(cases: Cases) -> None:
    needs = [one.event.hard for one in records(cases) if isinstance(one.event, NeedsDescribed)]
    views = [one.event.views for one in records(cases) if isinstance(one.event, FamilyHeard)]
    assert (len(needs), len(views)) == (len(set(needs)), len(set(views)))


def test_no_capital_stands_in_the_middle_of_a_sentence(cases: Cases) -> None:
    found = [
        tell(one, JOURNEY, {"child": "the child"}) for case in cases.opened(20) for one in cases.case(case).records
    ]
    assert len(found) > 100
    assert [one for one in found if re.search(r"[a-z,] (The|Social|Health)\b", one)] == []


@pytest.mark.parametrize(
    "now",
    [SUNDAY, datetime(2027, 1, 1, 23, 30, tzinfo=UTC), datetime(2028, 3, 1, 0, 5, tzinfo=UTC)],
    ids=lambda one: str(one.date()),
)
def test_people_write_on_working_days_that_are_over(tmp_path: Path, now: datetime) -> None:
    for cases in opened(tmp_path / "demo", now, 30, seed=3):
        written = [instant(one.recorded_at).astimezone(HERE) for one in records(cases)]
        days = {one.happened_on for one in records(cases)} | {one.date() for one in written}
        assert [day for day in days if not ENGLAND.works(day)] == []
        assert max(days) < now.astimezone(HERE).date()
        assert {one.hour for one in written} <= set(range(8, 17))


def test_a_town_is_the_same_for_the_same_seed_and_day() -> None:
    def told(seed: int, today: date) -> list[tuple[str, date, list[int]]]:
        found = town(40, seed, today, ENGLAND)
        return [(child.name, since, [step.ago for step in steps]) for child, since, _, steps in found]

    assert told(7, TODAY) == told(7, TODAY)
    assert told(7, TODAY) != told(8, TODAY)
    assert len({name for name, _, _ in told(7, TODAY)[: len(STORIES)]}) == len(STORIES)


def test_what_is_written_in_it_is_the_same_for_the_same_seed_and_day(tmp_path: Path) -> None:
    def written(folder: str, seed: int) -> list[str]:
        told = [
            f"{one.tag} {one.happened_on} {one.by.role} {UUIDS.sub('…', msgspec.json.encode(one.event).decode())}"
            for cases in opened(tmp_path / folder, SUNDAY, 15, seed=seed)
            for one in records(cases)
        ]
        assert len(told) > 100
        return told

    assert written("one", 7) == written("same", 7)
    assert written("again", 7) != written("other", 8)


def test_a_day_ahead_is_a_working_day_too() -> None:
    days = Days(date(2026, 12, 24), ENGLAND)
    assert (days.ahead(1), days.ago(0), days.ago(4)) == (date(2026, 12, 29), date(2026, 12, 24), date(2026, 12, 18))


def test_a_demo_that_was_broken_off_leaves_nothing_in_its_place(tmp_path: Path) -> None:
    writing = make_demo(Settings(data=str(tmp_path / "demo")), 12, 1, SUNDAY)
    assert [next(writing) for _ in range(50)]
    assert [one.name for one in tmp_path.iterdir()] != ["demo"]
    writing.close()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_demo_left_behind_is_cleared_away_and_the_next_is_whole(tmp_path: Path) -> None:
    left, going_on = (tmp_path / f"demo.being-written-{name}" for name in ("left", "going-on"))
    for folder in (left, going_on):
        folder.mkdir()
        (folder / "goldenthread.db").write_bytes(b"half")
    long_ago = left.stat().st_mtime - 2 * STILL
    for path in (left / "goldenthread.db", left):
        os.utime(path, (long_ago, long_ago))
    made = here(tmp_path, "demo", "--cases", "3", "--json")
    assert made.exit_code == 0, made.stderr
    assert {one.name for one in tmp_path.iterdir()} == {"demo", going_on.name}


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "notes.txt").write_text("mine")
    with pytest.raises(NoRoom, match="holds something"):
        list(make_demo(Settings(data=str(tmp_path / "demo")), 1, 1, SUNDAY))
    refused = here(tmp_path, "demo")
    assert (refused.exit_code, "move it away" in refused.stderr) == (1, True)
    assert [one.name for one in (tmp_path / "demo").iterdir()] == ["notes.txt"]
