"""What becomes of the lists when content is erased: the rows of those cases are worked out anew from what is left."""

import contextlib
import sqlite3
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import inspect

from goldenthread.engine.application import Cases
from goldenthread.engine.store.writer import StoreBusy
from goldenthread.projections.folding import Folder
from goldenthread.projections.runner import Runner
from goldenthread.projections.tables import BUSY


def fold_anew(runner: Runner, cases: Cases, streams: Sequence[UUID]) -> None:
    """Put what can still be read of some cases in place of their rows, and leave nothing of those in the file.

    Lists that have not been made yet hold nothing. Raises ``StoreBusy``: ask again.
    """
    position = runner.recorder.max_notification_id() or 0
    with runner.file.writing() as connection:
        there = inspect(connection)
        if not all(there.has_table(table.name) for one in runner.projections for table in one.tables):
            return
        connection.exec_driver_sql("pragma secure_delete=on")
        Folder(cases, runner.projections, runner.rules).fold(connection, streams, position)
    with contextlib.closing(sqlite3.connect(runner.file.path, timeout=BUSY)) as file:
        (busy, *_) = file.execute("pragma wal_checkpoint(truncate)").fetchone()
    if busy:
        raise StoreBusy("somebody is reading the lists: ask again")
