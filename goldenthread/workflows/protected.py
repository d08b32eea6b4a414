"""Where a child protection plan exists: where its papers are, and what was agreed that we do. Never what happened.

The story of what happened to a child is never held here. A worry about a child's safety is told to the safeguarding
lead at once, or to children's social care; if a child is in danger at this moment, ring 999. These entries are seen by
those who keep the child safe; to everybody else there is nothing to see. Each answer is a name, a day or a few words:
there is nowhere to write an account.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, RecordId, asks
from goldenthread.workflows.people import HEAD, SAFEGUARDING_LEAD, SOCIAL_CARE
from goldenthread.workflows.vocabulary import PROTECTED

THOSE_WHO_KEEP_SAFE = (SAFEGUARDING_LEAD, HEAD, SOCIAL_CARE)
NOT_HERE = "A few words. What happened does not go here: tell the safeguarding lead, or children's social care."


class PapersKeptElsewhere(Event, tag="protected.papers-kept-elsewhere"):
    """There are protection papers, and this is who holds them. They are not here.

    Do not write here what happened. To report a worry, tell the safeguarding lead or children's social care; if a child
    is in danger now, ring 999.
    """

    told = "There are papers that are kept elsewhere"
    when = "Since when?"
    kept = PROTECTED
    recorded_by = THOSE_WHO_KEEP_SAFE

    holder: Annotated[Name, asks("Who holds them?", "The person and where they work.")]
    file: Annotated[Name, asks("By what number or name are they found there?", NOT_HERE)]


class KindOfTask(Choice):
    """What kind of task it is."""

    ATTEND = "attend", "To come to a meeting"
    SEND_REPORT = "send-report", "To send a report"
    SEE_CHILD = "see-child", "To see that the child is in, and well"
    TELL = "tell", "To tell somebody if something changes"
    SUPPORT = "support", "To give agreed help"
    OTHER = "other", "Something else that was agreed"


class ProtectedTaskAgreed(Event, tag="protected.task-agreed"):
    """What was agreed that somebody here does, and by when. The task only, and nothing of why.

    Do not write here what happened. To report a worry, tell the safeguarding lead or children's social care; if a child
    is in danger now, ring 999.
    """

    told = "A task was agreed"
    when = "When was it agreed?"
    kept = PROTECTED
    recorded_by = THOSE_WHO_KEEP_SAFE

    kind: Annotated[KindOfTask, asks("What kind of task is it?")]
    task: Annotated[Name, asks("What is to be done?", NOT_HERE)]
    owner: Annotated[Name, asks("Who does it?")]
    family_part: Annotated[bool, asks("Was it agreed with the parents?")]
    do_by: Annotated[date | None, asks("By when?", "Leave empty if it goes on.")] = None


class ProtectedTaskDone(Event, tag="protected.task-done"):
    """What was agreed was done, or is no longer to be done."""

    told = "A task was done"
    when = "When was it done?"
    kept = PROTECTED
    recorded_by = THOSE_WHO_KEEP_SAFE

    task: Annotated[RecordId, asks("Which task?"), CLEAR]
    done: Annotated[bool, asks("Was it done?", "If it is no longer to be done, say no.")]


FACTS = (PapersKeptElsewhere, ProtectedTaskAgreed, ProtectedTaskDone)
