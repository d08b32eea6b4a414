"""What holds of the lists for every viewer, whatever is told and whoever is let in: they are told from what is seen."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine import Event
from goldenthread.projections.comparing import compare
from tests.engine import made_up as garden
from tests.engine.made_up_garden import PhotographAllowed, Remarked, asked, offered, photograph
from tests.projections.gate import EVERYBODY, Gate

TODAY = date(2026, 12, 1)
SAID: tuple[Event, ...] = (
    asked(),
    garden.Complained(answer_by=date(2026, 12, 20)),
    garden.HazardSeen(),
    garden.HazardFenced(),
    garden.SoilTested(),
    offered("7"),
    garden.OfferLiked(),
    garden.OfferTakenBack(),
    Remarked(),
)
DAYS = (TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=6), TODAY + timedelta(days=400))
Pick = Callable[[int], int]
Step = Callable[[Gate, UUID, date, Pick], None]


def tells(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    account, organisation, _ = EVERYBODY[pick(len(EVERYBODY))]
    gate.writes(case, SAID[pick(len(SAID))], on, account, organisation)


def shares(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    until = None if pick(2) else TODAY + timedelta(days=pick(5))
    allowed = photograph()
    said = PhotographAllowed(
        given_by=allowed.given_by, scope=allowed.scope, authority=allowed.authority, answer=allowed.answer,
        evidence=allowed.evidence, until=until,
    )  # fmt: skip
    gate.writes(case, said, on, "ann", "elm")


def takes_back(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    photos = [one for one in gate.cases.case(case).records if one.kind is PhotographAllowed]
    if photos:
        gate.takes_back(case, photos[pick(len(photos))], on)


def lets_in(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    until = None if pick(2) else TODAY + timedelta(days=pick(5) - 1)
    account, organisation, posts = EVERYBODY[pick(len(EVERYBODY))]
    if pick(2):
        gate.office.let_in(case, organisation, on, "To help", until)
    else:
        gate.office.let_somebody_in(case, account, posts[pick(len(posts))], on, "To help", until)


def ends_part(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    parts = [one.entry for one in gate.office.register.members(gate.cases.case(case)).parts if one.entry]
    if parts:
        gate.ends(case, parts[pick(len(parts))], on)


def gives_post(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    del case
    account, _, _ = EVERYBODY[pick(len(EVERYBODY))]
    _, organisation, posts = EVERYBODY[pick(len(EVERYBODY))]
    gate.office.post(account, posts[0], organisation, on, None if pick(2) else TODAY + timedelta(days=pick(5)))


def takes_post(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    del case
    account, organisation, posts = EVERYBODY[pick(len(EVERYBODY))]
    gate.loses(account, posts[pick(len(posts))], organisation, on)


def catches_up(gate: Gate, case: UUID, on: date, pick: Pick) -> None:
    del case, on, pick
    gate.runner.catch_up()


STEPS: tuple[Step, ...] = (
    tells, tells, tells, tells, shares, takes_back, lets_in, lets_in, lets_in, ends_part, gives_post, takes_post,
    catches_up,
)  # fmt: skip
TOLD = st.lists(
    st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 30), st.randoms(use_true_random=False)),
    max_size=14,
)


@settings(deadline=None, max_examples=25)
@given(TOLD)
def test_every_list_is_told_from_what_its_viewer_sees(steps: Sequence[tuple[Step, int, int, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        gate = Gate(Path(folder)).on(TODAY)
        try:
            cases = [gate.page_for_robin("ann", "elm", TODAY - timedelta(days=40 - n)) for n in range(2)]
            for step, which, ago, chance in steps:
                step(gate, cases[which], TODAY - timedelta(days=ago), chance.randrange)  # type: ignore[attr-defined]
            for day in DAYS:
                for viewer in gate.viewers(day):
                    assert gate.listed(viewer, day) == gate.expected(viewer, day), (viewer, day)
            found = compare(gate.runner)
            assert found.same, found.unlike
        finally:
            gate.close()
