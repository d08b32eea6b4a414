"""Where a word can be held in memory, it is found: so that what is not found is not there."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any

import pytest
from msgspec import Struct

from tests.privacy.planting import in_memory

WORD = "marker-of-somebody"


class Plain:
    """Holds a word as most objects do."""

    def __init__(self, word: object) -> None:
        self.word = word

    def method(self) -> None:
        """Do nothing, and hold on to what it is a method of."""


class Slotted:
    """Holds a word in a slot."""

    __slots__ = ("word",)

    def __init__(self, word: object) -> None:
        self.word = word


class Below(Slotted):
    """Has a slot of its own, and that of its class above."""

    __slots__ = ("other",)


class Held(Struct, frozen=True):
    """Holds a word in a struct."""

    word: Any


class Untracked(Struct, frozen=True, gc=False):
    """Holds a word in a struct that the garbage collector passes by."""

    word: Any


class Listed(list[Any]):
    """A list, and an object too."""


def closure(word: object) -> Callable[[], object]:
    return lambda: word


def default(word: object) -> Callable[[], object]:
    def said(it: object = word) -> object:
        return it

    return said


def only_by_name(word: object) -> Callable[[], object]:
    def said(*, it: object = word) -> object:
        return it

    return said


def waiting(word: object) -> Iterator[object]:
    def some() -> Iterator[object]:
        held = word
        yield 1
        yield held

    found = some()
    next(found)
    return found


def remembered(word: object) -> Callable[[int], object]:
    @lru_cache
    def said(which: int) -> object:
        return which, word

    said(1)
    return said


WAYS: dict[str, Callable[[Any], object]] = {
    "a list": lambda word: [word],
    "a queue": lambda word: deque([word]),
    "a key": lambda word: OrderedDict({word: 1}),
    "a value": lambda word: MappingProxyType({1: word}),
    "a list of a class of its own": lambda word: Listed([word]),
    "an object": Plain,
    "a slot": Slotted,
    "a slot of a class above": Below,
    "a struct": Held,
    "a struct that nothing tracks": Untracked,
    "a closure": closure,
    "a default": default,
    "a default that is said by name": only_by_name,
    "a method": lambda word: Plain(word).method,
    "a call that was begun": lambda word: partial(print, word),
    "what waits to go on": waiting,
    "what is remembered": remembered,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("word", [WORD, WORD.encode()], ids=["text", "bytes"])
def test_a_word_is_found_however_it_is_held(way: Callable[[Any], object], word: Any) -> None:
    assert any(WORD in text for text in in_memory(way(word)))
