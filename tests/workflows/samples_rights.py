"""One of each event about rights, permissions and sharing that several tests need, filled in briefly."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from goldenthread.engine.events import Answer, Event, How, LawfulBasis, PersonId, RecordId
from goldenthread.engine.fields import fields
from goldenthread.engine.records import Record
from goldenthread.workflows import permissions, settings_attended, sharing, young_person
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.vocabulary import Setting
from tests.story import Story

MUM, DAD, SISTER, GRAN = (PersonId(UUID(int=0xADD0 + n)) for n in range(4))
CHILDMINDER, NURSERY, SCHOOL = Setting("mrs-lee"), Setting("acorns"), Setting("elm-primary")


def joined(
    setting: Setting,
    kind: settings_attended.KindOfSetting,
    part: settings_attended.Share = settings_attended.Share.ALL,
    starts_on: date | None = None,
) -> settings_attended.SettingJoined:
    return settings_attended.SettingJoined(
        setting=setting,
        kind=kind,
        part=part,
        starts_on=starts_on,
        record_holder=f"The manager of {setting}",
        plan_part=f"What {setting} does",
        first_contact=f"The key person at {setting}",
    )


def sharing_with(agency: str, answer: Answer, until: date | None = None) -> permissions.SharingWithAgency:
    return permissions.SharingWithAgency(
        answer=answer,
        given_by="Priya Oak",
        authority="Mother",
        evidence=How.PHONE,
        agency=agency,
        purpose="To ask for advice",
        scope="The notes of the last review",
        until=until,
    )


def information_shared(
    basis: LawfulBasis = LawfulBasis.PUBLIC_TASK,
    sought: sharing.Sought = sharing.Sought.TOLD,
    permission: RecordId | None = None,
) -> sharing.InformationShared:
    return sharing.InformationShared(
        recipient="The speech and language service",
        purpose="To ask for advice",
        what=("The notes of the last review",),
        basis=basis,
        sought=sought,
        permission=permission,
    )


def entries_shared(*entries: RecordId, goes_to: sharing.GoesTo = sharing.GoesTo.AUTHORITY) -> sharing.EntriesShared:
    return sharing.EntriesShared(
        goes_to=goes_to,
        recipient="The SEND team",
        entries=entries,
        purpose="For the assessment",
        basis=LawfulBasis.LEGAL_OBLIGATION,
        sought=sharing.Sought.TOLD,
    )


def rights_pass(on: date) -> young_person.RightsDayKnown:
    return young_person.RightsDayKnown(rights_pass_on=on)


def in_sight(story: Story) -> Sequence[Record]:
    """Return what anybody at all is given to see that there is."""
    return JOURNEY.in_sight(story.case.records)


def questions(event: type[Event]) -> set[str]:
    """Return what the form of an event asks."""
    return {field.question for field in fields(event).values()}


def asked_always(event: type[Event]) -> set[str]:
    """Return the fields of an event that have to be answered."""
    return {name for name, field in fields(event).items() if field.required}


def clear_fields(event: type[Event]) -> set[str]:
    """Return the fields of an event that are stored in clear."""
    return {name for name, field in fields(event).items() if field.clear}
