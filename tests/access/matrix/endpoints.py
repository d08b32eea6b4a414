"""Every endpoint of the web application, taken from the application itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

OPENAPI = "/api/openapi"


@dataclass(frozen=True)
class Endpoint:
    """A method, the template of a path, and the name of what it does."""

    method: str
    path: str
    operation: str


def app_of(client: TestClient[Any]) -> Litestar:
    """Return the application that a client speaks to."""
    return cast("Litestar", cast("Any", client).app)


def endpoints(app: Litestar) -> Iterator[Endpoint]:
    """Yield every endpoint but the framework's answers to OPTIONS. Raises ``AssertionError`` for one without a name."""
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path} is no HTTP route: say here who may use it"
        for method, found in route.route_handler_map.items():
            handler = found[0]
            if method == "OPTIONS":
                continue
            assert isinstance(handler, HTTPRouteHandler)
            name = handler.operation_id
            if name is None and route.path_format.startswith(OPENAPI):
                name = "openapi"
            assert isinstance(name, str), f"{method} {route.path_format} has no operation id"
            yield Endpoint(str(method), route.path_format, name)
