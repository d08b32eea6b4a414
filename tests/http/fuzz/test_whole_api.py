"""The whole API, asked for what its own description allows and for what it does not, by three posts and by nobody.

A run takes every operation written by hand and one of each family of generated ones. ``GOLDENTHREAD_FUZZ=all`` takes
them all. Both print what was asked and answered (``pytest -s``).
"""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportArgumentType=false, reportUnknownLambdaType=false

import os
from pathlib import Path

import pytest
import schemathesis
from schemathesis import BaseSchema
from schemathesis.config import SchemathesisConfig

from goldenthread.http.safety.rates import Limits
from tests.http.fuzz.chosen import GENERATED, counted, family, open_to_all, operations, sample
from tests.http.fuzz.visiting import AS_DESCRIBED, NOT_SO, Visiting
from tests.http.fuzz.visitors import Visitors
from tests.http.fuzz.wire import Wire
from tests.http.town import town

ALL = os.environ.get("GOLDENTHREAD_FUZZ") == "all"
ENOUGH = 10**9
NO_LIMITS = Limits(account=ENOUGH, line=ENOUGH, unknown=ENOUGH, sign_in=ENOUGH)
OPEN = {
    "form",
    "forms",
    "front",
    "health",
    "providers",
    "sign-in",
    "sign-in-link",
    "sign-in-link-follow",
    "sign-in-link-open",
    "sign-in-passkey",
    "sign-in-passkey-options",
    "sign-in-printed",
    "sign-in-provider",
    "sign-in-provider-back",
    "sign-in-second",
    "sign-in-set-up",
    "sign-in-set-up-passkey",
    "sign-in-set-up-passkey-options",
}
"""What nobody need be signed in for: the front, the forms, the health of the lists, and every way in."""


CONFIG = SchemathesisConfig.from_dict({"generation": {"with-security-parameters": False}})
"""How somebody says who asks is never made up."""


def test_nothing_is_answered_but_what_is_described_and_nothing_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with town(tmp_path, rates=NO_LIMITS) as made:
        described = made.api.client.get("/api/openapi/openapi.json").json()
        whole = described["paths"]
        assert open_to_all(whole) == OPEN
        described["paths"] = whole if ALL else sample(whole)
        visiting = Visiting(Visitors.of(made), wire := Wire(made.api.client))
        monkeypatch.setattr(BaseSchema, "transport", property(lambda _: wire))
        visiting.go_round(schemathesis.openapi.from_dict(described, config=CONFIG), {AS_DESCRIBED: 2, NOT_SO: 1})
    print(f"{len(visiting.asked)} operations, {visiting.wire.sent} requests", sorted(visiting.statuses.items()))  # noqa: T201
    assert visiting.asked == {said["operationId"] for _, _, said in operations(described["paths"])}
    assert not visiting.failures, counted(visiting.failures.elements())
    for post in ("senco", "parent"):
        assert visiting.statuses[post, 200] > 0
        assert visiting.statuses[post, 201] > 0


def test_a_sample_holds_every_route_written_by_hand_and_one_of_each_family() -> None:
    made = [f"/api/cases/{{case}}/{where}{n}" for where in ("facts/concern.", "moves/concern/") for n in range(9)]
    paths: dict[str, dict[str, object]] = {one: {} for one in made}
    by_hand: dict[str, dict[str, object]] = {"/api/cases/{case}": {}, "/": {}, "/api/cases/{case}/records/{entry}": {}}
    found = sample(paths | by_hand)
    assert {one for one in found if not GENERATED.match(one)} == set(by_hand)
    assert sorted(filter(None, map(family, found))) == ["facts/concern", "moves/concern"]
    assert found == sample(dict(reversed((paths | by_hand).items())))
