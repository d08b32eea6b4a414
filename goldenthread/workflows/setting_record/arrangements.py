"""What the setting has in place for children with SEN or disability, and what shows it.

Every early years provider has arrangements to support children with SEN or disability, and one that is funded by the
authority has regard to the Code of Practice (EYFS section 3). Which arrangements are asked of a setting depends on its
kind: each is noted with where it is asked, and shown with evidence. A grade or an award is no evidence here: what
counts is what is done with children and families. Funding rules change from one date to the next, so each stands with
the day from which it holds.
"""

from datetime import date
from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Choice,
    Clock,
    Event,
    Local,
    Mark,
    RecordId,
    Stage,
    Then,
    Whenever,
    Words,
    Workflow,
    asks,
    days_of,
    each,
)
from goldenthread.workflows.law import EYFS, SINCE_2014
from goldenthread.workflows.people import SETTING
from goldenthread.workflows.setting_record.vocabulary import KEEPERS, OF_THE_SETTING, AuthorityCode
from goldenthread.workflows.settings_attended import KindOfSetting

# Arrangements


class Arrangement(Choice):
    """What a setting has in place."""

    NAMED_LEAD = "named-lead", "Somebody leads on SEN and disability"
    FINDING_OUT = "finding-out", "Needs are noticed early: observation, and the check at two"
    GRADUATED = "graduated", "Assess, plan, do and review with families"
    ADJUSTMENTS = "adjustments", "Reasonable adjustments are made (Equality Act 2010)"
    PARTNERSHIP = "partnership", "Families have a part in every decision"
    SPECIALISTS = "specialists", "Specialists can be brought in"
    MOVING_ON = "moving-on", "Moves to another room or setting are planned"
    RECORDS = "records", "Records are kept, shared and looked after"


class Evidence(Choice):
    """What shows that an arrangement is there. A grade, a rating or an award does not."""

    SEEN = "seen", "What was seen with the children"
    FAMILIES = "families", "What families say"
    PAPERS = "papers", "Plans, notes or other papers"
    STAFF = "staff", "What staff say they do"


class ArrangementAsked(Event, tag="arrangements.asked"):
    """An arrangement is asked of a setting of this kind: one line of its list."""

    told = "{arrangement}: this is asked of {of}"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    arrangement: Annotated[Arrangement, asks("Which arrangement?"), CLEAR]
    of: Annotated[KindOfSetting, asks("Of what kind of setting is it asked?"), CLEAR]
    source: Annotated[Words, asks("Where is it asked?", "Which text, in which edition.")]


class ArrangementShown(Event, tag="arrangements.shown"):
    """It was looked at whether an arrangement is there, and what shows it."""

    told = "{arrangement}: shown by {evidence}"
    when = "When was it looked at?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    arrangement: Annotated[Arrangement, asks("Which arrangement?"), CLEAR]
    evidence: Annotated[Evidence, asks("What shows it?"), CLEAR]
    what: Annotated[Words, asks("What was seen, said or read?")]
    missing: Annotated[Words | None, asks("What is not there yet?")] = None


# Funding, and the Code of Practice


class FundedByAuthority(Event, tag="arrangements.funded"):
    """The setting is funded by a local authority, so it has regard to the Code of Practice."""

    told = "The setting is funded by its local authority"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    authority: Annotated[AuthorityCode, asks("Which authority?"), CLEAR]
    agreement: Annotated[Words, asks("Under which agreement?")]


class NotFunded(Event, tag="arrangements.not-funded"):
    """The setting is not, or no longer, funded by a local authority. Children are supported all the same."""

    told = "The setting is not funded by a local authority"
    when = "From what day?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    note: Annotated[Words | None, asks("Is there anything to add?")] = None


class CodeHeld(Event, tag="arrangements.code-held"):
    """The Code of Practice is here, for staff and for families who ask for it."""

    told = "The Code of Practice is here, in the edition of {edition}"
    when = "When was it seen to be here?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    edition: Annotated[date, asks("Of what date is the edition?", "The present one is of January 2015."), CLEAR]
    where: Annotated[Words, asks("Where can families see it?")]


class Ages(Choice):
    """For which ages funded hours are offered."""

    UNDER_TWO = "under-two", "From nine months"
    TWO = "two", "Two year olds"
    THREE_AND_FOUR = "three-and-four", "Three and four year olds"


class FundingRule(Event, tag="arrangements.funding-rule"):
    """Which children are entitled to funded hours, from a day on: one line of the table."""

    told = "Funded hours for {ages}, {hours} a week, from {effective_on}"
    when = "When was this known here?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    ages: Annotated[Ages, asks("For which ages?"), CLEAR]
    hours: Annotated[int, asks("How many hours a week, in term time?"), CLEAR]
    effective_on: Annotated[date, asks("From what day?"), CLEAR]
    who: Annotated[Words, asks("Which families are entitled?")]
    until: Annotated[date | None, asks("Until what day?", "Leave empty while it goes on."), CLEAR] = None


# Texts that are followed here


class Text(Choice):
    """A text that a setting follows or hands on."""

    EYFS = "eyfs", "The early years foundation stage framework"
    CHILDCARE_REGISTER = "childcare-register", "The requirements of the Childcare Register"
    EQUALITY_ACT = "equality-act", "The Equality Act 2010"
    CODE = "code", "The SEND Code of Practice"
    AUTHORITY_GUIDANCE = "authority-guidance", "The authority's guidance"
    LOCAL_OFFER = "local-offer", "The authority's Local Offer"
    CO_PRODUCTION = "co-production-charter", "The co-production charter"


class TextHeld(Event, tag="arrangements.text-held"):
    """A text is followed here in an edition, so that everybody knows which one is meant."""

    told = "{text} is followed here in the edition of {edition}"
    when = "When was this seen to?"
    kept = OF_THE_SETTING
    recorded_by = KEEPERS

    text: Annotated[Text, asks("Which text?"), CLEAR]
    edition: Annotated[date, asks("Of what date is it?"), CLEAR]
    link: Annotated[Words, asks("Where is it?", "For the Local Offer, the address of the page of that authority.")]
    authority: Annotated[AuthorityCode | None, asks("Of which authority, if of one?"), CLEAR] = None
    put_on: Annotated[
        Words | None, asks("On which forms or plans is it named?", "Such as the charter at the foot of each plan.")
    ] = None
    instead_of: Annotated[RecordId | None, asks("In place of which entry here?"), CLEAR] = None


# Where it can be. There is only one place.

KEPT = Stage("What is in place is kept here")

CODE_IS_HERE = Then(
    "The Code of Practice is here",
    met_by=CodeHeld,
    by=SETTING,
    due=days_of(Local("days to have the Code of Practice at hand", 28)),
    law=EYFS("section 3, special educational needs", mark=Mark.SECONDARY),
)

BEGINS_WITH_A_LIST = Whenever(ArrangementAsked, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_FUNDING = Whenever(FundedByAuthority, [OUTSET, KEPT], to=KEPT, owes=[CODE_IS_HERE])
BEGINS_WITHOUT_FUNDING = Whenever(NotFunded, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_THE_CODE = Whenever(CodeHeld, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_RULE = Whenever(FundingRule, [OUTSET, KEPT], to=KEPT)
BEGINS_WITH_A_TEXT = Whenever(TextHeld, [OUTSET, KEPT], to=KEPT)

# By when

ARRANGEMENT_SHOWN = Clock(
    "arrangement-shown",
    "It is shown that an arrangement is there",
    starts=each(ArrangementAsked, per=Arrangement),
    due=days_of(Local("days to show that an arrangement is there", 90)),
    stops=ArrangementShown,
    owed_by=SETTING,
    law=EYFS("section 3, special educational needs", mark=Mark.SECONDARY),
)

ARRANGEMENTS = Workflow(
    "arrangements",
    "What is in place for children with SEN or disability",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
