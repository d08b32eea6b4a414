"""What the tests of identity share: a secrets file, and a house with a door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.http.identity.secrets import Secrets
from tests.http.identity.house import Browser, House


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Secrets]:
    made = Secrets(tmp_path / "identity.db")
    yield made
    made.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    with made.client:
        yield made
    made.door.close()


@pytest.fixture
def browser(house: House) -> Browser:
    return Browser(house)
