"""What holds for every test: tables are as wide as they are told to be, and no test logs as another one set it."""

import os
from collections.abc import Iterator

import pytest
import structlog

os.environ["COLUMNS"] = "200"

COLLECTED = pytest.StashKey[tuple[pytest.Item, ...]]()
"""Every test that this run found, before any was left out."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    config.stash[COLLECTED] = tuple(items)


@pytest.fixture(autouse=True)
def logging_as_it_comes() -> Iterator[None]:
    """Undo what a test, or a command that it ran, set for the log."""
    yield
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
