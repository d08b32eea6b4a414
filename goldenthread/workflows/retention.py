"""How long a record is kept, from when, and by which text.

Most of these figures are guidance and custom, not law: the toolkit of the Information and Records Management Society
as practitioners quote it. Where the texts differ, the figure has a name, and a store's settings choose; where there is
no text, the setting's own policy says. What is kept under one key goes together, so the longest rule counts: a child
whose record holds anything of SEN support is kept by the SEN file's rule, and with it the registers and permissions.
Advice about health lies under another key: a document about health goes by the SEN file's rule where there is one.

A record moves with the child: a primary school hands it on (``records_transfer.py``), and the last school keeps it.
How long decisions and their deadlines are kept is no rule of its own: they stand on the entries themselves.
"""

from goldenthread.engine import Consent, Local, Mark, days_of, months_of, years_of
from goldenthread.engine.access.directory import KEPT as PARTAKING
from goldenthread.engine.naming import field_of
from goldenthread.engine.privacy.retention import (
    BESIDE,
    BIRTH,
    HAPPENED,
    LAST_ENTRY,
    SUPERSEDED,
    Figure,
    Rule,
    Schedule,
    strand_over,
)
from goldenthread.workflows.adjustments import ADJUSTMENTS
from goldenthread.workflows.agencies import AGENCY_WORK
from goldenthread.workflows.agency_items import AGENCY_ITEMS
from goldenthread.workflows.annual_review import ANNUAL_REVIEW
from goldenthread.workflows.appeal import APPEAL_STORY
from goldenthread.workflows.authority_move import AUTHORITY_MOVE
from goldenthread.workflows.ceasing import CEASING
from goldenthread.workflows.census import CENSUS
from goldenthread.workflows.complaint import ANSWERED, COMPLAINT, DECIDED_OUTSIDE
from goldenthread.workflows.detained import DETAINED_STORY
from goldenthread.workflows.disability_claim import DISABILITY_CLAIM
from goldenthread.workflows.draft import DRAFT
from goldenthread.workflows.early_years import EARLY_YEARS
from goldenthread.workflows.health_needs import HEALTH_NEEDS
from goldenthread.workflows.holds import KEEPING, HoldLifted, HoldPlaced, RetentionReviewed
from goldenthread.workflows.identification import IDENTIFICATION
from goldenthread.workflows.journey import RecordOpened
from goldenthread.workflows.law import EYFS, LOCAL_POLICY, RECORDS_TOOLKIT, REGISTERS
from goldenthread.workflows.meetings import MEETING
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.outcomes import OUTCOMES
from goldenthread.workflows.papers import HealthDocumentKept
from goldenthread.workflows.personal_budget import PERSONAL_BUDGET
from goldenthread.workflows.phase_transfer import PHASE_TRANSFER
from goldenthread.workflows.plan import PLAN
from goldenthread.workflows.plan_change import PLAN_CHANGE
from goldenthread.workflows.protected_file import PROTECTED_FILE
from goldenthread.workflows.reassessment import REASSESSMENT
from goldenthread.workflows.records_transfer import EnteredRegister, LeftRegister, RemovalDecided
from goldenthread.workflows.referrals import REFERRAL
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.setting_record.vocabulary import OF_THE_SETTING, VISITS
from goldenthread.workflows.strategies import STRATEGIES
from goldenthread.workflows.vocabulary import AGENCY, CONFIDENTIAL, CORE, HEALTH, OWN_SAY, PRIVATE_TO_PARENT, PROTECTED

SEN_FILE_YEARS = Figure(
    "sen-file-years",
    {"25": years_of(25), "30": years_of(30), "31": years_of(31), "35": years_of(35)},
    usually="31",
)
"""31 is the 25 years that a plan may last and six more; older editions say 25 or 30, some authorities 35."""

MEDICINE_AND_ACCIDENTS = Figure(
    "medicine-and-accident-records",
    {"21-and-3-months": months_of(21 * 12 + 3), "25": years_of(25)},
    usually="25",
)
"""21 years and 3 months is when a claim made in childhood is out of time; insurers ask for 25 years."""

SUPPORT_AND_ASSESSMENT = (
    IDENTIFICATION,
    STRATEGIES,
    SEN_SUPPORT,
    OUTCOMES,
    ADJUSTMENTS,
    CENSUS,
    MEETING,
    REFERRAL,
    AGENCY_WORK,
    AGENCY_ITEMS,
    NEEDS_ASSESSMENT,
    DRAFT,
    DETAINED_STORY,
    APPEAL_STORY,
    DISABILITY_CLAIM,
)
THE_PLAN = (
    PLAN,
    PERSONAL_BUDGET,
    ANNUAL_REVIEW,
    PLAN_CHANGE,
    PHASE_TRANSFER,
    REASSESSMENT,
    CEASING,
    AUTHORITY_MOVE,
)

PUPIL_RECORD = Rule(
    "pupil-record",
    "Whatever is held of a child, by the last setting",
    (CORE, HEALTH, AGENCY, PRIVATE_TO_PARENT, PROTECTED, CONFIDENTIAL, OWN_SAY, KEEPING),
    BIRTH,
    years_of(25),
    RECORDS_TOOLKIT("the educational record", mark=Mark.SECONDARY),
)
SEN_FILE = Rule(
    "sen-file",
    "The SEN file: support, assessment, advice, the plan and its reviews, decisions and their deadlines; with it the"
    " documents about health that lie there. While a plan is in force, none of it is due",
    (AGENCY, *SUPPORT_AND_ASSESSMENT, *THE_PLAN),
    BIRTH,
    SEN_FILE_YEARS,
    RECORDS_TOOLKIT("the SEN file and the EHC plan", mark=Mark.CONTESTED),
    alongside=(HealthDocumentKept,),
    open_while=(PLAN,),
)
PROTECTION_FILE = Rule(
    "protection-file",
    "What was agreed to keep a child safe, and where the papers are",
    (PROTECTED, PROTECTED_FILE),
    BIRTH,
    years_of(25),
    RECORDS_TOOLKIT("the child protection file", mark=Mark.FROM_MEMORY),
)
REGISTER_ENTRIES = Rule(
    "registers",
    "Entries of the admission register",
    (EnteredRegister, LeftRegister, RemovalDecided),
    HAPPENED,
    years_of(6),
    REGISTERS(7),
)
EARLY_YEARS_RECORDS = Rule(
    "early-years",
    "The check at two and the Reception profile",
    (EARLY_YEARS,),
    LAST_ENTRY,
    years_of(Local("years to keep early years records", 3)),
    EYFS("records kept for a reasonable time after a child has left", mark=Mark.FROM_MEMORY),
)
MEDICINE_RECORDS = Rule(
    "medicine-and-accidents",
    "Medicines given, procedures done, emergencies",
    (HEALTH, HEALTH_NEEDS),
    BIRTH,
    MEDICINE_AND_ACCIDENTS,
    RECORDS_TOOLKIT("medicine and accidents", mark=Mark.CONTESTED),
)
PERMISSIONS = Rule(
    "permissions",
    "Permissions: their life, which ends with the record's last entry at the latest, and six years",
    (Consent,),
    LAST_ENTRY,
    years_of(6),
    RECORDS_TOOLKIT("consent forms", mark=Mark.FROM_MEMORY),
)
COMPLAINTS = Rule(
    "complaints",
    "Complaints, from their resolution",
    (COMPLAINT,),
    strand_over(ANSWERED, DECIDED_OUTSIDE),
    years_of(6),
    RECORDS_TOOLKIT("complaints", mark=Mark.FROM_MEMORY),
)
SETTINGS_OWN = Rule(
    "settings-own",
    "What a setting says of itself",
    (OF_THE_SETTING,),
    SUPERSEDED,
    years_of(Local("years to keep what a setting said of itself", 6)),
    LOCAL_POLICY("how long what was superseded is kept", mark=Mark.FROM_MEMORY),
)
AGENCY_VISITS = Rule(
    "agency-visits",
    "Visits of agency staff, as the setting wrote them down",
    (VISITS,),
    LAST_ENTRY,
    years_of(Local("years to keep visits of agencies", 6)),
    LOCAL_POLICY("how long visits are kept", mark=Mark.FROM_MEMORY),
)

WHO_TAKES_PART = Rule(
    "who-takes-part",
    "Who takes part in a record, and why; in which emergencies it was opened",
    (PARTAKING,),
    BESIDE,
    days_of(0),
    LOCAL_POLICY("who takes part is kept no longer than the record"),
)

SCHEDULE = Schedule(
    rules=(
        PUPIL_RECORD,
        SEN_FILE,
        PROTECTION_FILE,
        REGISTER_ENTRIES,
        EARLY_YEARS_RECORDS,
        MEDICINE_RECORDS,
        PERMISSIONS,
        COMPLAINTS,
        SETTINGS_OWN,
        AGENCY_VISITS,
        WHO_TAKES_PART,
    ),
    subjects=(field_of(RecordOpened.child),),
    held=HoldPlaced,
    lifted=field_of(HoldLifted.hold),
    kept_until=field_of(RetentionReviewed.keep_until),
)
