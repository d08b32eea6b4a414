"""Token buckets: each request takes a token, and so many come back in a minute."""

import math
from collections import OrderedDict
from dataclasses import dataclass

MOST_BUCKETS = 20_000
"""How many are remembered. More names than that share one bucket, so that a flood of names gains nothing."""

MINUTE = 60.0


@dataclass(slots=True)
class Bucket:
    """So many tokens were left at a time, in seconds of a clock that only goes forward."""

    left: float
    at: float
    told: bool = False


class Buckets:
    """A bucket for each name, filled again at so many tokens a minute, and never holding more than a minute's.

    ``more`` names are kept at most: one that is idle, and so full again, gives up its place to a new one; where none
    is, the new ones share a bucket. So the memory is bounded, and nobody gets a fresh bucket by pushing out their own.
    """

    def __init__(self, a_minute: int, most: int = MOST_BUCKETS) -> None:
        self.a_minute, self._most = a_minute, most
        self._kept: OrderedDict[str, Bucket] = OrderedDict()
        self._shared: Bucket | None = None

    def __len__(self) -> int:
        return len(self._kept)

    def take(self, name: str, now: float) -> Bucket | None:
        """Take a token. Returns the bucket where it is empty, and None where there was one."""
        bucket = self._of(name, now)
        bucket.left = min(self.a_minute, bucket.left + (now - bucket.at) * self.a_minute / MINUTE)
        bucket.at = now
        if bucket.left < 1:
            return bucket
        bucket.left -= 1
        bucket.told = False
        return None

    def wait(self, bucket: Bucket) -> int:
        """Return in how many whole seconds there will be a token."""
        return max(1, math.ceil((1 - bucket.left) * MINUTE / self.a_minute))

    def _of(self, name: str, now: float) -> Bucket:
        if (bucket := self._kept.get(name)) is not None:
            self._kept.move_to_end(name)
            return bucket
        if len(self._kept) >= self._most and not self._made_room(now):
            self._shared = self._shared or Bucket(self.a_minute, now)
            return self._shared
        self._kept[name] = made = Bucket(self.a_minute, now)
        return made

    def _made_room(self, now: float) -> bool:
        """Let go of the bucket that was used longest ago, if it is full again and so says nothing."""
        name, oldest = next(iter(self._kept.items()))
        if oldest.left + (now - oldest.at) * self.a_minute / MINUTE < self.a_minute:
            return False
        del self._kept[name]
        return True
