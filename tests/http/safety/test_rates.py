"""Who asks for too much is made to wait, by account and by line, and nobody else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from litestar.testing import TestClient
from litestar.types.asgi_types import HTTPScope

from goldenthread.app import web
from goldenthread.http.problems import Problem
from goldenthread.http.safety.addresses import Network, networks
from goldenthread.http.safety.buckets import Buckets
from goldenthread.http.safety.rates import Limits, Rates
from tests.http.desk import BORROWER, KEEPER, Api, Card
from tests.http.safety.asking import scope

SMALL = Limits(account=60, line=100, unknown=30, sign_in=20)


class Clock:
    """A clock that a test moves on, in seconds."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Door:
    """The budgets, on a scripted clock; whoever is signed in says so in a header."""

    def __init__(self, limits: Limits = SMALL, proxies: tuple[Network, ...] = ()) -> None:
        self.clock = Clock()
        self.rates = Rates(limits, self.account_of, proxies, self.clock)

    def account_of(self, asked: HTTPScope) -> str | None:
        said = dict(asked["headers"]).get(b"x-account")
        return said.decode() if said else None

    def served(
        self, path: str = "/api/caseload", *, account: str = "", client: str = "203.0.113.9", forwarded: str = ""
    ) -> bool:
        headers = [("x-account", account)] if account else []
        headers += [("x-forwarded-for", forwarded)] if forwarded else []
        try:
            self.rates.check(scope(path, client=client, headers=headers))
        except Problem as refused:
            if refused.status != 429 or int(refused.headers["Retry-After"]) < 1:
                raise
            return False
        return True

    def flood(self, times: int, path: str = "/api/caseload", **said: str) -> int:
        return sum(self.served(path, **said) for _ in range(times))


def test_a_flood_of_tries_to_sign_in_gains_nothing_by_forged_addresses() -> None:
    door = Door()
    served = sum(
        door.served("/api/sign-in", forwarded=f"198.51.{n // 256 % 256}.{n % 256}, 192.0.2.{n % 256}")
        for n in range(10_000)
    )
    assert served == SMALL.sign_in
    assert door.served(account="k.hale")  # on the same line, signed in
    assert door.served(account="b.ode", client="198.51.100.7")
    assert door.served("/api/sign-in", client="198.51.100.7")


def test_behind_our_proxy_a_flood_is_held_to_the_line_it_really_comes_over() -> None:
    door = Door(proxies=networks(["10.0.0.0/8"]))
    said = [f"198.51.{n // 256}.{n % 256}, 203.0.113.66" for n in range(10_000)]
    assert sum(door.served("/api/sign-in", client="10.0.0.1", forwarded=one) for one in said) == SMALL.sign_in
    assert door.served("/api/sign-in", client="10.0.0.1", forwarded="203.0.113.67")


def test_an_account_is_counted_whatever_line_it_comes_over() -> None:
    door = Door()
    assert sum(door.served(account="k.hale", client=f"198.51.100.{n}") for n in range(200)) == SMALL.account
    assert door.served(account="b.ode", client="198.51.100.1")


def test_many_accounts_on_one_line_are_counted_together() -> None:
    door = Door()
    assert sum(door.served(account=f"a{n}") for n in range(500)) == SMALL.line
    assert door.served(account="b.ode", client="198.51.100.7")


def test_whoever_is_not_signed_in_has_less() -> None:
    door = Door()
    assert door.flood(200) == SMALL.unknown
    assert door.served(account="k.hale")


def test_what_is_refused_is_served_again_as_it_says() -> None:
    door = Door()
    door.flood(100)
    with pytest.raises(Problem) as refused:
        door.rates.check(scope("/api/caseload"))
    seconds = int(refused.value.headers["Retry-After"])
    assert seconds == 2
    door.clock.now += seconds
    assert door.served()
    assert not door.served()


def test_only_where_somebody_signs_in_is_it_counted_as_that() -> None:
    door = Door()
    assert door.flood(100, "/api/sign-in/code") == SMALL.sign_in
    assert door.flood(100, "/api/sign-insurance") == SMALL.unknown


def test_a_flood_of_names_cannot_grow_what_is_remembered() -> None:
    buckets = Buckets(60, most=100)
    assert buckets.take("mine", 0) is None
    served = sum(buckets.take(f"one-{n}", 0) is None for n in range(10_000))
    assert len(buckets) == 100
    assert served == 99 + 60  # each of those remembered, and the others from one bucket


def test_nobody_gets_a_fresh_bucket_by_pushing_out_their_own() -> None:
    buckets = Buckets(60, most=100)
    assert sum(buckets.take("mine", 0) is None for _ in range(100)) == 60
    for n in range(10_000):
        buckets.take(f"one-{n}", 0)
    assert buckets.take("mine", 0) is not None


def test_a_name_that_was_idle_gives_up_its_place() -> None:
    buckets = Buckets(60, most=2)
    for name, at in (("one", 0.0), ("two", 1.0), ("three", 2.0)):
        assert buckets.take(name, at) is None
    assert len(buckets) == 2


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.floats(0, 5)), max_size=300))
def test_no_name_is_ever_given_more_than_its_share(asked: list[tuple[str, float]]) -> None:
    buckets, now, given_to = Buckets(30, most=3), 0.0, dict.fromkeys("abcde", 0)
    for name, later in asked:
        now += later
        given_to[name] += buckets.take(name, now) is None
    assert all(given <= 2 * 30 + now / 2 + 1 for given in given_to.values())
    assert len(buckets) <= 3


def test_the_application_makes_whoever_floods_it_wait(api: Api, card: Card) -> None:
    app = web(api.cases, api.door, lambda: api.now, rules=api.rules, limits=SMALL)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        keeper, borrower = (api.signed_in(one, card.path) for one in (KEEPER, BORROWER))
        answers = [client.get(f"/api{card.path}", headers=keeper) for _ in range(70)]
        refused = answers[-1]
        assert [one.status_code for one in answers].count(200) >= SMALL.account
        assert (refused.status_code, refused.headers["content-type"]) == (429, "application/problem+json")
        assert refused.json()["type"] == "urn:goldenthread:problem:too-many"
        assert int(refused.headers["retry-after"]) >= 1
        assert client.get(f"/api{card.path}", headers=borrower).status_code == 200


def test_paths_that_are_not_there_are_counted_too(api: Api) -> None:
    app = web(api.cases, api.door, lambda: api.now, rules=api.rules, limits=SMALL)
    with TestClient(app, base_url="http://127.0.0.1") as client:
        answers = [client.get(f"/nowhere/{n}").status_code for n in range(60)]
    assert answers.count(429) > 20
    assert set(answers) == {404, 429}


def test_what_is_usual_is_not_refused() -> None:
    """Sixteen clients of one account, each a hundred requests at once, and a school of sixty that signs in."""
    door = Door(Limits())
    assert door.flood(1600, account="bench") == 1600
    assert door.flood(120, "/api/sign-in") == 120
