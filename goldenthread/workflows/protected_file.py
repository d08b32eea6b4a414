"""The child protection file: only that there is one, that it went by itself, and that it came.

Nothing of what is in it is held here, and no form asks for it. If you are worried that a child is being harmed, do not
write it here: tell the safeguarding lead, or ring the authority's children's services or 999, at once. The file goes on
as soon as it can: within five days of a move during the year, or within the first five days of a new term, apart from
all other records; and whoever gets it says that they have it (Keeping children safe in education). No permission is
asked for it. Nobody but the safeguarding leads sees that these entries are here.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    Local,
    Mark,
    Name,
    RecordId,
    Stage,
    Whenever,
    Workflow,
    answered_by,
    asks,
    days_of,
    each,
    working_days_of,
)
from goldenthread.workflows.law import KEEPING_SAFE, SINCE_2014
from goldenthread.workflows.people import SAFEGUARDING_LEAD, SETTING
from goldenthread.workflows.vocabulary import PROTECTED

FILE = KEEPING_SAFE("child protection file", mark=Mark.FROM_MEMORY)


class From(Choice):
    """From which day the five days are counted."""

    IN_YEAR = "in-year", "From the day the child left, during the year"
    NEW_TERM = "new-term", "From the first day of the new term"


class FileToGo(Event, tag="protected-file.to-go"):
    """There is a file, and it is to go to the child's next school. What is in it is not written here."""

    told = "There is a file to be sent on by itself"
    when = "On what day did the child leave; or, for a new term, what is its first day?"
    kept = PROTECTED
    recorded_by = (SAFEGUARDING_LEAD,)

    counted: Annotated[From, asks("From which day is it counted?"), CLEAR]


class FileSent(Event, tag="protected-file.sent"):
    """The file went, apart from all other records, to the safeguarding lead of the next school."""

    told = "The file was sent on by itself"
    when = "On what day did it go?"
    kept = PROTECTED
    recorded_by = (SAFEGUARDING_LEAD,)

    to: Annotated[Name, asks("To which safeguarding lead?")]
    how: Annotated[How, asks("How did it go?"), CLEAR]
    file: Annotated[RecordId | None, asks("Which file?", "Leave empty if it is not on record."), CLEAR] = None


class FileReceived(Event, tag="protected-file.received"):
    """The next school says that it has the file."""

    told = "The next school says that it has the file"
    when = "On what day did it come?"
    kept = PROTECTED
    recorded_by = (SAFEGUARDING_LEAD,)

    sent: Annotated[RecordId | None, asks("Which sending?", "Leave empty if it is not on record."), CLEAR] = None


TO_GO = Stage("A file is to go by itself")
GONE = Stage("A file has gone by itself")
THERE = Stage("A file has come by itself", ends=True)

IT_IS_TO_GO = Whenever(FileToGo, OUTSET, to=TO_GO)
IT_GOES = Whenever(FileSent, [OUTSET, TO_GO, GONE], to=GONE)
IT_COMES = Whenever(FileReceived, [OUTSET, TO_GO, GONE], to=THERE)

SENT_IN_TIME = Clock(
    "child-protection-file",
    "The child protection file goes to the next school, by itself",
    starts=each(FileToGo),
    due=days_of(5),
    stops=answered_by(FileSent.file),
    owed_by=SETTING,
    law=FILE,
)
RECEIPT = Clock(
    "child-protection-receipt",
    "The next school says that it has the file",
    starts=each(FileSent),
    due=working_days_of(Local("working days to confirm that a file has come", 2)),
    stops=answered_by(FileReceived.sent),
    owed_by=SETTING,
    law=FILE,
)

PROTECTED_FILE = Workflow(
    "protected-file",
    "A file that goes by itself",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
