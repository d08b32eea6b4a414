"""The records: what a school sends on when a child moves, what it tells the authority, and what it keeps.

From one school to the next a child's records go within fifteen school days, by duty: the family is told, and no
permission is asked. The list of the papers is kept, with when they went, when they came, and that they came. The child
protection file goes by itself (protected_file.py). When a child is put on a school's register or taken off it, the
authority is told; and what is in the registers is kept for six years (three, before 19 August 2024).
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    InForce,
    Local,
    Mark,
    Name,
    RecordId,
    Stage,
    Whenever,
    Window,
    Words,
    Workflow,
    answered_by,
    asks,
    days_of,
    each,
    on,
    session_days_after,
    where,
    working_days_of,
    years_of,
)
from goldenthread.workflows.law import (
    GOOD_PRACTICE,
    LOCAL_POLICY,
    OLD_REGISTERS,
    PUPIL_INFORMATION,
    REGISTERS,
    SINCE_2014,
)
from goldenthread.workflows.people import HEAD, PARENT, SETTING, STAFF
from goldenthread.workflows.settings_attended import KindOfSetting
from goldenthread.workflows.vocabulary import CORE
from goldenthread.workflows.which_settings import MAINTAINED, MAINTAINED_KINDS, NOT_MAINTAINED_KINDS

# Sending the records


class LeftRegister(Event, tag="move-on.left-register"):
    """The child is no longer registered at the school. Its records are now owed to the next one."""

    told = "{child} is no longer registered at the school"
    when = "On what day did the registration end?"
    kept = CORE
    recorded_by = (*STAFF, PARENT)

    kind: Annotated[
        KindOfSetting | None,
        asks("What kind of school did the child leave?", "Which rules it has depends on it."),
        CLEAR,
    ] = None


class SecondRegistrationKnown(Event, tag="move-on.second-registration-known"):
    """The head of the first school knows that the child is also registered at another."""

    told = "{child} is registered at a second school too"
    when = "On what day did the head of the first school know?"
    kept = CORE
    recorded_by = STAFF


class RecordsSent(Event, tag="move-on.records-sent"):
    """The child's records went to the next school. It is a duty; the family is told, and no permission is asked."""

    told = "{child}'s records were sent on"
    when = "On what day were they sent?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[Name, asks("To whom?")]
    how: Annotated[How, asks("How were they sent?"), CLEAR]
    papers: Annotated[tuple[Words, ...], asks("Which papers?")]


class RecordsShared(Event, tag="move-on.records-shared"):
    """The second school at which the child is registered has a copy of the records."""

    told = "{child}'s records were shared with the second school"
    when = "On what day were they sent?"
    kept = CORE
    recorded_by = STAFF

    to: Annotated[Name, asks("To whom?")]
    papers: Annotated[tuple[Words, ...], asks("Which papers?")]


class RecordsReceived(Event, tag="move-on.records-received"):
    """Whoever was sent the records says that they have them."""

    told = "{child}'s records arrived"
    when = "On what day did they arrive?"
    kept = CORE
    recorded_by = STAFF

    missing: Annotated[Words | None, asks("Was anything missing?")] = None
    sent: Annotated[RecordId | None, asks("Which sending?", "Leave empty if it is not on record."), CLEAR] = None


# The registers


class EnteredRegister(Event, tag="records.entered-register"):
    """The child's name was put on a school's admission register. The authority is owed a return."""

    told = "{child} was put on a school's register"
    when = "On what day was the name entered?"
    kept = CORE
    recorded_by = STAFF


class NewPupilReturnMade(Event, tag="records.new-pupil-return-made"):
    """The authority was told that the child is on the register."""

    told = "The authority was told that {child} is on the school's register"
    when = "On what day was the return made?"
    kept = CORE
    recorded_by = STAFF


class NoReturn(Choice):
    """Why the authority need not be told: unless it asks."""

    YOUNGEST_CLASS = "youngest-class", "In the youngest class, from the first day of the school year"
    STANDARD_MOVE = "standard-move", "At the usual time at which children begin or finish there"


class ReturnNotNeeded(Event, tag="records.return-not-needed"):
    """The authority need not be told of this entry or this leaving, because it is at the usual time."""

    told = "The authority need not be told: {why}"
    when = "On what day was it found so?"
    kept = CORE
    recorded_by = STAFF

    why: Annotated[NoReturn, asks("Why not?"), CLEAR]


class ReturnAskedFor(Event, tag="records.return-asked-for"):
    """The authority asked to be told all the same, so it is told."""

    told = "The authority asked to be told of the register all the same"
    when = "On what day did it ask?"
    kept = CORE
    recorded_by = STAFF


class RemovalDecided(Event, tag="records.removal-decided"):
    """The child's name will be taken off the register on a day; the authority is told by then, with the ground."""

    told = "{child} will be taken off the school's register on {remove_on}"
    when = "On what day was it decided?"
    kept = CORE
    recorded_by = STAFF

    remove_on: Annotated[date, asks("On what day will the name be taken off?"), CLEAR]
    ground: Annotated[Words, asks("On which ground?", "And where the child goes, if it is known.")]


class DeletionReturnMade(Event, tag="records.deletion-return-made"):
    """The authority was told that the child's name is taken off the register."""

    told = "The authority was told that {child} is taken off the school's register"
    when = "On what day was the return made?"
    kept = CORE
    recorded_by = STAFF


# Where it can be

ON_REGISTER = Stage("Your child is on the school's register")
TO_SEND = Stage("Your child's records are to be sent on")
SENT = Stage("Your child's records have been sent on")
ARRIVED = Stage("Your child's records have arrived", ends=True)

# What happens

NAME_IS_ENTERED = Whenever(EnteredRegister, OUTSET, to=ON_REGISTER)
CHILD_LEAVES = Whenever(LeftRegister, [OUTSET, ON_REGISTER], to=TO_SEND)
TWO_SCHOOLS = Whenever(SecondRegistrationKnown, [OUTSET, ON_REGISTER])
LEAVING_IS_DECIDED = Whenever(RemovalDecided, [OUTSET, ON_REGISTER])
THEY_ARE_SENT = Whenever(RecordsSent, [OUTSET, ON_REGISTER, TO_SEND, SENT], to=SENT)
THEY_ARRIVE = Whenever(RecordsReceived, [OUTSET, TO_SEND, SENT], to=ARRIVED)

# By when. The regulations bind maintained schools. Academies and the other schools follow their own regulations and
# agreements, to the same fifteen days. Where nobody has said what kind of school it is, both are shown.

FILE_SENT = Clock(
    "pupil-file-transfer",
    "The child's records go to the next school",
    starts=each(LeftRegister),
    due=session_days_after(15),
    stops=RecordsSent,
    owed_by=HEAD,
    law=PUPIL_INFORMATION(9, 3, mark=Mark.SECONDARY),
    applies=where(LeftRegister.kind, *MAINTAINED_KINDS),
)
FILE_SENT_BY_ACADEMY = Clock(
    "academy-file-transfer",
    "The child's records go to the next school, from an academy or another school",
    starts=each(LeftRegister),
    due=session_days_after(15),
    stops=RecordsSent,
    owed_by=HEAD,
    law=GOOD_PRACTICE("academies pass records on by their own regulations and agreements", mark=Mark.FROM_MEMORY),
    applies=where(LeftRegister.kind, *NOT_MAINTAINED_KINDS),
)
FILE_SHARED = Clock(
    "pupil-file-dual",
    "The second school has the child's records",
    starts=each(SecondRegistrationKnown),
    due=session_days_after(15),
    stops=RecordsShared,
    owed_by=HEAD,
    law=PUPIL_INFORMATION(9, "3B"),
    applies=MAINTAINED,
)
FILE_ARRIVED = Clock(
    "records-receipt",
    "Whoever was sent the records says that they have them",
    starts=each(RecordsSent),
    due=working_days_of(Local("working days for a receipt", 10)),
    stops=answered_by(RecordsReceived.sent),
    owed_by=SETTING,
    law=LOCAL_POLICY("records sent on are receipted"),
)
SINCE_AUGUST_2024 = InForce(since=date(2024, 8, 19))

# The day of entry is not counted. Not for the youngest class on the first day of a school year, unless it is asked for.
NEW_PUPIL_RETURN = Clock(
    "new-pupil-return",
    "The authority is told that the child is on the register",
    starts=each(EnteredRegister),
    due=days_of(5),
    stops=NewPupilReturnMade,
    falls_away=ReturnNotNeeded,
    back_on=ReturnAskedFor,
    owed_by=SETTING,
    law=REGISTERS(13, 1),
    in_force=SINCE_AUGUST_2024,
)
DELETION_RETURN = Clock(
    "deletion-return",
    "The authority is told before the child is taken off the register",
    starts=each(RemovalDecided),
    due=on(RemovalDecided.remove_on),
    stops=DeletionReturnMade,
    falls_away=ReturnNotNeeded,
    back_on=ReturnAskedFor,
    owed_by=SETTING,
    law=REGISTERS(13),
    in_force=SINCE_AUGUST_2024,
)

# How long an entry in a register is kept, from the day it was made. Which rule counts goes by that day.

KEPT = Window(
    "register-keep",
    "What is in the school's registers is kept",
    opens=each(EnteredRegister, LeftRegister),
    lasts=years_of(6),
    held_by=SETTING,
    law=REGISTERS(7),
    in_force=SINCE_AUGUST_2024,
)
KEPT_BEFORE = Window(
    "register-keep",
    "What is in the school's registers is kept",
    opens=each(EnteredRegister, LeftRegister),
    lasts=years_of(3),
    held_by=SETTING,
    law=OLD_REGISTERS("preservation of registers", mark=Mark.FROM_MEMORY),
    in_force=InForce(until=date(2024, 8, 18)),
)

RECORDS_TRANSFER = Workflow(
    "records-transfer",
    "Your child's records",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
