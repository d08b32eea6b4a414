"""What the law accepts for a time limit that is not kept, in any assessment or reassessment: these, and nothing else.

A ground says only that it was *not practical* to keep to the time because of it. It adds no days: the day by which
the thing was due stays as it was and goes on being shown, and the thing stays owed. Too few educational psychologists,
a panel that meets once a month, a form that was not used, an adviser who is late: none of these is a ground
(R (W) v Hertfordshire County Council [2023] EWHC 3138 (Admin)).
"""

from collections.abc import Mapping
from datetime import date

from goldenthread.engine import Choice, InForce


class AdviserGround(Choice):
    """The only reasons an adviser may be late (reg. 8(2)). A school holiday is not one."""

    CIRCUMSTANCES = "exceptional-circumstances", "Exceptional personal circumstances"
    AWAY = "away", "The child or family was away for at least four weeks"
    MISSED = "missed-appointment", "The child missed an appointment"


class AuthorityGround(Choice):
    """The only grounds for the authority (regs. 5(4), 10(4), 13(3)). Too few psychologists is not one.

    The closure of a school or nursery counts from one week before it closes until one week before it opens again.

    Coronavirus counts only for a stretch of time that began from 1 May to 25 September 2020, both days included
    (SEND (Coronavirus) (Amendment) Regulations 2020; read). It is here so that records of that time can be kept.
    """

    SCHOOL_CLOSED = "school-closed", "Advice was asked of a school in a closure of at least four weeks"
    NURSERY_CLOSED = "nursery-closed", "Advice was asked of a nursery in a closure of at least four weeks"
    CIRCUMSTANCES = "exceptional-circumstances", "Exceptional personal circumstances"
    AWAY = "away", "The child or family was away for at least four weeks"
    CORONAVIRUS = "coronavirus", "Coronavirus (only from 1 May to 25 September 2020)"


ONLY_IN_2020: Mapping[AuthorityGround, InForce] = {
    AuthorityGround.CORONAVIRUS: InForce(since=date(2020, 5, 1), until=date(2020, 9, 25))
}


class TimeLimit(Choice):
    """Each of the authority's time limits is excused by itself."""

    DECIDE = "decide", "Deciding whether to assess"
    NO_PLAN = "no-plan", "Saying that there will be no plan"
    FINAL_PLAN = "final-plan", "The final plan"
