"""Where the invented children go, and who works there."""

from goldenthread.demo.steps import Place
from goldenthread.workflows.settings_attended import KindOfSetting

NURSERY = Place(
    "oak-lane-nursery",
    KindOfSetting.GROUP_NURSERY,
    "Ms Patel",
    "Miss Quinn",
    {"senco": "s.patel", "teacher": "a.quinn"},
)
PRIMARY = Place(
    "elm-primary",
    KindOfSetting.MAINTAINED_SCHOOL,
    "Mrs Okafor",
    "Mr Lewis",
    {"senco": "j.okafor", "teacher": "m.lewis"},
)
ACADEMY = Place(
    "beck-academy", KindOfSetting.ACADEMY, "Mr Haddad", "Ms Byrne", {"senco": "t.haddad", "teacher": "c.byrne"}
)
CHILDMINDER = Place(
    "mrs-lee",
    KindOfSetting.CHILDMINDER,
    "Mrs Lee",
    "Mrs Lee",
    {"senco": "r.lee", "teacher": "r.lee"},
)
