"""Who will be there is told beforehand, and whoever is asked from outside comes, or sends what they know."""

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How
from goldenthread.engine.fields import fields
from goldenthread.workflows import meetings, papers, who_comes
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.people import HEALTH_SERVICE, SOCIAL_CARE
from goldenthread.workflows.who_comes import WHO_COMES
from tests.story import Story, day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def arranged() -> Story:
    story = a_record()
    slot = meetings.SlotChosen(
        meeting_on=day("24 Apr 2025"), mode=meetings.Mode.HOME, part_of_day=meetings.PartOfDay.MORNING
    )
    story.given(slot, on="1 Apr 2025")
    return story


@requirement("S3-27", who_comes.ATTENDEES_TOLD, who_comes.ADDITION_TOLD, who_comes.SomebodyAdded)
def test_the_family_knows_who_will_be_there_and_at_once_of_anybody_added() -> None:
    story = arranged()
    assert story.stage(WHO_COMES) is who_comes.TO_SAY
    # Three working days before Thursday 24 April: Wed 23, Tue 22, and over Easter Thu 17.
    assert story.reading(who_comes.ATTENDEES_TOLD, "18 Apr 2025").due == day("17 Apr 2025")
    assert story.reading(who_comes.ATTENDEES_TOLD, "18 Apr 2025").status is Status.OVERDUE
    people = ("Mrs Okafor, SENCO", "Ms Ray, speech therapist")
    story.given(who_comes.AttendeesTold(to=(some.MUM,), how=How.EMAIL, people=people), on="22 Apr 2025")
    assert story.reading(who_comes.ATTENDEES_TOLD, "22 Apr 2025").status is Status.MET_LATE
    assert story.stage(WHO_COMES) is who_comes.SAID
    added = story.given(who_comes.SomebodyAdded(who="The head", why="Money for the straw"), on="22 Apr 2025")
    assert story.stage(WHO_COMES) is who_comes.MORE_TO_SAY
    assert story.reading(who_comes.ADDITION_TOLD, "23 Apr 2025").days_late == 1
    told = who_comes.AttendeesTold(to=(some.MUM,), how=How.PHONE, people=(*people, "The head"), added=added.id)
    story.given(told, on="23 Apr 2025")
    assert story.reading(who_comes.ADDITION_TOLD, "23 Apr 2025").status is Status.MET_LATE
    assert len(story.case.strands_of("who-comes")) == 1


@requirement("S0-61", who_comes.PartyInvited, who_comes.PartyTookPart, who_comes.TookPart, who_comes.PARTY_TOOK_PART)
def test_each_service_comes_or_sends_what_it_knows_and_who_did_neither_shows() -> None:
    story = arranged()
    asked = [
        story.given(who_comes.PartyInvited(party=party, meeting_on=day("24 Apr 2025")), on="2 Apr 2025")
        for party in ("Speech therapy", "Social care")
    ]
    paper = who_comes.PartyTookPart(
        took_part=who_comes.TookPart.SENT_PAPER, paper_to_family_on=day("15 Apr 2025"), invited=asked[0].id
    )
    sent = story.given(paper, on="14 Apr 2025")
    one, other = story.readings(who_comes.PARTY_TOOK_PART, "25 Apr 2025")
    assert (one.status, one.ended_on, other.status) == (Status.MET, day("14 Apr 2025"), Status.OVERDUE)
    assert sent.clear("paper_to_family_on") == day("15 Apr 2025")
    assert {HEALTH_SERVICE.id, SOCIAL_CARE.id} <= JOURNEY.may_record(who_comes.PartyTookPart)
    neither = who_comes.PartyTookPart(took_part=who_comes.TookPart.NEITHER, reason="Ill", invited=asked[1].id)
    story.given(neither, on="28 Apr 2025")
    assert story.readings(who_comes.PARTY_TOOK_PART, "28 Apr 2025")[1].status is Status.MET_LATE


@requirement("S0-62", meetings.FamilyInvited, meetings.MeetingTookPlace, who_comes.PartyTookPart, papers.PaperGiven)
def test_the_family_is_invited_has_the_papers_and_may_say_why_they_were_not_there() -> None:
    assert fields(meetings.FamilyInvited)["own_items"].required
    assert fields(who_comes.PartyTookPart)["paper_to_family_on"].clear
    assert fields(papers.PaperGiven)["edition"].required
    asked = fields(meetings.MeetingTookPlace)["missing"]
    assert (asked.question, asked.required) == (
        "If somebody of the family was not there: did they say why?",
        False,
    )
