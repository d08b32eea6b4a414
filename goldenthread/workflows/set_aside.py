"""What is kept and not used (UK GDPR, Article 18): who sees to it. Everybody else is told that it is there.

Clocks run on and duties with them, for its clear part is there. In an emergency it is shown, as anything is then: what
is left alone may be used to protect somebody.
"""

from collections.abc import Callable

from goldenthread.engine.access.policy import SetAside
from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import RecordId
from goldenthread.engine.records import Record
from goldenthread.workflows.information_rights import restrictions
from goldenthread.workflows.posts import (
    CHILD_POST,
    CHILDMINDER,
    DPO,
    HEAD_POST,
    LA_MANAGER,
    PARENT_POST,
    SAFEGUARDING_POST,
    SUPPORTER_POST,
    YOUNG_PERSON_POST,
)
from goldenthread.workflows.reached import Holders

SEE_TO_IT = (DPO, HEAD_POST, LA_MANAGER, CHILDMINDER, SAFEGUARDING_POST)
"""Who answers for what is left alone, and who needs it to keep somebody safe."""

WHOSE_IT_IS = (PARENT_POST, YOUNG_PERSON_POST, CHILD_POST, SUPPORTER_POST)
"""The family sees what it saw: it is their right, and their record."""

POSTS_THAT_SEE_IT = frozenset(one.id for one in (*SEE_TO_IT, *WHOSE_IT_IS))
Finding = Callable[[tuple[RecordId, ...]], SetAside | None]


def set_aside(asked: Asked, held: Holders) -> Finding:
    """Return what says of the entries of a record, on the day, whether it is kept and not used.

    Nobody leaves alone what another body answers for, and they do not.
    """
    left = restrictions(asked.case, asked.day)

    def found(entries: tuple[RecordId, ...]) -> SetAside | None:
        acts = [act for entry in entries for act in left.get(entry, ()) if act.by.organisation in answering(entry)]
        return by_these(acts) if acts else None

    def answering(entry: RecordId) -> frozenset[str]:
        return held.get(asked.case.wordings.get(entry, entry), frozenset())

    return found if left else nothing


def nothing(entries: tuple[RecordId, ...]) -> None:
    """Say that nothing is set aside."""
    del entries


def by_these(acts: list[Record]) -> SetAside:
    organisations = frozenset(act.by.organisation for act in acts)
    return SetAside(organisations, POSTS_THAT_SEE_IT, frozenset(act.by.account for act in acts))


HOW_KNOWN: tuple[str, ...] = (
    (
        "What an organisation that answers for it left alone is shown only to those who see to it: "
        + ", ".join(one.name for one in SEE_TO_IT)
        + ", whoever wrote down that it is left alone, and whoever opens the record in an emergency; to the family as"
        " before; and to another body that answers for it too. Whoever else could see it is told that there is one."
    ),
)
