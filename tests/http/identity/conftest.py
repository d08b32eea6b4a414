"""What the tests of identity share: a secrets file, and a moment."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from goldenthread.http.identity.secrets import Secrets


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Secrets]:
    made = Secrets(tmp_path / "identity.db")
    yield made
    made.close()
