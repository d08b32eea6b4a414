"""Somebody to talk to: the one person whom the family talks to first, and how to reach everybody else.

The family knows a name, and how and when to reach that person. It never changes without a handover: whoever comes next
is told what the family has said already, and the family is told who it is. It binds what staff send out, and nobody
else: a parent may write or talk to anybody. Where a child attends two places, each has a first contact of its own.
"""

from datetime import date
from typing import Annotated

from msgspec import Struct

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Local,
    Move,
    Name,
    Notice,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
    each,
    latest,
    on,
    working_days_of,
)
from goldenthread.workflows.law import GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class FirstContactNamed(Notice, tag="partnership.first-contact-named"):
    """The family knows by name whom to talk to first, and how to reach them. They may still talk to anybody."""

    told = "{contact} became the first person for the family to talk to"
    told_erased = "Somebody became the first person for the family to talk to"
    when = "When was the family told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    contact: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How and when can they be reached?")]


class FirstContactLeaving(Event, tag="partnership.first-contact-leaving"):
    """The first contact will stop being that: they leave, are away for long, or the family asked for another."""

    told = "Somebody else will be the first person for the family to talk to, from {last_day} on"
    when = "When was it known?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    last_day: Annotated[date, asks("Until which day is it still the same person?"), CLEAR]
    why: Annotated[Words | None, asks("Is there anything that the next one should know about why?")] = None


class FirstContactHandedOver(Notice, tag="partnership.first-contact-handed-over"):
    """Another person is now the first to talk to. The family need not tell their story again."""

    told = "{from_whom} handed over to {contact} as the first person for the family to talk to"
    told_erased = "The first person for the family to talk to changed"
    when = "When was the family told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    from_whom: Annotated[Name, asks("Who was it before?")]
    contact: Annotated[Name, asks("Who is it now?")]
    reached: Annotated[Words, asks("How and when can they be reached?")]
    passed_on: Annotated[Words, asks("What was passed on, so that the family need not say it again?")]


class SencoMadeKnown(Notice, tag="partnership.senco-made-known"):
    """The family knows the SENCO's name, and how to reach them."""

    told = "The family was told who the SENCO is, from {since} on"
    when = "When was the family told?"
    kept = CORE
    recorded_by = STAFF

    senco: Annotated[Name, asks("Who is the SENCO?", "At a childminder's this may be the childminder.")]
    reached: Annotated[Words, asks("How and when can they be reached?")]
    since: Annotated[date, asks("From which day?"), CLEAR]


class SencoChanged(Event, tag="partnership.senco-changed"):
    """Somebody else is the SENCO. Every family they work with is told, with the day."""

    told = "Somebody else became the SENCO on {since}"
    when = "When was it known?"
    kept = CORE
    recorded_by = STAFF

    senco: Annotated[Name, asks("Who is it now?")]
    since: Annotated[date, asks("From which day?"), CLEAR]


class Reach(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One person whom the family can reach."""

    who: Annotated[Name, asks("Who is it?")]
    part: Annotated[Words, asks("What do they do?", "The class teacher, the SENCO, the head, the office.")]
    how: Annotated[Words, asks("How can they be reached?", "At the door, telephone, email, the home diary.")]
    hours: Annotated[Words, asks("When can they be reached?")]


class WaysToReachUsGiven(Notice, tag="partnership.ways-to-reach-us-given"):
    """The family has a list of everybody they may reach: teacher, SENCO and leaders; how, and when."""

    told = "The family was given a list of whom they can reach, how and when"
    when = "When did they get it?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    people: Annotated[tuple[Reach, ...], asks("Who can be reached?")]


# Where it can be

NAMED = Stage("You know by name whom to talk to first")
CHANGING = Stage("Somebody else will soon be the first for you to talk to")

# What happens

NAME = Move("Tell the family whom to talk to first", OUTSET, to=NAMED, records=FirstContactNamed)
HAND_OVER = Move("Hand over to somebody else", [NAMED, CHANGING], to=NAMED, records=FirstContactHandedOver)
WILL_CHANGE = Whenever(FirstContactLeaving, NAMED, to=CHANGING)

# By when

HANDED_OVER = Clock(
    "first-contact-handover",
    "Whoever is next to talk to knows what the family has said, and the family knows who it is",
    starts=each(FirstContactLeaving),
    due=on(FirstContactLeaving.last_day),
    stops=FirstContactHandedOver,
    owed_by=SETTING,
    law=LOCAL_POLICY("the first contact does not change without a handover"),
)
SENCO_TOLD = Clock(
    "senco-change-told",
    "The family is told who the SENCO is now",
    starts=latest(SencoChanged),
    due=working_days_of(Local("working days to say who the SENCO is now", 5)),
    stops=SencoMadeKnown,
    owed_by=SETTING,
    law=GOOD_PRACTICE("families know the SENCO by name, and how to reach them"),
)

FIRST_CONTACT = Workflow(
    "first-contact",
    "Somebody to talk to",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
