"""How often a store is asked while it answers: what somebody may not notice may not make one question more."""

import re
import sqlite3
import sqlite3.dbapi2
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

VALUE = re.compile(r"x?'(?:[^']|'')*'|\b\d+\b")
BY_THEMSELVES = ("projections", "(_loop_on_pull)")
"""The threads that follow the log, at their own pace. Nobody waits for them."""

AT_THEIR_PACE = "position > ? and position <= ?"
"""What is asked before a list is told, where they have not come so far yet."""

BY_CHANCE = ": pragma "
"""What is said to a connection as it is made: there are as many as threads have read at one time."""


class Statements:
    """The statements that are put to the files of each folder, without the values in them."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._connect: Any = sqlite3.connect
        self._put: dict[Path, Counter[str]] = {}
        for module in (sqlite3, sqlite3.dbapi2):
            patch.setattr(module, "connect", self._traced)

    def _traced(self, path: str | Path, *said: Any, **more: Any) -> sqlite3.Connection:
        made: sqlite3.Connection = self._connect(path, *said, **more)
        file = Path(path)
        made.set_trace_callback(lambda statement: self._note(file, statement))
        return made

    def _note(self, file: Path, statement: str) -> None:
        if not threading.current_thread().name.endswith(BY_THEMSELVES):
            self._put.setdefault(file.parent, Counter())[f"{file.name}: {VALUE.sub('?', statement)}"] += 1

    def taken(self, folder: Path) -> Counter[str]:
        """Return how often each statement was put since this was asked last."""
        found = self._put.pop(folder, Counter[str]())
        left_out = AT_THEIR_PACE, BY_CHANCE
        return Counter({one: often for one, often in found.items() if not any(each in one for each in left_out)})
