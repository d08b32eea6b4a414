"""Which seed requirement a test proves, and on which declarations that rests; and the page that lists all of them.

``python -m tests.trace`` writes ``docs/requirements.md`` from the markers; with ``--check`` it changes nothing, says
what is wrong, and leaves with 1.
"""

import re
import subprocess
import sys
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from types import MemberDescriptorType

import msgspec
import pytest
from msgspec import Struct

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PAGE = ROOT / "docs" / "requirements.md"
WRITTEN_BY = "<!-- Written by `python -m tests.trace` from the markers of the tests. Change those, not this page. -->"
LEVELS = {"M": "must", "S": "should", "P": "policy", "X": "of all"}
PARTS = {
    "S0": "Parents know best, and a childminder's SEND policy",
    "S1": "Partnership with parents",
    "S2": "Working with parents and carers: the SENCO's role",
    "S3": "Ordinarily available provision, and working with parent carers",
    "S4": "Working in partnership with parents and other agencies",
    "X": "What holds for all of them",
}


def requirement(name: str, *declared: object) -> pytest.MarkDecorator:
    """Mark a test as the proof of a seed requirement, such as ``S2-12``.

    ``declared`` are the declarations it rests on, such as an event, a need or a clock: without any one of them the
    test fails.
    """
    return pytest.mark.requirement(name, *declared)


class Requirement(Struct, frozen=True):
    """One requirement of the seed documents: what is asked, and what the software must do or record for it."""

    id: str
    level: str
    requirement: str
    records: str


@dataclass(frozen=True)
class Proof:
    """One test that is marked as a proof: where it is, and the names of the declarations it rests on."""

    requirement: str
    file: str
    test: str
    declared: tuple[str, ...]


@dataclass
class Collected:
    """A plugin that gathers the markers of every test that is collected. Nothing is run."""

    proofs: list[Proof] = field(default_factory=list[Proof])

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.proofs = proofs_of(session.items)


class Names:
    """The names under which declarations stand in our modules."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}
        for name in sorted(one for one in sys.modules if one.startswith("goldenthread.")):
            module = sys.modules[name]
            written = Path(module.__file__ or "").read_text() if module.__file__ else ""
            here = set(re.findall(r"^(?:class |def )?(\w+)\b", written, re.MULTILINE))
            for constant, it in vars(module).items():
                if constant in here and not constant.startswith("_"):
                    self._known.setdefault(id(it), f"{name.rpartition('.')[2]}.{constant}")

    def of(self, declared: object) -> str:
        """Return where something is declared; nothing, where it is no declaration of ours."""
        if isinstance(declared, MemberDescriptorType):
            return f"{self.of(declared.__objclass__)}.{declared.__name__}"
        if isinstance(declared, Enum):
            within = self._known.get(id(type(declared)), "")
            return f"{within}.{declared.name}" if within else ""
        return "" if isinstance(declared, str | int) or declared == () else self._known.get(id(declared), "")


def proofs_of(items: Iterable[pytest.Item]) -> list[Proof]:
    """Return what the markers of tests say, each once, in the order of the tests."""
    names = Names()
    found: dict[Proof, None] = {}
    for item in items:
        file = item.path.relative_to(ROOT).as_posix()
        test = getattr(item, "originalname", None) or item.name
        for mark in item.iter_markers("requirement"):
            said, *declared = mark.args
            found[Proof(str(said), file, test, tuple(names.of(one) for one in declared))] = None
    return list(found)


def collects_everything(config: pytest.Config) -> bool:
    """Say whether a run was asked for every test there is, so that its markers are all the markers."""
    return {(config.invocation_params.dir / one).resolve() for one in config.args} == {ROOT / "tests"}


def requirements() -> list[Requirement]:
    return msgspec.json.decode((DATA / "seed_requirements.json").read_bytes(), type=list[Requirement])


def notes() -> dict[str, str]:
    """Return the reasons, by id, why something is left to a setting's own policy, or where else it is shown."""
    return msgspec.json.decode((DATA / "requirement_notes.json").read_bytes(), type=dict[str, str])


def parts() -> dict[str, str]:
    """Return, by id, what of a requirement is not there yet, though what is recorded for it is proved."""
    return msgspec.json.decode((DATA / "requirement_parts.json").read_bytes(), type=dict[str, str])


def collected() -> list[Proof]:
    """Collect every marker of the tests, in a process of its own: nothing that runs here gets in its way."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trace", "--proofs"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"the tests cannot be collected: {done.stdout}{done.stderr}")
    lines = done.stdout.partition(BEGIN)[2].splitlines()
    return [msgspec.json.decode(line, type=Proof) for line in lines if line]


BEGIN = "--- proofs ---\n"


def tell_proofs() -> int:
    plugin = Collected()
    status = int(pytest.main(["--collect-only", "-qq", "-p", "no:cacheprovider", str(ROOT / "tests")], [plugin]))
    sys.stdout.write(BEGIN + "".join(msgspec.json.encode(one).decode() + "\n" for one in plugin.proofs))
    return status


# What is wrong


def faults(proofs: Sequence[Proof], asked: Sequence[Requirement], said: Mapping[str, str]) -> Iterator[str]:
    """Yield what is wrong, a line each: what nothing proves, and what names nothing."""
    known = {one.id for one in asked}
    for proof in proofs:
        where = f"{proof.file}: {proof.test}"
        if proof.requirement not in known:
            yield f"{where} names {proof.requirement!r}, which is no requirement"
        if not proof.declared or not all(proof.declared):
            yield f"{where} names no declaration for {proof.requirement}, or something that is none"
    for name in sorted(set(said) - known):
        yield f"requirement_notes.json speaks of {name!r}, which is no requirement"
    proved = {proof.requirement for proof in proofs}
    for name in sorted(set(said) & proved):
        yield f"requirement_notes.json speaks of {name}, which a test proves: one or the other"
    for one in asked:
        if one.id in proved or (one.level in "PX" and said.get(one.id)):
            continue
        yield f"{one.id} ({LEVELS[one.level]}) is proved by no test: {one.requirement}"


# The page


def page(proofs: Sequence[Proof], asked: Sequence[Requirement], said: Mapping[str, str]) -> str:
    """Return the page: every requirement, with the tests that prove it and the declarations they rest on."""
    proved = {proof.requirement for proof in proofs}
    return "\n".join(
        [
            "# Requirements",
            "",
            WRITTEN_BY,
            "",
            "What the seed documents ask for, in our own words, and what shows that it is so: tests, and the",
            "declarations without which they fail. *Must* and *should* are proved by at least one test; *policy* is a",
            "setting's own choice, and proved, or noted why not; *of all* holds across them.",
            "",
            placed("asked for by the seed documents", [one for one in asked if one.level != "X"], proved, said),
            placed("across them", [one for one in asked if one.level == "X"], proved, said),
            "",
            *(line for part in PARTS for line in section(part, proofs, asked, said)),
        ]
    )


def placed(which: str, asked: Sequence[Requirement], proved: Container[str], said: Container[str]) -> str:
    """Say how many are proved by a test, and how many have their reason instead."""
    tested = sum(one.id in proved for one in asked)
    noted = sum(one.id in said and one.id not in proved for one in asked)
    return f"- {len(asked)} {which}: {tested} proved by tests, {noted} noted why not"


def section(part: str, proofs: Sequence[Proof], asked: Sequence[Requirement], said: Mapping[str, str]) -> Iterator[str]:
    yield from (f"## {part}: {PARTS[part]}", "", "| id | level | what is asked | shown by | rests on |")
    yield "| --- | --- | --- | --- | --- |"
    lacking = parts()
    for one in asked:
        if one.id.partition("-")[0] == part:
            mine = [proof for proof in proofs if proof.requirement == one.id]
            shown = "<br>".join(tests(mine)) or said.get(one.id, "")
            shown += f"<br>*In part.* {lacking[one.id]}" if one.id in lacking else ""
            rests = ", ".join(f"`{name}`" for name in sorted({name for proof in mine for name in proof.declared}))
            yield f"| {one.id} | {LEVELS[one.level]} | {one.requirement} | {shown} | {rests} |"
    yield ""


def tests(proofs: Iterable[Proof]) -> Iterator[str]:
    """Yield each file once, with the tests in it as sentences."""
    by_file: dict[str, list[str]] = {}
    for proof in proofs:
        by_file.setdefault(proof.file, []).append(proof.test.removeprefix("test_").replace("_", " "))
    for file, names in sorted(by_file.items()):
        yield f"[{Path(file).stem}](../{file}): {'; '.join(dict.fromkeys(names))}"


def main(words: Sequence[str]) -> int:
    if "--proofs" in words:
        return tell_proofs()
    proofs, asked, said = collected(), requirements(), notes()
    wrong = list(faults(proofs, asked, said))
    written = page(proofs, asked, said)
    if "--check" in words:
        stale = not PAGE.exists() or PAGE.read_text() != written
        wrong += ["docs/requirements.md is behind the markers. Run: python -m tests.trace"] if stale else []
    else:
        PAGE.write_text(written)
    sys.stdout.write("".join(f"{one}\n" for one in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
