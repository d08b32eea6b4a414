"""Signposting: help and information from others, offered at each step of the way, with the family's agreement.

Impartial advice, with an independent supporter who may come along and be a party to everything, is offered again at
each step at which it may be needed: when somebody looks further, at a request, after a no, with a draft, with a plan.
What a family was offered is written down; whether anybody sought advice is not, unless they wish it, and a young
person seeks it in their own right. What is offered for a family's own life is private to the parent.

That there is a service is a duty of the authority (Children and Families Act 2014, s. 32); that it is offered again at
each step is the setting's own policy. The services themselves stand in the directory of each authority (`directory`),
with the day they were last checked.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
    BeforeOrReason,
    Choice,
    Clock,
    Consent,
    Event,
    How,
    Local,
    Move,
    Name,
    Notice,
    PersonId,
    RecordId,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    answered_by,
    asks,
    each,
    latest,
    session_days_after,
    working_days_of,
)
from goldenthread.workflows.concern import ConcernTakenOn
from goldenthread.workflows.directory import FamilyHelp, Help
from goldenthread.workflows.law import LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.needs_assessment import (
    AssessmentRefused,
    DraftServed,
    FinalPlanSent,
    NoPlan,
    RequestReceived,
)
from goldenthread.workflows.people import AUTHORITY, FAMILY, FIRST_CONTACT, PARENT, SENCO, SETTING, STAFF, SUPPORTER
from goldenthread.workflows.vocabulary import CORE, PRIVATE_TO_PARENT

SIGNPOSTERS = (*STAFF, AUTHORITY)

# What was offered


class AdviceOffered(Notice, tag="signposting.advice-offered"):
    """The family was told of the impartial advice service, and that an independent supporter can come along."""

    told = "{to} were told of {service}, {how}"
    told_erased = "The family was told of the impartial advice service"
    when = "When were they told?"
    kept = CORE
    recorded_by = SIGNPOSTERS

    service: Annotated[Name, asks("What is the service called here?")]
    helps_with: Annotated[
        Words,
        asks("What can it help with at this point?", "Asking for a plan, checking a draft, a refusal, the tribunal."),
    ]
    supporter: Annotated[Words, asks("How were they told that an independent supporter may come along?")]
    checked_on: Annotated[date | None, asks("When was this entry of the directory last checked?"), CLEAR] = None


class RouteStage(Choice):
    """When the way to a plan was explained."""

    BEFORE = "before", "Before anybody has asked"
    DURING = "during", "While it is under way"


class RouteExplained(Notice, tag="signposting.route-explained"):
    """The family was told, and given to keep, how a plan is asked for, made, checked and challenged."""

    told = "{to} were told how a plan comes about: {stage}"
    told_erased = "The family was told how a plan comes about: {stage}"
    when = "When was it explained?"
    kept = CORE
    recorded_by = SIGNPOSTERS

    stage: Annotated[RouteStage, asks("Was it before, or while it is under way?"), CLEAR]
    given: Annotated[Words, asks("What were they told, and what do they have to keep?")]
    questions: Annotated[Words | None, asks("What did they ask?"), about(PARENT)] = None


class HelpOffered(Event, tag="signposting.help-offered"):
    """The family was pointed to somebody: a service, a group, another family. They may leave it."""

    told = "{by} told the family of {service}"
    told_erased = "The family was told of somebody who may help"
    when = "When were they told?"
    kept = CORE
    recorded_by = SIGNPOSTERS

    help: Annotated[Help, asks("What kind of help is it?")]
    service: Annotated[Name, asks("What is it called here?", "As in the directory of your authority.")]
    authority: Annotated[Name, asks("Whose area does it serve?", "Say England if it is for everybody.")]
    why: Annotated[Words, asks("What may it help with?")]
    how: Annotated[How, asks("How were they told?")]
    checked_on: Annotated[date | None, asks("When was this entry of the directory last checked?"), CLEAR] = None


class Format(Choice):
    """The form in which information was given."""

    PRINT = "print", "On paper"
    LARGE_PRINT = "large-print", "In large print"
    EASY_READ = "easy-read", "In easy words and pictures"
    BRAILLE = "braille", "In Braille"
    RECORDING = "recording", "As a recording"
    SIGNED = "signed", "In sign language"
    ONLINE = "online", "Online"
    SPOKEN = "spoken", "Talked through"


class InformationGiven(Event, tag="signposting.information-given"):
    """The family was given information, such as on a condition, in a form and a language they can use."""

    told = "{by} gave the family information: {item}"
    told_erased = "The family was given information"
    when = "When did they have it?"
    kept = CORE
    recorded_by = SIGNPOSTERS

    item: Annotated[Words, asks("What were they given, in which edition?")]
    on_what: Annotated[Help, asks("What kind of information is it?")]
    form: Annotated[Format, asks("In which form?")]
    language: Annotated[Name, asks("In which language?")]
    translated_by: Annotated[Name | None, asks("Who translated it, if somebody did?")] = None


class Helpful(Choice):
    """Whether information was of help."""

    YES = "yes", "Yes"
    PARTLY = "partly", "Partly"
    NO = "no", "No"


class FeedbackOnInformation(Event, tag="signposting.feedback"):
    """The family said whether it was helpful."""

    told = "The family said whether it was helpful: {helpful}"
    when = "When did they say so?"
    kept = CORE
    recorded_by = (*FAMILY, *SIGNPOSTERS)

    helpful: Annotated[Helpful, asks("Was this helpful?"), CLEAR]
    words: Annotated[Words | None, asks("What would have been better?"), about(PARENT)] = None
    information: Annotated[RecordId | None, asks("Which entry is it about?"), CLEAR] = None


# With the family's agreement, and what came of it


class ReferralTalkedOver(Agreement, tag="signposting.referral-talked-over"):
    """Whether the family would like the setting to get in touch with somebody for them."""

    told = "{asked} was asked whether we may get in touch with {service} for them, and said {answer}"
    told_erased = "The family was asked about somebody who may help, and said {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = (*SIGNPOSTERS, *FAMILY)

    service: Annotated[Name, asks("With whom?")]


class Referred(Event, tag="signposting.referred"):
    """The setting got in touch with somebody for the family."""

    told = "{by} got in touch with {service} for the family"
    told_erased = "Somebody who may help was got in touch with"
    kept = CORE
    recorded_by = SIGNPOSTERS

    service: Annotated[Name, asks("With whom?")]
    said: Annotated[Words, asks("What were they told, and what was asked of them?")]


class ContactMayBeGiven(Consent, tag="permission.contact-may-be-given"):
    """Whether we may give a parent's name and how to reach them to a group of parents, or to another family."""

    told = "{given_by} was asked whether {group} may get in touch, and said {answer}"
    told_erased = "A parent was asked whether a group may get in touch, and said {answer}"
    when = "When did they answer?"
    wording = "You may give my name, and how to reach me, to the group or family named, so that they can get in touch."
    kept = CORE
    recorded_by = (*SIGNPOSTERS, *FAMILY)

    group: Annotated[Name, asks("To which group or family?")]


class ContactGiven(Event, tag="signposting.contact-given"):
    """A parent's name, and how to reach them, was given to a group of parents or another family."""

    told = "{by} put the family in touch with {group}"
    told_erased = "The family was put in touch with a group"
    kept = CORE
    recorded_by = SIGNPOSTERS

    group: Annotated[Name, asks("To whom?")]
    what: Annotated[Words, asks("What exactly was given?")]


class CameOfIt(Choice):
    """What came of an offer. To leave it is as good an answer as any."""

    HELPED = "helped", "It helped"
    UNDER_WAY = "under-way", "It is under way"
    NOT_RIGHT = "not-right", "It was not the right thing"
    LEFT = "left", "The family left it for now"
    NOT_SAID = "not-said", "The family would rather not say"


class ResultHeard(Event, tag="signposting.result-heard"):
    """What came of an offer, as far as the family wishes to say."""

    told = "What came of an offer of help: {came_of_it}"
    when = "When did you hear?"
    kept = CORE
    recorded_by = (*SIGNPOSTERS, *FAMILY)

    came_of_it: Annotated[CameOfIt, asks("What came of it?"), CLEAR]
    words: Annotated[Words | None, asks("What did they say?"), about(PARENT)] = None
    offer: Annotated[RecordId | None, asks("Which offer?", "Leave empty if it is not on record."), CLEAR] = None


class SupporterJoined(Event, tag="signposting.supporter-joined"):
    """Somebody the family chose supports them from now on: at meetings, with papers, as far as the family wishes."""

    told = "{supporter} supports the family from now on"
    told_erased = "Somebody supports the family from now on"
    when = "From when?"
    kept = CORE
    recorded_by = (*FAMILY, SUPPORTER, *SIGNPOSTERS)

    supporter: Annotated[Name, asks("Who?")]
    comes_from: Annotated[Name, asks("From which service, or is it a friend?")]
    comes_to: Annotated[Words, asks("To what do they come along?")]
    may_have: Annotated[Words, asks("Which papers may they have?", "As the family said.")]


# For the family's own life: private to the parent, and told in no story


class FamilyHelpOffered(Event, tag="signposting.family-help-offered"):
    """A parent was pointed to somebody for the family's own life. Private to that parent."""

    told = "{by} told a parent of somebody who may help"
    when = "When were they told?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (SENCO, PARENT, FIRST_CONTACT)

    help: Annotated[FamilyHelp, asks("What kind of help is it?")]
    service: Annotated[Name, asks("What is it called here?")]
    happy: Annotated[Words, asks("Were they glad to be told, and what did they wish for?")]
    checked_on: Annotated[date | None, asks("When was this entry of the directory last checked?"), CLEAR] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
    ] = None


class FamilyHelpResult(Event, tag="signposting.family-help-result"):
    """What came of it, as far as the parent wishes to say. Private to that parent."""

    told = "{by} wrote down what came of an offer"
    when = "When did you hear?"
    kept = PRIVATE_TO_PARENT
    recorded_by = (SENCO, PARENT, FIRST_CONTACT)

    came_of_it: Annotated[CameOfIt, asks("What came of it?")]
    offer: Annotated[RecordId | None, asks("Which offer?", "Leave empty if it is not on record."), CLEAR] = None
    person: Annotated[
        PersonId | None, asks("Which adult is it?", "Say it where each has a thread of their own."), CLEAR
    ] = None


FACTS = (FamilyHelpOffered, FamilyHelpResult)
"""What belongs to the whole record: no story is begun by what is private."""

# What to offer at which point

WHAT_TO_OFFER: Mapping[type[Event], tuple[Help, ...]] = {
    ConcernTakenOn: (
        Help.IMPARTIAL_ADVICE,
        Help.FAMILY_SUPPORT,
        Help.INFORMATION_SERVICE,
        Help.LOCAL_OFFER,
        Help.PARENT_FORUM,
        Help.PEER_CONTACT,
        Help.CHARTER,
    ),
    RequestReceived: (Help.IMPARTIAL_ADVICE, Help.VOLUNTARY_GROUP, Help.PEER_CONTACT),
    AssessmentRefused: (Help.IMPARTIAL_ADVICE, Help.LEGAL_ADVICE, Help.TRIBUNAL_HELP),
    NoPlan: (Help.IMPARTIAL_ADVICE, Help.LEGAL_ADVICE, Help.TRIBUNAL_HELP),
    DraftServed: (Help.IMPARTIAL_ADVICE, Help.LEGAL_ADVICE, Help.VOLUNTARY_GROUP),
    FinalPlanSent: (Help.IMPARTIAL_ADVICE, Help.LEGAL_ADVICE, Help.TRIBUNAL_HELP, Help.PARENT_FORUM, Help.TRAINING),
}
"""Help with asking for a plan, with checking that a plan is adequate, with a no, and with the tribunal."""


def to_offer(heard: Sequence[type[Event]]) -> tuple[Help, ...]:
    """Return what to offer now, from what was heard in this story, in the order it happened."""
    return next((WHAT_TO_OFFER[one] for one in reversed(heard) if one in WHAT_TO_OFFER), ())


# Where it can be. There is only one place, and it never ends of itself.

OFFERING = Stage("You know who else can help")

# What is needed

FAMILY_HAPPY_WITH_REFERRAL = BeforeOrReason(
    "The family would like us to get in touch",
    ReferralTalkedOver,
    by=SENCO,
    law=LOCAL_POLICY("we get in touch with others for a family if they would like it"),
)
CONTACT_PERMITTED = BeforeOrReason(
    "The parent has given permission to pass on how to reach them",
    ContactMayBeGiven,
    by=SENCO,
    law=LOCAL_POLICY("how to reach a parent is theirs to give"),
)

# What happens. These are told in the stories of others, and heard here.

HERE = [OUTSET, OFFERING]

LOOKING_FURTHER = Whenever(ConcernTakenOn, HERE, to=OFFERING)
REQUESTED = Whenever(RequestReceived, HERE, to=OFFERING)
REFUSED = Whenever(AssessmentRefused, HERE, to=OFFERING)
NO_PLAN = Whenever(NoPlan, HERE, to=OFFERING)
DRAFTED = Whenever(DraftServed, HERE, to=OFFERING)
PLAN_SENT = Whenever(FinalPlanSent, HERE, to=OFFERING)

# And these are told here.

ADVISED = Whenever(AdviceOffered, HERE, to=OFFERING)
EXPLAINED = Whenever(RouteExplained, HERE, to=OFFERING)
OFFERED = Whenever(HelpOffered, HERE, to=OFFERING)
INFORMED = Whenever(InformationGiven, HERE, to=OFFERING)
SUPPORTED = Whenever(SupporterJoined, HERE, to=OFFERING)
REFER = Move(
    "Get in touch with somebody for the family",
    HERE,
    to=OFFERING,
    needs=[FAMILY_HAPPY_WITH_REFERRAL],
    records=Referred,
)
PUT_IN_TOUCH = Move(
    "Put the family in touch with others", HERE, to=OFFERING, needs=[CONTACT_PERMITTED], records=ContactGiven
)

# By when. Each step starts it afresh: what was not offered at one is owed at the next, and never twice.

ADVICE = Clock(
    "impartial-advice",
    "The family is told, at this step, of impartial advice and of an independent supporter",
    starts=latest(ConcernTakenOn, RequestReceived, AssessmentRefused, NoPlan, DraftServed, FinalPlanSent),
    due=session_days_after(Local("days to tell of impartial advice", 5)),
    stops=AdviceOffered,
    owed_by=SETTING,
    law=LOCAL_POLICY("impartial advice is offered at each step"),
)
ROUTE = Clock(
    "plan-route-explained",
    "The family knows how a plan comes about, before anybody asks and while it is under way",
    starts=latest(ConcernTakenOn, RequestReceived),
    due=session_days_after(Local("days to explain how a plan comes about", 10)),
    stops=RouteExplained,
    owed_by=SETTING,
    law=LOCAL_POLICY("the way to a plan is explained before and while it is under way"),
)
RESULT = Clock(
    "signposting-result",
    "The family was asked what came of it",
    starts=each(HelpOffered, Referred),
    due=working_days_of(Local("working days to ask what came of an offer", 20)),
    stops=answered_by(ResultHeard.offer),
    owed_by=SETTING,
    law=LOCAL_POLICY("we ask what came of it, and nobody has to say"),
)

SIGNPOSTING = Workflow(
    "signposting",
    "Help and information from others",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
