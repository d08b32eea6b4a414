"""What happens next: who does what by when, and what it changed."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Agreement, Answer
from goldenthread.engine.fields import fields
from goldenthread.workflows import actions
from goldenthread.workflows.actions import ACTION
from goldenthread.workflows.with_family import FamilyPartAgreed, PartsTaken
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S3-8", actions.ActionAgreed, actions.ACTION_IN_TIME, actions.EFFECT_SEEN, actions.EffectSeen)
def test_an_action_has_an_owner_a_day_a_status_and_an_effect() -> None:
    story = a_record()
    agreed = actions.ActionAgreed(
        what="A seat by the window", owner="Mrs Okafor", do_by=day("17 Jan 2025"), hoped_for="He stays in the room"
    )
    action = story.given(agreed, on="6 Jan 2025")
    assert story.stage(ACTION) is actions.TO_DO
    moved = actions.ActionMoved(status=actions.Status.HELD_UP, why="No table; mum knows", action=action.id)
    story.given(moved, on="17 Jan 2025")
    assert story.reading(actions.ACTION_IN_TIME, "20 Jan 2025").days_late == 3
    story.given(actions.ActionDone(done="Moved", why_late="No table", action=action.id), on="20 Jan 2025")
    assert story.reading(actions.ACTION_IN_TIME, "20 Jan 2025").status is Status.MET_LATE
    assert story.stage(ACTION) is actions.DONE
    # Twenty working days from Monday 20 January: Monday 17 February.
    assert story.reading(actions.EFFECT_SEEN, "18 Feb 2025").due == day("17 Feb 2025")
    assert story.reading(actions.EFFECT_SEEN, "18 Feb 2025").status is Status.OVERDUE
    seen = actions.EffectSeen(effect="He stays", family_view="Calmer at home", action=action.id)
    story.given(seen, on="18 Feb 2025")
    assert story.stage(ACTION) is actions.SEEN
    assert story.reading(actions.EFFECT_SEEN, "18 Feb 2025").status is Status.MET_LATE


@requirement("S1-7", FamilyPartAgreed, PartsTaken, actions.ActionAgreed)
def test_nothing_is_presumed_of_what_a_parent_does() -> None:
    assert issubclass(FamilyPartAgreed, Agreement)
    assert all(fields(FamilyPartAgreed)[one].required for one in ("asked", "answer", "part"))
    assert fields(actions.ActionAgreed)["owner"].required
    assert fields(PartsTaken)["family"].required
    assert fields(PartsTaken)["family"].hint == "Nothing is an answer."
    story = a_record()
    answer = FamilyPartAgreed(asked=some.MUM, answer=Answer.NO, part="Reading each evening", help_with_it="A tape")
    record = story.given(answer, on="6 Jan 2025")
    assert record.clear("answer") is Answer.NO
    assert "refus" not in record.kind.told


@requirement("S0-3", PartsTaken)
def test_each_party_has_its_own_part() -> None:
    assert PartsTaken.__struct_fields__ == ("family", "child_part", "setting")
    assert all(one.required for one in fields(PartsTaken).values())
