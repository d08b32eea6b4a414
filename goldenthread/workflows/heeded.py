"""What is heeded where it is decided who sees what: not what somebody wrote who saw nothing of the case.

Whoever works where a record is kept may add a fact to it, seen or not, and none is refused. But who sees nothing of a
case decides nothing of who sees it: what they write is on record, and counts once somebody who sees it has written it
too. It is worked out from who there was, and who took part, on the day it was written down.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from goldenthread.engine.access.seeing import Asked
from goldenthread.engine.events import Event
from goldenthread.engine.history import History
from goldenthread.engine.records import EnteredInError, Record, in_order_of_happening, live
from goldenthread.engine.views import day_of
from goldenthread.workflows.agency_items import ItemPassedOn
from goldenthread.workflows.family import ThreadChosen
from goldenthread.workflows.posts import (
    AUDITOR,
    CHILDMINDER,
    DPO,
    HEAD_POST,
    HEALTH_POST,
    IN_FAMILY,
    LA_MANAGER,
    LA_OFFICER,
    SAFEGUARDING_POST,
    SENCO_POST,
    SOCIAL_CARE_POST,
    VIRTUAL_SCHOOL_POST,
)
from goldenthread.workflows.safeguarding import SafeguardingShared
from goldenthread.workflows.sharing import EntriesShared, PlanDisclosed
from goldenthread.workflows.who_decides import NamedCarerKnown, OrderKnown, ParentKnown, PartInLifeEnded
from goldenthread.workflows.young_person import (
    ParentMayAct,
    ParentsInvolved,
    ParentsSightChosen,
    RepresentativeNamed,
    RightsDayKnown,
    YoungPersonAsked,
)

DECIDE_SIGHT: tuple[type[Event], ...] = (
    ThreadChosen,
    ParentKnown,
    NamedCarerKnown,
    PartInLifeEnded,
    OrderKnown,
    RightsDayKnown,
    YoungPersonAsked,
    ParentsInvolved,
    ParentMayAct,
    RepresentativeNamed,
    ParentsSightChosen,
    EntriesShared,
    PlanDisclosed,
    SafeguardingShared,
    ItemPassedOn,
)
"""What decides who sees other entries, and may be written by whoever works there."""

SEE_BY_THEIR_BODY = frozenset(
    one.id
    for one in (
        SENCO_POST,
        HEAD_POST,
        CHILDMINDER,
        LA_OFFICER,
        LA_MANAGER,
        HEALTH_POST,
        SOCIAL_CARE_POST,
        VIRTUAL_SCHOOL_POST,
        SAFEGUARDING_POST,
    )
)
"""The posts that see a child's everyday record because their organisation takes part."""

SEE_ANYWHERE = frozenset({DPO.id, AUDITOR.id})
"""The posts that see what their organisation holds of any child's everyday record."""

DAY = timedelta(days=1)


def heeded(asked: Asked) -> History:
    """Return what stands on the day, but for what decides of sight and was written by somebody who saw nothing."""
    case = asked.case
    kept = tuple(heeded_of(asked))
    if len(kept) == len(case.records):
        return case.story().by(asked.day)
    return History(in_order_of_happening(live(kept)), case.wordings).by(asked.day)


def heeded_of(asked: Asked) -> Iterator[Record]:
    yield from (one for one in asked.case.records if not is_passed_over(one, asked))


def is_passed_over(record: Record, asked: Asked) -> bool:
    """Say whether a record decides of sight, or marks as an error what does, and its writer saw nothing of the case."""
    return decides_sight(record, asked) and saw_nothing(record, asked)


def decides_sight(record: Record, asked: Asked) -> bool:
    if record.kind is not EnteredInError:
        return record.kind in DECIDE_SIGHT
    marked = asked.case.by_id.get(record.clear("record"))
    return marked is not None and marked.kind in DECIDE_SIGHT


def saw_nothing(record: Record, asked: Asked) -> bool:
    """Say whether whoever wrote a record saw nothing of the case on the day they did.

    A family is always let in by name. Of an account that is not in the directory nothing is known: it counts.
    """
    account, organisation = record.by.account, record.by.organisation
    if asked.directory.person_of(account) is None or is_of_a_family(record, asked):
        return False
    return not any(stood(account, organisation, day, asked) for day in days_around(record))


def stood(account: str, organisation: str, day: date, asked: Asked) -> bool:
    """Say whether an account saw a case on a day, in a post that it held in an organisation then."""
    posts = frozenset(asked.directory.posts_in(account, organisation, day))
    by_name = posts & asked.members.posts_of(account, day)
    by_its_body = posts & SEE_BY_THEIR_BODY if organisation in asked.members.organisations(day) else frozenset[str]()
    return bool(by_name or by_its_body or posts & SEE_ANYWHERE)


def days_around(record: Record) -> tuple[date, date]:
    """Return the day on which a record was written down, and the one before it.

    What ended on a day was held until then, though it counts as held no longer from that day on.
    """
    day = day_of(record.recorded_at) if record.recorded_at else record.happened_on
    return day, day - DAY


def is_of_a_family(record: Record, asked: Asked) -> bool:
    return asked.directory.kind_of(record.by.organisation) == IN_FAMILY


HOW_KNOWN: tuple[str, ...] = (
    (
        "Whoever works where a record is kept may add a fact to it. But what decides who sees what changes nobody's"
        " sight where its writer saw nothing of the case on the day they wrote it down: it is on record, and counts"
        " once somebody who sees the case has written it too."
    ),
)
"""How it is known what is heeded."""
