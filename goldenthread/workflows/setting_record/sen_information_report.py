"""The SEND information report: what a school publishes each year about how it supports children with SEN.

Maintained schools, maintained nursery schools and academies publish it (Children and Families Act 2014 s.69;
Regulations 51 and 52). A childminder, a nursery or a college need not: for them the duty is not noted here, and
nothing is late. Families' views on it are asked in consultations.py.
"""

from typing import Annotated

from goldenthread.engine import (
    OUTSET,
    Clock,
    Event,
    Local,
    Mark,
    Name,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    asks,
    days_of,
    first,
    times,
)
from goldenthread.workflows.law import CFA, REGS, SINCE_2014
from goldenthread.workflows.people import GOVERNORS
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING
from goldenthread.workflows.vocabulary import SCHOOL_YEAR


class ReportDutyNoted(Event, tag="information-report.duty-noted"):
    """The setting is of a kind that must publish a SEND information report."""

    told = "This setting publishes a SEND information report each year"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS


class ReportPublished(Event, tag="information-report.published"):
    """The report was published, where every family can find it."""

    told = "The SEND information report was published"
    when = "When was it published?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    version: Annotated[Name, asks("Which version?", "Such as 2026 to 2027.")]
    where: Annotated[Words, asks("Where is it, and how is it given to families who do not use the website?")]
    views_used: Annotated[Words, asks("What did families say of it, and what became of that?", "Or that none did.")]


class InformationChanged(Event, tag="information-report.information-changed"):
    """Something that the report says is no longer so."""

    told = "Something in the SEND information report is no longer so"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    what: Annotated[Words, asks("What changed?")]


class ReportDutyEnded(Event, tag="information-report.duty-ended"):
    """The setting must publish a report no longer, such as because it closed or became another kind."""

    told = "This setting publishes a SEND information report no longer"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    why: Annotated[Words, asks("Why?")]


# Where it can be

PUBLISHING = Stage("A report is published each year")
NOT_OWED = Stage("No report is owed", ends=True)

# What is owed

REPORT_REVISED = Then(
    "The report says again how things are",
    met_by=ReportPublished,
    by=GOVERNORS,
    due=days_of(Local("days to put the SEND information report right", 28)),
    law=REGS(52, mark=Mark.FROM_MEMORY),
)

THE_DUTY_BEGINS = Whenever(ReportDutyNoted, [OUTSET, PUBLISHING], to=PUBLISHING)
A_REPORT_IS_PUBLISHED = Whenever(ReportPublished, [OUTSET, PUBLISHING], to=PUBLISHING)
SOMETHING_CHANGES = Whenever(InformationChanged, owes=[REPORT_REVISED])
THE_DUTY_ENDS = Whenever(ReportDutyEnded, PUBLISHING, to=NOT_OWED)

SEN_INFO_REPORT = Clock(
    "sen-info-report",
    "The SEND information report is published",
    starts=first(ReportDutyNoted),
    due=times(1, a=SCHOOL_YEAR),
    stops=ReportPublished,
    falls_away=ReportDutyEnded,
    owed_by=GOVERNORS,
    law=CFA(69, mark=Mark.SECONDARY),
)

SEN_INFORMATION_REPORT = Workflow(
    "sen-information-report",
    "The SEND information report",
    declared_in=__name__,
    held_by=GOVERNORS,
    version="2026.1",
    in_force=SINCE_2014,
)
