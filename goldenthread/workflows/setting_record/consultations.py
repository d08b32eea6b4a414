"""Asking families before something changes: a policy, the SEND information report, or the service itself.

Everybody's view is written down in their own words, and everybody who was asked hears what came of it. Nobody has to
answer, and no duty waits for an answer.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    BeforeOrReason,
    Choice,
    Event,
    How,
    Local,
    Move,
    Name,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    days_of,
)
from goldenthread.workflows.law import GOOD_PRACTICE, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import PARENT, SETTING
from goldenthread.workflows.setting_record.vocabulary import EVERYBODY, KEEPERS, OF_THE_SETTING, PolicyCode


class Subject(Choice):
    """What families are asked about."""

    SERVICE = "service", "A change to the service"
    POLICY = "policy", "A policy, such as on behaviour"
    INFORMATION_REPORT = "information-report", "The SEND information report"
    OTHER = "other", "Something else"


class ConsultationOpened(Event, tag="service-consultation.opened"):
    """Families are asked what they think of something before it is decided."""

    told = "Families were asked for their views: {subject}"
    when = "When were they first asked?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    subject: Annotated[Subject, asks("What is it about?"), CLEAR]
    what: Annotated[Words, asks("What might change, and why?")]
    version: Annotated[Name, asks("Which version were they shown?", "Of the paper, the policy or the report.")]
    asked: Annotated[Words, asks("Who was asked, and in what ways?", "Words, languages and formats, and who helped.")]
    closes_on: Annotated[date, asks("Until when can they answer?"), CLEAR]
    policy: Annotated[PolicyCode | None, asks("Which policy, if it is one?", "Its number."), CLEAR] = None


class ConsultationView(Event, tag="service-consultation.view-given"):
    """What somebody thinks of it, in their own words. A view that comes late is written down too."""

    told = "Somebody said what they think of it"
    when = "When did they say it?"
    kept = OF_THE_SETTING
    recorded_by = EVERYBODY

    whose: Annotated[Name, asks("Whose view is it?", "Or that they want no name."), about(PARENT)]
    view: Annotated[Words, asks("What did they say?", "In their own words."), about(PARENT)]
    how: Annotated[How, asks("How did they say it?"), CLEAR]
    consultation: Annotated[RecordId | None, asks("On which question to families?"), CLEAR] = None


class NobodyAnswered(Event, tag="service-consultation.nobody-answered"):
    """Families were asked, and nobody has said anything so far. It is not taken for a yes."""

    told = "Families were asked, and nobody has said anything so far"
    when = "When was that seen?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    tried: Annotated[Words, asks("In what other ways were they asked?")]


class Outcome(Choice):
    """What was decided."""

    AS_PLANNED = "as-planned", "It goes ahead as planned"
    CHANGED = "changed", "It goes ahead, changed by what families said"
    DROPPED = "dropped", "It does not go ahead"


class ConsultationDecided(Event, tag="service-consultation.decided"):
    """It was decided, and it is said what families' views had to do with it."""

    told = "After families were asked it was decided: {outcome}"
    when = "When was it decided?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    outcome: Annotated[Outcome, asks("What was decided?"), CLEAR]
    what: Annotated[Words, asks("What will happen now, and from when?")]
    views_used: Annotated[Words, asks("What became of the views?", "You said; we did, or why we did not.")]


class ConsultationOutcomeTold(Event, tag="service-consultation.outcome-told"):
    """Everybody who was asked was told what was decided and why."""

    told = "Families were told what was decided after they were asked"
    when = "When were they told?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    to: Annotated[Words, asks("Who was told, and in what ways?")]


# Where it can be

ASKING = Stage("Families are being asked")
DECIDED = Stage("Decided")
TOLD = Stage("Families know what was decided", ends=True)

# What is needed

VIEWS_HEARD = BeforeOrReason(
    "Families have said what they think, or were asked in other ways too",
    met_by=(ConsultationView, NobodyAnswered),
    by=SETTING,
    law=GOOD_PRACTICE("families are heard before a service or a policy changes"),
)
OUTCOME_TOLD = Then(
    "Families who were asked are told what was decided and why",
    met_by=ConsultationOutcomeTold,
    by=SETTING,
    due=days_of(Local("days to tell families what was decided after they were asked", 28)),
    law=LOCAL_POLICY("you said, we did: everybody who was asked hears what came of it"),
)

# What people do

DECIDE = Move(
    "Decide, and say what families' views had to do with it",
    at=ASKING,
    to=DECIDED,
    needs=[VIEWS_HEARD],
    records=ConsultationDecided,
    owes=[OUTCOME_TOLD],
)

# What happens, whoever does it

FAMILIES_ARE_ASKED = Whenever(ConsultationOpened, OUTSET, to=ASKING)
FAMILIES_ARE_TOLD = Whenever(ConsultationOutcomeTold, DECIDED, to=TOLD)

CONSULTATIONS = Workflow(
    "consultations",
    "Asking families before something changes",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
