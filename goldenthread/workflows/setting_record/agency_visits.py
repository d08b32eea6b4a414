"""Visits of agency staff: each to one child, with somebody of the setting there the entire time.

One visit is one story: say that another begins (a new strand) for each. In the early years somebody is always there;
a setting of another kind may decide otherwise (``VisitRuleSet``), and back again. What happened is written
down whatever it was: a visit that was not supervised, or at which another child was met, is recorded as that, shows as
such, and stays open until somebody has looked into it and told the families.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
    Event,
    Local,
    Mark,
    Move,
    Name,
    PersonId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    asks,
    where,
    working_days_of,
)
from goldenthread.workflows.law import EYFS, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING, VISITS
from goldenthread.workflows.settings_attended import KindOfSetting

# Which rule holds here


class VisitRule(Choice):
    """What is asked of a visit here."""

    SUPERVISED = "supervised", "Somebody of the setting is there the entire time"
    CHECKED = "checked", "A visitor whose checks were seen may be alone with the child"


class VisitRuleSet(Event, tag="agency-visit.rule-set"):
    """What is asked of visits here was decided. Where nothing was, and in the early years, they are supervised."""

    told = "What is asked of visits of agencies in {kind}: {rule}"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    rule: Annotated[VisitRule, asks("What is asked of a visit here?"), CLEAR]
    kind: Annotated[KindOfSetting, asks("Of what kind is the setting?"), CLEAR]
    why: Annotated[Words, asks("Why, who decided it, and under which procedure?")]


POLICY = (VisitRuleSet,)
"""A fact of the whole record: it holds for every visit from that day on."""


# A visit


class VisitArranged(Event, tag="agency-visit.arranged"):
    """Somebody from an agency will visit one child. They are made welcome, and their part is respected."""

    told = "A visit of an agency to one child was arranged for {on}"
    when = "When was it arranged?"
    kept = VISITS
    recorded_by = KEEPERS

    child: Annotated[PersonId, asks("Which child is visited?", "One child: another visit is for another.")]
    agency: Annotated[Name, asks("From which agency?")]
    visitor: Annotated[Name, asks("Who comes?")]
    role: Annotated[Name, asks("What is their role?")]
    purpose: Annotated[Words, asks("What is the visit for?")]
    on: Annotated[date, asks("On what day?"), CLEAR]


class SupervisorNamed(Event, tag="agency-visit.supervisor-named"):
    """Somebody of the setting is with the visitor the entire time."""

    told = "{supervisor} is with the visitor the entire time"
    told_erased = "Somebody is with the visitor the entire time"
    when = "When was it settled?"
    kept = VISITS
    recorded_by = KEEPERS

    supervisor: Annotated[Name, asks("Who is with the visitor, from arrival to leaving?")]


class VisitorReceived(Event, tag="agency-visit.visitor-received"):
    """The visitor came, and it was seen who they are."""

    told = "A visitor from an agency came to see one child"
    when = "On what day?"
    kept = VISITS
    recorded_by = KEEPERS

    came_at: Annotated[Words, asks("At what time did they come, and who made them welcome?")]
    seen: Annotated[Words, asks("What was seen of who they are?", "Card, checks, whom they work for.")]


class Supervised(Choice):
    """Whether somebody of the setting was there."""

    THROUGHOUT = "throughout", "Somebody was there the entire time"
    IN_PART = "in-part", "Somebody was there for part of the time"
    NOT_AT_ALL = "not-at-all", "Nobody was there"


class VisitEnded(Event, tag="agency-visit.ended"):
    """The visitor left."""

    told = "The visitor left: {supervised}"
    when = "On what day?"
    kept = VISITS
    recorded_by = KEEPERS

    supervised: Annotated[Supervised, asks("Was somebody of the setting there?"), CLEAR]
    left_at: Annotated[Words, asks("At what time did they leave, and what comes next?")]


class LeftUnsupervised(Event, tag="agency-visit.left-unsupervised"):
    """The visitor was with the child, and nobody of the setting was there: for how long, and how it came about."""

    told = "A visitor was with a child, and nobody of the setting was there"
    when = "On what day?"
    kept = VISITS
    recorded_by = KEEPERS

    how_long: Annotated[Words, asks("For how long, and where?")]
    why: Annotated[Words, asks("How did it come about?")]


class OtherChildMet(Event, tag="agency-visit.other-child-met"):
    """The visitor had to do with a child other than the one they came to see."""

    told = "A visitor had to do with a child other than the one they came to see"
    when = "On what day?"
    kept = VISITS
    recorded_by = KEEPERS

    how: Annotated[Words, asks("How did it come about?", "Without the name of that child.")]


class LookedInto(Event, tag="agency-visit.looked-into"):
    """It was looked into, the families know, and something changed so that it does not happen again."""

    told = "What happened at a visit was looked into, and the families know of it"
    when = "When was that done?"
    kept = VISITS
    recorded_by = KEEPERS

    found: Annotated[Words, asks("What was found?")]
    families_told: Annotated[Words, asks("How were the families told, and what did they say?")]
    changes: Annotated[Words, asks("What is done otherwise from now on?")]


# Where it can be

ARRANGED = Stage("A visit is arranged")
HERE = Stage("The visitor is here")
OVER = Stage("The visit is over", ends=True)

# What is needed

SUPERVISED_THROUGHOUT = BeforeOrReason(
    "Somebody is named who is there the entire time",
    met_by=SupervisorNamed,
    applies=where(VisitRuleSet.rule, VisitRule.SUPERVISED),
    by=SETTING,
    law=LOCAL_POLICY("agency staff are never left alone with the child they visit"),
)
LOOKED_INTO = Then(
    "It is looked into, and the families are told",
    met_by=LookedInto,
    by=SETTING,
    due=working_days_of(Local("working days to look into a visit that was not supervised", 1)),
    law=EYFS("section 3, suitable people", mark=Mark.FROM_MEMORY),
)

# What people do

RECEIVE = Move(
    "Receive the visitor",
    at=ARRANGED,
    to=HERE,
    needs=[SUPERVISED_THROUGHOUT],
    records=VisitorReceived,
)

# What happens, whoever does it

A_VISIT_IS_ARRANGED = Whenever(VisitArranged, OUTSET, to=ARRANGED)
NOBODY_IS_THERE = Whenever(LeftUnsupervised, owes=[LOOKED_INTO])
ANOTHER_CHILD_IS_MET = Whenever(OtherChildMet, owes=[LOOKED_INTO])
THE_VISITOR_LEAVES = Whenever(VisitEnded, [ARRANGED, HERE], to=OVER)

AGENCY_VISITS = Workflow(
    "agency-visits",
    "A visit of agency staff to one child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
