"""The page of every fact that can be recorded, and of what each asks."""

from collections.abc import Iterator
from typing import Any

from goldenthread.engine.events import Agreement, Consent, Decision, Event, Notice
from goldenthread.engine.fields import fields, nested, plain
from goldenthread.engine.journey import BUILT_IN
from goldenthread.engine.journeys import Journeys
from goldenthread.handbook.tables import WRITTEN_BY, table

NOTES = {Notice: "notice", Agreement: "agreement", Consent: "consent", Decision: "decision"}


def events_page(journeys: Journeys) -> Iterator[str]:
    yield from ("# Events", "", WRITTEN_BY, "")
    yield f"{len(journeys.events)} facts that can be recorded. Fields are sealed unless it says clear."
    yield ""
    for tag in sorted(journeys.events):
        yield from event_section(journeys, tag, journeys.events[tag])


def event_section(journeys: Journeys, tag: str, kind: type[Event]) -> Iterator[str]:
    home = journeys.home_of(kind)
    note = next((f" It is a {name}." for base, name in NOTES.items() if issubclass(kind, base)), "")
    yield from (f"## `{tag}`", "", " ".join((kind.__doc__ or "").split()) + note, "")
    yield f"*{kind.when}* Told as: “{kind.told}”."
    who = ", ".join(str(role) for role in getattr(kind, "recorded_by", ())) or "anyone who may write in the case"
    kept = "as the entry it is about" if kind in BUILT_IN else journeys.kept(kind).name
    yield f"Recorded by {who}. Kept: {kept}. Belongs to: {home.label if home else 'the whole case'}."
    yield ""
    rows = [
        (
            f"`{name}`",
            one.question + (f" *{one.hint}*" if one.hint else ""),
            kind_of(one.kind),
            "yes" if one.required else "",
            "clear" if one.clear else "sealed",
        )
        for name, one in fields(kind).items()
    ]
    if rows:
        yield from table(("field", "asks", "kind", "required", "stored"), rows)


def kind_of(kind: Any) -> str:
    inner = plain(kind)
    group = nested(kind)
    return f"group: {', '.join(group.__struct_fields__)}" if group else inner.__name__
