"""Who is SENCO: by name, from when, until when, and what the law asks of a setting of this kind.

A maintained mainstream school, an academy or a maintained nursery school must have a qualified teacher as SENCO
(Children and Families Act 2014 s.67; Regulations 49 and 50). One appointed since 1 September 2024 has the national
qualification within three years; one who holds an earlier award keeps it: write that down as the qualification.
A nursery or pre-school names somebody (Code 5.53), a childminder may: it can be the childminder, or one person shared
across a network. Two may hold the part between them: each has a post of its own.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    InForce,
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
    latest,
    where,
    years_of,
)
from goldenthread.workflows.law import CFA, CODE, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.people import GOVERNORS, SENCO, SETTING
from goldenthread.workflows.setting_record.opened import SettingRecordOpened
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING, PostCode, PostName
from goldenthread.workflows.settings_attended import KindOfSetting


class Holding(Choice):
    """How the part is held."""

    OWN = "own", "By somebody of this setting"
    SELF = "self", "By the childminder"
    SHARED = "shared", "By somebody shared across a network or agency"
    OVERSIGHT = "oversight", "By somebody who oversees support in a college"


class SencoNamed(Event, tag="senco.named"):
    """Somebody is SENCO here, from a day on."""

    told = "{who} became SENCO"
    told_erased = "Somebody became SENCO"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    post: Annotated[PostCode, asks("Which post?", "senco, or senco-2 where there are two."), CLEAR]
    who: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How can families reach them?")]
    holding: Annotated[Holding, asks("How is the part held?"), CLEAR]
    teacher: Annotated[bool, asks("Are they a qualified teacher, or the head?", "A school must have one."), CLEAR]
    share: Annotated[
        Words | None, asks("If they are shared, what was agreed?", "With which network, and how much of their time.")
    ] = None


class SencoLeft(Event, tag="senco.left"):
    """Whoever held the post holds it no longer."""

    told = "Whoever was SENCO gave the part up"
    when = "What was the last day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    post: Annotated[PostCode, asks("Which post?"), CLEAR]
    handed_over: Annotated[Words, asks("What was handed over, and to whom?", "Families need not tell it again.")]


class Award(Choice):
    """Which qualification it is."""

    NPQ = "npq", "The national professional qualification for SENCOs"
    EARLIER = "earlier", "The earlier national award, which keeps its standing"


class SencoQualified(Event, tag="senco.qualified"):
    """Whoever holds the post has the qualification that the law asks for."""

    told = "Whoever is SENCO has the qualification: {award}"
    when = "When was it awarded, or shown?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    post: Annotated[PostCode, asks("Which post?"), CLEAR]
    award: Annotated[Award, asks("Which qualification?"), CLEAR]
    evidence: Annotated[Words, asks("What was seen of it?")]


class RoleDescribed(Event, tag="senco.role-described"):
    """What the SENCO does here was written down. Anybody may have a copy."""

    told = "What the SENCO does here was written down"
    when = "When was it agreed?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    version: Annotated[Name, asks("Which version?")]
    says: Annotated[Words, asks("What does it say?")]


# Where it can be

HELD = Stage("Somebody is SENCO")
FREE = Stage("A post of SENCO is free")

A_SCHOOL = where(
    SettingRecordOpened.kind,
    KindOfSetting.MAINTAINED_NURSERY,
    KindOfSetting.MAINTAINED_SCHOOL,
    KindOfSetting.ACADEMY,
)
"""Where the law asks for a SENCO who is a qualified teacher."""

A_NURSERY = where(SettingRecordOpened.kind, KindOfSetting.GROUP_NURSERY)
"""Where somebody is expected to be named. A childminder is encouraged to, and owes it to nobody."""

SENCO_DESIGNATED = Then(
    "A qualified teacher is made SENCO, and families are told",
    met_by=SencoNamed,
    by=GOVERNORS,
    due=AT_ONCE,
    law=CFA(67),
    applies=A_SCHOOL,
)
SENCO_IDENTIFIED = Then(
    "Somebody is named SENCO, and families are told",
    met_by=SencoNamed,
    by=SETTING,
    due=days_of(Local("days to name the next SENCO", 28)),
    law=CODE(5, 53, mark=Mark.SECONDARY),
    applies=A_NURSERY,
)
ROLE_WRITTEN_DOWN = Then(
    "What the SENCO does here is written down",
    met_by=RoleDescribed,
    by=SETTING,
    due=days_of(Local("days to write down what the SENCO does", 28)),
    law=LOCAL_POLICY("details of the SENCO's part are given to anybody who asks"),
)

SOMEBODY_IS_NAMED = Whenever(SencoNamed, [OUTSET, HELD, FREE], to=HELD, owes=[ROLE_WRITTEN_DOWN])
SOMEBODY_LEAVES = Whenever(SencoLeft, HELD, to=FREE, owes=[SENCO_DESIGNATED, SENCO_IDENTIFIED])

QUALIFICATION = Clock(
    "senco-qualification",
    "The SENCO has the national qualification",
    starts=latest(SencoNamed, per=PostName),
    due=years_of(3),
    stops=SencoQualified,
    falls_away=SencoLeft,
    owed_by=SENCO,
    law=REGS(49, mark=Mark.FROM_MEMORY),
    in_force=InForce(date(2024, 9, 1)),
    applies=A_SCHOOL,
)

SENCO_POST = Workflow(
    "senco-post",
    "Who is SENCO",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
