"""What the tests of the projections share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.desk import Api, Card
from tests.http.lending import JOURNEY
from tests.projections.book import Book


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    made = Book(tmp_path)
    yield made
    made.close()


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Api]:
    made = Api(tmp_path, JOURNEY)
    with made.client:
        yield made
    made.cases.close()


@pytest.fixture
def card(api: Api) -> Card:
    return Card(api)
