"""Which settings a rule is for, by what kind they are. Where nobody has said what kind it is, the rule applies."""

from goldenthread.engine import Where, where
from goldenthread.workflows.settings_attended import KindOfSetting, SettingJoined, SettingLeft
from goldenthread.workflows.vocabulary import Setting


def only_at(*kinds: KindOfSetting) -> Where:
    """Hold a rule for settings of these kinds only: for any of those that the child goes to on the day."""
    return where(SettingJoined.kind, *kinds, same=Setting, until=SettingLeft)


SCHOOLS = only_at(
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.ACADEMY,
    KindOfSetting.SPECIAL_SCHOOL,
    KindOfSetting.SPECIAL_ACADEMY,
    KindOfSetting.NON_MAINTAINED_SPECIAL,
    KindOfSetting.REFERRAL_UNIT,
    KindOfSetting.ALTERNATIVE_ACADEMY,
)
"""Schools paid for by the public, non-maintained special schools with them. Chapter 6 of the Code is about these."""

SECTION_68 = only_at(
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.ACADEMY,
    KindOfSetting.SPECIAL_SCHOOL,
    KindOfSetting.SPECIAL_ACADEMY,
    KindOfSetting.REFERRAL_UNIT,
    KindOfSetting.ALTERNATIVE_ACADEMY,
)
"""Maintained schools and nurseries, academies and pupil referral units: those that sections 68 and 100 name.

Non-maintained special schools and independent schools are not among them.
"""

MAINTAINED_KINDS = (
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.SPECIAL_SCHOOL,
    KindOfSetting.REFERRAL_UNIT,
)
MAINTAINED = only_at(*MAINTAINED_KINDS)
"""Schools that the authority maintains. The Pupil Information Regulations 2005 bind these, and no others.

They are about a parent's access to the record, the yearly report, and the passing on of records.
"""

NOT_MAINTAINED_KINDS = (
    KindOfSetting.ACADEMY,
    KindOfSetting.INDEPENDENT_SCHOOL,
    KindOfSetting.SPECIAL_ACADEMY,
    KindOfSetting.NON_MAINTAINED_SPECIAL,
    KindOfSetting.ALTERNATIVE_ACADEMY,
)
SCHOOLS_NOT_MAINTAINED = only_at(*NOT_MAINTAINED_KINDS)
"""Academies and the other schools. They report, and pass records on, by their own regulations and agreements."""

UNDER_FIVES = only_at(
    KindOfSetting.CHILDMINDER,
    KindOfSetting.GROUP_NURSERY,
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.ACADEMY,
    KindOfSetting.INDEPENDENT_SCHOOL,
    KindOfSetting.SPECIAL_SCHOOL,
    KindOfSetting.SPECIAL_ACADEMY,
    KindOfSetting.NON_MAINTAINED_SPECIAL,
)
"""Wherever the early years framework may apply: schools, special ones too, have under-fives."""

NOT_SCHOOLS = only_at(KindOfSetting.CHILDMINDER, KindOfSetting.GROUP_NURSERY)
"""Childminders and nurseries that are no schools: for them the early years framework says what section 68 does not."""
