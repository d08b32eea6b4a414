"""The command line."""

import contextlib
import ipaddress
import signal
import socket
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

import click
import msgspec
import uvicorn
from rich.progress import Progress
from rich.table import Table

from goldenthread import __version__, accounts, keeping
from goldenthread.access_command import access, policies
from goldenthread.ahead import packs, previewed
from goldenthread.answering.command import sar
from goldenthread.app import door_as_set, log_to_stderr, now, served, store, web
from goldenthread.bench.rounds import QUICK, Size, measure
from goldenthread.bench.table import rows, shown
from goldenthread.bench.timing import Measured
from goldenthread.bench.work import Unequal
from goldenthread.chronologies.checking import check
from goldenthread.chronologies.published import WrongFile
from goldenthread.chronologies.published import read as read_published
from goldenthread.chronologies.server import NotServed, Served, serving
from goldenthread.chronologies.telling import told
from goldenthread.commands import diff, rebuild, replay, timeline
from goldenthread.demo.entering import SignIn, kept
from goldenthread.demo.making import NoRoom, make_demo
from goldenthread.doctor import examine
from goldenthread.engine.application import Cases
from goldenthread.engine.fields import read_out
from goldenthread.engine.law import InForce
from goldenthread.handbook import book
from goldenthread.handbook.workflows import workflow_page
from goldenthread.http.identity.door import Door
from goldenthread.http.identity.secrets import NotASecretsFile
from goldenthread.http.safety.heads import LARGEST_HEAD
from goldenthread.outline import outline
from goldenthread.projections.due import CannotSay, DueDay, due_from
from goldenthread.projections.loose import WrongLine, case_from
from goldenthread.projections.standing import clock_readings
from goldenthread.retaining import retain
from goldenthread.settings import Settings, WrongSetting
from goldenthread.terminal import (
    DAY,
    Misused,
    Refused,
    as_json,
    binding,
    calendar,
    console,
    opening,
    settings,
    tell_as_json,
)
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kinds import KINDS

DEMO = "demo"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="goldenthread")
def main() -> None:
    """Golden Thread: one unbroken, provable thread through a child's SEND journey."""


for command in (
    rebuild,
    replay,
    diff,
    timeline,
    previewed,
    packs,
    access,
    policies,
    *keeping.COMMANDS,
    *accounts.COMMANDS,
    retain,
    sar,
):
    main.add_command(command)


def loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise Refused(f"{host!r} is no address; set GOLDENTHREAD_HOST to 127.0.0.1 or ::1") from None


def listener(host: str, port: int) -> socket.socket:
    """Listen on loopback only, on the port asked for, or the next free one."""
    if not loopback(host):
        raise Refused(f"{host} can be reached from outside; only loopback is served: put a proxy with https before it")
    for one in range(port, port + 20) if port else (0,):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        held = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # named, so that answers are not delayed
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            held.bind((host, one))
            held.listen(128)  # from here on callers wait in line, and are not turned away
        except OSError:
            held.close()
            continue
        return held
    raise Refused(f"no port from {port} to {port + 19} is free; set GOLDENTHREAD_PORT")


def serve_on(cases: Cases, said: Settings, *, json_: bool) -> None:
    """Serve until stopped, and say at the start where, and how to say who is acting. Closes the store at the end."""
    log_to_stderr(said.log_level)
    held = listener(said.host, said.port)
    taken, said = said.port, msgspec.structs.replace(said, port=held.getsockname()[1])
    if taken not in (0, said.port):
        click.echo(f"Port {taken} is taken by another program: this is at port {said.port}.", err=True)
    try:
        door = door_as_set(cases, said)
    except (WrongSetting, NotASecretsFile, OSError) as wrong:
        held.close()
        cases.close()
        raise Refused(str(wrong)) from None
    warn_of_one_line(said)
    signal.signal(signal.SIGTERM, leave)  # uvicorn stops first, and then hands the signal on
    try:
        with contextlib.suppress(KeyboardInterrupt):  # asked for, and done
            ready = server(cases, door, said)
            ready.then = lambda: announce(cases, said, f"http://{said.host}:{said.port}", json_=json_)
            ready.run(sockets=[held])
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from None
    finally:
        held.close()
        door.close()
        cases.close()
    if not json_:
        console.print("Stopped.")


def warn_of_one_line(said: Settings) -> None:
    """Warn where there is a proxy that has https, and its network is not set: everybody is on one line then."""
    if said.origin.startswith("https://") and not said.own_proxies:
        click.echo(
            "GOLDENTHREAD_PROXIES is not set, and GOLDENTHREAD_ORIGIN is https: a proxy stands before this, and all"
            " that comes through it is counted as one line. Whoever floods it, or fails to sign in too often, keeps"
            " everybody waiting. Set it to the network of your proxy, such as 127.0.0.1/32.",
            err=True,
        )


class Serving(uvicorn.Server):
    """A server that does one thing when it has started: from then on it answers, and stops when it is asked to."""

    then: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if not self.should_exit:
            self.then()


def server(cases: Cases, door: Door, said: Settings) -> Serving:
    """Return the server. It believes no header of a proxy by itself, and reads no head that is larger than ours are."""
    config = uvicorn.Config(
        served(cases, door, said),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        http="h11",
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_graceful_shutdown=5,
    )
    return Serving(config)


def announce(cases: Cases, place: Settings, address: str, *, json_: bool) -> None:
    first, found = next(iter(cases.opened(1)), None), kept(Path(place.data)) if cases.demo else []
    if json_:
        said = Served(
            address=address,
            demo=cases.demo,
            case=str(first) if first else None,
            tokens={one.post: one.token for one in found},
            accounts={one.post: one.account for one in found},
            names={one.post: one.name for one in found},
            password=found[0].password if found else None,
        )
        click.echo(msgspec.json.encode(said))
    else:
        welcome(address, first, found)


def leave(number: int, frame: object) -> None:
    del number, frame
    raise KeyboardInterrupt


def welcome(address: str, first: UUID | None, found: list[SignIn]) -> None:
    console.print(f"[bold]Golden Thread[/bold] {__version__} is at {address}", highlight=False)
    if found:
        console.print("This is a demo: its people are invented, and its past was written by a script.")
        console.print("To be one of them, send their token with every request, or sign in by name and password:")
        rows = [("post", "signs in as", "organisation", "token")]
        rows += [(one.post, one.name or one.account, one.organisation, one.token) for one in found]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:  # on one line whatever the terminal: a token that is cut is of no use
            click.echo("  ".join(map(str.ljust, row, widths)).rstrip())
        if found[0].password:
            console.print(f"The password of each is [bold]{found[0].password}[/bold].", highlight=False)
            console.print("Whoever works is asked for a code next: goldenthread code POST prints it, such as senco.")
        for path in ("caseload", *((f"cases/{first}/timeline",) if first else ())):
            example = f"curl -s -H 'Authorization: Bearer {found[0].token}' {address}/api/{path}"
            console.print(f"Try:  {example}", highlight=False, soft_wrap=True)
    else:
        console.print(
            "Sign in with an account of this store. On this machine goldenthread init makes the first, and"
            " goldenthread account add others.",
            highlight=False,
        )
    console.print(f"The API describes itself at {address}/api/openapi/openapi.json. Stop with Ctrl-C.", highlight=False)


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; 0 for a free one.")
@as_json
def serve(port: int | None, *, json_: bool) -> None:
    """Serve the store of GOLDENTHREAD_DATA on this machine, making it at the first start."""
    said = settings()
    said = said if port is None else msgspec.structs.replace(said, port=port)
    serve_on(opening(said), said, json_=json_)


@main.command()
@click.option("--cases", "number", type=click.IntRange(1, 100_000), default=25, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed and day tell the same stories.")
@click.option("--serve", "serving", is_flag=True, help="Serve the demo when it is written.")
@as_json
def demo(number: int, seed: int, *, serving: bool, json_: bool) -> None:
    """Write an invented town into the folder demo below GOLDENTHREAD_DATA, or go on with the one that is there.

    Where GOLDENTHREAD_DATA is that folder itself, it is that one.
    """
    said = settings()
    said = msgspec.structs.replace(said, data=str(demo_folder(Path(said.data))))
    there = said.store.exists()
    if not there:
        make(said, number, seed, quiet=json_)
    cases = opening(said, demo=True)
    if not cases.demo:
        cases.close()
        raise Refused(f"{said.store} is not a demo store; nothing was written to it")
    if json_ and not serving:
        tell_as_json({"data": said.data, "written": 0 if there else number})
    elif not json_:
        goes_on = f"The demo in {said.data} goes on as it was. For a new one, remove that folder."
        console.print(goes_on if there else f"Wrote {number} invented children into {said.data}.", soft_wrap=True)
    if serving:
        serve_on(cases, said, json_=json_)
    cases.close()


def demo_folder(data: Path) -> Path:
    """Return where the demo is, or is to be: below a folder, unless that is a demo's own."""
    return data if data.name == DEMO or kept(data) else data / DEMO


def make(said: Settings, number: int, seed: int, *, quiet: bool) -> None:
    """Make the demo, with a bar that says how far it is."""
    try:
        with Progress(console=console, transient=True, disable=quiet) as progress:
            task = progress.add_task("Writing the town", total=100)
            for percent in make_demo(said, number, seed, now()):
                progress.update(task, completed=percent)
    except (NoRoom, OSError) as why:
        raise Refused(str(why)) from None


@main.command()
@click.argument("clock")
@click.option("--from", "start", type=DAY, required=True, help="The day that starts it.")
@click.option(
    "--given", multiple=True, metavar="NAME=VALUE", help="A day that the start names, or the day of a later event."
)
@as_json
def due(clock: str, start: date, given: tuple[str, ...], *, json_: bool) -> None:
    """Work out by when something is due, with the working and the law."""
    try:
        answer = due_from(KINDS, clock, start, by_name(given), calendar())
    except CannotSay as why:
        raise Misused(str(why)) from None
    if json_:
        tell_as_json(answer)
        return
    window = answer.kind == "window"
    by, whose = ("open until", "Nobody is late in it: it is the time of") if window else ("by", "Owed by")
    console.print(f"[bold]{answer.label}[/bold]: {by} [bold]{read_out(answer.due)}[/bold]", highlight=False)
    console.print(
        f"{answer.working}.\n{whose} {answer.owed_by}. {answer.law.text} "
        f"({binding(answer.law.force, answer.law.mark)}).",
        highlight=False,
    )
    for more in qualified(answer):
        console.print(more, highlight=False)


def qualified(answer: DueDay) -> list[str]:
    """Say from what it is counted; and, where it is not so everywhere and always, where and when."""
    said = [f"Counted from the day of {' or '.join(answer.starts_with)}."]
    said += [f"It is the law {InForce(answer.since, answer.until)}."] if answer.since or answer.until else []
    return said + ([f"Only {answer.only}."] if answer.only else [])


def by_name(given: tuple[str, ...]) -> dict[str, str]:
    """Read NAME=VALUE, each name once."""
    named: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not equals:
            raise Misused(f"--given {one} is not written as NAME=VALUE")
        if name in named:
            raise Misused(f"--given {name}=… is there twice")
        named[name] = value
    return named


@main.command()
@click.argument("file", type=click.File("rb"))
@click.option("--as-of", type=DAY, required=True, help="The day on which to read the clocks.")
@as_json
def clocks(file: BinaryIO, as_of: date, *, json_: bool) -> None:
    """Read the clocks of records in FILE: JSON Lines of tag, happened_on and the clear fields; - for standard input."""
    try:
        case = case_from(file, KINDS)
    except (WrongLine, OSError) as wrong:
        raise Misused(str(wrong)) from None
    found = clock_readings(case, KINDS.of(case), as_of, calendar())
    if json_:
        tell_as_json(found)
        return
    shown = Table("clock", "due", "how it stands", "owed by", "working", box=None)
    for one in found:
        late = f" ({one.days_late} days late)" if one.days_late > 0 else ""
        due_on = read_out(one.due) if one.due else "no day set"
        shown.add_row(one.clock, due_on, one.status + late, one.owed_by_name, "; ".join(one.working))
    console.print(shown)


@main.command()
@click.argument("name", required=False)
@as_json
def workflow(name: str | None, *, json_: bool) -> None:
    """Print a workflow: its stages, moves, needs and clocks, with a Mermaid diagram; or the names of all."""
    if name is None:
        labels = {one.name: one.label for one in KINDS.workflows.values()}
        if json_:
            tell_as_json(labels)
        else:
            click.echo("\n".join(f"{key:24} {label}" for key, label in labels.items()))
        return
    if name not in KINDS.workflows:
        raise Misused(f"there is no workflow {name!r}; these are: {', '.join(KINDS.workflows)}")
    found = KINDS.workflows[name]
    if json_:
        tell_as_json(outline(found))
    else:
        click.echo("\n".join(workflow_page(found)))


@main.command()
@as_json
def doctor(*, json_: bool) -> None:
    """Look at the store: can it be read, opened and trusted? Leaves with 1 if anything is wrong."""
    found = examine(settings())
    if json_:
        tell_as_json(found)
    else:
        for one in found:
            console.print(
                f"{'[green]well[/green]' if one.well else '[red]wrong[/red]'}  {one.what}: {one.found}",
                highlight=False,
                soft_wrap=True,
            )
    if not all(one.well for one in found):
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@as_json
def chronologies(file: Path, *, json_: bool) -> None:
    """Run published cases through our own API, and hold every row of FILE against what it answers.

    Starts a server process of its own with an empty store, and leaves with 1 unless everything holds.
    """
    try:
        cases = read_published(file)
        with serving() as api:
            found = [one for case in cases for one in check(case, JOURNEY, api)]
    except (WrongFile, NotServed) as why:
        raise Refused(str(why)) from None
    wrong = [one for one in found if one.holds is False]
    if json_:
        tell_as_json(found)
    else:
        for one in told(found):
            console.print(one)
        held = sum(1 for one in found if one.holds)
        console.print(
            f"Cases: {len(cases)}. Rows that hold: {held}; that do not: {len(wrong)}; "
            f"not checkable: {len(found) - held - len(wrong)}."
        )
    if wrong or not any(one.holds for one in found):
        sys.exit(1)


@main.command()
@click.option("--rounds", "number", type=click.IntRange(1, 100), default=5, show_default=True)
@click.option(
    "--list",
    "large",
    type=click.IntRange(50, 100_000),
    default=20_000,
    show_default=True,
    metavar="CASES",
    help="The cases of the large caseload; the small one has 500.",
)
@click.option("--quick", is_flag=True, help="One short round: to see that it runs, not to measure.")
@as_json
def bench(number: int, large: int, *, quick: bool, json_: bool) -> None:
    """Measure the same work done by us, by a plain eventsourcing application and by bare SQLite, side by side.

    It took three and a quarter minutes on a shared machine with two cores; with --quick, twenty seconds.
    """
    size = QUICK if quick else Size(large=large)
    number = 1 if quick else number
    found: list[Measured] = []
    try:
        with Progress(console=console, transient=True, disable=json_) as progress:
            task = progress.add_task("Measuring", total=number)
            for one in measure(size, number):
                found.append(one)
                progress.update(task, completed=len(found))
    except Unequal as why:
        raise Refused(f"nothing can be compared: {why}") from None
    if json_:
        tell_as_json(rows(found))
        return
    console.print(shown(rows(found), console))
    console.print(size.said(number), highlight=False)


@main.command()
@click.option("--check", is_flag=True, help="Only say which pages are behind the declarations.")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("docs/reference"), show_default=True)
@as_json
def docs(folder: Path, *, check: bool, json_: bool) -> None:
    """Write the reference pages of the docs from the declarations."""
    with tempfile.TemporaryDirectory() as data, store(Settings(data=data)) as (cases, door):
        openapi = web(cases, door).openapi_schema.to_schema()
    written = book.pages(KINDS, openapi, main, POLICY)
    stale = book.differences(written, folder)
    if check and stale:
        raise Refused(f"behind the declarations: {', '.join(stale)}. Run: make docs")
    if not check:
        try:
            book.write(written, folder)
        except OSError as why:
            raise Refused(f"{folder} cannot be written: {why.strerror}") from None
    if json_:
        tell_as_json({"stale": stale, "pages": sorted(written)})
    elif not check:
        click.echo(f"{len(stale)} pages written, {len(written) - len(stale)} were as they should be")
