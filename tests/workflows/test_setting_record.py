"""A setting's own record as a whole: what holds of every declaration in it."""

from datetime import date

from goldenthread.engine.events import Choice, PersonId, RecordId, Seen
from goldenthread.engine.fields import each_of, fields, plain
from goldenthread.engine.law import Force, Mark
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.kinds import KINDS
from goldenthread.workflows.setting_record.journey import SETTING_RECORD
from goldenthread.workflows.setting_record.vocabulary import OF_THE_SETTING

CODES = {"code", "refers_to", "policy", "procedure", "post", "authority", "service", "setting"}
"""Numbers and short names, held to a pattern: never free text."""


def test_every_story_of_a_setting_is_in_its_record() -> None:
    assert list(SETTING_RECORD.workflows) == [
        "policies",
        "consultations",
        "sen-information-report",
        "senco-post",
        "arrangements",
        "ordinarily-available",
        "family-events",
        "family-voice",
        "information-for-families",
        "staff-learning",
        "agency-visits",
        "directories",
    ]
    assert KINDS.every == (JOURNEY, SETTING_RECORD)


def test_nothing_holds_a_move_for_good() -> None:
    assert SETTING_RECORD.befores == ()


def test_clocks_of_the_statutory_table_are_those_of_the_reference() -> None:
    found = {one.id: (str(one.law), one.law.force, one.law.mark) for one in SETTING_RECORD.clocks}
    assert found["sen-info-report"] == ("Children and Families Act 2014, s. 69", Force.MUST, Mark.SECONDARY)
    assert found["senco-qualification"] == ("SEND Regulations 2014, reg. 49", Force.MUST, Mark.FROM_MEMORY)
    assert found["policy-review"][1:] == (Force.SETTING_POLICY, Mark.READ)


def test_only_days_codes_and_names_of_records_are_stored_in_clear() -> None:
    loose = {
        name
        for event in SETTING_RECORD.own
        for name, field in fields(event).items()
        if field.clear
        and each_of(field.kind) not in (RecordId, PersonId)
        and not issubclass(plain(field.kind), date | Choice | bool | int)
    }
    assert loose <= CODES


def test_no_child_is_named_but_in_a_visit() -> None:
    asked = {
        event.__struct_config__.tag
        for event in SETTING_RECORD.own
        for field in fields(event).values()
        if each_of(field.kind) is PersonId
    }
    assert asked == {"agency-visit.arranged"}
    about = {SETTING_RECORD.kept(event).name for event in SETTING_RECORD.own}
    assert about == {"of-the-setting", "agency-visits"}
    assert OF_THE_SETTING.seen is Seen.SHOWN


def test_nobody_is_blamed() -> None:
    said = [event.told + (event.__doc__ or "") for event in SETTING_RECORD.own]
    assert not any(word in one for one in said for word in ("failed", "refused", "did not attend"))
