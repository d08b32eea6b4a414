"""A server process of our own, on a free port of this machine, with a store of its own."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import IO, Any

import httpx
import msgspec
from msgspec import Struct

from goldenthread.app import now, store
from goldenthread.engine.access.register import Register
from goldenthread.engine.calendars import EARLIEST
from goldenthread.http.identity.office import Office
from goldenthread.settings import Settings
from goldenthread.workflows.posts import LA_OFFICER, SENCO_POST

PUBLISHED = "published"
STARTING = 60.0
ANSWERING = 30.0
SHOWN = 500
"""How much is shown of what a server said when it did not start."""


class NotServed(RuntimeError):
    """The server did not start, or did not answer as it should."""


class Served(Struct, frozen=True):
    """What a server says of itself with ``--json``: where it is, whether it is a demo, and a case to look at.

    Of a demo, by post: its ``accounts``, the ``tokens`` that speak for them, and the ``names`` that they sign in by,
    each with the same ``password``.
    """

    address: str
    demo: bool
    case: str | None = None
    tokens: dict[str, str] = {}
    accounts: dict[str, str] = {}
    names: dict[str, str] = {}
    password: str | None = None


class Api:
    """The API of a server, as a client speaks to it."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def post(self, path: str, body: object) -> Any:
        answer = self._client.post(path, json=body)
        if not answer.is_success:
            raise NotServed(f"{path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()

    def get(self, path: str, **asked: str) -> Any:
        answer = self._client.get(path, params=asked)
        if not answer.is_success:
            raise NotServed(f"{path}: {answer.status_code} {answer.text[:300]}")
        return answer.json()


@contextmanager
def serving() -> Generator[Api]:
    """Serve a store without cases and give its API, spoken to by an account in two posts. Raises ``NotServed``."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as data:
        said = {"Authorization": f"Bearer {entered(data)}"}
        with (
            started(["serve"], own_environment(data)) as served,
            httpx.Client(base_url=f"{served.address}/api", headers=said, timeout=ANSWERING) as client,
        ):
            try:
                yield Api(client)
            except httpx.HTTPError as wrong:
                raise NotServed(f"the server stopped answering: {type(wrong).__name__}") from wrong


def entered(data: str) -> str:
    """Make a store, enter the account that retells what was published, and return a token of it."""
    said, at = Settings(data=data), now()
    with store(said) as (cases, door):
        office = Office(Register(cases), at)
        office.organisation(PUBLISHED, "authority", "The bodies of the published cases", EARLIEST)
        office.account(PUBLISHED, EARLIEST)
        for post in (LA_OFFICER, SENCO_POST):
            office.post(PUBLISHED, post.id, PUBLISHED, EARLIEST)
        return office.token(door.secrets, PUBLISHED, PUBLISHED, "chronologies", lasts=timedelta(days=1))


def own_environment(data: str) -> dict[str, str]:
    """Return the environment of a process with a store of its own, on a free port, and no setting but these."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
    return mine | {"GOLDENTHREAD_DATA": data, "GOLDENTHREAD_PORT": "0"}


@contextmanager
def started(words: Sequence[str], environment: Mapping[str, str]) -> Generator[Served]:
    """Start a command of ours that serves, wait until it says where, and end it by its pid. Raises ``NotServed``."""
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(  # noqa: S603  # our own program, with words of our own
            [sys.executable, "-m", "goldenthread", *words, "--json"],
            env=environment, stdout=subprocess.PIPE, stderr=errors,
        )  # fmt: skip
        alarm = threading.Timer(STARTING, process.kill)
        alarm.start()
        try:
            served = told(process, errors)
            alarm.cancel()
            yield served
        finally:
            alarm.cancel()
            process.terminate()
            process.wait(timeout=STARTING)
            if process.stdout:
                process.stdout.close()


def told(process: "subprocess.Popen[bytes]", errors: IO[bytes]) -> Served:
    """Return what a server says of itself. Raises ``NotServed`` with what it said instead."""
    line = process.stdout.readline() if process.stdout else b""
    try:
        return msgspec.json.decode(line, type=Served)
    except msgspec.DecodeError:
        process.kill()
        process.wait()
        errors.seek(0)
        said = (line + errors.read()).decode(errors="replace")[-SHOWN:]
        raise NotServed(f"the server did not start: {said}") from None
