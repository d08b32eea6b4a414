"""Others who work with the child: who they are, what each is there for, and everything that passes between us.

The family is told what each of them does. Every contact is written down, so that nobody has to ask twice; nobody asks
about a named child in passing. A meeting of several bodies has each of them there, or its paper. What a body asks to
know is written down with its ground, and so is what it was sent. What an agency wrote stays its own: agency_items.py.
Asking another service to help: referrals.py. What goes out, and on what ground: sharing.py.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    How,
    LawfulBasis,
    Local,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    answered_by,
    asks,
    each,
    working_days_of,
)
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import ADVISER, AUTHORITY, HEALTH_SERVICE, SETTING, SOCIAL_CARE, STAFF
from goldenthread.workflows.vocabulary import CORE

THOSE_WHO_WORK_WITH_OTHERS = (*STAFF, AUTHORITY, HEALTH_SERVICE, SOCIAL_CARE, ADVISER)

# Who they are


class KindOfAgency(Choice):
    """What kind of body somebody works for."""

    HEALTH = "health", "Health"
    SOCIAL_CARE = "social-care", "Social care"
    EDUCATION = "education", "An education service of the authority"
    OTHER_SETTING = "other-setting", "Another school, nursery, college or childminder"
    VOLUNTARY = "voluntary", "A voluntary body"
    YOUTH_JUSTICE = "youth-justice", "Youth justice or the police"
    OTHER = "other", "Somebody else"


class ProfessionalInvolved(Event, tag="agency.professional-involved"):
    """Somebody from outside works with the child: who they are, from where, and what the family said to it."""

    told = "{professional} from {agency} began to work with {child}"
    told_erased = "Somebody from outside ({kind}) began to work with {child}"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    professional: Annotated[Name, asks("Who is it?")]
    agency: Annotated[Name, asks("From which service or agency?")]
    kind: Annotated[KindOfAgency, asks("What kind of body is it?"), CLEAR]
    what_for: Annotated[Words, asks("What are they there for?")]
    reached: Annotated[Words, asks("How are they reached?")]
    permission: Annotated[
        RecordId | None, asks("Which permission to share with them is there?", "Leave empty if none."), CLEAR
    ] = None


class RoleExplained(Notice, tag="agency.role-explained"):
    """The family knows what somebody from outside does, what they do not do, and how to reach them."""

    told = "{to} were told what somebody from outside does"
    told_erased = "The family was told what somebody from outside does"
    when = "When were they told?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    explained: Annotated[Words, asks("What were they told?", "What this person does, and does not do.")]
    professional: Annotated[
        RecordId | None, asks("Which entry brought them in?", "Leave empty if it is not on record."), CLEAR
    ] = None


class ProfessionalLeft(Event, tag="agency.professional-left"):
    """Somebody from outside no longer works with the child."""

    told = "Somebody from outside stopped working with {child}"
    when = "Until what day?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    what_happens_now: Annotated[Words, asks("Who does their part now?")]
    professional: Annotated[
        RecordId | None, asks("Which entry brought them in?", "Leave empty if it is not on record."), CLEAR
    ] = None


# What passes between us


class ContactMade(Event, tag="agency.contact-made"):
    """We and somebody from outside were in touch about the child."""

    told = "{by} and {with_whom} were in touch, {how}"
    told_erased = "We and somebody from outside were in touch, {how}"
    when = "When were you in touch?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    with_whom: Annotated[Name, asks("With whom?")]
    how: Annotated[How, asks("How were you in touch?"), CLEAR]
    about_what: Annotated[Words, asks("What was it about?")]
    said: Annotated[Words, asks("What was said, by whom?")]
    family_told: Annotated[Words | None, asks("What was the family told of it, and when?")] = None
    professional: Annotated[
        RecordId | None, asks("Which entry brought them in?", "Leave empty if it is not on record."), CLEAR
    ] = None


class Naming(Choice):
    """Whether the child can be known from what was asked."""

    NAMED = "named", "The child was named, or could be known"
    NOT_NAMED = "not-named", "Nobody could know which child was meant"


class AdviceAsked(Event, tag="agency.advice-asked"):
    """Somebody from outside was asked for advice. It was agreed beforehand, and is on record: never in passing.

    Where the question can be asked without saying which child it is about, ask it so.
    """

    told = "{by} asked somebody from outside for advice ({naming})"
    when = "When did you ask?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    of_whom: Annotated[Name, asks("Whom did you ask?")]
    question: Annotated[Words, asks("What did you ask?")]
    naming: Annotated[Naming, asks("Could they know which child it is about?"), CLEAR]
    agreed_by: Annotated[Name, asks("Who agreed that it may be asked?")]
    permission: Annotated[
        RecordId | None, asks("Which permission was relied on?", "Leave empty if none was."), CLEAR
    ] = None


class InformationRequested(Event, tag="agency.information-requested"):
    """Another setting or a professional asked for what we know, to help the child."""

    told = "{who} asked for information ({basis})"
    told_erased = "Somebody asked for information ({basis})"
    when = "On what day did we have it?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    who: Annotated[Name, asks("Who asked, and from where?")]
    how: Annotated[How, asks("How did they ask?"), CLEAR]
    what: Annotated[Words, asks("What did they ask for?")]
    what_for: Annotated[Words, asks("What for?")]
    basis: Annotated[LawfulBasis, asks("On what ground in law do they ask?"), CLEAR]


class RequestEnds(Choice):
    """How a request for information was answered."""

    SENT = "sent", "It was sent"
    IN_PART = "in-part", "Part of it was sent"
    NOT_SENT = "not-sent", "Nothing was sent"


class InformationRequestAnswered(Event, tag="agency.information-request-answered"):
    """Whoever asked for information has an answer, and what was sent is listed."""

    told = "A request for information was answered: {outcome}"
    when = "When was it answered?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    outcome: Annotated[RequestEnds, asks("What was answered?"), CLEAR]
    basis: Annotated[LawfulBasis, asks("On what ground in law was it answered so?"), CLEAR]
    sent: Annotated[tuple[RecordId, ...], asks("Which entries were sent?"), CLEAR] = ()
    papers: Annotated[tuple[Name, ...], asks("Which papers were sent?")] = ()
    why_not: Annotated[Words | None, asks("If not all of it was sent, why?")] = None
    permission: Annotated[
        RecordId | None, asks("Which permission was relied on?", "Leave empty if none was."), CLEAR
    ] = None
    request: Annotated[
        RecordId | None, asks("Which request does it answer?", "Leave empty if it is not on record."), CLEAR
    ] = None


class Protocol(Choice):
    """What a way of working together is about."""

    SHARING = "information-sharing", "Sharing information"
    PROTECTION = "child-protection", "Child protection"
    JOINT_WORK = "joint-work", "Working together with one child"
    VISITS = "visits", "Visits to a child in the setting"


class ProtocolApplied(Event, tag="agency.protocol-applied"):
    """We worked with others by an agreed way of working, in the version of that day."""

    told = "We worked by what was agreed with others ({about_what})"
    when = "When was it applied?"
    kept = CORE
    recorded_by = THOSE_WHO_WORK_WITH_OTHERS

    about_what: Annotated[Protocol, asks("What is it about?"), CLEAR]
    title: Annotated[Name, asks("What is it called?")]
    version: Annotated[Name, asks("Which version, of what date?")]
    applied_to: Annotated[
        RecordId | None, asks("To which entry here was it applied?", "Leave empty if to none."), CLEAR
    ] = None


# Where it can be. There is only one place, and it never ends of itself.

HELPING = Stage("Others are helping your child")

ROLE_EXPLAINED = Then(
    "The family knows what this person does",
    answered_by(RoleExplained.professional),
    by=SETTING,
    due=working_days_of(Local("working days to say what somebody from outside does", 5)),
    law=LOCAL_POLICY("the family is told what each professional does"),
)

BEGINS_WITH_A_PERSON = Whenever(ProfessionalInvolved, [OUTSET, HELPING], to=HELPING, owes=[ROLE_EXPLAINED])
BEGINS_WITH_A_CONTACT = Whenever(ContactMade, [OUTSET, HELPING], to=HELPING)
BEGINS_WITH_ADVICE = Whenever(AdviceAsked, [OUTSET, HELPING], to=HELPING)
BEGINS_WITH_A_REQUEST = Whenever(InformationRequested, [OUTSET, HELPING], to=HELPING)

REQUEST_ANSWERED = Clock(
    "information-request",
    "Whoever asked for information has an answer",
    starts=each(InformationRequested),
    due=working_days_of(Local("working days to answer a request for information", 10)),
    stops=answered_by(InformationRequestAnswered.request),
    owed_by=SETTING,
    law=LOCAL_POLICY("a request for information is answered, with its ground"),
)

AGENCY_WORK = Workflow(
    "agency-work",
    "Others who work with your child",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
