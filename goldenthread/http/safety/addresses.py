"""Addresses: who is at the other end of the line, as the socket says; a header is believed of our own proxies only."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from litestar.types.asgi_types import HTTPScope

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
FORWARDED = b"x-forwarded-for"
ONE_HOME = 64
"""The bits of an IPv6 address that one line is given: whoever has it has all addresses below."""

ONE_CUSTOMER, ONE_SITE = 56, 48
"""The bits of an IPv6 address that a home, and a place of work, are commonly given: all below is the same people's."""

REMEMBERED = 4096
UNKNOWN = "unknown"


class WrongNetwork(ValueError):
    """A network is not written as 10.0.0.0/8 or 2001:db8::/32."""


def networks(said: Iterable[str]) -> tuple[Network, ...]:
    """Read networks. Raises ``WrongNetwork``."""
    found: list[Network] = []
    for one in said:
        try:
            found.append(ip_network(one))
        except ValueError:
            raise WrongNetwork(f"{one!r} is no network; write it as 10.1.2.0/24 or 2001:db8::/32") from None
    return tuple(found)


def line_of(scope: HTTPScope, proxies: Sequence[Network]) -> str:
    """Return the line that a request came over: its address, of IPv6 the part that one line is given.

    The socket is believed. ``X-Forwarded-For`` is read from its right end, and only for as long as what stands to the
    right of an entry is a proxy of ours: nothing that a client writes there itself is ever reached.
    """
    found = read(scope["client"][0]) if scope["client"] else None
    if found is None:
        return UNKNOWN
    if proxies and ours(found, proxies):
        for entry in reversed(forwarded(scope)):
            said = read(entry)
            if said is None:
                break
            found = said
            if not ours(said, proxies):
                break
    return line(found)


def forwarded(scope: HTTPScope) -> list[str]:
    """Return the entries of every ``X-Forwarded-For``, in order, the one nearest to us last."""
    said = b",".join(value for name, value in scope["headers"] if name.lower() == FORWARDED)
    return [entry.strip() for entry in said.decode("latin-1").split(",")]


def ours(address: Address, proxies: Sequence[Network]) -> bool:
    return any(address in network for network in proxies if network.version == address.version)


@lru_cache(REMEMBERED)
def read(said: str) -> Address | None:
    try:
        found = ip_address(said)
    except ValueError:
        return None
    mapped = found.ipv4_mapped if isinstance(found, IPv6Address) else None
    return mapped or found


@lru_cache(REMEMBERED)
def line(address: Address) -> str:
    """Return what stands for everybody on one line."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address.packed, ONE_HOME), strict=False))


def customer_of(said: str) -> str:
    """Return what stands for all that one customer is given, by the name of a line: of IPv6 a /56."""
    return wider(said, ONE_CUSTOMER) or said


def site_of(said: str) -> str | None:
    """Return what stands for all that a place of work may be given, by the name of a line: a /48; None of IPv4."""
    return wider(said, ONE_SITE)


def wider(said: str, bits: int) -> str | None:
    try:
        found = ip_network(said)
    except ValueError:
        return None
    return str(found.supernet(new_prefix=bits)) if found.version == 6 else None  # noqa: PLR2004  # IPv6
