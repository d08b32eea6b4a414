"""The whole journey: every story that can run in a child's record.

The spine is told in this order: a worry, finding out, SEN support, an assessment, a plan and what becomes of it,
moving on; beside all of them the partnership, and who decides. Each is a story of its own. None has to come before
another: a request for an assessment opens from any of them, and from no record at all.

**A record may start anywhere.** Write down what brought the child to where they are (a plan in force, support that was
begun, a request that was received) with the origin *brought in*. That alone puts its story on the right stage. What
came before is not asked for again and is never "unmet": say of each part of the journey, with ``StartedElsewhere``,
whether it was *done elsewhere* or is *not known*, and what that rests on. Where a later step of that part still asks
for it, what was stated stands in its place and no reason is asked for; where the law forbids the step without it, it is
written down with the origin *brought in*.
"""

from typing import Annotated

from goldenthread.engine import CLEAR, Choice, Event, Journey, PersonId, RecordId, Stated, Words, asks
from goldenthread.workflows import (
    family,
    holds,
    looked_after,
    outings,
    papers,
    permissions,
    protected,
    safeguarding,
    settings_attended,
    sharing,
    signposting,
    who_decides,
    with_family,
    young_person,
)
from goldenthread.workflows.actions import ACTION
from goldenthread.workflows.adjustments import ADJUSTMENTS
from goldenthread.workflows.advocate import ADVOCATE
from goldenthread.workflows.agencies import AGENCY_WORK
from goldenthread.workflows.agency_items import AGENCY_ITEMS
from goldenthread.workflows.annual_review import ANNUAL_REVIEW
from goldenthread.workflows.appeal import APPEAL_STORY
from goldenthread.workflows.arrangements import ARRANGEMENT
from goldenthread.workflows.attendance import ATTENDANCE
from goldenthread.workflows.authority_move import AUTHORITY_MOVE
from goldenthread.workflows.barriers import BARRIER
from goldenthread.workflows.ceasing import CEASING
from goldenthread.workflows.census import CENSUS
from goldenthread.workflows.choices import CHOICE
from goldenthread.workflows.complaint import COMPLAINT
from goldenthread.workflows.concern import CONCERN
from goldenthread.workflows.contact import CONTACT
from goldenthread.workflows.detained import DETAINED_STORY
from goldenthread.workflows.disability_claim import DISABILITY_CLAIM
from goldenthread.workflows.draft import DRAFT
from goldenthread.workflows.early_years import EARLY_YEARS
from goldenthread.workflows.exclusion import EXCLUSION
from goldenthread.workflows.family_support import FAMILY_SUPPORT
from goldenthread.workflows.first_contact import FIRST_CONTACT
from goldenthread.workflows.health_needs import HEALTH_NEEDS
from goldenthread.workflows.identification import IDENTIFICATION
from goldenthread.workflows.information_rights import INFORMATION_RIGHTS
from goldenthread.workflows.informed import INFORMED
from goldenthread.workflows.key_person import KEY_PERSON
from goldenthread.workflows.leaving_school import LEAVING_SCHOOL
from goldenthread.workflows.meetings import MEETING
from goldenthread.workflows.move_on import MOVE_ON
from goldenthread.workflows.needs_assessment import NEEDS_ASSESSMENT
from goldenthread.workflows.outcomes import OUTCOMES
from goldenthread.workflows.outings import OUTINGS
from goldenthread.workflows.papers import PAPERS
from goldenthread.workflows.parents_disagree import PARENTS_DISAGREE
from goldenthread.workflows.partnership import PARTNERSHIP
from goldenthread.workflows.people import ANYONE
from goldenthread.workflows.personal_budget import PERSONAL_BUDGET
from goldenthread.workflows.phase_transfer import PHASE_TRANSFER
from goldenthread.workflows.plan import PLAN
from goldenthread.workflows.plan_change import PLAN_CHANGE
from goldenthread.workflows.protected_file import PROTECTED_FILE
from goldenthread.workflows.reassessment import REASSESSMENT
from goldenthread.workflows.records_transfer import RECORDS_TRANSFER
from goldenthread.workflows.referrals import REFERRAL
from goldenthread.workflows.relays import RELAY
from goldenthread.workflows.reports import REPORTS
from goldenthread.workflows.sen_support import SEN_SUPPORT
from goldenthread.workflows.sent_home import SENT_HOME
from goldenthread.workflows.settling import SETTLING_IN
from goldenthread.workflows.signposting import SIGNPOSTING
from goldenthread.workflows.strategies import STRATEGIES
from goldenthread.workflows.suggestions import SUGGESTION
from goldenthread.workflows.told_once import TOLD_ONCE
from goldenthread.workflows.view_requests import VIEW_REQUEST
from goldenthread.workflows.vocabulary import CORE
from goldenthread.workflows.who_comes import WHO_COMES
from goldenthread.workflows.young_person import YOUNG_PERSON_STORY


class RecordOpened(Event, tag="journey.record-opened"):
    """A child's record was opened. Nothing is needed for it: no form, no diagnosis, no permission."""

    told = "{by} opened this record"
    when = "When was it opened?"
    kept = CORE
    recorded_by = ANYONE

    child: Annotated[PersonId, asks("Whose record is it?"), CLEAR]


class Part(Choice):
    """A part of the journey."""

    CONCERN = "concern", "The first worry"
    IDENTIFICATION = "identification", "Finding out what the child needs"
    SEN_SUPPORT = "sen-support", "SEN support"
    NEEDS_ASSESSMENT = "needs-assessment", "The assessment for a plan"
    PLAN = "plan", "The plan"
    ANNUAL_REVIEW = "annual-review", "Reviews of the plan"
    PLAN_CHANGE = "plan-change", "Changes to the plan"
    PHASE_TRANSFER = "phase-transfer", "Moves to the next phase with a plan"
    REASSESSMENT = "reassessment", "Assessments made again"
    PERSONAL_BUDGET = "personal-budget", "A personal budget"
    CEASING = "ceasing", "Ending a plan"
    AUTHORITY_MOVE = "authority-move", "Moves between authorities"
    MOVE_ON = "move-on", "Earlier moves"


class Earlier(Choice):
    """What can be said of a part of the journey that is not in this record. It is never called missing."""

    DONE_ELSEWHERE = "done-elsewhere", "It was done elsewhere"
    NOT_KNOWN = "not-known", "It is not known"


class StartedElsewhere(Stated, tag="journey.started-elsewhere"):
    """The record begins part of the way along. What came before was done elsewhere, or is not known."""

    told = "Of what came before this record ({part}): {earlier}"
    when = "On what day was this found out?"
    kept = CORE
    recorded_by = ANYONE

    part: Annotated[Part, asks("Which part of the journey?"), CLEAR]
    earlier: Annotated[Earlier, asks("Was it done elsewhere, or is it not known?"), CLEAR]
    rests_on: Annotated[Words, asks("How do you know?", "Which papers you have seen, or who told you.")]
    record: Annotated[RecordId | None, asks("Which entry here begins it?"), CLEAR] = None


JOURNEY = Journey(
    "journey",
    CONCERN,
    STRATEGIES,
    IDENTIFICATION,
    EARLY_YEARS,
    SEN_SUPPORT,
    OUTCOMES,
    ADJUSTMENTS,
    CENSUS,
    REPORTS,
    NEEDS_ASSESSMENT,
    DRAFT,
    DETAINED_STORY,
    APPEAL_STORY,
    DISABILITY_CLAIM,
    PLAN,
    PERSONAL_BUDGET,
    ANNUAL_REVIEW,
    PLAN_CHANGE,
    PHASE_TRANSFER,
    REASSESSMENT,
    CEASING,
    AUTHORITY_MOVE,
    SETTLING_IN,
    KEY_PERSON,
    MOVE_ON,
    RECORDS_TRANSFER,
    PROTECTED_FILE,
    LEAVING_SCHOOL,
    HEALTH_NEEDS,
    OUTINGS,
    ATTENDANCE,
    EXCLUSION,
    PARTNERSHIP,
    FIRST_CONTACT,
    INFORMED,
    CONTACT,
    SENT_HOME,
    MEETING,
    WHO_COMES,
    ARRANGEMENT,
    ACTION,
    VIEW_REQUEST,
    CHOICE,
    SUGGESTION,
    RELAY,
    BARRIER,
    PAPERS,
    TOLD_ONCE,
    FAMILY_SUPPORT,
    SIGNPOSTING,
    YOUNG_PERSON_STORY,
    PARENTS_DISAGREE,
    ADVOCATE,
    AGENCY_WORK,
    AGENCY_ITEMS,
    REFERRAL,
    COMPLAINT,
    INFORMATION_RIGHTS,
    opened_by=RecordOpened,
    facts=(
        StartedElsewhere,
        *permissions.FACTS,
        *outings.FACTS,
        *signposting.FACTS,
        *settings_attended.FACTS,
        *who_decides.FACTS,
        *looked_after.FACTS,
        *sharing.FACTS,
        *safeguarding.FACTS,
        *protected.FACTS,
        *family.FACTS,
        *papers.FACTS,
        *young_person.FACTS,
        *with_family.FACTS,
        *holds.FACTS,
    ),
    words=frozenset({"child"}),
    core=CORE,
    readings={
        safeguarding.COMMENCED: tuple(safeguarding.COMMENCEMENT),
        young_person.SIGHT: young_person.READINGS,
    },
)
