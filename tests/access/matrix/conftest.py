"""What the tests of the matrix share: one town, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.matrix.places import Place
from tests.http.town import town


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder: Path = tmp_path_factory.mktemp("matrix")
    with town(folder) as made:
        yield Place(made)
