"""What the tests of documents share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.uploads.sending import Sending


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[Sending]:
    made = Sending(tmp_path)
    with made.api.client:
        yield made
    made.api.cases.close()
