"""Your own say: from compulsory school age on, the rights in the Act are the young person's own.

Until the end of the last Friday in June that is worked out from the birth date (ages.py), a parent decides and the
child is heard. After that day the young person decides, with whatever help they want (Children and Families Act 2014,
section 83; Education Act 1996, section 8; Code 8.13 to 8.18). It happens by itself, on that day: nobody grants it.

The child is told from Year 10, asked before the day how they want their parents to be involved, and on the day
everybody is told. Parents stay involved as last agreed until the young person has been asked. Being able to decide is
presumed. Where somebody cannot make one decision, that one is made by a representative who is named, and the rest stay
their own (Mental Capacity Act 2005; section 80). The birth date is never kept here: only the day on which rights pass.
"""

from datetime import date
from typing import Annotated

from msgspec import Meta

from goldenthread.engine import (
    AT_ONCE,
    CLEAR,
    OUTSET,
    Agreement,
    Choice,
    Clock,
    Consent,
    Event,
    Local,
    Mark,
    Name,
    Notice,
    PersonId,
    RecordId,
    Stage,
    Then,
    Whenever,
    Window,
    Words,
    Workflow,
    after,
    answered_by,
    asks,
    before,
    latest,
    months_of,
    on,
    working_days_of,
)
from goldenthread.workflows.law import CAPACITY_ACT, CFA, CODE, FAMILIES_ACT, GOOD_PRACTICE, SINCE_2014
from goldenthread.workflows.people import (
    ADVISER,
    ANYONE,
    AUTHORITY,
    CHILD,
    PARENT,
    SETTING,
    STAFF,
    SUPPORTER,
    YOUNG_PERSON,
)
from goldenthread.workflows.vocabulary import CONFIDENTIAL, CORE, HEALTH, OWN_SAY

THOSE_WHO_TELL = (*STAFF, AUTHORITY)


class Right(Choice):
    """What is the young person's own to do (Code 8.14)."""

    ASK_FOR_ASSESSMENT = "ask-for-assessment", "To ask for an assessment, at any time up to the 25th birthday"
    SAY_ON_PLAN = "say-on-plan", "To say what they think of the draft of their plan"
    ASK_FOR_PLACE = "ask-for-place", "To ask that a school, college or other place is named in the plan"
    ASK_FOR_BUDGET = "ask-for-budget", "To ask for a personal budget"
    APPEAL = "appeal", "To appeal to the tribunal"


# The day, and what is told about it


class RightsDayKnown(Event, tag="young-person.rights-day-known"):
    """The day is known at the end of which rights pass to the young person: a last Friday in June."""

    told = "Rights pass to {child} at the end of {rights_pass_on}"
    when = "When was it worked out?"
    kept = CORE
    recorded_by = THOSE_WHO_TELL

    rights_pass_on: Annotated[
        date,
        asks("At the end of which day do rights pass?", "The last day of compulsory school age. Not the birth date."),
        CLEAR,
    ]


class RightsExplained(Notice, tag="young-person.rights-explained"):
    """The child was told what will be their own to decide, and from when, in a way that they follow."""

    told = "{child} was told what will be their own to decide"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*THOSE_WHO_TELL, PARENT, ADVISER, SUPPORTER)

    rights: Annotated[tuple[Right, ...], asks("Which rights were explained?"), CLEAR]
    how_understood: Annotated[Words, asks("How do you know that they followed?")]


class YoungPersonAsked(Event, tag="young-person.asked"):
    """The young person was asked how they want their parents to be involved. Having tried is not having asked."""

    told = "{child} was asked how they want their parents to be involved"
    when = "When were they asked?"
    kept = CORE
    recorded_by = (*THOSE_WHO_TELL, YOUNG_PERSON, SUPPORTER)

    how: Annotated[Words, asks("How were they asked?", "In a way that suits them, and by themselves if they like.")]
    words: Annotated[Words, asks("What did they say?", "In their own words.")]


class RightsNoticeGiven(Notice, tag="young-person.everyone-told"):
    """Everybody knows that rights pass: the young person, each parent, the setting, the authority."""

    told = "{to} were told that rights pass to {child}"
    told_erased = "Everybody was told that rights pass to {child}"
    when = "When were they told?"
    kept = CORE
    recorded_by = THOSE_WHO_TELL


# What the young person wants of their parents


class ParentsInvolved(Agreement, tag="young-person.parents-involved"):
    """Whether the young person wants a parent to go on being involved. They may change their mind on any day."""

    told = "{asked} was asked whether a parent should stay involved, and said {answer}"
    told_erased = "The young person was asked whether a parent should stay involved, and said {answer}"
    when = "When did they answer?"
    kept = CORE
    recorded_by = (YOUNG_PERSON, *THOSE_WHO_TELL)

    parent: Annotated[PersonId, asks("Which parent?", "One. Ask again for another."), CLEAR]
    in_what: Annotated[Words, asks("In what, and how?", "What they may see, come to, and be told.")]


class ParentMayAct(Consent, tag="young-person.parent-may-act"):
    """Whether a parent may act for the young person, in the decisions they name. They may take it back on any day."""

    told = "{given_by} was asked whether a parent may act for them, and said {answer}"
    told_erased = "The young person was asked whether a parent may act for them, and said {answer}"
    when = "When did they answer?"
    wording = "I am happy for the parent named to do what is named for me. I can change my mind at any time."
    kept = CORE
    recorded_by = (YOUNG_PERSON, *THOSE_WHO_TELL)

    parent: Annotated[PersonId, asks("Which parent?"), CLEAR]
    decisions: Annotated[tuple[Right, ...], asks("In which decisions?", "One or more."), CLEAR]


class WhoUses(Choice):
    """Who used a right."""

    YOUNG_PERSON = "young-person", "The young person"
    PARENT_FOR_THEM = "parent-for-them", "A parent, because the young person lets them"
    REPRESENTATIVE = "representative", "A representative, for this decision"


class RightUsed(Event, tag="young-person.right-used"):
    """A right was used, and by whom."""

    told = "A right was used by {who}: {right}"
    when = "When was it used?"
    kept = CORE
    recorded_by = (YOUNG_PERSON, PARENT, SUPPORTER, *THOSE_WHO_TELL)

    right: Annotated[Right, asks("Which right?"), CLEAR]
    who: Annotated[WhoUses, asks("Who used it?"), CLEAR]
    rests_on: Annotated[
        RecordId | None, asks("By which entry, if somebody else acted?", "Leave empty if not."), CLEAR
    ] = None
    words: Annotated[Words | None, asks("In what words?", "The young person's own, where there are any.")] = None


class ParentsSight(Choice):
    """Whether parents see an entry."""

    SHOWN = "shown", "They may see it"
    KEPT = "kept", "They do not see it"


SIGHT = "parents-see-after-rights-pass"
"""What parents see once rights have passed, before the young person has said: the Code and data protection differ."""

AS_BEFORE, ONLY_WHAT_THEY_LET = "as-before-until-asked", "only-what-they-let"
READINGS = (AS_BEFORE, ONLY_WHAT_THEY_LET)


class ParentsSightChosen(Event, tag="young-person.parents-sight-chosen"):
    """Which entries parents see, and which they do not, as the young person wishes. No parent sees that it was chosen.

    It counts from when rights have passed. A notice that the law still owes a parent is not kept from them.
    """

    told = "{by} wrote down what parents see"
    when = "From which day?"
    kept = OWN_SAY
    recorded_by = (YOUNG_PERSON, *THOSE_WHO_TELL)

    entries: Annotated[tuple[RecordId, ...], Meta(min_length=1), asks("Which entries?", "Each by itself."), CLEAR]
    sight: Annotated[ParentsSight, asks("May parents see them?"), CLEAR]
    parents: Annotated[tuple[PersonId, ...], asks("Which parents?", "Leave empty for all of them."), CLEAR] = ()


# Being able to decide: presumed, and asked of one decision at a time


class AbleToDecide(Event, tag="young-person.able-to-decide"):
    """It was asked whether the young person can make one decision, and they can, by themselves or with help."""

    told = "{child} can make a decision that was in question"
    when = "When was it looked at?"
    kept = HEALTH
    recorded_by = (*THOSE_WHO_TELL, ADVISER)

    decision: Annotated[Words, asks("Which decision?", "One decision, at one time.")]
    assessed_by: Annotated[Name, asks("Who looked at it?")]
    help_given: Annotated[Words, asks("What help do they use to decide?")]


class CannotDecideThis(Event, tag="young-person.cannot-decide"):
    """The young person cannot make one decision now, after every help was tried. All other decisions stay theirs."""

    told = "{child} cannot make one decision now"
    when = "When was it looked at?"
    kept = HEALTH
    recorded_by = (*THOSE_WHO_TELL, ADVISER)

    decision: Annotated[Words, asks("Which decision?", "One decision, at one time.")]
    assessed_by: Annotated[Name, asks("Who looked at it?")]
    help_tried: Annotated[Words, asks("What was tried to help them decide?")]
    why: Annotated[Words, asks("What stands in the way of understanding, keeping, weighing or saying it?")]
    look_again_on: Annotated[date | None, asks("When will it be looked at again?"), CLEAR] = None


class RepresentativeBy(Choice):
    """Who acts for a young person in a decision that they cannot make (section 80, regulation 64)."""

    DEPUTY = "deputy", "A deputy of the Court of Protection"
    ATTORNEY = "attorney", "An attorney"
    PARENT = "parent", "A parent, where there is no deputy or attorney"


class RepresentativeNamed(Event, tag="young-person.representative-named"):
    """Somebody makes one decision in the young person's best interests, with them as much as they can."""

    told = "{who} makes one decision for {child}: {by_what}"
    told_erased = "Somebody makes one decision for {child}: {by_what}"
    when = "From what day?"
    kept = CORE
    recorded_by = THOSE_WHO_TELL

    person: Annotated[PersonId, asks("Which person is it?"), CLEAR]
    who: Annotated[Name, asks("What is their name?")]
    by_what: Annotated[RepresentativeBy, asks("By what?"), CLEAR]
    decision: Annotated[Words, asks("Which decision?", "One decision.")]
    their_wishes: Annotated[Words, asks("What does the young person wish and feel about it?", "In their own way.")]
    capacity: Annotated[
        RecordId | None, asks("Which entry does it follow?", "Leave empty if it is not on record."), CLEAR
    ] = None


# Advice of their own, and what they say in confidence


class AdviceOffered(Notice, tag="young-person.advice-offered"):
    """The young person knows where to get advice in confidence. Whether they go is for them to say, or not."""

    told = "{child} was told where to get advice in confidence"
    when = "When were they told?"
    kept = CORE
    recorded_by = (*THOSE_WHO_TELL, ADVISER)

    where: Annotated[Words, asks("Where, and how is it reached without anybody's help?")]


class AdviceSought(Event, tag="young-person.advice-sought"):
    """The young person wrote down that they had advice. Only they may: nobody else ever logs it."""

    told = "A young person wrote something down for themselves"
    when = "When was it?"
    kept = CONFIDENTIAL
    recorded_by = (YOUNG_PERSON,)

    words: Annotated[Words, asks("What would you like to write down?", "You need not write anything.")]


class SaidInConfidence(Event, tag="young-person.said-in-confidence"):
    """What a child or young person said in confidence, in their own words.

    If it worries you for their safety, do not write it here: tell the safeguarding lead today.
    """

    told = "Something was said in confidence"
    when = "When was it said?"
    kept = CONFIDENTIAL
    recorded_by = (CHILD, *ANYONE)

    words: Annotated[Words, asks("What did they say or show?", "In their own words.")]
    how_gathered: Annotated[Words, asks("How were they asked?")]
    may_be_told: Annotated[Words, asks("To whom may it be told, as they wish?", "Nobody is an answer.")]
    interpreted_by: Annotated[Name | None, asks("Did somebody interpret, and how?")] = None


FACTS = (AdviceSought, SaidInConfidence, ParentsSightChosen)
"""Of the whole record: in no strand, so that nobody can see that they are there."""

# Where it can be. The day itself changes who decides, whatever stage is reached.

COMING = Stage("Your own say is coming")
KNOWN = Stage("You know what will be yours to decide")
ASKED = Stage("You have said how you want your parents to be involved")
EVERYBODY_KNOWS = Stage("Everybody knows from when you decide")

CONFIDENTIAL_ADVICE_OFFERED = Then(
    "The young person knows where to get advice in confidence",
    AdviceOffered,
    by=AUTHORITY,
    due=working_days_of(Local("working days to say where advice is", 10)),
    law=FAMILIES_ACT("advice and information", mark=Mark.FROM_MEMORY),
)
REPRESENTATIVE_NAMED = Then(
    "It is known who makes the decision that the young person cannot make",
    answered_by(RepresentativeNamed.capacity),
    by=AUTHORITY,
    due=working_days_of(Local("working days to name a representative", 10)),
    law=GOOD_PRACTICE("it is known who acts for a young person under section 80 and regulation 64"),
)

DAY_IS_KNOWN = Whenever(RightsDayKnown, OUTSET, to=COMING)
IS_TOLD = Whenever(RightsExplained, [OUTSET, COMING], to=KNOWN, owes=[CONFIDENTIAL_ADVICE_OFFERED])
IS_ASKED = Whenever(YoungPersonAsked, [OUTSET, COMING, KNOWN], to=ASKED)
EVERYBODY_IS_TOLD = Whenever(RightsNoticeGiven, [OUTSET, COMING, KNOWN, ASKED], to=EVERYBODY_KNOWS)
CANNOT_MAKE_ONE = Whenever(CannotDecideThis, owes=[REPRESENTATIVE_NAMED])

# By when

TOLD_FROM_YEAR_10 = Clock(
    "rights-told",
    "The child has been told, by the end of Year 10, what will be their own to decide",
    starts=latest(RightsDayKnown),
    due=before(RightsDayKnown.rights_pass_on, months_of(Local("months before rights pass to have told the child", 12))),
    stops=RightsExplained,
    owed_by=SETTING,
    law=GOOD_PRACTICE("from Year 10 the child knows that rights will pass to them"),
)
ASKED_BEFORE_THE_DAY = Clock(
    "rights-asked",
    "The young person is asked, before rights pass, how they want their parents to be involved",
    starts=latest(RightsDayKnown),
    due=on(RightsDayKnown.rights_pass_on),
    stops=YoungPersonAsked,
    owed_by=SETTING,
    law=CODE(8, 13, mark=Mark.SECONDARY),
)
EVERYBODY_TOLD = Clock(
    "rights-notice",
    "Everybody is told that rights pass to the young person",
    starts=latest(RightsDayKnown),
    due=on(RightsDayKnown.rights_pass_on),
    stops=RightsNoticeGiven,
    owed_by=AUTHORITY,
    law=CODE(8, 13, mark=Mark.SECONDARY),
)

# Whose it is. While the first is open a parent decides; once it has closed the young person does.

PARENTS_DECIDE = Window(
    "parents-decide",
    "A parent decides, and the child is heard; after the last day the young person decides",
    opens=latest(RightsDayKnown),
    lasts=on(RightsDayKnown.rights_pass_on),
    held_by=PARENT,
    law=CFA(83, 2, mark=Mark.SECONDARY),
)
PARENTS_INVOLVED_AS_BEFORE = Window(
    "parents-involved-as-before",
    "Parents are involved as last agreed, until the young person has been asked",
    opens=latest(RightsDayKnown),
    lasts=after(YoungPersonAsked, AT_ONCE),
    held_by=PARENT,
    law=CODE(8, 13, mark=Mark.SECONDARY),
)

PRESUMED_ABLE = CAPACITY_ACT("s. 1(2)", mark=Mark.FROM_MEMORY)
"""Everybody is taken to be able to decide until it is shown that they are not. So nothing here asks for a proof."""

YOUNG_PERSON_STORY = Workflow(
    "young-person",
    "Your own say",
    declared_in=__name__,
    held_by=SETTING,
    version="2026.1",
    in_force=SINCE_2014,
)
