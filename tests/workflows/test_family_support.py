"""Support for the family themselves."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import Seen
from goldenthread.engine.fields import fields
from goldenthread.workflows import family_support
from goldenthread.workflows.family import WellbeingAskedAfter
from goldenthread.workflows.family_support import FAMILY_SUPPORT, TakenUp
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import PARENT
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


@requirement("S1-13", family_support.SupportOffered, family_support.SupportAnswered, family_support.SUPPORT_ASKED_AFTER)
@requirement("S3-25", family_support.SupportOffered, family_support.TakenUp, family_support.SUPPORT_ASKED_AFTER)
def test_support_is_offered_and_somebody_comes_back_to_it() -> None:
    story = a_record()
    news = story.given(some.needs_found(), on="13 Jan 2025")
    offered = family_support.SupportOffered(to=(some.MUM,), what="An hour with Mrs Okafor", after=news.id)
    offer = story.given(offered, on="13 Jan 2025")
    assert story.stage(FAMILY_SUPPORT) is family_support.THERE_FOR_YOU
    assert story.reading(family_support.SUPPORT_ASKED_AFTER, "28 Jan 2025").due == day("27 Jan 2025")
    assert story.reading(family_support.SUPPORT_ASKED_AFTER, "28 Jan 2025").status is Status.OVERDUE
    declined = family_support.SupportAnswered(answer=TakenUp.NOT_NOW, offer=offer.id)
    story.given(declined, on="28 Jan 2025")
    assert story.reading(family_support.SUPPORT_ASKED_AFTER, "28 Jan 2025").status is Status.MET_LATE
    assert {str(one) for one in TakenUp} == {"yes", "not-now", "no", "no-answer-yet"}
    assert not fields(family_support.SupportAnswered)["how_it_went"].required


@requirement("S2-28", family_support.FutureWorryShared, family_support.FutureTalkedAbout)
@requirement("S2-28", family_support.FUTURE_TALKED_ABOUT)
def test_a_worry_about_the_future_is_met_with_time_and_information() -> None:
    story = a_record()
    worry = story.given(family_support.FutureWorryShared(who=some.MUM, words="Will he work?"), on="6 Jan 2025")
    assert story.reading(family_support.FUTURE_TALKED_ABOUT, "21 Jan 2025").days_late == 1
    talked = family_support.FutureTalkedAbout(
        given="What others did after school, on paper", not_known="How he will be at 18", worry=worry.id
    )
    story.given(talked, on="21 Jan 2025")
    assert story.reading(family_support.FUTURE_TALKED_ABOUT, "21 Jan 2025").status is Status.MET_LATE


@requirement("S3-14", family_support.HardTalkPrepared)
@requirement("S2-25", family_support.HardTalkPrepared, family_support.SupportAfterTalk)
@requirement("S2-25", family_support.SUPPORT_AFTER_TALK)
def test_something_hard_is_prepared_and_nobody_is_left_alone_with_it() -> None:
    asked = fields(family_support.HardTalkPrepared)
    assert all(one.required for one in asked.values())
    assert set(asked) == {"talk_on", "host", "place_and_time", "who_with_them", "how_said", "afterwards"}
    story = a_record()
    prepared = family_support.HardTalkPrepared(
        talk_on=day("20 Jan 2025"),
        host="Mrs Okafor, who knows",
        place_and_time="The quiet room, an hour",
        who_with_them="Her sister",
        how_said="What he can do, then what we see",
        afterwards="The room is theirs",
    )
    talk = story.given(prepared, on="13 Jan 2025")
    assert story.reading(family_support.SUPPORT_AFTER_TALK, "21 Jan 2025").days_late == 1
    after = family_support.SupportAfterTalk(offered="A call tomorrow", answer=TakenUp.YES, talk=talk.id)
    story.given(after, on="21 Jan 2025")
    assert story.reading(family_support.SUPPORT_AFTER_TALK, "21 Jan 2025").status is Status.MET_LATE


@requirement("S3-2", WellbeingAskedAfter, family_support.SupportOffered)
def test_how_a_parent_is_is_private_to_them_and_by_their_wish() -> None:
    kept = JOURNEY.kept(WellbeingAskedAfter)
    assert (kept.name, kept.seen, kept.about) == ("private-to-parent", Seen.UNSEEN, PARENT)
    assert not fields(WellbeingAskedAfter)["said"].clear
    assert "as far as they want it written down" in fields(WellbeingAskedAfter)["said"].question
    assert fields(family_support.SupportOffered)["what"].required
