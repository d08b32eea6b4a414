"""A personal budget: asked for, decided, and paid directly only with a consent that may be taken back."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Answer, Consent, How
from goldenthread.engine.law import Mark
from goldenthread.engine.records import Withdrawn
from goldenthread.workflows import personal_budget as budget
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.law import PERSONAL_BUDGETS
from goldenthread.workflows.personal_budget import PERSONAL_BUDGET
from tests.story import Story, day
from tests.workflows import samples_plan as more
from tests.workflows.samples import MUM, a_record


def allowed(answer: Answer = Answer.YES) -> budget.DirectPaymentAllowed:
    return budget.DirectPaymentAllowed(
        given_by=MUM,
        authority="His mother",
        scope="Speech therapy, 40 pounds a week",
        answer=answer,
        evidence=How.LETTER,
        provision="Speech therapy",
    )


@pytest.fixture
def story() -> Story:
    story = a_record()
    story.given(budget.BudgetAsked(words="We know a therapist he likes.", directly=True), on="1 Dec 2026")
    return story


@pytest.fixture
def prepared(story: Story) -> Story:
    ready = more.decided(budget.BudgetPrepared, what_for="Speech therapy, 40 pounds a week")
    story.when(budget.PREPARE, ready, on="11 Jan 2027").then(budget.PREPARED)
    return story


def test_the_family_that_asks_is_answered(prepared: Story) -> None:
    assert {"parent", "young-person"} <= JOURNEY.may_record(budget.BudgetAsked)
    assert prepared.reading(budget.BUDGET_ANSWERED, "2 Jan 2027").due == day("12 Jan 2027")
    assert prepared.reading(budget.BUDGET_ANSWERED, "12 Jan 2027").status is Status.MET


def test_a_no_has_reasons_and_may_be_looked_at_again(story: Story) -> None:
    assert story.reading(budget.BUDGET_ANSWERED, "13 Jan 2027").days_late == 1
    no = more.decided(budget.BudgetNotPrepared, review_explained="In the letter, and on the phone")
    story.when(budget.NOT_PREPARE, no, on="13 Jan 2027").then(budget.NOT_PREPARED)
    assert story.stage(PERSONAL_BUDGET) is budget.NOT_PREPARED


def test_nobody_is_paid_directly_without_agreeing_in_writing(prepared: Story) -> None:
    why = {budget.PREMISES_AGREED: "Nothing is given on the premises."}
    begun = budget.DirectPaymentsBegun()
    tried = prepared.when(budget.PAY_DIRECTLY, begun, on="1 Feb 2027", reasons=why)
    tried.not_ready(missing=[budget.PAYMENT_ALLOWED])
    prepared.given(allowed(Answer.NO), on="1 Feb 2027")
    tried = prepared.when(budget.PAY_DIRECTLY, begun, on="1 Feb 2027", reasons=why)
    tried.not_ready(missing=[budget.PAYMENT_ALLOWED])
    prepared.given(allowed(), on="2 Feb 2027")
    prepared.when(budget.PAY_DIRECTLY, begun, on="2 Feb 2027").not_ready(missing=[budget.PREMISES_AGREED])
    prepared.when(budget.PAY_DIRECTLY, begun, on="2 Feb 2027", reasons=why).then(budget.PAID)


def test_the_head_is_asked_where_it_is_given_on_the_premises(prepared: Story) -> None:
    prepared.given(allowed(), on="1 Feb 2027")
    prepared.given(budget.PremisesTalkedOver(asked="Mr Bell", answer=Answer.YES), on="1 Feb 2027")
    prepared.when(budget.PAY_DIRECTLY, budget.DirectPaymentsBegun(), on="1 Feb 2027").then(budget.PAID)


def test_a_consent_taken_back_no_longer_allows_the_payment(prepared: Story) -> None:
    given = prepared.given(allowed(), on="1 Feb 2027")
    prepared.given(Withdrawn(record=given.id, who=MUM), on="3 Feb 2027")
    why = {budget.PREMISES_AGREED: "Nothing is given on the premises."}
    tried = prepared.when(budget.PAY_DIRECTLY, budget.DirectPaymentsBegun(), on="4 Feb 2027", reasons=why)
    tried.not_ready(missing=[budget.PAYMENT_ALLOWED])


def test_the_payments_are_looked_at_and_stop_when_consent_is_taken_back(prepared: Story) -> None:
    prepared.given(budget.DirectPaymentsBegun(), on="30 Nov 2026")
    reading = prepared.reading(budget.PAYMENTS_LOOKED_AT, "1 Dec 2027")
    assert (reading.due, reading.days_late) == (day("30 Nov 2027"), 1)
    assert budget.PAYMENTS_LOOKED_AT.law == PERSONAL_BUDGETS(mark=Mark.FROM_MEMORY)
    prepared.given(budget.DirectPaymentsLookedAt(family_view="It works.", found="Enough"), on="2 Dec 2027")
    assert prepared.reading(budget.PAYMENTS_LOOKED_AT, "3 Dec 2027").status is Status.MET_LATE
    stopped = budget.DirectPaymentsStopped(
        to=(MUM,), how=How.LETTER, why=budget.StopReason.TAKEN_BACK, arranged_by="The authority's therapist"
    )
    prepared.given(stopped, on="1 Jun 2028")
    assert prepared.stage(PERSONAL_BUDGET) is budget.STOPPED


def test_it_is_the_only_consent_that_holds_anything() -> None:
    held = {
        (workflow.name, need)
        for workflow, _, need in JOURNEY.befores
        if any(issubclass(kind, Consent) for kind in need.kinds())
    }
    assert held == {("personal-budget", budget.PAYMENT_ALLOWED)}
