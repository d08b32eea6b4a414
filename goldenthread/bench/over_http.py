"""The same steps over HTTP: our server, and beside it a bare Litestar endpoint that does one INSERT.

Run as a program it is one of the two servers, on a free port of this machine, until its input ends.
"""

import asyncio
import socket
import sqlite3
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import uvicorn
from litestar import Litestar, post
from msgspec import Struct

from goldenthread.app import door_of, web
from goldenthread.bench.ours import PLACE, acted, cases_of, noted
from goldenthread.bench.raw import DURABLE, durability, encode
from goldenthread.bench.timing import Measured
from goldenthread.bench.work import (
    BOATS,
    NOW,
    YARD,
    BoatLookedOver,
    BoatMended,
    BoatTakenIn,
    BoatTried,
    Unequal,
    person,
    story,
)
from goldenthread.engine.access.plain import plain_rules
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.privacy.people import PersonDescribed
from goldenthread.engine.tokens import token
from goldenthread.http.identity.office import Office
from goldenthread.http.identity.secrets import Secrets
from goldenthread.http.safety.rates import Limits

UNLIMITED = 1_000_000_000
PATIENCE = 120.0
"""Seconds after which a server or a round is given up."""

TABLE = """
create table event (
  position integer primary key, case_id blob not null, tag text not null, at text not null, actor text not null,
  event blob not null
)
"""
INSERT = "insert into event (case_id, tag, at, actor, event) values (?, ?, ?, ?, ?)"
CREATED = b"HTTP/1.1 201 "
ENTERED = 3
"""Records of who asks: an organisation, an account and a post."""
IN_FORCE = 1
"""Records of the policy by which a server decides what is seen: it writes that down as it starts."""


class Body(Struct, frozen=True):
    """What is sent to either server."""

    happened_on: date
    event: BoatTakenIn | BoatLookedOver | BoatMended | BoatTried


class Open(Struct, frozen=True):
    """A case that a server has opened, its version, and the token to speak of it with."""

    case: UUID
    version: str
    secret: str


class Ready(Struct, frozen=True):
    """What a server says once it can be asked."""

    port: int
    cases: list[Open]


# The servers


def bare(folder: Path) -> Litestar:
    """Return the base: read the body, store it in one committed INSERT, and answer."""
    connection = sqlite3.connect(folder / "bare.db", isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode=wal", "synchronous=full"):
        connection.execute(f"pragma {pragma}")
    connection.execute(TABLE)
    if durability(connection) != DURABLE:
        raise Unequal("the bare server does not write through")

    @post("/api/cases/{case:uuid}/moves/boats/{move:str}", status_code=201, sync_to_thread=False)
    def make_move(case: UUID, move: str, data: Body) -> dict[str, str]:
        at, tag = data.happened_on.isoformat(), str(type(data.event).__struct_config__.tag)
        stored = connection.execute(INSERT, (case.bytes, tag, at, move, encode(data.event)))
        return {"id": str(stored.lastrowid)}

    return Litestar([make_move], openapi_config=None, logging_config=None)


def ours(folder: Path, wanted: int) -> tuple[Litestar, list[Open]]:
    """Return our server, with so many cases that have been opened."""
    cases = cases_of(folder / "served")
    door = door_of(cases, folder / "served" / "identity.db")
    secret = entered(cases, door.secrets)
    found: list[Open] = []
    for case in range(wanted):
        about = (person(case), PersonDescribed(name=f"Owner {case}"))
        opened = cases.open(noted(story(case, 1)), NOW, describing=about).case
        found.append(Open(opened.id, token(opened.id, opened.records), secret))
    rules = plain_rules(cases.journeys)
    limits = Limits(account=UNLIMITED, line=UNLIMITED)  # its budgets are kept as always, and never used up
    return web(cases, door, projections=folder / "served" / "projections.db", rules=rules, limits=limits), found


def entered(cases: Cases, secrets: Secrets) -> str:
    """Enter whoever asks of our server, and return a token of theirs: as many records as ``ENTERED`` says."""
    office = Office(Register(cases), datetime.now(UTC))
    office.organisation(PLACE, "any", PLACE, NOW.date())
    office.account("jo", NOW.date())
    office.post("jo", YARD.id, PLACE, NOW.date())
    return office.token(secrets, "jo", PLACE, "bench")


def serve(name: str, folder: Path, wanted: int) -> None:
    """Serve until the input ends: it does when the bench ends, however that comes about."""
    app, found = ours(folder, wanted) if name == "ours" else (bare(folder), [])
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, proxy_headers=False)
    server = uvicorn.Server(config)

    def wait() -> None:
        sys.stdin.read()
        server.should_exit = True

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as held:
        held.bind(("127.0.0.1", 0))
        held.listen(128)
        print(msgspec.json.encode(Ready(held.getsockname()[1], found)).decode(), flush=True)  # noqa: T201  # to the bench
        threading.Thread(target=wait, daemon=True).start()
        server.run(sockets=[held])


@contextmanager
def serving(name: str, folder: Path, wanted: int) -> Generator[Ready]:
    """Start a server process, and end it by its pid."""
    process = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-m", "goldenthread.bench.over_http", name, str(folder), str(wanted)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    alarm = threading.Timer(PATIENCE, process.kill)
    alarm.start()
    try:
        line = process.stdout.readline() if process.stdout else b""
        alarm.cancel()
        if not line:
            raise Unequal(f"the server {name} did not start")
        yield msgspec.json.decode(line, type=Ready)
    finally:
        alarm.cancel()
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                pipe.close()


# The clients


async def client(port: int, opened: Open, requests: Sequence[tuple[str, bytes]]) -> list[float]:
    """Take one case through its steps, one request after the other, and return how long each took."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    taken: list[float] = []
    version = opened.version
    try:
        for path, body in requests:
            head = (
                f"POST /api/cases/{opened.case}/moves/boats/{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                f"Authorization: Bearer {opened.secret}\r\nIdempotency-Key: {uuid4()}\r\n"
                f'If-Match: "{version}"\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n'
            )
            start = time.perf_counter()
            writer.write(head.encode() + body)
            answer = await reader.readuntil(b"\r\n\r\n")
            said = dict(line.split(": ", 1) for line in answer.decode().lower().split("\r\n")[1:] if line)
            content = await reader.readexactly(int(said["content-length"]))
            taken.append(time.perf_counter() - start)
            if not answer.startswith(CREATED):
                raise Unequal(f"{path}: {answer!r} {content[:300]!r}")
            version = etag_in(answer) or version
    finally:
        writer.close()
    return taken


def etag_in(answer: bytes) -> str:
    """Return the version in an answer's head, or nothing where it has none."""
    for line in answer.decode().split("\r\n"):
        name, _, value = line.partition(": ")
        if name.lower() == "etag":
            return value.strip('"')
    return ""


def requests_of(case: int, steps: int) -> list[tuple[str, bytes]]:
    """Return the moves of a case after it was opened: where they are sent to, and what is sent."""
    found: list[tuple[str, bytes]] = []
    for number in range(2, steps + 1):
        act = acted(story(case, number))
        said: dict[str, Any] = {"happened_on": act.happened_on, "event": act.event}
        found.append((BOATS.name_of(act.move), msgspec.json.encode(said)))
    return found


async def together(port: int, cases: Sequence[Open], steps: int) -> tuple[float, list[float]]:
    """Let every client work at once. Returns the seconds that all took, and those of each request."""
    work = [requests_of(case, steps) for case in range(len(cases))]
    start = time.perf_counter()
    taken = await asyncio.gather(*(client(port, one, its) for one, its in zip(cases, work, strict=True)))
    return time.perf_counter() - start, [one for each in taken for one in each]


def measure(name: str, port: int, cases: Sequence[Open], steps: int) -> Measured:
    """Return how many requests a second one server answered, and the 50th and 99th percentile."""
    whole, taken = asyncio.run(asyncio.wait_for(together(port, cases, steps), PATIENCE))
    centiles = statistics.quantiles(taken, n=100)
    return {f"{name} http": len(taken) / whole, f"{name} p50": centiles[49], f"{name} p99": centiles[98]}


def rounds(folder: Path, number: int, clients: int, steps: int) -> Generator[Measured]:
    """Yield what each round measured; both servers run all the while, and each is asked while the other rests."""
    with serving("ours", folder, number * clients) as served, serving("bare", folder, 0) as base:
        cases = iter(served.cases)
        for turn in range(number):
            mine = list(islice(cases, clients))
            both = [("ours", served.port), ("bare", base.port)]
            found: Measured = {}
            for name, port in both if turn % 2 else reversed(both):
                found |= measure(name, port, mine, steps)
            yield found
    wanted = number * clients * (steps - 1)
    counts = (
        count(folder / "served" / "goldenthread.db", "record", number * clients * 2 + ENTERED + IN_FORCE + wanted),
        count(folder / "bare.db", "event"),
    )
    if set(counts) != {wanted}:
        raise Unequal(f"not the same number of records over HTTP: {counts}, not {wanted}")


def count(path: Path, table: str, others: int = 0) -> int:
    """Return how many records a server has stored, but for others: cases opened, people described, who was told."""
    connection = sqlite3.connect(path)
    ((found,),) = connection.execute(f"select count(*) from {table}")  # noqa: S608  # one of two names
    connection.close()
    return int(found) - others


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
