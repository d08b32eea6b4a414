"""Hosts: this machine answers by its own names only, so that no page elsewhere can lead a browser here."""

from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from goldenthread.http.problems import Problem

NAMES = 64
"""How many hosts are remembered, so that one is not taken apart at each request."""

Guard = Callable[[ASGIConnection[Any, Any, Any, Any], BaseRouteHandler], Awaitable[None]]


def only_hosts(more: Iterable[str] = ()) -> Guard:
    """Return what refuses a request for any host but a loopback name, or one that was set."""
    known = frozenset({"localhost", *(name.lower() for name in more)})

    async def known_host(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
        del handler
        name = without_port(connection.headers.get("host", "")).lower()
        if name not in known and not loopback(name):
            why = "This host is not served here. Ask 127.0.0.1 or localhost, or name it in GOLDENTHREAD_HOSTS."
            raise Problem(400, "invalid", "The request cannot be read", why)

    return known_host


def without_port(host: str) -> str:
    """Return the name of a Host header: ``localhost`` of ``localhost:8000``, ``::1`` of ``[::1]:8000``."""
    if host.startswith("["):
        name, _, port = host[1:].partition("]")
        return "" if port.strip(":0123456789") else name
    return host.partition(":")[0]


@lru_cache(NAMES)
def loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
