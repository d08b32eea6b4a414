"""What every page of the reference is made of: its mark, tables, laws and tags."""

from collections.abc import Iterable, Iterator

from goldenthread.engine.applying import Where
from goldenthread.engine.fields import tag_of
from goldenthread.engine.law import Law
from goldenthread.engine.naming import Kinds, recorded
from goldenthread.terminal import binding

WRITTEN_BY = "<!-- Written by `goldenthread docs` from the declarations. Change those, not this page. -->"


def law(rule: Law) -> str:
    return f"{rule} ({binding(rule.force, rule.mark)})"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    heads = list(head)
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|').replace(chr(10), ' ') for cell in row)} |"
    yield ""


def tags(kinds: Kinds) -> str:
    return ", ".join(f"`{tag_of(kind)}`" for kind in recorded(kinds))


def only(applies: Where | None) -> str:
    """Say for which kinds of place something is declared, where it is not for all."""
    return f", only {applies}" if applies else ""
