"""What the school's system says: today's codes here, older codes as they were."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Origin
from goldenthread.workflows import census
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.census import CENSUS, NeedCode, OlderNeedCode, OlderSupportCode, SupportCode
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows import samples_everyday as every
from tests.workflows.samples import a_record

NEEDS = "SPLD MLD SLD PMLD SEMH SLCN ASD HI VI MSI PD DS OTH NSA"


@requirement("S2-18", census.SystemUpdated, sen.SYSTEM_KNOWS)
def test_the_system_is_brought_up_to_date_when_support_begins_and_when_it_ends() -> None:
    story = a_record()
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024")
    assert story.reading("system-knows", "1 Oct 2024").due == day("8 Oct 2024")
    assert story.reading("system-knows", "9 Oct 2024").status is Status.OVERDUE
    done = census.SystemUpdated(code=SupportCode.SUPPORT, first_need=NeedCode.SLCN, second_need=NeedCode.SEMH)
    record = story.given(done, on="9 Oct 2024")
    assert every.sentence(record) == "The school's system was brought up to date: SEN support (K)"
    assert story.reading("system-knows", "10 Oct 2024").status is Status.MET_LATE
    story.given(some.support_ended(), on="13 Dec 2024")
    assert story.readings("system-knows", "13 Dec 2024")[1].due == day("20 Dec 2024")
    story.given(census.SystemUpdated(code=SupportCode.NONE), on="16 Dec 2024")
    assert story.readings("system-knows", "17 Dec 2024")[1].status is Status.MET


@pytest.mark.parametrize("older", list(OlderSupportCode))
def test_an_older_code_is_kept_as_it_was_and_is_none_of_todays(older: OlderSupportCode) -> None:
    story = a_record()
    found = census.OlderCodesFound(code=older, need=OlderNeedCode.BESD)
    record = story.given(found, on="16 Jan 2014", written="2 Sep 2024")
    assert record.origin is Origin.BROUGHT_IN
    assert story.stage(CENSUS) is census.CODED
    assert str(older) not in {str(code) for code in SupportCode}
    assert {str(code) for code in SupportCode} == {"N", "K", "E"}


def test_the_kinds_of_need_are_those_of_the_census_and_are_never_stored_in_clear() -> None:
    assert [str(code) for code in NeedCode] == NEEDS.split()
    asked = fields(census.SystemUpdated)
    assert asked["code"].clear
    assert not asked["first_need"].clear
    assert not asked["first_need"].required  # no diagnosis is needed


def test_telling_the_family_is_another_duty_than_the_system() -> None:
    story = a_record()
    story.when(sen.START, sen.SupportStarted(), on="1 Oct 2024")
    story.given(sen.FamilyToldOfSupport(to=(some.MUM,), how=How.PHONE), on="2 Oct 2024")
    assert story.reading("system-knows", "2 Oct 2024").status is Status.RUNNING
