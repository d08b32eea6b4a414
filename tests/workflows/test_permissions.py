"""What is shared says on what ground in law, and a permission refused holds up nothing."""

from goldenthread.engine.events import Answer, How, LawfulBasis, RecordId
from goldenthread.engine.fields import fields
from goldenthread.engine.permissions import Standing, permissions
from goldenthread.engine.records import Record
from goldenthread.workflows.permissions import InformationShared, SharingWithAgency
from tests.story import Story, day
from tests.workflows.samples import a_record


def asked(answer: Answer) -> SharingWithAgency:
    return SharingWithAgency(
        answer=answer,
        given_by="Priya Oak",
        authority="Mother",
        evidence=How.PHONE,
        agency="The speech and language service",
        purpose="To ask for advice",
        scope="The notes of the last review",
    )


def shared(story: Story, on: str, basis: LawfulBasis, permission: RecordId | None = None) -> Record:
    event = InformationShared(
        recipient="The speech and language service",
        purpose="To ask for advice",
        what=("The notes of the last review",),
        basis=basis,
        permission=permission,
    )
    return story.given(event, on=on)


def test_what_is_shared_on_a_permission_names_it() -> None:
    story = a_record()
    permission = story.given(asked(Answer.YES), on="2 Dec 2024")
    record = shared(story, "3 Dec 2024", LawfulBasis.CONSENT, permission.id)
    assert record.clear("permission") == permission.id


def test_a_permission_refused_holds_up_nothing_that_is_shared_on_another_ground() -> None:
    story = a_record()
    story.given(asked(Answer.NO), on="2 Dec 2024")
    record = shared(story, "3 Dec 2024", LawfulBasis.LEGAL_OBLIGATION)
    assert record in story.case.standing
    assert [one.standing for one in permissions(story.case.story(), day("3 Dec 2024"))] == [Standing.REFUSED]


def test_the_ground_stands_in_clear_and_what_was_shared_is_sealed() -> None:
    clear = [name for name, field in fields(InformationShared).items() if field.clear]
    assert clear == ["basis", "permission"]
