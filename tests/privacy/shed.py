"""What the tests of erasing share: cards of the made-up lending workflow, and those who ask and approve."""

from pathlib import Path
from uuid import UUID

from goldenthread.engine.application import Cases
from goldenthread.engine.privacy.erasing import Erasing, Wanted
from goldenthread.engine.privacy.erasures import Erasure, Ground
from goldenthread.engine.records import Actor
from tests.http.desk import Api, Card
from tests.http.lending import JOURNEY

ONE, OTHER = Actor("jo", "dpo", "the-shed"), Actor("sam", "head", "the-shed")


def wanted(*classes: str, person: bool = False, whole: bool = False) -> Wanted:
    return Wanted(
        whole=whole, classes=classes, person=person, ground=Ground.NOT_NEEDED, rule="retention.cards", why="It is over."
    )


WHOLE = wanted(whole=True)


class Shed:
    """A store of cards, and somebody who erases in it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.api = folder, Api(folder, JOURNEY)
        self.erasing = Erasing(self.cases, backup_days=35)

    @property
    def cases(self) -> Cases:
        return self.api.cases

    def card(self, name: str = "Robin Vale") -> Card:
        card = Card(self.api, name)
        card.asked()
        return card

    def another(self) -> "Shed":
        """Return another process's worth of application on the same store."""
        return Shed(self.folder)

    def approved(self, case: UUID, what: Wanted = WHOLE) -> Erasure:
        asked = self.erasing.ask(case, what, ONE, self.api.now)
        return self.erasing.approve(case, asked.id, OTHER, self.api.now)

    def run(self, found: Erasure) -> Erasure:
        return self.erasing.run(found.case, found.id, ONE, self.api.now)

    def erase(self, case: UUID, what: Wanted = WHOLE) -> Erasure:
        return self.run(self.approved(case, what))

    def content(self, case: UUID) -> list[bool]:
        """Return for each entry of a case whether it can be read."""
        return [not one.erased for one in self.cases.case(case).records]


def id_of(card: Card) -> UUID:
    return UUID(card.path.rpartition("/")[2])
