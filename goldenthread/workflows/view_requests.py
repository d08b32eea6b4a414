"""Asking for views: the family, the child or the young person is asked what they think, in good time and kindly again.

At every point at which something is decided, planned or looked at again, whoever it is about is asked first. They may
answer in any way, on any day, or not at all. What they say is written down once, as their view (partnership), and heard
here. Nobody is late with a view: it is we who ask again, in another way.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Local,
    Notice,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    asks,
    before,
    latest,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.partnership import ViewGiven
from goldenthread.workflows.people import AUTHORITY, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class Occasion(Choice):
    """What views are asked for. These are the points at which they always are."""

    WORRY = "worry", "A worry, and what to do about it"
    FINDING_OUT = "finding-out", "Finding out what the child needs"
    PLANNING = "planning", "Planning support"
    REVIEW = "review", "Looking at support again"
    DECISION = "decision", "A decision"
    REQUEST = "request", "A request for an assessment, or a plan"
    MOVE = "move", "A move"
    OTHER = "other", "Something else"


class ViewsAsked(Notice, tag="views.asked"):
    """Somebody was asked what they think, in ways that suit them, with time to think."""

    told = "{to} were asked what they think: {occasion}"
    told_erased = "Somebody was asked what they think: {occasion}"
    when = "When were they asked?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    occasion: Annotated[Occasion, asks("What for?"), CLEAR]
    question: Annotated[Words, asks("What were they asked?", "Openly. Also what is going well.")]
    ways: Annotated[Words, asks("In which ways may they answer?", "Talking, writing, a form, pictures, a recording.")]
    answer_by: Annotated[date, asks("By when would it help to know?", "A later answer counts as much."), CLEAR]


class ViewsAskedAgain(Notice, tag="views.asked-again"):
    """They were asked once more, kindly, in another way."""

    told = "{to} were asked once more what they think, {how}"
    told_erased = "Somebody was asked once more what they think"
    when = "When were they asked again?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    request: Annotated[RecordId | None, asks("Which asking does it follow?"), CLEAR] = None


ASKED = Stage("We have asked what you think")
ASKED_AGAIN = Stage("We have asked once more what you think")
HEARD = Stage("You have told us what you think", ends=True)

VIEWS_WANTED = Whenever(ViewsAsked, [OUTSET, ASKED, ASKED_AGAIN], to=ASKED)
VIEWS_WANTED_AGAIN = Whenever(ViewsAskedAgain, [ASKED, ASKED_AGAIN], to=ASKED_AGAIN)
VIEWS_HEARD = Whenever(ViewGiven, [ASKED, ASKED_AGAIN, HEARD], to=HEARD)

ASKED_ONCE_MORE = Clock(
    "views-asked-again",
    "Whoever was asked has told us what they think, or was asked once more in another way",
    starts=latest(ViewsAsked),
    due=before(ViewsAsked.answer_by, working_days_of(Local("working days before to ask again", 3))),
    stops=[ViewGiven, ViewsAskedAgain],
    owed_by=SETTING,
    law=LOCAL_POLICY("we ask for views, and remind kindly"),
)

VIEW_REQUEST = Workflow(
    "view-request",
    "What you think",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
