"""The school census: what it says of a child's support, and of the kinds of need (Department for Education).

After each talk in which something was agreed the school's information system is brought up to date, with today's code.
Codes of older records are another list: they are accepted when a record is brought in, and never used for what is
recorded here. The kinds of need go into the January census, the first and the second. No code needs a diagnosis, and
none says who a child is. Early years settings use the codes of support too; colleges do not.
"""

from typing import Annotated

from goldenthread.engine import CLEAR, OUTSET, Choice, Event, Stage, Whenever, Workflow, asks
from goldenthread.workflows.law import SINCE_2014
from goldenthread.workflows.people import SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE

# The codes


class SupportCode(Choice):
    """What the census says of the support: today's codes."""

    NONE = "N", "No special educational needs (N)"
    SUPPORT = "K", "SEN support (K)"
    PLAN = "E", "EHC plan (E)"


class OlderSupportCode(Choice):
    """Codes of older records: S until 2018 at the latest, A and P until 2014 to 2015."""

    STATEMENT = "S", "Statement (S)"
    SCHOOL_ACTION = "A", "School action (A)"
    SCHOOL_ACTION_PLUS = "P", "School action plus (P)"


class NeedCode(Choice):
    """The kinds of need of the January census."""

    SPLD = "SPLD", "SPLD: specific learning difficulty"
    MLD = "MLD", "MLD: moderate learning difficulty"
    SLD = "SLD", "SLD: severe learning difficulty"
    PMLD = "PMLD", "PMLD: profound and multiple learning difficulty"
    SEMH = "SEMH", "SEMH: social, emotional and mental health"
    SLCN = "SLCN", "SLCN: speech, language and communication needs"
    ASD = "ASD", "ASD: autistic spectrum disorder"
    HI = "HI", "HI: hearing impairment"
    VI = "VI", "VI: vision impairment"
    MSI = "MSI", "MSI: multi-sensory impairment"
    PD = "PD", "PD: physical disability"
    DS = "DS", "DS: Down syndrome (from the census of January 2025)"
    OTH = "OTH", "OTH: other difficulty or disability"
    NSA = "NSA", "NSA: on SEN support, and not yet assessed by a specialist (only with K)"


class OlderNeedCode(Choice):
    """Kinds of need of older records."""

    BESD = "BESD", "BESD: behaviour, emotional and social difficulty (now SEMH)"


# What may happen


class SystemUpdated(Event, tag="census.system-updated"):
    """The school's information system says what was agreed, with today's census code. No diagnosis is needed for it."""

    told = "The school's system was brought up to date: {code}"
    when = "When was it done?"
    kept = CORE
    recorded_by = STAFF

    code: Annotated[SupportCode, asks("Which census code?"), CLEAR]
    first_need: Annotated[NeedCode | None, asks("Which kind of need comes first?")] = None
    second_need: Annotated[NeedCode | None, asks("Which comes second, if there is one?")] = None


class OlderCodesFound(Event, tag="census.older-codes-found"):
    """An older record has codes that are no longer used. They are kept as they were, and never used for today."""

    told = "An older record gives the census code {code}"
    when = "Of what day is that record?"
    kept = CORE
    recorded_by = STAFF

    code: Annotated[OlderSupportCode, asks("Which code does it give?"), CLEAR]
    need: Annotated[OlderNeedCode | None, asks("Which older kind of need, if it gives one?")] = None


# Where it can be. There is only one place, and it never ends of itself.

CODED = Stage("The school's system is kept up to date")

IT_IS_UPDATED = Whenever(SystemUpdated, [OUTSET, CODED], to=CODED)
OLDER_ONES_ARE_FOUND = Whenever(OlderCodesFound, [OUTSET, CODED], to=CODED)

CENSUS = Workflow(
    "census",
    "What the school's system says",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
