"""Every page of the reference, written from the declarations, so that none can fall behind."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from goldenthread.engine.access.policy import Policy
from goldenthread.engine.journeys import Journeys
from goldenthread.handbook.access import access_page
from goldenthread.handbook.data_map import data_map_page
from goldenthread.handbook.events import events_page
from goldenthread.handbook.retention import retention_page
from goldenthread.handbook.tables import WRITTEN_BY
from goldenthread.handbook.ways_in import api_page, commands_page, settings_page
from goldenthread.handbook.workflows import clocks_page, workflow_page
from goldenthread.workflows.retention import SCHEDULE


def pages(
    journeys: Journeys,
    openapi: Mapping[str, Any],
    commands: click.Group,
    policy: Policy | None = None,
) -> dict[str, str]:
    """Return every generated page by its path below ``docs/reference``; that of who may see what, where it is given."""
    written = {
        "data-map.md": "\n".join(data_map_page(journeys)),
        "events.md": "\n".join(events_page(journeys)),
        "clocks.md": "\n".join(clocks_page(journeys)),
        "api.md": "\n".join(api_page(openapi)),
        "commands.md": "\n".join(commands_page(commands)),
        "settings.md": "\n".join(settings_page()),
        "retention.md": "\n".join(retention_page(SCHEDULE, journeys)),
    }
    if policy:
        written["access.md"] = "\n".join(access_page(policy, journeys))
    for workflow in journeys.workflows.values():
        written[f"workflows/{workflow.name}.md"] = "\n".join(workflow_page(workflow))
    return {path: text.rstrip() + "\n" for path, text in written.items()}


def differences(written: Mapping[str, str], folder: Path) -> list[str]:
    """Return the pages that are not as the declarations say: changed, missing, or of something gone."""
    stale = [path for path, text in written.items() if not is_as(folder / path, text)]
    here = {str(one.relative_to(folder)) for one in folder.rglob("*.md")}
    made = {one for one in here if WRITTEN_BY in (folder / one).read_text()}
    return sorted({*stale, *(made - set(written))})


def is_as(page: Path, text: str) -> bool:
    return page.exists() and page.read_text() == text


def write(written: Mapping[str, str], folder: Path) -> None:
    """Write the pages, and remove those of something gone."""
    for path in differences(written, folder):
        page = folder / path
        if path in written:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(written[path])
        else:
            page.unlink()
