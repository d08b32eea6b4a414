"""Papers for the family: which, when, in which version, form and language."""

from goldenthread.engine.attached import Checked, DocumentKind
from goldenthread.engine.clocks import Status
from goldenthread.engine.events import How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.engine.privacy.documents import DocumentAddress
from goldenthread.projections.timeline import story as timeline
from goldenthread.workflows import contact, papers
from goldenthread.workflows import sen_support as sen
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.papers import PAPERS
from goldenthread.workflows.vocabulary import AGENCY, CORE, HEALTH
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples as some
from tests.workflows.samples import a_record


def paper(entry: RecordId | None = None, wanted: RecordId | None = None) -> papers.PaperGiven:
    return papers.PaperGiven(
        to=(some.MUM,),
        how=How.LETTER,
        what="The plan",
        edition="Of 6 January",
        form=papers.Form.EASY_READ,
        language="Polish",
        translated_by="The county's service",
        entry=entry,
        wanted=wanted,
    )


@requirement("S2-17", papers.PaperGiven, papers.Form, sen.NOTE_OF_MEETING)
def test_the_record_of_a_meeting_goes_to_the_parents_with_its_day_and_form() -> None:
    story = a_record()
    met = story.given(some.met(), on="6 Jan 2025")
    assert story.reading(sen.NOTE_OF_MEETING, "8 Jan 2025").status is Status.OVERDUE
    given = story.given(paper(entry=met.id), on="8 Jan 2025")
    assert (given.happened_on, given.clear("form"), given.clear("entry")) == (
        day("8 Jan 2025"),
        papers.Form.EASY_READ,
        met.id,
    )
    assert story.stage(PAPERS) is papers.WITH_THE_FAMILY


@requirement("S4-20", papers.OtherFormWanted, papers.PaperGiven, papers.OTHER_FORM_GIVEN)
def test_what_is_wanted_in_another_language_is_owed_until_the_family_has_it() -> None:
    story = a_record()
    wish = papers.OtherFormWanted(what="The plan", form=papers.Form.EASY_READ, language="Polish")
    wanted = story.given(wish, on="13 Dec 2024")
    assert story.stage(PAPERS) is papers.ON_THEIR_WAY
    # Ten working days: 16 to 20, 23, 24, 27, 30, 31 December.
    assert story.reading(papers.OTHER_FORM_GIVEN, "2 Jan 2025").due == day("31 Dec 2024")
    assert story.reading(papers.OTHER_FORM_GIVEN, "2 Jan 2025").status is Status.OVERDUE
    story.given(paper(wanted=wanted.id), on="2 Jan 2025")
    assert story.reading(papers.OTHER_FORM_GIVEN, "2 Jan 2025").status is Status.MET_LATE
    assert all(fields(papers.PaperGiven)[one].required for one in ("edition", "form", "language"))


@requirement("S0-4", papers.SharedWithFamily)
def test_what_is_shared_with_the_parents_is_logged_with_the_day_and_by_whom() -> None:
    story = a_record()
    shared = papers.SharedWithFamily(
        to=(some.MUM, "Sam's dad"), how=How.IN_PERSON, what="What we saw at lunch", shared_by="Miss Hay"
    )
    story.given(shared, on="6 Jan 2025")
    (entry,) = timeline(story.case, JOURNEY, {"child": "Sam"})
    said = {one.name: one.answer for one in entry.says}
    assert (said["what"], said["shared_by"]) == ("What we saw at lunch", "Miss Hay")
    assert entry.happened_on == day("6 Jan 2025")
    assert entry.by.account == "account-1"


@requirement("S1-6", papers.DecisionExplained, contact.InTouch)
def test_a_decision_is_put_in_plain_words_and_messages_are_logged() -> None:
    story = a_record()
    decision = story.given(some.needs_found(), on="13 Jan 2025")
    explained = papers.DecisionExplained(
        to=(some.MUM,),
        how=How.PHONE,
        summary="He needs quiet to eat, and will get it.",
        what_they_can_do="Say so to Mrs Okafor, any day",
        decision=decision.id,
    )
    assert story.given(explained, on="14 Jan 2025").clear("decision") == decision.id
    assert fields(papers.DecisionExplained)["summary"].hint == "No initials, no jargon."
    logged = contact.InTouch(
        way=contact.Way.CALL,
        begun_by=contact.BegunBy.US,
        who="Mrs Okafor",
        with_whom=(some.MUM,),
        what_about="What was decided",
    )
    assert story.given(logged, on="14 Jan 2025").event == logged


def test_a_document_is_kept_beside_the_entry_it_belongs_to_and_by_its_own_class() -> None:
    story = a_record()
    met = story.given(some.met(), on="6 Jan 2025")
    kept = papers.DocumentKept(
        document=DocumentAddress("ab" * 32),
        document_kind=DocumentKind.PDF,
        checked=Checked.SCANNED,
        file_name="Sam's notes.pdf",
        title="Our notes before the meeting",
        belongs_to=met.id,
    )
    record = story.given(kept, on="7 Jan 2025")
    assert (record.clear("document"), record.clear("belongs_to")) == ("ab" * 32, met.id)
    (entry,) = [one for one in timeline(story.case, JOURNEY, {"child": "Sam"}) if one.id == record.id]
    assert entry.told == "A document is kept here: Our notes before the meeting"
    assert [kind.kept for kind in papers.FACTS] == [CORE, HEALTH, AGENCY]
    for kind in papers.FACTS:
        sealed = {name for name, one in fields(kind).items() if not one.clear}
        assert sealed == {"title", "file_name"}
