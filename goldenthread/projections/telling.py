"""How an event is told in a sentence: what it says of itself, and what others are called."""

import re
from collections.abc import Mapping
from typing import cast

from goldenthread.engine.events import Agreement, Answer, Consent, Event
from goldenthread.engine.fields import first_sentence, read_out, words_in
from goldenthread.engine.journey import Journey
from goldenthread.engine.records import Record

SEVERAL = re.compile(r"\band\b|[&,+/]")


def tell(record: Record, journey: Journey, names: Mapping[str, str]) -> str:
    """Return a record's sentence, with a capital; the shorter one where its content has been erased.

    ``names`` are the words of the journey beside the event's own, such as what the person is called.
    """
    if issubclass(record.kind, Agreement | Consent) and record.clear("answer") is Answer.NOT_REACHED:
        return f"{title(record.kind)}: we tried to ask, and have no answer yet"
    sentence = (record.kind.told_erased or record.kind.told) if record.erased else record.kind.told
    own = {
        name: read_out(getattr(record.event, name))
        for name in words_in(sentence)
        if name in record.event.__struct_fields__
    }
    said = for_one(sentence, record).format(**{"by": journey.role_name(record.by.role), **names, **own})
    return said[:1].upper() + said[1:]


def for_one(sentence: str, record: Record) -> str:
    """Return a sentence that is written for several, as it is said of one."""
    for name in words_in(sentence) & set(record.event.__struct_fields__):
        if one_only(getattr(record.event, name)):
            sentence = sentence.replace(f"{{{name}}} were ", f"{{{name}}} was ")
    return sentence


def one_only(value: object) -> bool:
    """Say whether a field that may name several names one: a sentence is written for several. "Mum and dad" are two."""
    if not isinstance(value, tuple):
        return False
    several = cast("tuple[object, ...]", value)
    return len(several) == 1 and not SEVERAL.search(str(several[0]))


def title(kind: type[Event]) -> str:
    """Return what an event is called: the first sentence of what it means."""
    return first_sentence(" ".join((kind.__doc__ or "").split()))
