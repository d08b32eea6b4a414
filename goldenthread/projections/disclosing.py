"""What a page of a list tells of which cases: what is written down of the reading before the page is given."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from goldenthread.projections.audiences import Theirs


class Disclosed(Struct, frozen=True):
    """That something is told of a case: the record classes it comes from, and the posts it is shown to."""

    case: UUID
    classes: frozenset[str]
    posts: frozenset[str]


def disclosed(theirs: Theirs, rows: Iterable[Mapping[str, Any]]) -> list[Disclosed]:
    """Return what is told of each case by rows that have a record class each."""
    classes: dict[UUID, set[str]] = {}
    posts: dict[UUID, set[str]] = {}
    for row in rows:
        classes.setdefault(row["case_id"], set()).add(row["kept"])
        posts.setdefault(row["case_id"], set()).update(theirs.posts(row["audience"]))
    return [Disclosed(case, frozenset(found), frozenset(posts[case])) for case, found in classes.items()]
