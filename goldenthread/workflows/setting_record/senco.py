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
    years_of,
)
from goldenthread.workflows.law import CODE, LOCAL_POLICY, REGS, SINCE_2014
from goldenthread.workflows.people import SENCO, SETTING
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING, PostCode, PostName
from goldenthread.workflows.settings_attended import KindOfSetting


class SchoolSencoAppointed(Event, tag="senco.appointed-in-school"):
    """A qualified teacher, or the head, was made SENCO of a school that must have one."""

    told = "{who} became SENCO"
    told_erased = "Somebody became SENCO"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    post: Annotated[PostCode, asks("Which post?", "senco, or senco-2 where there are two."), CLEAR]
    who: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How can families reach them?")]
    teacher: Annotated[bool, asks("Are they a qualified teacher, or the head?"), CLEAR]
    new_to_it: Annotated[
        bool, asks("Is this the first time they are SENCO anywhere?", "If not, write down the award they hold."), CLEAR
    ]


class Holding(Choice):
    """How the part is held."""

    OWN = "own", "By somebody of this setting"
    SELF = "self", "By the childminder"
    SHARED = "shared", "By somebody shared across a network or agency"
    OVERSIGHT = "oversight", "By somebody who oversees support in a college"


class SencoNamed(Event, tag="senco.named"):
    """Somebody takes the part of SENCO in a nursery, a pre-school, a childminder's home, a college or elsewhere."""

    told = "{who} took on the part of SENCO"
    told_erased = "Somebody took on the part of SENCO"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    post: Annotated[PostCode, asks("Which post?", "senco, or senco-2 where there are two."), CLEAR]
    who: Annotated[Name, asks("Who is it?")]
    reached: Annotated[Words, asks("How can families reach them?")]
    kind: Annotated[KindOfSetting, asks("In what kind of setting?"), CLEAR]
    holding: Annotated[Holding, asks("How is the part held?"), CLEAR]
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

NEXT_NAMED = Then(
    "Somebody is named SENCO, and families are told",
    met_by=(SchoolSencoAppointed, SencoNamed),
    by=SETTING,
    due=days_of(Local("days to name the next SENCO", 28)),
    law=CODE(5, 53, mark=Mark.SECONDARY),
)
ROLE_WRITTEN_DOWN = Then(
    "What the SENCO does here is written down",
    met_by=RoleDescribed,
    by=SETTING,
    due=days_of(Local("days to write down what the SENCO does", 28)),
    law=LOCAL_POLICY("details of the SENCO's part are given to anybody who asks"),
)

A_SCHOOL_APPOINTS = Whenever(SchoolSencoAppointed, [OUTSET, HELD, FREE], to=HELD, owes=[ROLE_WRITTEN_DOWN])
SOMEBODY_IS_NAMED = Whenever(SencoNamed, [OUTSET, HELD, FREE], to=HELD, owes=[ROLE_WRITTEN_DOWN])
SOMEBODY_LEAVES = Whenever(SencoLeft, HELD, to=FREE, owes=[NEXT_NAMED])

QUALIFICATION = Clock(
    "senco-qualification",
    "The SENCO has the national qualification",
    starts=latest(SchoolSencoAppointed, per=PostName),
    due=years_of(3),
    stops=SencoQualified,
    falls_away=SencoLeft,
    owed_by=SENCO,
    law=REGS(49, mark=Mark.FROM_MEMORY),
    in_force=InForce(date(2024, 9, 1)),
)

SENCO_POST = Workflow(
    "senco-post",
    "Who is SENCO",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
