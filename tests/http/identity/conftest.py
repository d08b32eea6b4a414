"""What the tests of identity share: a secrets file, and a house with a door."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.http.identity.secrets import Secrets
from tests.http.identity.house import Browser, House
from tests.http.identity.wide_house import Visitor, WideHouse


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


@pytest.fixture
def wide(tmp_path: Path) -> Iterator[WideHouse]:
    made = WideHouse(tmp_path)
    with made.client:
        yield made
    made.door.close()


@pytest.fixture
def visitor(wide: WideHouse) -> Visitor:
    return Visitor(wide)


@pytest.fixture
def jo(wide: WideHouse) -> Visitor:
    """Somebody who works at elm, signed in all the way."""
    wide.with_password("jo")
    wide.with_app("jo")
    made = Visitor(wide)
    made.come_in("jo")
    return made
