"""The wire: what is made up is sent to the application in this process, and never over a real line."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportArgumentType=false, reportUnknownLambdaType=false

from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from typing import Any

from litestar import Litestar
from litestar.testing import TestClient
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter
from schemathesis import Case
from schemathesis.core.transport import Response as Answer
from schemathesis.transport.requests import REQUESTS_TRANSPORT, RequestsTransport
from urllib3 import HTTPHeaderDict, HTTPResponse

ADDRESS = "http://127.0.0.1"


class InProcess(HTTPAdapter):
    """Hands a prepared request to an application that runs in this process."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        super().__init__()
        self.client, self.sent = client, 0

    def send(self, request: PreparedRequest, *args: Any, **more: Any) -> Response:
        del args, more
        self.sent += 1
        self.client.cookies.clear()
        content: Any = request.body
        headers = [(name, said if isinstance(said, str) else said.decode()) for name, said in request.headers.items()]
        answer = self.client.request(
            request.method or "", request.url or "", headers=headers, content=content, follow_redirects=False
        )
        said = HTTPHeaderDict(answer.headers.multi_items())
        raw = HTTPResponse(BytesIO(answer.content), said, answer.status_code, version=11, preload_content=False)
        return self.build_response(request, raw)


class Wire(RequestsTransport):
    """Sends whatever names no line of its own over the one to this process."""

    def __init__(self, client: TestClient[Litestar]) -> None:
        super().__init__()
        self._copy_serializers_from(REQUESTS_TRANSPORT)
        self.end = InProcess(client)

    @property
    def sent(self) -> int:
        """Return how many requests were sent."""
        return self.end.sent

    def line(self) -> Session:
        """Return a line that keeps no cookie, and says nothing of itself."""
        line = Session()
        line.trust_env = False
        line.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        line.mount(ADDRESS, self.end)
        return line

    def send(self, case: Case[Any], *, session: Session | None = None, **more: Any) -> Answer:
        return super().send(case, session=session or self.line(), **more)
