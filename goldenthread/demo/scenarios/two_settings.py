"""A three-year-old at a nursery and at a childminder's, whose mother has three children and tells things once."""

from collections.abc import Iterator

from goldenthread.demo.days import Days
from goldenthread.demo.places import CHILDMINDER
from goldenthread.demo.scenarios.two_settings_together import meeting_of_both, passed_on, talks
from goldenthread.demo.steps import Child, Step, anew, at, fact, move, person
from goldenthread.engine.events import Answer, How
from goldenthread.workflows import (
    early_years,
    family,
    first_contact,
    key_person,
    settings_attended,
)
from goldenthread.workflows.settings_attended import Share
from goldenthread.workflows.vocabulary import Setting


def two_settings(child: Child, day: Days) -> Iterator[Step]:
    """Tell of two places, each with somebody of its own to talk to, and of what went from one to the other by name."""
    yield from both_begin(child)
    yield from told_by_mum(child)
    yield from passed_on(child)
    yield from checked_at_two(child, day)
    yield from talks(child, day)
    yield from meeting_of_both(child, day)


def both_begin(child: Child) -> Iterator[Step]:
    """Tell how each place says what is its own: record, part of the week, first contact, key person."""
    yield fact(440, early_years.SecondBirthday(), role="teacher", name="two at nursery")
    yield fact(428, joined(child, Share.MOST, child.place.senco, child.place.teacher))
    minded = settings_attended.SettingJoined(
        setting=Setting(CHILDMINDER.id),
        kind=CHILDMINDER.kind,
        part=Share.SOME,
        record_holder=CHILDMINDER.senco,
        first_contact=CHILDMINDER.teacher,
    )
    yield at(CHILDMINDER, fact(428, minded))
    yield at(CHILDMINDER, anew(fact(440, early_years.SecondBirthday(), name="two at Mrs Lee's", later=12)))
    yield talk_to_first(child, child.place.teacher, "At the door from half past seven, or a voice message.")
    yield at(CHILDMINDER, anew(talk_to_first(child, CHILDMINDER.teacher, "By telephone until eight in the evening.")))
    yield from looked_after_by(child, child.place.teacher, "key person at nursery")
    minder = looked_after_by(child, CHILDMINDER.teacher, "key person at Mrs Lee's")
    yield at(CHILDMINDER, anew(next(minder)))
    yield from (at(CHILDMINDER, step) for step in minder)


def joined(child: Child, part: Share, holder: str, talk_to: str) -> settings_attended.SettingJoined:
    return settings_attended.SettingJoined(
        setting=Setting(child.place.id), kind=child.place.kind, part=part, record_holder=holder, first_contact=talk_to
    )


def talk_to_first(child: Child, who: str, reached: str) -> Step:
    named = first_contact.FirstContactNamed(to=(child.at_home,), how=How.IN_PERSON, contact=who, reached=reached)
    return move(427, first_contact.FIRST_CONTACT, first_contact.NAME, named, name=f"talk to {who}", role="teacher")


def looked_after_by(child: Child, who: str, name: str) -> Iterator[Step]:
    yield fact(427, key_person.KeyPersonNamed(person=who), name=name, role="teacher")
    told = key_person.KeyPersonIntroduced(
        to=(child.at_home,), how=How.IN_PERSON, role="Knows the child best here, and talks with you each week."
    )
    yield fact(425, told, role="teacher", strand=name)


def told_by_mum(child: Child) -> Iterator[Step]:
    """Tell what the mother writes of herself, once: it is hers, and both places go by it."""
    mum = person(child, child.at_home)
    reach = family.ContactPreferred(
        person=mum,
        adult=child.at_home,
        ways=(family.Way.VOICE, family.Way.PHONE),
        times="After two on weekdays: I am on early shifts.",
        preference="One message for all three children, if it can be.",
    )
    yield fact(420, reach, role="parent")
    understood = family.CommunicationNeedsTold(
        person=mum,
        language="English",
        interpreter=False,
        formats=(family.Format.SPOKEN, family.Format.AUDIO),
        reading="Reading is slow for me. Please say it, or record it.",
    )
    yield fact(420, understood, role="parent")
    needs = family.AdultNeedsTold(
        person=mum,
        needs="Three children in three places. A reminder the day before, and somewhere for the baby.",
        how_asked="On a form of my own, at home",
        may_know="Whoever has to get in touch with me, at the nursery and at Mrs Lee's.",
    )
    yield fact(420, needs, role="parent", name="her needs")
    yield fact(
        416,
        lambda ids: family.AdultNeedsAnswered(
            person=mum, done="Voice messages, a reminder the day before, and a cot in the room.", needs=ids["her needs"]
        ),
    )


def checked_at_two(child: Child, day: Days) -> Iterator[Step]:
    """Tell which place does the check at two, and that it is done before the third birthday."""
    nursery = Setting(child.place.id)
    why = f"{child.known_as} is there four days of five. {child.at_home}, Mrs Lee and the nursery agreed."
    yield fact(410, settings_attended.AgeTwoCheckAllotted(setting=nursery, why=why))
    elsewhere = early_years.CheckDoneElsewhere(
        where="Oak Lane Nursery", agreed_with=f"{child.place.senco} there, and {child.at_home} at home."
    )
    yield at(CHILDMINDER, fact(410, elsewhere, strand="two at Mrs Lee's"))
    planned = early_years.ProgressCheckPlanned(
        check_by=day.ago(330), who_does_it="Oak Lane Nursery", health_review=early_years.HealthReview.TOGETHER
    )
    yield fact(400, planned, role="teacher", strand="two at nursery")
    check = early_years.ProgressCheckGiven(
        to=(child.at_home,),
        how=How.IN_PERSON,
        going_well="Climbs, builds, and looks after dolls with great care.",
        needs_more="Words come slowly, and least of all in a loud room.",
        strategies="Speak from the right, in the book corner; the same at home if they wish to.",
        family_view="So it is not only at home. I am glad that it is looked at.",
    )
    yield fact(332, check, role="teacher", strand="two at nursery", name="check")
    consent = early_years.SharingTheCheck(
        given_by=child.at_home,
        authority=child.authority,
        scope="The check, all of it",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        recipient="the health visitor",
        purpose="To have the hearing looked at again.",
    )
    yield fact(332, consent, role="teacher", strand="two at nursery", name="yes to the health visitor")
    yield fact(
        330,
        lambda ids: early_years.CheckShared(
            recipient="the health visitor", how=How.EMAIL, consent=ids["yes to the health visitor"]
        ),
        role="teacher",
        strand="two at nursery",
    )
