"""A personal budget: money that the family, or the young person, has a say in, for what the plan provides.

Children and Families Act 2014, s. 49; SEN (Personal Budgets) Regulations 2014 (SI 2014/1652). Nobody has to have one.
A parent or a young person may ask while a draft is with them, or when the plan is reviewed or assessed again.

Paid to the family directly only with their written consent: it is the one permission in the whole journey that holds a
step, because without it the law forbids the payment. It may be taken back on any day, and what the plan says must
still be given, in another way.
"""

from typing import Annotated

from goldenthread.engine import (
    CLEAR,
    OUTSET,
    Agreement,
    Before,
    BeforeOrReason,
    Choice,
    Clock,
    Consent,
    Decision,
    Event,
    Local,
    Mark,
    Move,
    Name,
    Notice,
    Stage,
    Whenever,
    Words,
    Workflow,
    about,
    asks,
    each,
    first,
    weeks_of,
    years_of,
)
from goldenthread.workflows.law import CFA, LOCAL_POLICY, PERSONAL_BUDGETS, SINCE_2014
from goldenthread.workflows.people import ANYONE, AUTHORITY, FAMILY, HEAD, PARENT
from goldenthread.workflows.vocabulary import CORE

OFFICER = (AUTHORITY,)

# Asking and deciding


class BudgetAsked(Event, tag="budget.asked"):
    """A parent or the young person asked for a personal budget, or for payments to be made to them directly."""

    told = "The family asked about a personal budget"
    when = "On what day did the authority have the request?"
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    words: Annotated[Words, asks("What did they ask, in their own words?"), about(PARENT)]
    directly: Annotated[bool, asks("Do they ask for payments to be made to them directly?"), CLEAR]


class BudgetPrepared(Decision, tag="budget.prepared"):
    """There is a personal budget: how much for what, and who looks after the money."""

    told = "A personal budget was prepared"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    what_for: Annotated[Words, asks("J. What is it for, how much, and which outcome does it serve?")]


class BudgetNotPrepared(Decision, tag="budget.not-prepared"):
    """There is no personal budget, or no direct payment. The family knows why, and that they may ask for a review."""

    told = "The authority told the family that there is no personal budget, and why"
    when = "On what day was the family told?"
    kept = CORE
    recorded_by = OFFICER

    review_explained: Annotated[Words, asks("How was it explained that they may ask for this to be looked at again?")]


# Paid directly


class DirectPaymentAllowed(Consent, tag="budget.direct-payment-allowed"):
    """Whether the parent, the young person or the one they named agrees to be paid directly, and on what terms."""

    told = "{given_by} was asked whether they want to be paid directly, and said {answer}"
    told_erased = "Somebody was asked whether they want to be paid directly, and said {answer}"
    when = "When did they answer, in writing?"
    wording = (
        "I agree to receive direct payments for the provision named, to use them for that alone, and to show how they"
        " were used. I may take this back on any day; the provision will then be arranged for us."
    )
    kept = CORE
    recorded_by = (*FAMILY, AUTHORITY)

    provision: Annotated[Words, asks("For which provision, and how much?")]


class PremisesTalkedOver(Agreement, tag="budget.premises-talked-over"):
    """Whether the head or principal agrees, where what is paid for would be given on their premises."""

    told = "{asked} was asked about what is paid for being given on the premises, and said {answer}"
    told_erased = "The head was asked about what is paid for being given on the premises, and said {answer}"
    when = "When did they answer?"
    kept = CORE
    recorded_by = (HEAD, AUTHORITY)


class DirectPaymentsBegun(Event, tag="budget.direct-payments-begun"):
    """The family is paid directly, and arranges what the plan provides."""

    told = "Direct payments began"
    when = "On what day was the first payment?"
    kept = CORE
    recorded_by = OFFICER


class DirectPaymentsLookedAt(Event, tag="budget.direct-payments-looked-at"):
    """The authority and the family looked at how the payments work: enough, well used, still wanted."""

    told = "The direct payments were looked at with the family"
    when = "When were they looked at?"
    kept = CORE
    recorded_by = OFFICER

    family_view: Annotated[Words, asks("What does the family say: is it enough, and does it work?"), about(PARENT)]
    found: Annotated[Words, asks("What was found, and what will change?")]


class StopReason(Choice):
    """Why direct payments stop."""

    TAKEN_BACK = "taken-back", "The family took its consent back"
    NOTICE_GIVEN = "notice-given", "The authority gave notice, with its reasons"
    PLAN_OVER = "plan-over", "The plan has ended"


class DirectPaymentsStopped(Notice, tag="budget.direct-payments-stopped"):
    """Direct payments stopped. What the plan says must still be given, and the family knows who arranges it now."""

    told = "{to} were told that direct payments stop: {why}"
    told_erased = "Direct payments stopped: {why}"
    when = "On what day was the last payment?"
    kept = CORE
    recorded_by = ANYONE

    why: Annotated[StopReason, asks("Why?"), CLEAR]
    arranged_by: Annotated[Name, asks("Who now arranges what the plan provides?")]


# Where it can be

ASKED = Stage("You have asked for a personal budget")
PREPARED = Stage("There is a personal budget")
NOT_PREPARED = Stage("There is no personal budget", ends=True)
PAID = Stage("You are paid directly")
STOPPED = Stage("Direct payments have stopped; what the plan says is still given", ends=True)

# By when

BUDGET_ANSWERED = Clock(
    "budget-answer",
    "The family knows whether there will be a personal budget",
    starts=each(BudgetAsked),
    due=weeks_of(Local("weeks to answer a request for a personal budget", 6)),
    stops=[BudgetPrepared, BudgetNotPrepared],
    owed_by=AUTHORITY,
    law=LOCAL_POLICY("a request is answered"),
)
# At least once in the first year.
PAYMENTS_LOOKED_AT = Clock(
    "budget-first-look",
    "The direct payments are looked at with the family",
    starts=first(DirectPaymentsBegun),
    due=years_of(1),
    stops=DirectPaymentsLookedAt,
    falls_away=DirectPaymentsStopped,
    owed_by=AUTHORITY,
    law=PERSONAL_BUDGETS(mark=Mark.FROM_MEMORY),
)

# What is needed. The first holds the payment: the Act and its regulations forbid it without a written consent.

PAYMENT_ALLOWED = Before(
    "Whoever is to be paid agrees in writing",
    DirectPaymentAllowed,
    by=AUTHORITY,
    law=CFA(49, mark=Mark.SECONDARY),
)
PREMISES_AGREED = BeforeOrReason(
    "The head or principal agrees, if it is given on their premises",
    PremisesTalkedOver,
    by=HEAD,
    law=CFA(49, mark=Mark.FROM_MEMORY),
)

# What happens, whoever does it

BUDGET_IS_ASKED_FOR = Whenever(BudgetAsked, [OUTSET, PREPARED], to=ASKED)
PAYMENTS_STOP = Whenever(DirectPaymentsStopped, PAID, to=STOPPED)

# What people do

PREPARE = Move("Prepare a personal budget", [OUTSET, ASKED], to=PREPARED, records=BudgetPrepared)
NOT_PREPARE = Move("Decide against a personal budget", ASKED, to=NOT_PREPARED, records=BudgetNotPrepared)
PAY_DIRECTLY = Move(
    "Begin direct payments",
    [ASKED, PREPARED],
    to=PAID,
    needs=[PAYMENT_ALLOWED, PREMISES_AGREED],
    records=DirectPaymentsBegun,
)

PERSONAL_BUDGET = Workflow(
    "personal-budget",
    "A personal budget",
    declared_in=__name__,
    held_by=AUTHORITY,
    version="2026.1",
    in_force=SINCE_2014,
)
