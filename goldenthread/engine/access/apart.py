"""Apart: what of the others on a case somebody may not know: who takes part in it, and who looks."""

from dataclasses import dataclass
from datetime import date

from goldenthread.engine.access.members import Members, Part


@dataclass(frozen=True)
class Apart:
    """What is kept from somebody besides entries.

    ``from_all``: they are told of nobody, and no name. Else some ``organisations`` may not be known to them, and nobody
    who came ``since`` a day.
    """

    from_all: bool = False
    organisations: frozenset[str] = frozenset()
    since: date | None = None

    def hides(self, part: Part) -> bool:
        """Say whether it may not be known that somebody takes part."""
        came_since = self.since is not None and part.since >= self.since
        return self.from_all or came_since or part.organisation in self.organisations

    def hides_reader(self, account: str, organisation: str, day: date, members: Members) -> bool:
        """Say whether it may not be known that somebody looked on a day: where they came from may be new."""
        if self.from_all or organisation in self.organisations:
            return True
        if self.since is None or day < self.since:
            return False
        known = {one.whose for one in members.parts if not self.hides(one)}
        return known.isdisjoint((account, organisation))


NOTHING = Apart()
