"""Reports beyond the yearly one: as often as was agreed with the family, in a form that suits them.

The head's yearly report is a duty (sen_support.py). More often is the family's and the setting's own agreement: each
report says when the next one comes, until the family would rather have fewer.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Clock,
    Event,
    Notice,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    each,
    on,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import FAMILY, PARENT, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE


class ReportsAgreed(Event, tag="reports.agreed"):
    """The family and the setting agreed how often there is a report, beyond the yearly one."""

    told = "It was agreed how often the family has a report; the next by {next_by}"
    when = "When was it agreed?"
    kept = CORE
    recorded_by = STAFF

    how_often: Annotated[Words, asks("How often, and in what form?")]
    familys_wish: Annotated[Words, asks("What does the family want to hear of?"), about(PARENT)]
    next_by: Annotated[date, asks("By when is the next one?"), CLEAR]


class ReportGiven(Notice, tag="reports.given"):
    """The family has a report on how the child is getting on, with what goes well in it."""

    told = "{to} were given a report {how}"
    told_erased = "The family was given a report"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    goes_well: Annotated[Words, asks("What goes well?")]
    progress: Annotated[Words, asks("How is the child getting on towards what is hoped for?")]
    next_by: Annotated[date | None, asks("By when is the next one, if there is one?"), CLEAR] = None


class ReportsEnded(Event, tag="reports.ended"):
    """There are no more reports beyond the yearly one."""

    told = "There are no more reports beyond the yearly one"
    when = "From what day?"
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    why: Annotated[Words | None, asks("Why?", "The family need give no reason.")] = None


REPORTING = Stage("You have reports as often as we agreed")
ENOUGH = Stage("You have the yearly report", ends=True)

THEY_ARE_AGREED = Whenever(ReportsAgreed, [OUTSET, REPORTING], to=REPORTING)
THEY_END = Whenever(ReportsEnded, REPORTING, to=ENOUGH)

FIRST_REPORT = Clock(
    "extra-report-first",
    "The family has the first of the reports that were agreed",
    starts=each(ReportsAgreed),
    due=on(ReportsAgreed.next_by),
    stops=ReportGiven,
    falls_away=ReportsEnded,
    owed_by=SETTING,
    law=LOCAL_POLICY("reports go beyond the yearly one, as often as was agreed"),
)
NEXT_REPORT = Clock(
    "extra-report",
    "The family has the next report",
    starts=each(ReportGiven),
    due=on(ReportGiven.next_by),
    stops=ReportGiven,
    falls_away=ReportsEnded,
    owed_by=SETTING,
    law=LOCAL_POLICY("reports go beyond the yearly one, as often as was agreed"),
)

REPORTS = Workflow(
    "reports", "Reports to the family", declared_in=__name__, held_by=SETTING, version="2026.1", in_force=SINCE_2014
)
