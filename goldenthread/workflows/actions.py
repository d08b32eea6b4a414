"""Something to be done: an action that was agreed, who does it, by when, and what it changed.

The family knows what happens next, and what came of it: an action is over when it has been done and somebody has said
what difference it made. What a family does themselves is theirs only if they have said so; nothing is presumed of them.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    on,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class ActionAgreed(Event, tag="action.agreed"):
    """Something will be done: by whom, by when, and what it is hoped to change."""

    told = "{owner} will do something, by {do_by}"
    told_erased = "Somebody will do something, by {do_by}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    what: Annotated[Words, asks("What will be done?")]
    owner: Annotated[Name, asks("Who will do it?", "Of the family only if they have said that they wish to.")]
    do_by: Annotated[date, asks("By when?", "The day everybody was told."), CLEAR]
    hoped_for: Annotated[Words, asks("What should be different then?")]
    agreed_at: Annotated[RecordId | None, asks("At which meeting, or in which entry?"), CLEAR] = None


class Status(Choice):
    """Where an action is."""

    BEGUN = "begun", "It is begun"
    HELD_UP = "held-up", "It is held up"
    CHANGED = "changed", "It was changed, with the family"


class ActionMoved(Event, tag="action.moved"):
    """Where an action is now. It puts no day off."""

    told = "An action was looked at: {status}"
    when = "When was it looked at?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    status: Annotated[Status, asks("Where is it?"), CLEAR]
    why: Annotated[Words, asks("What is happening, and what does the family know of it?")]
    action: Annotated[RecordId | None, asks("Which action?", "Leave empty if it is not on record."), CLEAR] = None


class ActionDone(Event, tag="action.done"):
    """It was done."""

    told = "What was to be done was done"
    when = "When was it done?"
    kept = CORE
    recorded_by = ANYONE

    done: Annotated[Words, asks("What was done?")]
    why_late: Annotated[Words | None, asks("If it was late, why, and what was the family told?")] = None
    action: Annotated[RecordId | None, asks("Which action?", "Leave empty if it is not on record."), CLEAR] = None


class EffectSeen(Event, tag="action.effect-seen"):
    """What difference it made, as the child, the family and the setting see it; and the family knows."""

    told = "It was looked at what difference it made"
    when = "When was the family told?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    effect: Annotated[Words, asks("What difference did it make?", "None is an answer too.")]
    family_view: Annotated[Words, asks("What do the child and the family say?"), about(PARENT)]
    action: Annotated[RecordId | None, asks("Which action?", "Leave empty if it is not on record."), CLEAR] = None


TO_DO = Stage("It is to be done")
DONE = Stage("It was done, and we will see what difference it makes")
SEEN = Stage("We know what difference it made", ends=True)

ACTION_AGREED = Whenever(ActionAgreed, OUTSET, to=TO_DO)
ACTION_DONE = Whenever(ActionDone, TO_DO, to=DONE)
ACTION_SEEN = Whenever(EffectSeen, [TO_DO, DONE], to=SEEN)

ACTION_IN_TIME = Clock(
    "action",
    "What was agreed is done",
    starts=each(ActionAgreed),
    due=on(ActionAgreed.do_by),
    stops=answered_by(ActionDone.action),
    owed_by=SETTING,
    law=LOCAL_POLICY("families know what happens next, and by when"),
)
EFFECT_SEEN = Clock(
    "action-effect",
    "The family knows what difference it made",
    starts=each(ActionDone),
    due=working_days_of(Local("working days to see what an action changed", 20)),
    stops=EffectSeen,
    owed_by=SETTING,
    law=LOCAL_POLICY("families know what was done and what it changed"),
)

ACTION = Workflow(
    "action",
    "Something to be done",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
