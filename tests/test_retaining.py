"""What is due is listed, approved as it was seen, destroyed, and certified: a town of children, 31 years on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import Result
from msgspec.structs import replace

from goldenthread import retaining
from goldenthread.app import cases_in
from goldenthread.engine import Event, PersonId
from goldenthread.engine.access.directory import Id
from goldenthread.engine.access.members import PersonJoined, access_of
from goldenthread.engine.application import Cases
from goldenthread.engine.commands import Note
from goldenthread.engine.privacy.acts import ByErasing
from goldenthread.engine.privacy.certificates import DestructionApproved, Why, in_words
from goldenthread.engine.privacy.destruction import Asked, Breaker, NotDestroyed, Run, certified
from goldenthread.engine.privacy.erasing import Erasing, Wanted
from goldenthread.engine.privacy.erasures import Ground, State
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.privacy.surveys import Listing, holding, survey
from goldenthread.engine.records import Actor, Origin
from goldenthread.engine.store.writer import Command, Outcome, StoreBusy
from goldenthread.settings import Settings
from goldenthread.workflows import health_needs, holds
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.retention import SCHEDULE
from tests.at_work import enter
from tests.generic import sample
from tests.processes import here
from tests.workflows import samples as some

TODAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
THEN = datetime(2057, 3, 2, 12, tzinfo=UTC)
DAY = THEN.date()
SENCO = Actor("account-1", "senco", "elm-primary")
ASKED = Asked("ann-at-the-desk", "dpo-1")
BY_HAND: Any = {"ground": Ground.UNLAWFUL, "rule": "by-hand", "why": "It should not be here."}
ORDINARY = Breaker(cases=25, percent=100)


@dataclass
class Town:
    """A store, and the children told of in it by their names."""

    folder: Path
    cases: Cases
    children: dict[str, UUID] = field(default_factory=dict[str, UUID])
    people: dict[str, PersonId] = field(default_factory=dict[str, PersonId])

    def child(self, name: str, born: date | None, *facts: Event, again: str | None = None) -> UUID:
        """Open a record of a child; ``again``, another one of the same child."""
        person = self.people[again] if again else PersonId(uuid4())
        about = None if again else (person, PersonDescribed(name=f"{name} Quillfeather", born_on=born))
        case = self.cases.open(self.note(RecordOpened(child=person)), TODAY, describing=about).case.id
        self.children[name], self.people[name] = case, person
        for event in facts:
            self.tell(case, event)
        return case

    def again(self) -> Cases:
        """Return another process's worth of application on the same store."""
        return cases_in(Settings(data=str(self.folder)), demo=True)

    def note(self, event: Event, on: datetime = TODAY) -> Note:
        return Note(event=event, happened_on=on.date(), by=SENCO, origin=Origin.REPORTED)

    def tell(self, case: UUID, event: Event, on: datetime = TODAY) -> UUID:
        return self.cases.record(case, [self.note(event, on)], on).records[0].id

    def hold(self, name: str, on: datetime = TODAY) -> UUID:
        return self.tell(self.children[name], sample(holds.HoldPlaced, TODAY.date()), on)

    def listing(self, day: date = DAY) -> Listing:
        return survey(self.cases, SCHEDULE).listing(day)

    def due(self, day: date = DAY) -> set[tuple[str, str]]:
        return self.named((one.case, one.record_class) for one in self.listing(day).due)

    def named(self, lines: Iterator[tuple[UUID, str]] | Any) -> set[tuple[str, str]]:
        names: dict[UUID, str] = {case: name for name, case in self.children.items()}
        names |= {person: name for name, person in reversed(self.people.items())}
        return {(names[case], record_class) for case, record_class in lines}

    def eraser(self) -> ByErasing:
        return ByErasing(Erasing(self.cases, backup_days=30, holds=holding(self.cases, SCHEDULE)))

    def run(self, eraser: Any = None, breaker: Breaker = ORDINARY) -> Run:
        return Run(self.cases, SCHEDULE, eraser or self.eraser(), breaker, 30, lambda: THEN)

    def readable(self, name: str) -> bool:
        """Say whether anything of a child can still be read."""
        whole = self.cases.case(self.children[name])
        return any(not one.erased for one in whole.records) or self.cases.described(self.people[name]) is not None

    @property
    def size(self) -> int:
        """Return how many records the store holds."""
        return sum(1 for _ in self.cases.scan())


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path, cases_in(Settings(data=str(tmp_path)), demo=True))
    made.child("Ada", date(2024, 2, 29), some.planned(date(2026, 6, 1)), sample(health_needs.DoseGiven, TODAY.date()))
    made.child("Ben", date(2025, 1, 1), some.planned(date(2026, 6, 1)))
    made.child("Cay", date(2025, 1, 2), some.planned(date(2026, 6, 1)))
    made.hold("Cay")
    made.child("Dov", date(2026, 3, 2), some.planned(date(2026, 6, 1)))
    made.child("Eve", None, some.planned(date(2026, 6, 1)))
    made.child("Fay", date(2026, 2, 1))
    enter(made.cases, ann="teacher", bea="head")
    yield made
    made.cases.close()


# The list


def test_31_years_on_what_is_due_is_listed_and_what_is_held_and_what_nobody_can_tell(town: Town) -> None:
    found = town.listing()
    assert town.due() == {
        ("Ada", "core"),
        ("Ada", "health"),
        ("Ada", "identity"),
        ("Ben", "core"),
        ("Ben", "identity"),
        ("Fay", "core"),
        ("Fay", "identity"),
    }
    assert town.named((one.case, one.record_class) for one in found.held) == {("Cay", "core"), ("Cay", "keeping")}
    assert town.named((one.case, one.record_class) for one in found.undecided) == {("Eve", "core")}
    assert (found.cases, found.of) == (3, 6)


def test_each_line_says_until_when_and_by_which_rule(town: Town) -> None:
    lines = {(one.case, one.record_class): one for one in town.listing().due}
    ada, fay = town.children["Ada"], town.children["Fay"]
    assert (lines[ada, "core"].kept_until, lines[ada, "core"].rules) == (date(2055, 2, 28), ("sen-file",))
    assert lines[ada, "health"].kept_until == date(2049, 2, 28)
    assert (lines[fay, "core"].kept_until, lines[fay, "core"].rules) == (date(2051, 2, 1), ("pupil-record",))


def test_the_day_counts_to_the_day(town: Town) -> None:
    assert ("Dov", "core") not in town.due(date(2057, 3, 2))
    assert ("Dov", "core") in town.due(date(2057, 3, 3))
    assert town.due(TODAY.date()) == set()


def test_who_somebody_is_goes_only_with_the_last_of_their_records(town: Town) -> None:
    town.child("Ben again", None, again="Ben")
    assert ("Ben", "identity") in town.due()
    town.hold("Ben again")
    assert ("Ben", "core") in town.due()
    assert ("Ben", "identity") not in town.due()


def test_the_digest_is_that_of_what_is_due_and_changes_with_it(town: Town) -> None:
    before = town.listing().digest
    assert town.listing().digest == before
    town.hold("Ben")
    assert town.listing().digest != before


# Destroying


def test_what_was_listed_is_destroyed_and_certified_and_the_held_one_is_untouched(town: Town) -> None:
    listed, before = town.due(), town.cases.case(town.children["Cay"])
    made = town.run().apply(town.listing().digest, DAY, ASKED)
    assert town.named((one.case, one.record_class) for one in made.destroyed) == listed
    assert [town.readable(name) for name in town.children] == [False, False, True, True, True, False]
    assert town.cases.case(town.children["Cay"]) == before
    assert town.cases.described(town.people["Cay"]) is not None
    assert made.left_out == ()
    assert town.due() == set()


def test_a_certificate_says_what_went_at_whose_word_and_when_the_last_copy_is_gone(town: Town) -> None:
    digest = town.listing().digest
    made = town.run().apply(digest, DAY, ASKED)
    assert (made.list, made.asked_by, made.approved_by) == (digest, "ann-at-the-desk", "dpo-1")
    assert (made.finished_at, made.copies_gone_on) == (THEN, date(2057, 4, 1))
    counts = {(one.case, one.record_class): one.records for one in made.destroyed}
    assert (counts[town.children["Ada"], "core"], counts[town.children["Ada"], "health"]) == (2, 1)
    keys = {one.commitment.hex() for one in town.cases.keys_of(town.children["Ben"]) if not one.wrapped}
    assert keys == {key for one in made.destroyed if one.case == town.children["Ben"] for key in one.commitments}
    assert len(keys) == 1


def test_a_certificate_names_nobody(town: Town) -> None:
    digest = town.listing().digest
    made = in_words(town.run().apply(digest, DAY, ASKED))
    assert "Quillfeather" not in made
    assert str(town.children["Ada"]) in made
    assert "Asked for by ann-at-the-desk. Approved by dpo-1" in made


def test_the_name_of_a_destroyed_child_is_nowhere_in_the_store(town: Town) -> None:
    town.run().apply(town.listing().digest, DAY, ASKED)
    town.cases.close()
    stored = b"".join(one.read_bytes() for one in town.folder.iterdir())
    assert b"Quillfeather" not in stored


def test_done_again_it_changes_nothing_and_gives_the_same_certificate(town: Town) -> None:
    digest = town.listing().digest
    made = town.run().apply(digest, DAY, ASKED)
    before = town.size
    assert town.run().apply(digest, DAY, ASKED) == made
    assert certified(town.cases, digest) == made
    assert town.size == before


def test_what_was_said_since_refuses_the_whole_list(town: Town) -> None:
    digest, before = town.listing().digest, town.size
    town.hold("Ben")
    with pytest.raises(NotDestroyed, match="is not what was approved"):
        town.run().apply(digest, DAY, ASKED)
    assert town.readable("Ada")
    assert town.size == before + 1


def test_another_figure_refuses_the_list_that_was_made_by_the_old_one(town: Town) -> None:
    digest = town.listing().digest
    town.cases.close()
    town.cases = cases_in(Settings(data=str(town.folder), readings="sen-file-years=35"))
    assert ("Ben", "core") not in town.due()
    with pytest.raises(NotDestroyed, match="is not what was approved"):
        town.run().apply(digest, DAY, ASKED)


@pytest.mark.parametrize(
    ("asked", "why"),
    [(Asked("dpo-1", "dpo-1"), "somebody else has to look"), (Asked("Ann Smith", "dpo-1"), "is no account")],
)
def test_two_accounts_have_to_agree(town: Town, asked: Asked, why: str) -> None:
    with pytest.raises(NotDestroyed, match=why):
        town.run().apply(town.listing().digest, DAY, asked)
    assert town.readable("Ada")


def test_what_is_not_due_yet_is_only_listed(town: Town) -> None:
    later = date(2060, 1, 1)
    with pytest.raises(NotDestroyed, match="has not come"):
        town.run().apply(town.listing(later).digest, later, ASKED)


def test_a_list_of_nothing_is_refused(town: Town) -> None:
    with pytest.raises(NotDestroyed, match="nothing is due"):
        town.run().apply(town.listing(TODAY.date()).digest, TODAY.date(), ASKED)


@pytest.mark.parametrize("breaker", [Breaker(cases=2, percent=100), Breaker(cases=25, percent=49)])
def test_more_than_is_ordinary_is_refused_unless_the_number_is_typed(town: Town, breaker: Breaker) -> None:
    digest, before = town.listing().digest, town.size
    for typed in (None, 2, 4):
        with pytest.raises(NotDestroyed, match="3 of 6 cases are due at once"):
            town.run(breaker=breaker).apply(digest, DAY, Asked(ASKED.by, ASKED.approved_by, typed))
    assert town.size == before
    made = town.run(breaker=breaker).apply(digest, DAY, Asked(ASKED.by, ASKED.approved_by, 3))
    assert len(made.destroyed) == 7


# What stands beside a record


def let_in(town: Town, name: str) -> None:
    """Let somebody take part in a child's record, for a reason that tells of the child."""
    joined = PersonJoined(account=Id("tea"), post=Id("teacher"), why="Ada Quillfeather has fits")
    town.cases.add_beside(access_of(town.children[name]), town.note(joined), TODAY)


def words_of_letting_in(town: Town, name: str) -> list[bool]:
    return [not one.erased for one in town.cases.beside(access_of(town.children[name]))]


def test_who_took_part_and_why_goes_with_the_last_of_a_record_and_is_certified(town: Town) -> None:
    let_in(town, "Ada")
    let_in(town, "Cay")
    assert ("Ada", "directory") in town.due()
    assert ("Cay", "directory") in town.named((one.case, one.record_class) for one in town.listing().held)
    made = town.run().apply(town.listing().digest, DAY, ASKED)
    (gone,) = (one for one in made.destroyed if one.record_class == "directory")
    assert (gone.case, gone.records, gone.rules) == (town.children["Ada"], 1, ("who-takes-part",))
    assert len(gone.commitments) == 1
    assert (words_of_letting_in(town, "Ada"), words_of_letting_in(town, "Cay")) == ([False], [True])
    assert not town.readable("Ada")


def test_who_takes_part_is_kept_while_anything_else_of_the_record_is(town: Town) -> None:
    let_in(town, "Ada")
    day = date(2049, 3, 1)  # the doses are due, the rest is not
    assert town.due(day) == {("Ada", "health")}


def test_the_last_class_that_is_erased_by_hand_takes_who_took_part_with_it(town: Town) -> None:
    let_in(town, "Ben")
    erasing = Erasing(town.cases, backup_days=30)
    wanted = Wanted(classes=("core",), ground=Ground.UNLAWFUL, rule="by-hand", why="It should not be here.")
    asked = erasing.ask(town.children["Ben"], wanted, SENCO, THEN)
    erasing.approve(town.children["Ben"], asked.id, Actor("b", "dpo", "elm-primary"), THEN)
    done = erasing.run(town.children["Ben"], asked.id, SENCO, THEN)
    assert words_of_letting_in(town, "Ben") == [False]
    assert {one.record_class for one in done.keys} == {"core", "directory"}


def test_what_was_told_after_a_destruction_is_another_list_even_if_it_looks_the_same(town: Town) -> None:
    before = town.listing()
    town.run().apply(before.digest, DAY, ASKED)
    born = {"Ada": date(2024, 2, 29), "Ben": date(2025, 1, 1), "Fay": date(2026, 2, 1)}
    for name, day in born.items():
        described = PersonDescribed(name=f"{name} Quillfeather", born_on=day)
        town.cases.add_beside(town.people[name], town.note(described), TODAY)
    for name in ("Ada", "Ada", "Ben", "Ben"):
        town.tell(town.children[name], some.planned(date(2026, 6, 1)))
    town.tell(town.children["Ada"], sample(health_needs.DoseGiven, TODAY.date()))
    town.tell(town.children["Fay"], some.worry())
    again = town.listing()
    assert [replace(one, keys=()) for one in again.due] == [replace(one, keys=()) for one in before.due]
    assert again.digest != before.digest
    town.run().apply(again.digest, DAY, ASKED)
    assert not any(town.readable(name) for name in born)


def test_a_list_that_is_cut_up_by_its_day_trips_the_breaker_all_the_same(town: Town) -> None:
    breaker, first = Breaker(cases=2, percent=100), date(2055, 3, 1)
    sliced = town.listing(first)
    assert (sliced.cases, town.listing().cases) == (2, 3)
    town.run(breaker=breaker).apply(sliced.digest, first, ASKED)
    rest = town.listing()
    assert (rest.cases, rest.of) == (1, 4)
    with pytest.raises(NotDestroyed, match="and 2 were approved in the last 28 days"):
        town.run(breaker=breaker).apply(rest.digest, DAY, ASKED)
    assert town.readable("Ben")
    town.run(breaker=breaker).apply(rest.digest, DAY, Asked(ASKED.by, ASKED.approved_by, 3))
    assert not town.readable("Ben")


def test_a_list_of_nothing_but_who_people_are_counts_them(town: Town) -> None:
    town.run().apply(town.listing().digest, DAY, ASKED)
    for name in ("Ada", "Ben", "Fay"):
        note = town.note(PersonDescribed(name=f"{name} Quillfeather", born_on=date(2025, 1, 1)))
        town.cases.add_beside(town.people[name], note, TODAY)
    assert {one.record_class for one in town.listing().due} == {"identity"}
    assert town.listing().cases == 3


def test_who_somebody_is_stays_while_anything_of_another_case_of_theirs_can_be_read(town: Town) -> None:
    town.child("Ada again", None, some.planned(date(2026, 6, 1)), again="Ada")
    erasing = Erasing(town.cases, backup_days=30)
    for name, what in (("Ada", Wanted(classes=("core",), **BY_HAND)), ("Ada again", Wanted(whole=True, **BY_HAND))):
        case = town.children[name]
        asked = erasing.ask(case, what, SENCO, THEN)
        erasing.approve(case, asked.id, Actor("b", "dpo", "elm-primary"), THEN)
        erasing.run(case, asked.id, SENCO, THEN)
    assert {one.kept for one in town.cases.case(town.children["Ada"]).records if not one.erased} == {"health"}
    assert town.cases.described(town.people["Ada"]) is not None


# Broken off


@dataclass
class After:
    """Erases as it should, and lets something happen after so many times."""

    town: Town
    times: int
    happens: Any
    done: int = 0

    def erase(self, case: UUID, classes: Any, **said: Any) -> None:
        if self.done == self.times:
            self.happens()
        self.done += 1
        self.town.eraser().erase(case, classes, **said)


def broken() -> None:
    raise StoreBusy("the store is busy")


@pytest.mark.parametrize("times", range(5))
def test_what_was_broken_off_goes_on_where_it_was(town: Town, times: int) -> None:
    listed, digest = town.due(), town.listing().digest
    with pytest.raises(StoreBusy):
        town.run(After(town, times, broken)).apply(digest, DAY, ASKED)
    assert certified(town.cases, digest) is None
    with pytest.raises(NotDestroyed, match="it goes on in their names"):
        town.run().apply(digest, DAY, Asked("somebody", "else"))
    made = town.run().apply(digest, DAY, ASKED)
    assert town.named((one.case, one.record_class) for one in made.destroyed) == listed
    assert not any(town.readable(name) for name in ("Ada", "Ben", "Fay"))


def test_a_hold_placed_while_a_list_is_worked_off_is_heeded(town: Town) -> None:
    order = [one.case for one in town.listing().due if one.record_class == "core"]
    names = {case: name for name, case in town.children.items()}
    last = names[order[-1]]
    made = town.run(After(town, 1, lambda: town.hold(last, THEN))).apply(town.listing().digest, DAY, ASKED)
    assert town.readable(last)
    whys = {(one.record_class, one.why) for one in made.left_out}
    assert {("core", Why.HELD), ("identity", Why.STILL_NEEDED)} <= whys
    assert town.named((one.case, "") for one in made.left_out) == {(last, "")}


def test_a_case_that_is_opened_while_a_list_is_worked_off_keeps_who_the_person_is(town: Town) -> None:
    made = town.run(After(town, 1, lambda: town.child("Ben again", None, again="Ben"))).apply(
        town.listing().digest, DAY, ASKED
    )
    assert [(one.case, one.why) for one in made.left_out] == [(town.people["Ben"], Why.STILL_NEEDED)]
    assert town.cases.described(town.people["Ben"]) is not None


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (sample(holds.HoldPlaced, TODAY.date()), Why.HELD),
        (replace(sample(holds.RetentionReviewed, TODAY.date()), keep_until=date(2060, 1, 1)), Why.KEPT_LONGER),
        (sample(health_needs.DoseGiven, TODAY.date()), None),
    ],
    ids=["a hold", "a finding that it is needed longer", "a fact of another class"],
)
def test_what_is_said_right_before_the_keys_go_is_heeded(
    town: Town, said: Event, why: Why | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest, ben, there = town.listing().digest, town.children["Ben"], Town(town.folder, town.again())
    submit, waiting = town.cases.store.recorder.writer.submit, [lambda: there.tell(ben, said, THEN)]

    def first(command: Command) -> Outcome:
        if ben in {case for case, _ in command.destroys} and waiting:
            waiting.pop()()
        return submit(command)

    monkeypatch.setattr(town.cases.store.recorder.writer, "submit", first)
    made = town.run().apply(digest, DAY, ASKED)
    assert not waiting
    there.cases.close()
    whys = {(town.named([(one.case, one.record_class)]).pop(), one.why) for one in made.left_out}
    core = {(("Ben", "core"), why)} if why else set[Any]()
    assert whys == core | {(("Ben", "identity"), Why.STILL_NEEDED)}
    assert town.cases.case(ben).records[0].erased is (why is None)


def test_another_erasure_of_the_case_that_is_open_is_not_overrun(town: Town) -> None:
    erasing = Erasing(town.cases, backup_days=30)
    wanted = Wanted(whole=True, ground=Ground.UNLAWFUL, rule="by-hand", why="It should not be here.")
    erasing.ask(town.children["Ben"], wanted, SENCO, THEN)
    made = town.run().apply(town.listing().digest, DAY, ASKED)
    assert {(one.case, one.why) for one in made.left_out} == {
        (town.children["Ben"], Why.IN_THE_WAY),
        (town.people["Ben"], Why.STILL_NEEDED),
    }
    assert town.readable("Ben")
    assert not town.readable("Ada")


def test_what_was_broken_off_within_a_case_is_finished(town: Town) -> None:
    def lists(streams: Any) -> None:
        raise StoreBusy(f"somebody is reading the lists of {len(streams)}")

    digest = town.listing().digest
    stuck = Erasing(town.cases, backup_days=30, lists=lists)
    with pytest.raises(StoreBusy):
        town.run(ByErasing(stuck)).apply(digest, DAY, ASKED)
    assert len(list(stuck.unfinished())) == 1
    made = town.run().apply(digest, DAY, ASKED)
    assert len(made.destroyed) == 7
    assert list(stuck.unfinished()) == []


def test_an_erasure_that_was_begun_for_more_than_is_due_now_is_taken_back(town: Town) -> None:
    ada, lines = town.children["Ada"], town.listing().due
    approved = DestructionApproved(
        list=town.listing().digest, due_by=DAY, asked_by="ann", approved_by="bea", cases=3, of=6, lines=lines
    )
    erasing = Erasing(town.cases, backup_days=30)
    more = Wanted(classes=("core", "health"), ground=Ground.KEPT_LONG_ENOUGH, rule=approved.list, why="It is due.")
    erasing.ask(ada, more, SENCO, THEN)
    ByErasing(erasing).erase(ada, ["health"], person=False, approved=approved, now=THEN)
    assert [one.state for one in erasing.of(ada)] == [State.REFUSED, State.DONE]
    assert {one.kept for one in town.cases.case(ada).records if one.erased} == {"health"}


# The command


@pytest.fixture
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retaining, "now", lambda: THEN)


def retain(town: Town, *words: str, **more: str) -> Result:
    return here(town.folder, "retain", *words, **more)


def told(found: Result) -> Any:
    assert found.exit_code == 0, found.stderr
    return json.loads(found.stdout)


@pytest.mark.usefixtures("then")
def test_the_command_lists_and_destroys_nothing(town: Town) -> None:
    before = town.size
    said = told(retain(town, "--json"))
    assert (said["cases"], said["of"], said["confirm"]) == (3, 6, 3)
    assert said["digest"] == town.listing().digest
    shown = retain(town)
    for words in ("on hold", "cannot be worked out", "no birth date is on record", "28 Feb 2055", "--acknowledge 3"):
        assert words in shown.stdout
    assert "Quillfeather" not in shown.stdout
    ahead = retain(town, "--due-by", "2060-01-01")
    assert "can only be looked at" in ahead.stdout
    assert "--apply" not in ahead.stdout
    assert town.size == before


@pytest.mark.usefixtures("then")
def test_the_command_leaves_no_name_in_any_file_of_the_store(town: Town) -> None:
    assert here(town.folder, "rebuild").exit_code == 0
    town.cases.close()
    digest = told(retain(town, "--json"))["digest"]
    words = ("--apply", digest, "--asked-by", "ann", "--approved-by", "bea", "--acknowledge", "3")
    assert retain(town, *words).exit_code == 0
    stored = b"".join(one.read_bytes() for one in town.folder.iterdir())
    assert (town.folder / "projections.db").exists()
    assert b"Quillfeather" not in stored


def test_what_is_erased_by_hand_waits_for_a_hold_too(town: Town) -> None:
    case = str(town.children["Cay"])
    wanted = ("--whole", "--ground", "must-be-erased", "--rule", "by-hand", "--why", "A court said so.")
    asked = told(here(town.folder, "erase", "ask", case, *wanted, "--account", "ann", "--really", "--json"))
    name = asked["erasure"]["id"]
    told(here(town.folder, "erase", "approve", case, name, "--account", "bea", "--really", "--json"))
    found = here(town.folder, "erase", "run", case, name, "--case-again", case, "--account", "bea", "--really")
    assert (found.exit_code, "it is on hold" in found.stderr) == (1, True), found.stderr
    assert town.readable("Cay")


@pytest.mark.usefixtures("then")
def test_the_command_destroys_what_was_approved_and_prints_the_certificate_again(town: Town) -> None:
    digest = told(retain(town, "--json"))["digest"]
    words = ("--apply", digest, "--asked-by", "ann", "--approved-by", "bea")
    refused = retain(town, *words)
    assert (refused.exit_code, "say so with the number: 3" in refused.stderr) == (1, True)
    made = told(retain(town, *words, "--acknowledge", "3", "--json"))
    assert len(made["destroyed"]) == 7
    assert told(retain(town, "--certificate", digest, "--json")) == made
    text = retain(town, "--certificate", digest)
    assert text.stdout.startswith("Certificate of destruction\n")
    assert "GOLDENTHREAD_KEY_BACKUP_DAYS" in text.stdout
    assert told(retain(town, "--json"))["due"] == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--apply", "0" * 64), "--apply needs --asked-by ACCOUNT"),
        (("--apply", "0" * 64, "--asked-by", "ghost", "--approved-by", "bea"), "ghost holds no such post at work"),
        (("--apply", "0" * 64, "--asked-by", "bea", "--approved-by", "ann"), "ann holds no post that approves this"),
        (("--asked-by", "ann"), "belong to --apply"),
        (("--apply", "0" * 64, "--certificate", "0" * 64), "ask for one"),
        (("--certificate", "0" * 64), "was worked off to its end"),
    ],
)
def test_the_command_says_what_is_missing(town: Town, words: tuple[str, ...], why: str) -> None:
    found = retain(town, *words)
    assert found.exit_code != 0
    assert why in found.stderr
