"""Remembering what was worked out, for as long as what it was made of is the very same."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """What was worked out last, under a key. What was erased since is read anew, and so is another thing.

    What is first in a key is what it is about, and what is first of what it was made of is that thing as it stood: once
    it stands otherwise, nothing that was made of it before is kept, whoever it was made for.
    """

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.Lock()
        self._kept: OrderedDict[tuple[Hashable, ...], tuple[tuple[object, ...], T]] = OrderedDict()

    def of(self, key: tuple[Hashable, ...], made_of: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what is remembered, where it was made of these very things; else make it now."""
        with self._lock:
            if (kept := self._kept.get(key)) and all(map(is_same, kept[0], made_of)):
                self._kept.move_to_end(key)
                return kept[1]
        made = make()
        self.only(key[0], made_of[0])
        with self._lock:
            self._kept[key] = (made_of, made)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def only(self, first: Hashable, thing: object) -> None:
        """Let go of everything whose key begins with something, but for what was made of this very thing."""
        with self._lock:
            for key in [key for key, (made_of, _) in self._kept.items() if key[0] == first and made_of[0] is not thing]:
                del self._kept[key]

    def forget(self, first: Hashable) -> None:
        """Let go of everything whose key begins with something."""
        with self._lock:
            for key in [key for key in self._kept if key[0] == first]:
                del self._kept[key]


def is_same(one: object, other: object) -> bool:
    return one is other
