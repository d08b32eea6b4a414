"""Permissions that belong to the whole record: telling, agreeing and permitting are three acts, never mixed.

A *notice* tells; nobody has to answer. An *agreement* asks whether the family is content: a no is heard and talked
over, and the law may still ask for the step. A *consent* can be taken back, and taking it back works from that day on.
Each says whom it covers, what for and for how long. None of them holds up a duty, a place or help for the child.

A permission for one act stands with that act: a medicine, an outing, a direct payment. These belong to no one of them.
"""

from typing import Annotated

from goldenthread.engine import CLEAR, Agreement, Choice, Consent, Name, Notice, PersonId, RecordId, Words, asks
from goldenthread.workflows.people import AUTHORITY, FAMILY, PARENT, SENCO, STAFF, TEACHER, YOUNG_PERSON
from goldenthread.workflows.vocabulary import CORE, SettingId

# Agreements: the family is content, or is not, and is heard


class SpecialistTalkedOver(Agreement, tag="permission.specialist-talked-over"):
    """Whether the family is happy for a specialist to be brought in. Parents are always involved in this."""

    told = "{by} talked over bringing in {specialist}, and {asked} said {answer}"
    told_erased = "{by} talked over bringing in a specialist, and the answer was {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = (SENCO, TEACHER)

    specialist: Annotated[Name, asks("Which specialist?")]


class SubmissionTalkedOver(Agreement, tag="permission.submission-talked-over"):
    """Whether the family knows what we will bring to a meeting of several agencies, and is content with it."""

    told = "{by} talked over what to bring to a meeting, and {asked} said {answer}"
    told_erased = "{by} talked over what to bring to a meeting, and the answer was {answer}"
    when = "When did you talk it over?"
    kept = CORE
    recorded_by = STAFF

    meeting: Annotated[Words, asks("Which meeting, and who will be there?")]
    bring: Annotated[Words, asks("What will you bring or say?")]


# Consents: each for one thing, and each may be taken back


class SharingWithAgency(Consent, tag="permission.sharing-with-agency"):
    """Whether we may share what we know with one agency, for one purpose, for as long as was said."""

    told = "{given_by} was asked whether we may share with {agency}, and said {answer}"
    told_erased = "Somebody was asked whether we may share with an agency, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for you to share what you know of my child with the agency named, for the purpose named."
    kept = CORE
    recorded_by = (SENCO, PARENT, YOUNG_PERSON)

    agency: Annotated[Name, asks("Share with whom?", "One agency. Ask again for another.")]
    purpose: Annotated[Words, asks("What for?")]
    scope: Annotated[Words, asks("Which information?")]


class PlanMatter(Choice):
    """What a setting asks the family for when a child comes to it with an EHC plan."""

    CONTACT = "contact-agencies", "To be in contact with the agencies that help"
    SEE = "see-plan", "To see the plan"
    PASS_ON = "pass-on-plan", "To pass the plan on"


class WorkingWithPlanPermitted(Consent, tag="permission.working-with-plan"):
    """Whether a setting may see a plan, pass it on, and be in contact with the agencies.

    The place does not depend on it, nor does help: a setting that is told no supports the child on what it knows, and
    says so.
    """

    told = "{given_by} was asked whether a setting may work with the plan, and said {answer}"
    told_erased = "Somebody was asked whether a setting may work with the plan, and said {answer}"
    when = "When did they answer?"
    wording = (
        "I am happy for the setting named to do what is named with my child's EHC plan. I know that my child has the"
        " place, and is supported, whatever I answer."
    )
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    setting: Annotated[SettingId, asks("Which setting asks?"), CLEAR]
    matters: Annotated[tuple[PlanMatter, ...], asks("What is it asked for?", "One or more."), CLEAR]


class SupportGoesOn(Notice, tag="permission.support-goes-on"):
    """The family was told that the child is supported all the same, on what the setting knows."""

    told = "{to} were told that support goes on all the same"
    told_erased = "The family was told that support goes on all the same"
    when = "When were they told?"
    kept = CORE
    recorded_by = STAFF

    what_is_done: Annotated[Words, asks("What is done for the child, on what you know?", "Adjustments too.")]
    answer: Annotated[RecordId | None, asks("Which answer does it follow?", "Leave empty if none."), CLEAR] = None


class PhotographPurpose(Choice):
    """What a photograph is for. Each purpose is asked for by itself."""

    RECORDS = "records", "For the child's own record"
    DISPLAY = "display", "To be shown in the setting"
    PUBLICITY = "publicity", "To be published, on paper or online"


class PhotographsPermitted(Consent, tag="permission.photographs"):
    """Whether photographs may be taken, for one purpose. A yes to one purpose is no yes to another."""

    told = "{given_by} was asked about photographs ({purpose}), and said {answer}"
    told_erased = "Somebody was asked about photographs ({purpose}), and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for photographs of my child to be taken and kept for the one purpose named."
    kept = CORE
    recorded_by = (*STAFF, *FAMILY)

    purpose: Annotated[PhotographPurpose, asks("What for?", "One purpose. Ask again for another."), CLEAR]


class OthersAttendingPermitted(Consent, tag="permission.others-attending"):
    """Whether somebody else may come to a meeting, a visit or a session: a student, a visitor, another agency."""

    told = "{given_by} was asked whether {who} may come, and said {answer}"
    told_erased = "Somebody was asked whether another person may come, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for the person named to be there, for the purpose named."
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, *FAMILY)

    who: Annotated[Name, asks("Who would come?")]
    what_for: Annotated[Words, asks("To what, and why?")]


class PlanDisclosurePermitted(Consent, tag="permission.plan-disclosure"):
    """Whether the EHC plan may be shown to somebody.

    A child who understands what it means answers for themselves; for one who does not, a parent does; a young person
    answers for themselves. Some disclosures are made on another ground, without asking (regulation 17).
    """

    told = "{given_by} was asked whether {recipient} may see the plan, and said {answer}"
    told_erased = "Somebody was asked whether another may see the plan, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for the EHC plan, or the parts named, to be shown to the person or body named."
    kept = CORE
    recorded_by = (*STAFF, AUTHORITY, *FAMILY)

    recipient: Annotated[Name, asks("Who would see it?")]
    purpose: Annotated[Words, asks("What for?")]


class SupporterMayRead(Consent, tag="permission.supporter-may-read"):
    """Whether somebody who supports the family may read here what the one who lets them may read."""

    told = "{given_by} was asked what their supporter may read, and said {answer}"
    told_erased = "Somebody was asked what their supporter may read, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for the person who supports us to read what is named, for as long as was said."
    kept = CORE
    recorded_by = FAMILY

    supporter: Annotated[PersonId, asks("Who supports you?"), CLEAR]
    entries: Annotated[tuple[RecordId, ...], asks("Which entries?", "Leave empty for all of them."), CLEAR] = ()


FACTS = (
    SpecialistTalkedOver,
    SubmissionTalkedOver,
    SharingWithAgency,
    WorkingWithPlanPermitted,
    SupportGoesOn,
    PhotographsPermitted,
    OthersAttendingPermitted,
    PlanDisclosurePermitted,
    SupporterMayRead,
)
