"""Where the child is looked after and taught: one setting, or several at once, each with its own part.

A child may go to a childminder, a nursery and a school in one week. Each of them holds its own record, does its own
part of the plan and has somebody of its own for the family to talk to first. What one writes down reaches another only
by a named act of sharing (sharing.py). What kind of setting it is decides which duties are its own.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Name, Words, asks
from goldenthread.engine.history import History
from goldenthread.engine.records import Record, happened_on
from goldenthread.workflows.people import AUTHORITY, FAMILY, STAFF
from goldenthread.workflows.vocabulary import CORE, SettingId


class KindOfSetting(Choice):
    """What kind of setting it is. The law asks different things of each, so it is never guessed from a name."""

    CHILDMINDER = "childminder", "A childminder"
    GROUP_NURSERY = "group-nursery", "A nursery, pre-school or other group for under-fives"
    MAINTAINED_NURSERY = "maintained-nursery-school", "A maintained nursery school"
    MAINTAINED_SCHOOL = "maintained-school", "A maintained school, its nursery class too"
    ACADEMY = "academy", "An academy or free school"
    INDEPENDENT_SCHOOL = "independent-school", "An independent school"
    SPECIAL_SCHOOL = "special-school", "A maintained special school"
    SPECIAL_ACADEMY = "special-academy", "A special academy"
    NON_MAINTAINED_SPECIAL = "non-maintained-special-school", "A non-maintained special school"
    REFERRAL_UNIT = "pupil-referral-unit", "A pupil referral unit"
    ALTERNATIVE_ACADEMY = "alternative-provision-academy", "An alternative provision academy"
    COLLEGE = "college", "A further education or sixth-form college"
    ACADEMY_16_TO_19 = "academy-16-to-19", "A 16 to 19 academy"
    SPECIALIST_POST_16 = "specialist-post-16", "A specialist post-16 institution"
    TRAINING = "training", "A training provider or employer"
    ELSEWHERE = "elsewhere", "Education or care somewhere else, such as at home"


class Share(Choice):
    """How much of the child's week is spent there. The early years framework asks where most of it is spent."""

    ALL = "all", "All of it: nowhere else"
    MOST = "most", "Most of it"
    SOME = "some", "Some of it"


class SettingJoined(Event, tag="journey.setting-joined"):
    """The child goes to a setting: the only one, or one of several. Each keeps its own record and does its own part."""

    told = "{child} joined a setting: {kind}"
    when = "On what day did the child join?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, *FAMILY)

    setting: Annotated[SettingId, asks("Which setting?"), CLEAR]
    kind: Annotated[KindOfSetting, asks("What kind of setting is it?"), CLEAR]
    part: Annotated[Share, asks("How much of the child's week is spent there?"), CLEAR]
    starts_on: Annotated[
        date | None, asks("From what day does the child go there?", "Leave empty if from the day of joining."), CLEAR
    ] = None
    record_holder: Annotated[Name | None, asks("Who holds the record there?")] = None
    plan_part: Annotated[Words | None, asks("Which part of the plan do they do, if there is one?")] = None
    first_contact: Annotated[Name | None, asks("Whom does the family talk to first there?")] = None


class SettingLeft(Event, tag="journey.setting-left"):
    """The child no longer goes to a setting. Its record stays its own."""

    told = "{child} left a setting"
    when = "What was the last day there?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, *FAMILY)

    setting: Annotated[SettingId, asks("Which setting?"), CLEAR]


class AgeTwoCheckAllotted(Event, tag="journey.age-two-check-allotted"):
    """It is settled which setting does the progress check at age two.

    Where a child goes to more than one, it is usually the one where the child spends most time (early years
    framework, section 2, progress check at age two).
    """

    told = "It was settled who does the check at age two"
    when = "When was it settled?"
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY)

    setting: Annotated[SettingId, asks("Which setting does it?"), CLEAR]
    why: Annotated[Words, asks("Why this one, and who agreed?")]


def attended(story: History, day: date) -> tuple[Record, ...]:
    """Return how each setting that a child goes to on a day was joined: one entry for each. The last day counts."""
    joined = [one for one in story.of(SettingJoined) if (one.clear("starts_on") or one.happened_on) <= day]
    left = [one for one in story.of(SettingLeft) if one.happened_on < day]
    turns = sorted((*joined, *left), key=happened_on)
    latest = {one.clear("setting"): one for one in turns}
    return tuple(one for one in latest.values() if one.kind is SettingJoined)


FACTS = (SettingJoined, SettingLeft, AgeTwoCheckAllotted)
