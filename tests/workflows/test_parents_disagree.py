"""Those who decide see it differently: both are heard, agreement is looked for, and help goes on."""

from goldenthread.engine.clocks import Status
from goldenthread.workflows import parents_disagree as apart
from goldenthread.workflows import sen_support
from goldenthread.workflows.parents_disagree import PARENTS_DISAGREE
from tests.story import Story, day
from tests.workflows import samples_rights as some
from tests.workflows.samples import a_record


def they_disagree(on: str) -> Story:
    story = a_record()
    known = apart.DisagreementKnown(
        weight=apart.Weight.SERIOUS, matter="Whether to ask for a plan", goes_on="The group, and the clocks"
    )
    story.given(known, on=on)
    return story


def position(words: str, person: int) -> apart.PositionHeard:
    who = (some.MUM, some.DAD)[person]
    return apart.PositionHeard(person=who, who="A parent", words=words, authority="Parental responsibility")


def test_agreement_is_looked_for_and_late_shows() -> None:
    story = they_disagree("1 May 2025")  # a bank holiday on 5 May
    reading = story.reading(apart.AGREEMENT_SOUGHT, "19 May 2025")
    assert (reading.due, reading.status, reading.days_late) == (day("16 May 2025"), Status.OVERDUE, 3)
    story.given(apart.AgreementSought(how="One by one, then together", came_of_it="Closer"), on="20 May 2025")
    assert story.reading(apart.AGREEMENT_SOUGHT, "20 May 2025").status is Status.MET_LATE


def test_both_are_written_down_and_each_is_answered_in_a_thread_of_their_own() -> None:
    story = they_disagree("21 Aug 2025")
    hers = story.given(position("He needs it now.", 0), on="22 Aug 2025")
    his = story.given(position("Give him time.", 1), on="22 Aug 2025")
    answer = apart.PositionAnswered(position=hers.id, person=some.MUM, reply="We will talk on Monday.")
    story.given(answer, on="1 Sep 2025")
    one, other = story.readings(apart.EACH_ANSWERED, "2 Sep 2025")
    assert (one.started_by.id, one.due, one.status) == (hers.id, day("1 Sep 2025"), Status.MET)
    assert (other.started_by.id, other.status) == (his.id, Status.OVERDUE)


def test_help_goes_on_while_they_see_it_differently() -> None:
    story = they_disagree("1 May 2025")
    assert "goes_on" in some.asked_always(apart.DisagreementKnown)
    story.when(sen_support.START, sen_support.SupportStarted(), on="2 May 2025").then(sen_support.SUPPORTED)
    assert story.stage(PARENTS_DISAGREE) is apart.APART


def test_what_is_settled_asks_for_nothing_more() -> None:
    story = they_disagree("1 May 2025")
    settled = apart.DisagreementSettled(how=apart.Settled.AGREED, what_holds_now="They ask together.")
    story.given(settled, on="6 May 2025")
    assert story.stage(PARENTS_DISAGREE) is apart.SETTLED
    assert story.reading(apart.AGREEMENT_SOUGHT, "1 Jun 2025").status is Status.FELL_AWAY
