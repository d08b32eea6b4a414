"""The line that a request comes over is what the socket says, and what proxies of ours say of it."""

import pytest
from litestar.types.asgi_types import HTTPScope

from goldenthread.http.safety.addresses import WrongNetwork, line_of, networks
from tests.http.safety.asking import scope

PROXIES = networks(["10.0.0.0/8", "2001:db8:ffff::/48"])


def over(client: str | None, *forwarded: str) -> HTTPScope:
    return scope("/", client=client, headers=[("x-forwarded-for", one) for one in forwarded])


def test_without_a_proxy_of_ours_no_header_is_believed() -> None:
    assert line_of(over("203.0.113.9", "198.51.100.1"), ()) == "203.0.113.9"
    assert line_of(over("127.0.0.1", "198.51.100.1"), ()) == "127.0.0.1"


def test_a_caller_that_is_no_proxy_of_ours_is_not_believed() -> None:
    assert line_of(over("203.0.113.9", "10.0.0.1"), PROXIES) == "203.0.113.9"


@pytest.mark.parametrize(
    ("forwarded", "line"),
    [
        (["198.51.100.1"], "198.51.100.1"),
        (["192.0.2.66, 198.51.100.1"], "198.51.100.1"),  # what the client wrote itself stands to the left
        (["192.0.2.66", "198.51.100.1"], "198.51.100.1"),  # in a header of its own, too
        (["192.0.2.66, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        (["10.1.1.1, 198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        (["nonsense"], "10.0.0.1"),
        (["198.51.100.1, nonsense"], "10.0.0.1"),
        (["198.51.100.1:4711"], "10.0.0.1"),
        ([], "10.0.0.1"),
    ],
)
def test_behind_a_proxy_of_ours_the_entry_that_it_wrote_counts(forwarded: list[str], line: str) -> None:
    assert line_of(over("10.0.0.1", *forwarded), PROXIES) == line


def test_whoever_has_one_ipv6_line_has_one_name() -> None:
    lines = {line_of(over(f"2001:db8:1:2::{n:x}"), ()) for n in range(1, 100)}
    assert lines == {"2001:db8:1:2::/64"}
    assert line_of(over("2001:db8:1:3::1"), ()) not in lines


def test_an_address_is_one_however_it_is_written() -> None:
    assert line_of(over("::ffff:203.0.113.9"), ()) == "203.0.113.9"
    assert line_of(over("::ffff:10.0.0.1", "198.51.100.1"), PROXIES) == "198.51.100.1"


def test_a_line_without_an_address_is_one_line() -> None:
    assert line_of(over(None), PROXIES) == line_of(over("testclient"), PROXIES) == "unknown"


def test_a_network_is_written_as_one() -> None:
    with pytest.raises(WrongNetwork, match=r"'10\.0\.0\.1/8' is no network"):
        networks(["10.0.0.1/8"])
