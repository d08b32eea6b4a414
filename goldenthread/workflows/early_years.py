"""The early years checks: the progress check at two, and the profile at the end of Reception.

Between the second and the third birthday the setting looks with the parents at how the child is getting on, and gives
them a short written summary: what goes well, where some support may help, and what is planned (early years framework,
section 2). Where a child goes to several settings, or moves between two and three, it is done where most time was
spent. It is best done together with the health visitor's review. Parents are encouraged to pass it on themselves; we
pass it on to other professionals with their consent. In the summer of Reception the profile is written, and the
parents and the authority have its results. These bind early years settings and schools with a Reception class.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    CalendarYear,
    Choice,
    Clock,
    Consent,
    Event,
    How,
    Local,
    Mark,
    Name,
    Notice,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    first,
    fixed,
    latest,
    months_beginning_with,
    on,
    working_days_of,
)
from goldenthread.workflows.law import EYFS, LOCAL_POLICY, SINCE_2014
from goldenthread.workflows.people import HEAD, PARENT, SENCO, SETTING, STAFF
from goldenthread.workflows.vocabulary import CORE
from goldenthread.workflows.which_settings import UNDER_FIVES

CHECK_AT_TWO = EYFS("section 2, progress check at age two", mark=Mark.SECONDARY)
PROFILE = EYFS("section 2, assessment at the end of the early years foundation stage", mark=Mark.FROM_MEMORY)

# The check at two


class SecondBirthday(Event, tag="early-years.second-birthday"):
    """The child is two and comes here. From the second birthday to the day before the third, the check is due."""

    told = "{child} is two: the check at two is due before the third birthday"
    when = "On what day was the second birthday?"
    kept = CORE
    recorded_by = (*STAFF, PARENT)


class HealthReview(Choice):
    """How the check goes together with the health visitor's review at two."""

    TOGETHER = "together", "Both at one time"
    SHARED = "shared", "At two times, each knowing of the other"
    APART = "apart", "It could not be brought together"


class ProgressCheckPlanned(Event, tag="identification.progress-check-planned"):
    """The family and the key person have chosen a time for the check between the second and the third birthday."""

    told = "The progress check at two is planned, by {check_by}"
    when = "When was it planned?"
    kept = CORE
    recorded_by = STAFF

    check_by: Annotated[date, asks("By when will it be done?", "Before the third birthday."), CLEAR]
    who_does_it: Annotated[Name, asks("Which setting does it?", "Usually that where the child spends most time.")]
    health_review: Annotated[
        HealthReview | None, asks("How does it go together with the health visitor's review?"), CLEAR
    ] = None


class CheckDoneElsewhere(Event, tag="early-years.check-done-elsewhere"):
    """Another setting does the check, because the child spent most time there between two and three."""

    told = "Another setting does the check at two"
    when = "When was it settled?"
    kept = CORE
    recorded_by = STAFF

    where: Annotated[Name, asks("Which setting does it?")]
    agreed_with: Annotated[Words, asks("With whom was it settled, there and at home?")]


class ProgressCheckGiven(Notice, tag="identification.progress-check-given"):
    """The family has the short written summary, and has talked over how to use it at home."""

    told = "{to} were given the progress check at two"
    told_erased = "The family was given the progress check at two"
    when = "When did they get it?"
    kept = CORE
    recorded_by = STAFF

    going_well: Annotated[Words, asks("Where is the child getting on well?")]
    needs_more: Annotated[Words, asks("Where may some extra support help?", "And what may point to a need.")]
    strategies: Annotated[Words, asks("What is planned, by whom, and what can be done at home?")]
    family_view: Annotated[Words, asks("What does the family think?", "What they see at home."), about(PARENT)]


class SharingTheCheck(Consent, tag="early-years.sharing-the-check"):
    """Whether we may give the check to another professional. Parents are encouraged to share it themselves."""

    told = "{given_by} was asked whether the check may go to {recipient}, and said {answer}"
    told_erased = "Somebody was asked whether the check may be shared, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for you to give my child's progress check to the professional named, for the purpose named."
    kept = CORE
    recorded_by = (*STAFF, PARENT)

    recipient: Annotated[Name, asks("Share it with whom?", "A health visitor, a new setting.")]
    purpose: Annotated[Words, asks("What for?")]


class CheckShared(Event, tag="early-years.check-shared"):
    """The check went to another professional, and the consent that it went with."""

    told = "The check at two went to {recipient}"
    told_erased = "The check at two went to another professional"
    when = "When did they have it?"
    kept = CORE
    recorded_by = STAFF

    recipient: Annotated[Name, asks("Who has it?")]
    how: Annotated[How, asks("How did it go?"), CLEAR]
    consent: Annotated[
        RecordId | None, asks("With which consent?", "Leave empty if none is on record: it will show."), CLEAR
    ] = None


# The profile at the end of Reception


class ReceptionYear(Event, tag="early-years.reception-year"):
    """The child is in the Reception year, and finishes it in the summer of a year."""

    told = "{child} finishes Reception in the summer of {summer}"
    when = "On what day did the child start in Reception?"
    kept = CORE
    recorded_by = STAFF

    summer: Annotated[CalendarYear, asks("In which year does Reception end?"), CLEAR]


class ReceptionProfileWritten(Event, tag="early-years.reception-profile-written"):
    """The early years profile: where the child stands at the end of Reception, with the parents' part in it."""

    told = "The profile at the end of Reception was written"
    when = "When was it finished?"
    kept = CORE
    recorded_by = STAFF

    going_well: Annotated[Words, asks("Where is the child getting on well?")]
    still_to_come: Annotated[Words, asks("What is still to come, and what support goes on in Year 1?")]
    family_view: Annotated[Words, asks("What does the family add?"), about(PARENT)]


class ProfileResultsGiven(Notice, tag="early-years.profile-results-given"):
    """The parents have the results of the profile, and were offered a talk about them."""

    told = "{to} were given the results of the Reception profile"
    told_erased = "The family was given the results of the Reception profile"
    when = "When did they get them?"
    kept = CORE
    recorded_by = STAFF


class ProfileSentToAuthority(Event, tag="early-years.profile-sent-to-authority"):
    """The authority has the results of the profile."""

    told = "The authority was sent the results of the Reception profile"
    when = "When were they sent?"
    kept = CORE
    recorded_by = (HEAD, SENCO)


# Where it can be

DUE = Stage("The check at two is due")
PLANNED = Stage("The check at two is planned")
CHECKED = Stage("The check at two is done")
IN_RECEPTION = Stage("Your child is in Reception")
PROFILED = Stage("The Reception profile is written")

# What is owed

RESULTS_GIVEN = Then(
    "The family has the results of the Reception profile",
    ProfileResultsGiven,
    by=HEAD,
    due=working_days_of(Local("working days to give the Reception profile", 10)),
    law=PROFILE,
)
AUTHORITY_HAS_RESULTS = Then(
    "The authority has the results of the Reception profile",
    ProfileSentToAuthority,
    by=HEAD,
    due=working_days_of(Local("working days to send the Reception profile", 20)),
    law=PROFILE,
)

# What happens

CHILD_IS_TWO = Whenever(SecondBirthday, OUTSET, to=DUE)
CHECK_IS_PLANNED = Whenever(ProgressCheckPlanned, [OUTSET, DUE, PLANNED], to=PLANNED)
CHECK_IS_GIVEN = Whenever(ProgressCheckGiven, [OUTSET, DUE, PLANNED], to=CHECKED)
CHILD_IS_IN_RECEPTION = Whenever(ReceptionYear, [OUTSET, DUE, PLANNED, CHECKED], to=IN_RECEPTION)
PROFILE_IS_WRITTEN = Whenever(
    ReceptionProfileWritten, [OUTSET, IN_RECEPTION], to=PROFILED, owes=[RESULTS_GIVEN, AUTHORITY_HAS_RESULTS]
)

# By when

# From the second birthday to the day before the third, whatever day is agreed inside it.
PROGRESS_CHECK = Clock(
    "progress-check-two",
    "The family has the progress check at two",
    starts=first(SecondBirthday),
    due=months_beginning_with(12),
    stops=ProgressCheckGiven,
    falls_away=CheckDoneElsewhere,
    owed_by=SETTING,
    law=CHECK_AT_TWO,
    applies=UNDER_FIVES,
)
CHECK_AS_AGREED = Clock(
    "progress-check-agreed",
    "The check at two is done by the day agreed with the family",
    starts=latest(ProgressCheckPlanned),
    due=on(ProgressCheckPlanned.check_by),
    stops=ProgressCheckGiven,
    falls_away=CheckDoneElsewhere,
    owed_by=SETTING,
    law=LOCAL_POLICY("the most useful time for the check is agreed with the parents"),
)
PROFILE_IN_TIME = Clock(
    "reception-profile",
    "The Reception profile is written",
    starts=latest(ReceptionYear),
    due=fixed(6, 30, in_year_of=ReceptionYear.summer),
    stops=ReceptionProfileWritten,
    owed_by=HEAD,
    law=LOCAL_POLICY("the Reception profile is written by 30 June"),
)

EARLY_YEARS = Workflow(
    "early-years",
    "The check at two, and the Reception profile",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
