"""The reference misses nothing that can be recorded, asked for, run or set."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import pytest

from goldenthread.app import store, web
from goldenthread.cli import main
from goldenthread.engine.fields import fields
from goldenthread.http.identity import tables as identity
from goldenthread.http.uploads import quarantine
from goldenthread.projections import reading
from goldenthread.projections import tables as projections
from goldenthread.settings import Settings, variables
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.kinds import KINDS
from tests.docs.pages import DOCS, ROOT

REFERENCE = DOCS / "reference"
PREFIX = "urn:goldenthread:problem:"


@pytest.fixture(scope="module")
def openapi(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    with store(Settings(data=str(tmp_path_factory.mktemp("store")))) as (cases, door):
        said: Mapping[str, Any] = web(cases, door).openapi_schema.to_schema()
    return said


def page(name: str) -> str:
    return (REFERENCE / name).read_text()


def test_every_event_is_in_the_reference() -> None:
    said = page("events.md")
    assert [tag for tag in KINDS.events if f"## `{tag}`\n" not in said] == []


def test_every_field_is_in_the_data_map_with_its_seal_and_whose_it_is() -> None:
    rows = {tuple(cell.strip() for cell in line.split("|")[1:4]) for line in page("data-map.md").splitlines()}
    every = [
        (f"`{tag}`", f"`{name}`", "clear" if field.clear else "sealed")
        for tag, kind in KINDS.events.items()
        for name, field in fields(kind).items()
    ]
    assert len(every) > 1000
    assert [one for one in every if one not in rows] == []
    said = page("data-map.md")
    assert "| `family.wellbeing-asked-after` | `said` | sealed | a parent or carer | `private-to-parent` |" in said
    assert "| `person.described` | `born_on` | sealed | the person | `identity` |" in said


def test_every_event_that_may_be_stored_is_in_the_data_map_and_so_is_every_column_beside_the_store(
    tmp_path: Path,
) -> None:
    said = page("data-map.md")
    with store(Settings(data=str(tmp_path))) as (cases, _):
        assert [tag for tag in cases.registry.by_tag if f"| `{tag}` |" not in said] == []
    tables = [*identity.METADATA.sorted_tables, *quarantine.METADATA.sorted_tables, *projections.METADATA.sorted_tables]
    tables += reading.READ.metadata.sorted_tables
    columns = [f"| `{one.name}` | `{column.name}` |" for one in tables for column in one.c]
    assert len(columns) > 100
    assert [one for one in columns if one not in said] == []


def test_the_data_map_says_by_which_rules_each_event_is_kept() -> None:
    said = page("data-map.md")
    assert "| `concern.worry-raised` | `who` | sealed | the child | `core` | the setting | `pupil-record` |" in said
    kept = "| `directory` | whoever keeps the store | `who-takes-part` |"
    assert f"| `access.opened-in-emergency` | `words` | sealed | the person {kept}" in said
    assert not [line for line in said.splitlines() if line.startswith("| `") and line.endswith("|  |")]


def test_every_endpoint_is_in_the_reference(openapi: Mapping[str, Any]) -> None:
    said = page("api.md")
    routes = [f"`{method.upper()} {path}`" for path, item in openapi["paths"].items() for method in item]
    assert routes
    assert [route for route in routes if route not in said] == []


def commands(group: click.Group, *above: str) -> Iterator[tuple[str, click.Command]]:
    """Yield every command with all of its words, those below it too."""
    for name, command in group.commands.items():
        yield " ".join((*above, name)), command
        if isinstance(command, click.Group):
            yield from commands(command, *above, name)


def test_every_command_and_every_one_below_it_is_in_the_reference() -> None:
    every = dict(commands(main, "goldenthread"))
    assert {"goldenthread docs", "goldenthread account add", "goldenthread erase ask"} <= every.keys()
    assert re.findall(r"^## `(.+)`$", page("commands.md"), re.MULTILINE) == sorted(every)


@pytest.mark.parametrize(("words", "command"), list(commands(main, "goldenthread")))
def test_what_a_command_takes_is_in_the_reference(words: str, command: click.Command) -> None:
    said = page("commands.md").partition(f"## `{words}`\n")[2].partition("\n## ")[0]
    names = [one.human_readable_name.upper() for one in command.params if isinstance(one, click.Argument)]
    names += [opt for one in command.params if isinstance(one, click.Option) and not one.hidden for opt in one.opts]
    assert [name for name in names if name not in said] == []


def test_every_setting_is_in_the_reference() -> None:
    said = page("settings.md")
    assert [variable for variable in variables() if f"| `{variable}` |" not in said] == []


@pytest.mark.parametrize("name", sorted(KINDS.workflows))
def test_every_workflow_is_in_the_reference(name: str) -> None:
    workflow, said = KINDS.workflows[name], page(f"workflows/{name}.md")
    labels = [
        *(stage.label for stage in workflow.stages),
        *(move.label for move in workflow.moves),
        *(need.label for need in workflow.needs),
    ]
    assert [label for label in labels if label not in said] == []
    assert [clock.id for clock in workflow.clocks if f"`{clock.id}`" not in page("clocks.md")] == []


def problems_in(code: Path) -> Iterator[str]:
    """Yield the name of every problem that a module answers with."""
    for node in ast.walk(ast.parse(code.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
            named = node.args[1]
            if isinstance(named, ast.Constant):
                yield str(named.value)
        elif (
            isinstance(node, ast.BinOp) and ast.unparse(node.left) == "PREFIX" and isinstance(node.right, ast.Constant)
        ):
            yield from re.findall(r"^[a-z0-9-]+$", str(node.right.value))


def test_every_post_and_every_rule_is_in_the_reference() -> None:
    said = page("access.md")
    assert f"`{POLICY.version}`" in said
    assert [one.id for one in POLICY.posts if f"### `{one.id}`\n" not in said] == []
    assert [one.because for one in POLICY.grants if f"| {one.because} |" not in said] == []
    assert [one for one in POLICY.rules if one not in said] == []


def test_every_problem_is_in_the_reference() -> None:
    answered = {name for code in (ROOT / "goldenthread/http").rglob("*.py") for name in problems_in(code) if name}
    told = set(re.findall(r"^\| `([a-z0-9-]+)` \| \d{3} \|", page("problems.md"), re.MULTILINE))
    assert {"not-ready", "invalid", "stale"} <= answered
    assert answered - told == set()
    assert {name for name in told - answered if not name.startswith("http-")} == set()
