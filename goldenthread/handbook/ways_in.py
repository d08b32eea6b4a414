"""The pages of what can be asked, run and set: the API, the commands and the settings."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from goldenthread.handbook.tables import WRITTEN_BY, table
from goldenthread.settings import Settings, variables

WIDE = 100
"""Columns of the commands' help as it is printed here, whatever terminal writes the pages."""


def api_page(openapi: Mapping[str, Any]) -> Iterator[str]:
    yield from ("# JSON API", "", WRITTEN_BY, "", "The whole schema is served at `/api/openapi/openapi.json`.", "")
    paths: dict[str, dict[str, dict[str, str]]] = openapi["paths"]
    rows = [
        (f"`{method.upper()} {path}`", said.get("operationId", ""), said.get("summary", ""))
        for path, item in sorted(paths.items())
        for method, said in item.items()
    ]
    yield from table(("route", "operation", "what it does"), rows)


def commands_page(group: click.Group) -> Iterator[str]:
    yield from ("# Commands", "", WRITTEN_BY, "")
    yield from commands_below(click.Context(group, info_name="goldenthread", **group.context_settings), group)


def commands_below(parent: click.Context, group: click.Group) -> Iterator[str]:
    """Yield a section for each command of a group, and after it those for each below it."""
    for name in sorted(group.commands):
        command = group.commands[name]
        with click.Context(command, info_name=name, parent=parent, terminal_width=WIDE) as context:
            yield from (f"## `{context.command_path}`", "", "```", command.get_help(context), "```", "")
            if isinstance(command, click.Group):
                yield from commands_below(context, command)


def settings_page() -> Iterator[str]:
    yield from ("# Settings", "", WRITTEN_BY, "")
    defaults = Settings()
    yield from table(
        ("variable", "what it sets", "default"),
        (
            (f"`{name}`", told, f"`{getattr(defaults, field)}`")
            for (name, told), field in zip(variables().items(), Settings.__struct_fields__, strict=True)
        ),
    )
