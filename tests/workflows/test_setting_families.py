"""A setting's own record, with families: what is in place and available, events, what families say, whom we know."""

import pytest

from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.workflows.setting_record import arrangements, directories, family_events, family_voice
from goldenthread.workflows.setting_record import ordinarily_available as ordinarily
from goldenthread.workflows.setting_record.vocabulary import AuthorityName, ServiceName
from goldenthread.workflows.settings_attended import KindOfSetting
from goldenthread.workflows.vocabulary import AreaOfNeed
from tests.story import day
from tests.trace import requirement
from tests.workflows.samples_setting_record import a_setting

NORTHSHIRE, SOUTHSHIRE = AuthorityName("northshire"), AuthorityName("southshire")

# What is in place


def line(arrangement: arrangements.Arrangement) -> arrangements.ArrangementAsked:
    return arrangements.ArrangementAsked(
        arrangement=arrangement, of=KindOfSetting.CHILDMINDER, source="EYFS, childminders, section 3"
    )


@requirement("S0-35", arrangements.ArrangementAsked, arrangements.ArrangementShown, arrangements.ARRANGEMENT_SHOWN)
def test_each_arrangement_that_is_asked_of_such_a_setting_is_shown_with_evidence_or_shows_as_late() -> None:
    story = a_setting()
    asked = story.given(line(arrangements.Arrangement.FINDING_OUT), on="1 Sep 2025")
    story.given(line(arrangements.Arrangement.ADJUSTMENTS), on="1 Sep 2025")
    assert asked.clear("of") is KindOfSetting.CHILDMINDER
    shown = arrangements.ArrangementShown(
        arrangement=arrangements.Arrangement.FINDING_OUT,
        evidence=arrangements.Evidence.SEEN,
        what="Notes of what each child does at snack time",
    )
    story.given(shown, on="15 Oct 2025")
    found = {
        one.started_by.clear("arrangement"): (one.due, one.status)
        for one in story.readings(arrangements.ARRANGEMENT_SHOWN, "1 Dec 2025")
    }
    assert found == {
        arrangements.Arrangement.FINDING_OUT: (day("30 Nov 2025"), Status.MET),
        arrangements.Arrangement.ADJUSTMENTS: (day("30 Nov 2025"), Status.OVERDUE),
    }


@requirement("S0-33", arrangements.Evidence)
def test_a_rating_is_no_evidence_of_partnership() -> None:
    assert {one.value for one in arrangements.Evidence} == {"seen", "families", "papers", "staff"}
    asked = [name for kind in a_setting().journey.own for name in fields(kind)]
    assert not {"rating", "grade", "score", "outstanding"} & set(asked)


@requirement("S0-36", arrangements.FundedByAuthority, arrangements.NotFunded, arrangements.CODE_IS_HERE)
def test_a_setting_that_is_funded_holds_the_code_and_one_that_is_not_owes_it_to_nobody() -> None:
    story = a_setting()
    funded = arrangements.FundedByAuthority(authority=NORTHSHIRE, agreement="Early years entitlement")
    story.given(funded, on="1 Sep 2025")
    assert story.reading("code-is-here", "30 Sep 2025").status is Status.OVERDUE
    held = story.given(arrangements.CodeHeld(edition=day("1 Jan 2015"), where="On the shelf"), on="1 Oct 2025")
    assert held.clear("edition") == day("1 Jan 2015")
    assert story.reading("code-is-here", "2 Oct 2025").status is Status.MET_LATE
    other = a_setting()
    other.given(arrangements.NotFunded(), on="1 Sep 2025")
    assert other.readings("code-is-here", "30 Sep 2025") == []


@requirement("S0-65", arrangements.FundingRule, arrangements.Ages)
def test_which_children_are_funded_depends_on_the_day() -> None:
    story = a_setting()
    rules = [
        (arrangements.Ages.TWO, 15, "1 Apr 2024", None),
        (arrangements.Ages.UNDER_TWO, 15, "1 Sep 2024", "31 Aug 2025"),
        (arrangements.Ages.UNDER_TWO, 30, "1 Sep 2025", None),
    ]
    table = [
        story.given(
            arrangements.FundingRule(
                ages=ages, hours=hours, effective_on=day(on), until=day(until) if until else None, who="Working parents"
            ),
            on="1 Apr 2024",
        )
        for ages, hours, on, until in rules
    ]

    def hours_on(written: str) -> dict[str, int]:
        asked = day(written)
        return {
            one.clear("ages"): one.clear("hours")
            for one in table
            if one.clear("effective_on") <= asked <= (one.clear("until") or asked)
        }

    assert hours_on("2 Apr 2024") == {"two": 15}
    assert hours_on("31 Aug 2025") == {"two": 15, "under-two": 15}
    assert hours_on("1 Sep 2025") == {"two": 15, "under-two": 30}


@requirement("S0-41", arrangements.TextHeld, arrangements.Text)
@requirement("S2-42", arrangements.Text.CO_PRODUCTION, arrangements.TextHeld)
def test_the_texts_that_are_followed_stand_with_their_date_and_the_local_offer_with_its_authority() -> None:
    story = a_setting()
    for text in arrangements.Text:
        authority = SOUTHSHIRE if text is arrangements.Text.LOCAL_OFFER else None
        held = arrangements.TextHeld(
            text=text, edition=day("1 Sep 2025"), link="On the shelf", authority=authority, put_on="Each plan"
        )
        record = story.given(held, on="1 Sep 2025")
        assert (record.clear("text"), record.clear("edition")) == (text, day("1 Sep 2025"))
        assert record.clear("authority") == authority
    assert {"eyfs", "childcare-register", "equality-act", "code", "authority-guidance", "local-offer"} <= {
        one.value for one in arrangements.Text
    }
    assert "put_on" in fields(arrangements.TextHeld)


# What is ordinarily available


def provision(version: str) -> ordinarily.ProvisionListed:
    return ordinarily.ProvisionListed(
        version=version,
        provision=("A picture of the day", "A quiet corner"),
        areas=(AreaOfNeed.COMMUNICATION,),
        resources="An hour of Mr Bell each day",
    )


@requirement("S3-57", ordinarily.ProvisionListed, ordinarily.ProvisionGiven, ordinarily.LIST_GIVEN)
def test_families_are_given_each_new_version_of_what_is_ordinarily_available() -> None:
    story = a_setting()
    old = story.given(provision("1"), on="1 Sep 2024")
    story.given(provision("2"), on="3 Feb 2025")
    given = ordinarily.ProvisionGiven(to=("All families",), how=How.EMAIL, formats="Large print", listed=old.id)
    story.given(given, on="10 Sep 2024")
    one, other = story.readings("list-given", "4 Mar 2025")
    assert (one.due, one.status) == (day("29 Sep 2024"), Status.MET)
    assert (other.due, other.status) == (day("3 Mar 2025"), Status.OVERDUE)
    assert fields(ordinarily.ProvisionListed)["resources"].required


# Events


def planned(kind: family_events.EventKind) -> family_events.FamilyEventPlanned:
    return family_events.FamilyEventPlanned(
        kind=kind,
        on=day("6 Mar 2025"),
        what="Tea and a talk at 9.15",
        venue="The hall: chairs for adults, tea, a quiet corner",
        accessible="A ramp, a signer, children minded",
    )


@requirement("S2-35", family_events.FamilyEventPlanned, family_events.FamiliesInvited, family_events.FamilyEventHeld)
@requirement("S2-36", family_events.FamilyEventHeld, family_events.EventKind.KEY_EVENT)
def test_an_event_has_invitations_everybody_can_come_and_it_is_known_how_many_did() -> None:
    story = a_setting()
    event = story.given(planned(family_events.EventKind.KEY_EVENT), on="3 Feb 2025")
    invited = family_events.FamiliesInvited(who="All", ways=("A letter", "At the gate, in Somali"), event=event.id)
    story.given(invited, on="4 Feb 2025")
    held = family_events.FamilyEventHeld(
        families=12, support_staff=2, staff=("Mr Bell",), for_others="Notes", learnt="Earlier, please", event=event.id
    )
    record = story.given(held, on="6 Mar 2025")
    assert (record.clear("families"), record.clear("support_staff"), record.clear("event")) == (12, 2, event.id)
    assert fields(family_events.FamilyEventPlanned)["accessible"].required


@requirement("S2-35", family_events.EventKind.NEED_TALK, family_events.EventKind.MEET_AND_GREET)
@requirement("S2-37", family_events.EventKind.CLUB, family_events.EventKind.NOT_LESSONS)
@requirement("S2-38", family_events.EventKind.COFFEE)
@requirement("S3-66", family_events.EventKind.TOGETHER)
@requirement("S4-13", family_events.EventKind.FAMILY_LEARNING)
@requirement("S4-14", family_events.EventKind.SOCIAL)
@pytest.mark.parametrize(
    "kind",
    [
        family_events.EventKind.NEED_TALK,
        family_events.EventKind.MEET_AND_GREET,
        family_events.EventKind.OPEN_EVENING,
        family_events.EventKind.CLUB,
        family_events.EventKind.NOT_LESSONS,
        family_events.EventKind.COFFEE,
        family_events.EventKind.TOGETHER,
        family_events.EventKind.FAMILY_LEARNING,
        family_events.EventKind.SOCIAL,
    ],
)
def test_there_are_events_of_many_kinds(kind: family_events.EventKind) -> None:
    story = a_setting()
    record = story.given(planned(kind), on="3 Feb 2025")
    assert (record.clear("kind"), record.clear("on")) == (kind, day("6 Mar 2025"))


@requirement("S4-4", family_events.FamilyEventPlanned)
def test_the_place_has_seats_for_adults_and_something_to_drink() -> None:
    venue = fields(family_events.FamilyEventPlanned)["venue"]
    assert venue.required
    assert "Seats for adults, something to drink" in (venue.hint or "")


@requirement("S4-2", family_events.FamilyTookPart, family_events.TakingPart.RUNNING)
@requirement(
    "S4-31", family_events.FamilyTookPart, family_events.TakingPart.PROJECT, family_events.TakingPart.EVERY_DAY
)
@pytest.mark.parametrize(
    "part",
    [
        family_events.TakingPart.RUNNING,
        family_events.TakingPart.PROJECT,
        family_events.TakingPart.EVERY_DAY,
    ],
)
def test_somebody_of_a_family_takes_part_and_may_write_it_down_themselves(part: family_events.TakingPart) -> None:
    story = a_setting()
    record = story.given(family_events.FamilyTookPart(part=part, who="Sam's mum", what="Cooked"), on="3 Feb 2025")
    assert record.clear("part") is part
    assert "parent" in story.journey.may_record(family_events.FamilyTookPart)


# What families say


@requirement("S3-63", family_voice.ChannelOpened, family_voice.FeedbackGiven, family_voice.YOU_SAID_WE_DID)
def test_families_have_ways_to_say_what_they_think_and_each_thing_said_is_answered() -> None:
    story = a_setting()
    for channel in (family_voice.Channel.FORUM, family_voice.Channel.SURVEY, family_voice.Channel.ADDRESS):
        story.given(
            family_voice.ChannelOpened(channel=channel, how="A letter home", looked_at="Mr Bell, each Friday"),
            on="2 Sep 2024",
        )
    said = [
        family_voice.FeedbackGiven(channel=family_voice.Channel.ADDRESS, said="The gate is too loud."),
        family_voice.SurveyAsked(questions=("Is he happy here?",), ways="Paper", closes_on=day("30 Sep 2024")),
    ]
    first, _ = [story.given(one, on="9 Sep 2024") for one in said]
    story.given(we_did(answers=first.id), on="16 Sep 2024")
    one, other = story.readings(family_voice.YOU_SAID_WE_DID, "22 Oct 2024")
    assert (one.due, one.status) == (day("21 Oct 2024"), Status.MET)
    assert (other.status, other.days_late) == (Status.OVERDUE, 1)


def we_did(answers: RecordId) -> family_voice.WeDid:
    return family_voice.WeDid(
        became=family_voice.Became.DONE,
        said="The gate is loud.",
        did="A second gate.",
        where="Newsletter",
        answers=answers,
    )


@requirement("S4-30", family_voice.ForumMet, family_voice.YOU_SAID_WE_DID)
def test_the_forum_meets_decides_and_hears_what_was_done() -> None:
    story = a_setting()
    met = family_voice.ForumMet(present=("Sam's mum",), said=("The gate is loud.",), decided=("Mr Bell: a sign",))
    forum = story.given(met, on="3 Feb 2025")
    assert fields(family_voice.ForumMet)["decided"].required
    assert story.reading(family_voice.YOU_SAID_WE_DID, "18 Mar 2025").status is Status.OVERDUE
    story.given(we_did(answers=forum.id), on="19 Mar 2025")
    assert story.reading(family_voice.YOU_SAID_WE_DID, "20 Mar 2025").status is Status.MET_LATE


# Whom we know


def service(name: str, kind: directories.Service, authority: AuthorityName | None) -> directories.ServiceChecked:
    return directories.ServiceChecked(
        service=ServiceName(name), kind=kind, called="Northshire SENDIASS", reached="By telephone", authority=authority
    )


def test_services_are_called_what_they_are_called_in_each_authority_and_are_checked_again() -> None:
    story = a_setting()
    story.given(service("advice-north", directories.Service.ADVICE, NORTHSHIRE), on="3 Mar 2025")
    story.given(service("advice-south", directories.Service.ADVICE, SOUTHSHIRE), on="3 Apr 2025")
    story.given(directories.ServiceGone(service=ServiceName("advice-south"), instead="The forum"), on="4 Jun 2025")
    found = {
        one.started_by.clear("authority"): (one.due, one.status)
        for one in story.readings(directories.SERVICE_CHECKED, "4 Mar 2026")
    }
    assert found == {
        "northshire": (day("3 Mar 2026"), Status.OVERDUE),
        "southshire": (day("3 Apr 2026"), Status.FELL_AWAY),
    }
    story.given(service("advice-north", directories.Service.ADVICE, NORTHSHIRE), on="5 Mar 2026")
    assert story.readings(directories.SERVICE_CHECKED, "6 Mar 2026")[0].due == day("5 Mar 2027")


def test_a_protocol_stands_with_its_version_and_an_enquiry_names_no_child() -> None:
    story = a_setting()
    protocol = directories.ProtocolAgreed(
        agencies=("Social care",), title="Child protection", version="4", effective_on=day("1 Sep 2025")
    )
    assert story.given(protocol, on="1 Jul 2025").clear("effective_on") == day("1 Sep 2025")
    asked = directories.GeneralEnquiry(
        agency="The sensory service", question="What helps with noise?", de_identified=True, allowed_by="Mrs Okafor"
    )
    assert story.given(asked, on="2 Jul 2025").clear("de_identified") is True
    assert fields(directories.GeneralEnquiry)["allowed_by"].required


@requirement("S4-44", directories.PartnerSchool)
def test_local_schools_are_partners() -> None:
    story = a_setting()
    school = directories.PartnerSchool(name="Elm Primary", contact="Mr Bell", together="Visits in June")
    story.given(school, on="2 Sep 2024")
    assert fields(directories.PartnerSchool)["together"].required
