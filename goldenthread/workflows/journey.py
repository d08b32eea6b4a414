"""The whole journey: every story that can run in a child's record."""

from typing import Annotated

from goldenthread.engine import CLEAR, Event, Journey, PersonId, asks
from goldenthread.workflows import permissions
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.people import ANYONE
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.vocabulary import CORE


class RecordOpened(Event, tag="journey.record-opened"):
    """A child's record was opened. Nothing is needed for it: no form, no diagnosis, no permission."""

    told = "{by} opened this record"
    when = "When was it opened?"
    kept = CORE
    recorded_by = ANYONE

    child: Annotated[PersonId, asks("Whose record is it?"), CLEAR]


JOURNEY = Journey(
    "journey",
    CONCERN,
    SEN_SUPPORT,
    NEEDS_ASSESSMENT,
    opened_by=RecordOpened,
    facts=permissions.FACTS,
    words=frozenset({"child"}),
    core=CORE,
)
