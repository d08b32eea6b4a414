"""What to mind in a case: told to those who write, ring and let others in, of what they see, and to nobody else."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest

from goldenthread.engine.commands import Note
from goldenthread.engine.events import PersonId
from goldenthread.engine.privacy.people import Identifier, PersonDescribed
from tests.http.town import LONG_AGO, Town, town

KNOWN: dict[str, Any] = {"name": "Dan Ashdown", "by_what": "birth", "responsibility": "yes", "how_known": "told"}
ORDER: dict[str, Any] = {"kind": "child-arrangements", "how_known": "told", "decides": "He is not told."}


@pytest.fixture(scope="module")
def elm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("to-mind")) as made:
        yield made


def told(elm: Town, case: str, post: str = "senco", at: str = "") -> list[tuple[str, list[str]]]:
    """Return what somebody is told to mind: of which kind, and about whom."""
    return [(one["kind"], one["people"]) for one in elm.get(f"{case}/warnings", post, at)["items"]]


def let_in(elm: Town, case: str, name: str) -> dict[str, str]:
    body = {"happened_on": "2026-01-06", "post": "parent", "why": "A parent", "name": name, "another": True}
    made: dict[str, str] = elm.send(f"{case}/family", body, "senco").json()
    return made


def nothing_may_reach(elm: Town, case: str, person: str) -> None:
    said: dict[str, Any] = {"kept_from": person, "restriction": "no-notices", "because": "order", "decided_by": "A"}
    elm.fact(case, "people.notice-restricted", "safeguarding-lead", on="2026-02-20", **said)


def test_a_restriction_is_told_to_those_who_may_see_it_and_whether_it_names_anybody_here(elm: Town) -> None:
    case, nobody = elm.child(), str(uuid4())
    dad = let_in(elm, case, "Dan Ashdown")
    elm.let_somebody_in(case, "teacher")
    elm.let_somebody_in(case, "parent")
    before = {post: elm.get(f"{case}/warnings", post) for post in ("senco", "teacher", "parent")}
    nothing_may_reach(elm, case, dad["person"])
    assert told(elm, case, "safeguarding-lead") == [("restricted", [dad["person"]])]
    nothing_may_reach(elm, case, nobody)
    assert ("names-nobody-here", [nobody]) in told(elm, case, "safeguarding-lead")
    assert {post: elm.get(f"{case}/warnings", post) for post in before} == before
    assert before["parent"] == {"items": []}


def test_an_order_that_names_nobody_here_and_one_that_only_the_family_tells_of(elm: Town) -> None:
    case, nobody = elm.child(), str(uuid4())
    elm.let_somebody_in(case, "parent")
    elm.fact(case, "people.order-known", "senco", keeps_from=nobody, **ORDER)
    assert told(elm, case) == [("names-nobody-here", [nobody])]
    elm.fact(case, "people.order-known", "parent", keeps_from=nobody, **ORDER)
    assert ("not-written-down-by-staff", [nobody]) in told(elm, case)
    assert told(elm, case, "parent") == []


def test_what_would_decide_who_sees_what_and_was_written_by_somebody_who_sees_nothing(elm: Town) -> None:
    case = elm.child()
    dad = let_in(elm, case, "Dan Ashdown")
    assert elm.look(case, "assistant").status_code == 404
    said = elm.send(f"{case}/facts/people.order-known", happened(keeps_from=dad["person"], **ORDER), "assistant")
    assert said.status_code == 201
    assert ("written-by-somebody-who-sees-nothing", []) in told(elm, case)
    elm.fact(case, "people.order-known", "senco", keeps_from=dad["person"], **ORDER)
    assert [kind for kind, _ in told(elm, case)].count("written-by-somebody-who-sees-nothing") == 1


def happened(**event: Any) -> dict[str, Any]:
    return {"happened_on": "2026-02-20", "event": event}


def test_one_address_of_two_adults_is_told_and_never_which(elm: Town) -> None:
    case = elm.child()
    adults = [let_in(elm, case, name)["person"] for name in ("Ida", "Dan", "Pat")]
    for person, number in zip(adults, ("07700 900123", "07700-900123", "07700 900999"), strict=True):
        described_at(elm, person, number)
    answer = elm.look(f"{case}/warnings", "senco")
    assert told(elm, case) == [("shared-way", sorted(adults[:2]))]
    assert "900123" not in answer.text.replace(" ", "").replace("-", "")


def described_at(elm: Town, person: str, number: str) -> None:
    about = PersonDescribed(name="An adult", identifiers=(Identifier(kind="telephone", value=number),))
    note = Note(event=about, happened_on=elm.office.today, by=elm.office.by)
    elm.api.cases.describe(PersonId(UUID(person)), about, note, elm.api.now)


def test_a_use_that_stops_because_somebody_objected_is_told(elm: Town) -> None:
    case = elm.child()
    made: dict[str, Any] = {"who": "Ida", "statement": "I would rather not.", "use": "The newsletter"}
    objection = elm.fact(case, "rights.objection-made", "senco", **made)
    answered: dict[str, Any] = {
        "to": ["Ida"], "how": "letter", "why": "It can wait.", "explained": "In it", "objection": objection
    }  # fmt: skip
    answer_with(elm, case, answered | {"outcome": "goes-on"})
    assert told(elm, case) == []
    answer_with(elm, case, answered | {"outcome": "stops"})
    (one,) = elm.get(f"{case}/warnings", "senco")["items"]
    assert (one["kind"], one["says"]) == ("objection", "The use stops: The newsletter")


def answer_with(elm: Town, case: str, event: dict[str, Any]) -> None:
    body = {"happened_on": "2026-02-03", "origin": "brought-in", "event": event}
    answer = elm.send(f"{case}/facts/rights.objection-answered", body, "senco")
    assert answer.status_code == 201, answer.text


SHARED: dict[str, Any] = {"recipient": "r", "purpose": "p", "basis": "public-task", "sought": "told"}


def reaching_nobody(elm: Town, case: str, post: str = "senco", at: str = "") -> list[tuple[str, list[str]]]:
    items = elm.get(f"{case}/warnings", post, at)["items"]
    return [(one["says"], one["entries"]) for one in items if one["kind"] == "reaches-nobody"]


@pytest.mark.parametrize(
    ("body", "named"),
    [("the-authority", {"organisation": "the-authority"}), ("never-entered", {"organisation": "never-entered"})],
)
def test_what_was_shared_with_a_body_that_takes_no_part_is_told_until_it_does(
    elm: Town, body: str, named: dict[str, Any]
) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent")
    elm.let_somebody_in(case, "ep")
    entry = elm.fact(case, "concern.worry-raised", "senco", who="Mum", words="w")
    act = elm.fact(case, "sharing.entries-shared", "senco", goes_to="authority", entries=[entry], **named, **SHARED)
    says = f"This reaches nobody: {body} takes no part in this case. Let it in, or mark the entry as made in error."
    assert reaching_nobody(elm, case) == [(says, [act])]
    assert [reaching_nobody(elm, case, post) for post in ("parent", "ep")] == [[], []]
    if body == "the-authority":
        assert elm.let_in(case, body, until="2026-01-20").status_code == 201
        assert reaching_nobody(elm, case) == [(says, [act])], "it had left before"
        assert elm.let_in(case, body).status_code == 201
    else:
        assert elm.send(f"{case}/records/{act}/error", {"happened_on": "2026-02-03", "why": "w"}, "senco").is_success
    assert reaching_nobody(elm, case) == []


def test_only_the_post_in_which_somebody_takes_part_makes_their_body_one_that_reads(elm: Town) -> None:
    case = elm.child()
    elm.let_somebody_in(case, "parent", which=8)
    elm.let_somebody_in(case, "ep", "health-trust", which=8)
    account, _ = elm.account("parent", which=8)
    elm.office.post(account, "assistant", "oak-nursery", LONG_AGO)
    entry = elm.fact(case, "concern.worry-raised", "senco", who="Mum", words="w")
    to: dict[str, Any] = {"goes_to": "setting", "entries": [entry], **SHARED}
    act = elm.fact(case, "sharing.entries-shared", "senco", organisation="oak-nursery", **to)
    elm.fact(case, "sharing.entries-shared", "senco", organisation="health-trust", **to)
    assert [entries for _, entries in reaching_nobody(elm, case)] == [[act]]


def test_what_was_shared_with_a_kind_of_body_is_told_where_none_or_several_are_it(elm: Town) -> None:
    case = elm.child()
    entry = elm.fact(case, "concern.worry-raised", "senco", who="Mum", words="w")
    act = elm.fact(case, "sharing.entries-shared", "senco", goes_to="authority", entries=[entry], **SHARED)
    ((says, entries),) = reaching_nobody(elm, case)
    assert (entries, "names no body" in says) == ([act], True)
    elm.let_in(case, "the-authority")
    assert reaching_nobody(elm, case) == []
    elm.let_in(case, "next-authority")
    assert [one for _, one in reaching_nobody(elm, case)] == [[act]]


def test_a_body_that_takes_part_unseen_is_not_told_of_by_what_is_not_told(elm: Town) -> None:
    case = elm.child()
    entry = elm.fact(case, "concern.worry-raised", "senco", who="Mum", words="w")
    elm.fact(
        case, "sharing.entries-shared", "senco", goes_to="authority", entries=[entry], organisation="next-authority",
        **SHARED,
    )  # fmt: skip
    before = elm.look(f"{case}/warnings", "senco").text
    assert len(reaching_nobody(elm, case)) == 1
    elm.let_in(case, "next-authority", "head", unseen=True)
    assert elm.look(f"{case}/warnings", "senco").text == before
    assert reaching_nobody(elm, case, "head") == []
    assert reaching_nobody(elm, case, "la-officer", "next-authority") == [], "they know that they take part"


def test_whoever_shared_it_is_told_that_it_reaches_nobody_whatever_their_post(elm: Town) -> None:
    case = elm.child()
    for n in (1, 2):
        elm.let_somebody_in(case, "teacher", which=n)
    entry = elm.fact(case, "concern.worry-raised", "teacher", who="Mum", words="w")
    to: dict[str, Any] = {"goes_to": "authority", "entries": [entry], "organisation": "the-authority"}
    elm.fact(case, "sharing.entries-shared", "teacher", **to, **SHARED)
    assert len(reaching_nobody(elm, case, "teacher")) == 1
    assert elm.look(f"{case}/warnings", "teacher", which=2).json() == {"items": []}


def test_looking_at_what_to_mind_is_written_down_and_a_case_of_others_is_unknown(elm: Town) -> None:
    case = elm.child()
    before = len(elm.reads("senco"))
    elm.get(f"{case}/warnings", "senco")
    assert len(elm.reads("senco")) == before + 1
    assert elm.look(f"{case}/warnings", "senco", "oak-nursery").status_code == 404
