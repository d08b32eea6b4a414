"""What a handler is called with: its own parameters, and those of what it depends on."""

from collections.abc import Iterator, Mapping
from typing import Any

from litestar.handlers import HTTPRouteHandler
from litestar.utils.signature import ParsedSignature

OTHERWISE = frozenset({"request", "scope", "data"})
"""What a handler is given that does not come out of the address."""


def parameters_of(handler: object) -> Mapping[str, Any]:
    """Return the names that a handler is called with, each with its type."""
    if not isinstance(handler, HTTPRouteHandler):
        return {}
    found = asked(handler.parsed_fn_signature, handler)
    return {name: kind for name, kind in found if name not in OTHERWISE}


def asked(called: ParsedSignature, handler: HTTPRouteHandler) -> Iterator[tuple[str, Any]]:
    provided = handler.resolve_dependencies()
    for name, one in called.parameters.items():
        if name in provided:
            yield from asked(provided[name].parsed_fn_signature, handler)
        else:
            yield name, one.annotation
