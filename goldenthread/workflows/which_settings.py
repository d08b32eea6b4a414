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
"""Schools paid for by the public. Section 68, chapter 6 of the Code and the passing on of records are about these."""

MAINTAINED = only_at(
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.SPECIAL_SCHOOL,
    KindOfSetting.REFERRAL_UNIT,
)
"""Schools that the authority maintains. A parent's access to the record under the 2005 regulations is about these."""

UNDER_FIVES = only_at(
    KindOfSetting.CHILDMINDER,
    KindOfSetting.GROUP_NURSERY,
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.ACADEMY,
    KindOfSetting.INDEPENDENT_SCHOOL,
)
"""Wherever the early years framework may apply: schools have under-fives too."""

NOT_SCHOOLS = only_at(KindOfSetting.CHILDMINDER, KindOfSetting.GROUP_NURSERY)
"""Childminders and nurseries that are no schools: for them the early years framework says what section 68 does not."""
