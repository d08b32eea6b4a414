"""What is asked for: every operation, or of each family of generated ones a few, the same in every run."""
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportUnknownParameterType=false, reportArgumentType=false, reportUnknownLambdaType=false

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

GENERATED = re.compile(r"/api/cases/{case}/(facts|moves)/([^/.]+)")
"""Where the operations are that a declaration makes: facts by the area of their tag, moves by their workflow."""

METHODS = frozenset({"get", "put", "post", "delete", "patch"})


def operations(paths: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield every operation: its path, its method, and what is said of it."""
    for path, here in paths.items():
        for method, said in here.items():
            if method in METHODS:
                yield path, method, said


def family(path: str) -> str | None:
    """Return the family of a generated operation; None for one that was written by hand."""
    found = GENERATED.match(path)
    return f"{found[1]}/{found[2]}" if found else None


def sample(paths: Mapping[str, Mapping[str, Any]], of_each: int = 1) -> dict[str, Any]:
    """Return the paths of every operation written by hand, and of so many of each family of generated ones."""
    families: defaultdict[str | None, list[str]] = defaultdict(list)
    for path in paths:
        families[family(path)].append(path)
    chosen = set(families.pop(None))
    for every in families.values():
        chosen.update(sorted(every, key=by_chance)[:of_each])
    return {path: here for path, here in paths.items() if path in chosen}


def by_chance(path: str) -> bytes:
    return hashlib.sha256(path.encode()).digest()


def schemes(said: Mapping[str, Any]) -> frozenset[str]:
    """Return the ways in which somebody may say who asks; none, where nobody need."""
    several: Sequence[Mapping[str, Any]] = said.get("security", ())
    return frozenset(name for one in several for name in one)


def open_to_all(paths: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Return the operations for which nobody need say who asks."""
    return frozenset(said["operationId"] for _, _, said in operations(paths) if not schemes(said))


def counted(several: Iterable[str]) -> str:
    """Say each of several things once, with how often it came."""
    number: defaultdict[str, int] = defaultdict(int)
    for one in several:
        number[one] += 1
    return "\n".join(f"{times:5}  {one}" for one, times in sorted(number.items(), key=lambda pair: -pair[1]))
