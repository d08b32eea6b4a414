"""What staff and families learn about SEND: training, meetings at which strategies are shared, advice from agencies.

No child is named in it. What was agreed at a staff meeting has somebody who does it and a day.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Name,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    latest,
    on,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING


class Topic(Choice):
    """What it was about."""

    MASKING = "masking", "Needs that do not show: masking"
    SEND = "send", "SEN and disability in general"
    ONE_NEED = "one-need", "One kind of need"
    SYSTEMS = "systems", "How the system works: support, assessments, plans"
    MOVES = "moves", "Moves from one setting to the next"
    PARTNERSHIP = "partnership", "Working with families"
    HEALTH = "health", "Health needs and medicine"
    SAFEGUARDING = "safeguarding", "Keeping children safe"


class Audience(Choice):
    """For whom it was."""

    STAFF = "staff", "Staff"
    FAMILIES = "families", "Families"
    BOTH = "both", "Staff and families together"


class TrainingHeld(Event, tag="staff-learning.training-held"):
    """Staff, families or both learnt about SEND."""

    told = "Training was held for {audience}: {topic}"
    when = "When was it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    topic: Annotated[Topic, asks("What was it about?"), CLEAR]
    audience: Annotated[Audience, asks("For whom was it?"), CLEAR]
    given_by: Annotated[Name, asks("Who gave it?")]
    staff: Annotated[tuple[Name, ...], asks("Who of the staff was there?")]
    families: Annotated[int, asks("How many adults of families came?", "A number only."), CLEAR]
    learnt: Annotated[Words, asks("What was learnt, and what will be done otherwise?")]
    again_on: Annotated[date | None, asks("When is it due again, if it is?"), CLEAR] = None


class StaffMet(Event, tag="staff-learning.staff-met"):
    """Staff met and shared what works, so that everybody does it. Children are not named here."""

    told = "Staff met and shared what works"
    when = "When did they meet?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    present: Annotated[tuple[Name, ...], asks("Who was there?")]
    shared: Annotated[tuple[Words, ...], asks("Which strategies were shared?", "Each by itself, without a name.")]
    everywhere: Annotated[Words, asks("What will everybody here do?")]


class StaffActionAgreed(Event, tag="staff-learning.action-agreed"):
    """Something was agreed at a staff meeting: it has somebody who does it, and a day."""

    told = "Staff agreed on something to do by {by_when}"
    when = "When was it agreed?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    what: Annotated[Words, asks("What is to be done?")]
    who: Annotated[Name, asks("Who does it?")]
    by_when: Annotated[date, asks("By when?"), CLEAR]
    meeting: Annotated[RecordId | None, asks("At which meeting?"), CLEAR] = None


class StaffActionDone(Event, tag="staff-learning.action-done"):
    """What staff agreed on was done."""

    told = "What staff had agreed on was done"
    when = "When was it done?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    came_of_it: Annotated[Words, asks("What came of it?")]
    action: Annotated[RecordId | None, asks("Which was it?"), CLEAR] = None


class AdviceTaken(Event, tag="staff-learning.advice-taken"):
    """An agency helped staff to understand something better. No child was named, and none is named here."""

    told = "Staff took advice from an agency: {topic}"
    when = "When was it?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    topic: Annotated[Topic, asks("What was it about?"), CLEAR]
    agency: Annotated[Name, asks("Which agency gave it?")]
    advice: Annotated[Words, asks("What was advised?", "In general: no child, no family.")]
    no_child: Annotated[bool, asks("Was it said without naming any child?"), CLEAR]


# Where it can be. There is only one place.

LEARNING = Stage("Staff and families learn")

BEGINS_WITH_TRAINING = Whenever(TrainingHeld, [OUTSET, LEARNING], to=LEARNING)
BEGINS_WITH_A_MEETING = Whenever(StaffMet, [OUTSET, LEARNING], to=LEARNING)
BEGINS_WITH_ADVICE = Whenever(AdviceTaken, [OUTSET, LEARNING], to=LEARNING)

# By when

STAFF_ACTION = Clock(
    "staff-action",
    "What staff agreed on is done",
    starts=each(StaffActionAgreed),
    due=on(StaffActionAgreed.by_when),
    stops=answered_by(StaffActionDone.action),
    owed_by=SETTING,
    law=LOCAL_POLICY("what staff agree on is done"),
)
TRAINING_AGAIN = Clock(
    "staff-training",
    "Training is held again",
    starts=latest(TrainingHeld, per=Topic),
    due=on(TrainingHeld.again_on),
    stops=TrainingHeld,
    owed_by=SETTING,
    law=LOCAL_POLICY("training is kept up"),
)

STAFF_LEARNING = Workflow(
    "staff-learning",
    "What staff and families learn",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
