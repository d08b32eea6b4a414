"""A server process of our own, on a free port of this machine, with a store of its own."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import httpx

from goldenthread.http.identity.header import HEADER

ACTOR = "account=chronologies; roles=authority senco; organisation=published"
STARTING = 60.0
ANSWERING = 30.0


class NotServed(RuntimeError):
    """The server did not start, or did not answer as it should."""


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
    """Start a server process with an empty store, and end it by its pid. Raises ``NotServed``."""
    with tempfile.TemporaryDirectory(prefix="goldenthread-") as data:
        mine = {name: value for name, value in os.environ.items() if not name.startswith("GOLDENTHREAD_")}
        process = subprocess.Popen(  # our own program, with words of our own
            [sys.executable, "-u", "-m", "goldenthread", "serve", "--port", "0"],
            env=mine | {"GOLDENTHREAD_DATA": data, "COLUMNS": "200", "NO_COLOR": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        alarm = threading.Timer(STARTING, process.kill)
        alarm.start()
        try:
            address = address_in(process)
            alarm.cancel()
            threading.Thread(target=drain, args=(process,), daemon=True).start()
            with httpx.Client(base_url=f"{address}/api", headers={HEADER: ACTOR}, timeout=ANSWERING) as client:
                yield Api(client)
        except httpx.HTTPError as wrong:
            raise NotServed(f"the server stopped answering: {type(wrong).__name__}") from wrong
        finally:
            alarm.cancel()
            process.terminate()
            process.wait(timeout=STARTING)


def address_in(process: "subprocess.Popen[str]") -> str:
    """Return the address that a server says it is at, once it says that it can be stopped."""
    said: list[str] = []
    for line in process.stdout or ():
        said.append(line)
        if "Stop with Ctrl-C" in line:
            break
    words = "".join(said).split()
    found = [word for word in words if word.startswith("http://127.0.0.1:")]
    if not found:
        raise NotServed("the server did not start: " + "".join(said)[-500:])
    return found[0]


def drain(process: "subprocess.Popen[str]") -> None:
    for _ in process.stdout or ():
        pass
