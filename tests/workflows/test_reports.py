"""Reports beyond the yearly one, as often as was agreed."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.workflows import reports
from goldenthread.workflows.reports import REPORTS
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record


def given(next_by: str | None = None) -> reports.ReportGiven:
    return reports.ReportGiven(
        to=(some.MUM,), how=How.EMAIL, goes_well="Drawing", progress="Eats", next_by=day(next_by) if next_by else None
    )


@requirement("S2-8", reports.ReportsAgreed, reports.ReportGiven, reports.FIRST_REPORT, reports.NEXT_REPORT)
def test_each_report_says_when_the_next_one_comes() -> None:
    story = a_record()
    agreed = reports.ReportsAgreed(how_often="Each half term", familys_wish="Lunch", next_by=day("25 Oct 2024"))
    story.given(agreed, on="1 Oct 2024")
    assert story.stage(REPORTS) is reports.REPORTING
    assert story.reading(reports.FIRST_REPORT, "28 Oct 2024").days_late == 3
    story.given(given("20 Dec 2024"), on="28 Oct 2024")
    assert story.reading(reports.FIRST_REPORT, "29 Oct 2024").status is Status.MET_LATE
    assert story.reading(reports.NEXT_REPORT, "23 Dec 2024").status is Status.OVERDUE
    story.given(given(), on="23 Dec 2024")
    first, last = story.readings(reports.NEXT_REPORT, "24 Dec 2024")
    assert (first.status, last.due) == (Status.MET_LATE, None)
    assert "goes_well" in every.must_say(reports.ReportGiven)


def test_a_family_may_have_enough_and_need_not_say_why() -> None:
    story = a_record()
    agreed = reports.ReportsAgreed(how_often="Weekly", familys_wish="All", next_by=day("25 Oct 2024"))
    story.given(agreed, on="1 Oct 2024")
    story.given(reports.ReportsEnded(), on="7 Oct 2024")
    assert story.reading(reports.FIRST_REPORT, "1 Nov 2024").status is Status.FELL_AWAY
    assert story.stage(REPORTS) is reports.ENOUGH
    assert "parent" in every.recorders(reports.ReportsEnded)
