"""Requests as the framework is given them, without a server."""

from collections.abc import Sequence
from typing import Any, cast

from litestar.types.asgi_types import HTTPScope


def scope(
    path: str, *, client: str | None = "203.0.113.9", headers: Sequence[tuple[str, str]] = (), method: str = "GET"
) -> HTTPScope:
    """Return what a request is to an application: its head, and where it came from."""
    said: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "client": (client, 4711) if client else None,
    }
    return cast("HTTPScope", said)
