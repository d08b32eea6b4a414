"""What one body writes reaches another only by a named act that lists it, for as long as what it rests on stands."""

from datetime import date

import pytest

from goldenthread.engine.events import Answer, How, LawfulBasis, RecordId
from goldenthread.engine.records import Record, Withdrawn
from goldenthread.workflows import needs_assessment as na
from goldenthread.workflows import plan, safeguarding, sharing
from goldenthread.workflows.permissions import SharingWithAgency, SupporterMayRead
from goldenthread.workflows.protected import KindOfTask, ProtectedTaskAgreed
from goldenthread.workflows.safeguarding import SafeguardingShared
from goldenthread.workflows.sharing import EntriesShared, GoesTo, InformationShared, PlanDisclosed, SharedWithFamily
from goldenthread.workflows.vocabulary import Organisation, Setting
from goldenthread.workflows.young_person import SaidInConfidence
from tests.access.world import BEGAN, World, person
from tests.story import day
from tests.trace import requirement
from tests.workflows import samples

ON, LATER = "3 Dec 2024", "10 Dec 2024"


def shared(
    *entries: RecordId,
    to: str | None = None,
    kind: GoesTo = GoesTo.AUTHORITY,
    basis: LawfulBasis = LawfulBasis.PUBLIC_TASK,
    permission: RecordId | None = None,
) -> EntriesShared:
    return EntriesShared(
        goes_to=kind,
        recipient="Whoever works there",
        entries=entries,
        purpose="So that nobody has to say it twice",
        basis=basis,
        sought=sharing.Sought.ASKED,
        permission=permission,
        organisation=Organisation(to) if to else None,
    )


def permitted(until: date | None = None, starts_on: date | None = None) -> SharingWithAgency:
    return SharingWithAgency(
        given_by="Mum",
        authority="Mother",
        scope="The notes of the last review",
        answer=Answer.YES,
        evidence=How.PHONE,
        agency="The authority",
        purpose="To ask for advice",
        starts_on=starts_on,
        until=until,
    )


def described(world: World, by: str = "senco") -> Record:
    return world.says(by, samples.needs_described(), "2 Dec 2024")


# Both ways, and nothing beside


@requirement("S3-50", EntriesShared)
def test_what_a_setting_writes_is_seen_there_and_by_the_family_and_nowhere_else() -> None:
    world = World("the-authority", "acorns", "the-clinic", "psychology")
    entry = described(world)
    assert world.shown_to(entry, ON) == {"senco", "teacher", "lead", "dpo", "mum", "dad", "sam"}


@pytest.mark.parametrize(
    ("to", "readers"),
    [
        ("the-authority", {"officer", "auditor"}),
        ("acorns", {"key-person"}),
        ("the-clinic", {"nurse"}),
        ("psychology", {"psychologist"}),
        ("the-inspectorate", {"inspector"}),
    ],
)
def test_a_named_act_opens_what_it_lists_to_whom_it_names(to: str, readers: set[str]) -> None:
    world = World("the-authority", "acorns", "the-clinic", "psychology", "the-inspectorate")
    entry, beside = described(world), world.says("senco", samples.worry(), "2 Dec 2024")
    before = world.shown_to(entry, "2 Dec 2024")
    act = world.says("senco", shared(entry.id, to=to), ON)
    assert world.shown_to(entry, ON) - before == readers
    assert world.shown_to(act, ON) - before == readers
    assert world.shown_to(beside, ON).isdisjoint(readers)


def test_an_authority_shares_with_a_setting_in_the_same_way() -> None:
    world = World("the-authority")
    entry = described(world, "officer")
    assert not world.is_shown("senco", entry, ON)
    world.says("officer", shared(entry.id, to="elm-primary", kind=GoesTo.SETTING), ON)
    assert world.is_shown("senco", entry, ON)


def test_every_wording_of_what_was_shared_is_shared_and_a_correction_by_another_is_seen_by_both() -> None:
    world = World("the-authority")
    entry = described(world)
    world.says("senco", shared(entry.id, to="the-authority"), ON)
    corrected = world.says("senco", samples.needs_described(), "2 Dec 2024", replaces=entry, written=LATER)
    assert {"officer", "senco"} <= world.shown_to(corrected, LATER)
    again = world.says("officer", samples.needs_described(), "2 Dec 2024", replaces=corrected, written=LATER)
    assert {"officer", "senco"} <= world.shown_to(again, LATER)


def test_sharing_one_wording_by_its_own_name_shares_the_entry() -> None:
    world = World("the-authority")
    entry = described(world)
    corrected = world.says("senco", samples.needs_described(), "2 Dec 2024", replaces=entry, written=ON)
    world.says("senco", shared(corrected.id, to="the-authority"), ON)
    assert world.is_shown("officer", entry, ON)
    assert world.is_shown("officer", corrected, ON)


def test_nobody_can_share_with_themselves_what_is_not_theirs() -> None:
    world = World("the-authority")
    entry = described(world)
    act = world.says("officer", shared(entry.id, to="the-authority"), ON)
    assert not world.is_shown("officer", entry, ON)
    assert world.is_shown("officer", act, ON)


def test_whoever_was_given_an_entry_can_pass_it_on() -> None:
    world = World("the-authority", "psychology")
    entry = described(world)
    world.says("senco", shared(entry.id, to="the-authority"), ON)
    world.says("officer", shared(entry.id, to="psychology", kind=GoesTo.ADVISER), LATER)
    assert not world.is_shown("psychologist", entry, ON)
    assert world.is_shown("psychologist", entry, LATER)


# A kind of body, where nobody is named


def test_a_kind_of_body_is_the_only_one_that_takes_part() -> None:
    world = World("the-authority")
    entry = described(world)
    world.says("senco", shared(entry.id), ON)
    assert world.is_shown("officer", entry, ON)


def test_of_several_of_a_kind_none_is_meant_until_one_is_named() -> None:
    world = World("the-authority", "far-authority")
    entry = described(world)
    world.says("senco", shared(entry.id), ON)
    assert world.shown_to(entry, ON).isdisjoint({"officer", "far-officer"})
    world.says("senco", shared(entry.id, to="far-authority"), LATER)
    assert world.shown_to(entry, LATER) & {"officer", "far-officer"} == {"far-officer"}


def test_a_body_that_takes_part_unseen_changes_nothing_of_what_others_are_given() -> None:
    for hidden in ((), ("far-authority",)):
        world = World("the-authority")
        for organisation in hidden:
            world.joins(organisation, BEGAN, unseen=True)
        entry = described(world)
        world.says("senco", shared(entry.id), ON)
        assert world.is_shown("officer", entry, ON)


def test_what_is_written_for_a_body_that_takes_part_unseen_is_kept_from_the_family() -> None:
    world = World("the-authority")
    world.joins("far-authority", BEGAN, unseen=True)
    open_one, hidden = described(world, "officer"), described(world, "far-officer")
    family = {"mum", "dad", "sam"}
    assert family <= world.shown_to(open_one, ON)
    assert world.shown_to(hidden, ON) == {"far-officer"}
    world.joins("far-authority", LATER)
    assert world.shown_to(hidden, LATER) == {"far-officer"}, "what was hidden then is not shown by coming openly since"
    assert family <= world.shown_to(world.says("far-officer", samples.needs_described(), LATER), LATER)


def test_who_joins_later_is_not_meant_by_what_was_shared_before_with_another() -> None:
    world = World("the-authority")
    entry = described(world)
    world.says("senco", shared(entry.id), ON)
    world.joins("far-authority", LATER)
    assert not world.is_shown("far-officer", entry, LATER)


def test_a_health_service_is_not_social_care_though_both_are_agencies() -> None:
    world = World("the-clinic", "social-care", "psychology")
    entry = described(world)
    world.says("senco", shared(entry.id, kind=GoesTo.HEALTH), ON)
    assert world.shown_to(entry, ON) & {"nurse", "social-worker", "social-lead", "psychologist"} == {"nurse"}


def test_the_setting_of_an_older_entry_is_still_the_one_it_went_to() -> None:
    world = World("acorns", "far-academy")
    entry = described(world)
    act = EntriesShared(
        goes_to=GoesTo.NEXT_SETTING,
        recipient="Miss Quinn",
        entries=(entry.id,),
        purpose="The move",
        basis=LawfulBasis.PUBLIC_TASK,
        sought=sharing.Sought.TOLD,
        setting=Setting("far-academy"),
    )
    world.says("senco", act, ON)
    assert world.shown_to(entry, ON) & {"key-person", "far-senco"} == {"far-senco"}


# What may be listed


def test_what_is_kept_apart_cannot_be_listed() -> None:
    world = World("the-authority")
    said = SaidInConfidence(words="It is loud.", how_gathered="With pictures", may_be_told="Nobody")
    entry = world.says("senco", said, "2 Dec 2024")
    world.says("senco", shared(entry.id, to="the-authority"), ON)
    assert not world.is_shown("officer", entry, ON)


def test_that_something_was_shared_outside_or_given_to_the_family_opens_nothing_here() -> None:
    world = World("the-authority")
    entry = described(world)
    told = InformationShared(
        recipient="The authority",
        purpose="Advice",
        what=("All of it",),
        basis=LawfulBasis.PUBLIC_TASK,
        sought=sharing.Sought.TOLD,
    )
    given = SharedWithFamily(to=("Mum",), how=How.EMAIL, what="All of it", entries=(entry.id,))
    before = world.shown_to(entry, ON)
    world.says("senco", told, ON)
    world.says("senco", given, ON)
    assert world.shown_to(entry, ON) == before


# Consent


@requirement("S4-21", EntriesShared, SharingWithAgency)
def test_what_rests_on_a_permission_is_read_while_it_stands_and_not_once_it_is_taken_back() -> None:
    world = World("the-authority")
    entry, yes = described(world), world.says("mum", permitted(), "2 Dec 2024")
    act = world.says("senco", shared(entry.id, to="the-authority", basis=LawfulBasis.CONSENT, permission=yes.id), ON)
    assert world.is_shown("officer", entry, "9 Dec 2024")
    world.says("mum", Withdrawn(record=yes.id, who="Mum"), LATER)
    assert not world.is_shown("officer", entry, LATER)
    assert not world.is_shown("officer", act, LATER)
    assert {"senco", "mum", "dad"} <= world.shown_to(act, LATER)
    assert world.is_shown("officer", entry, "9 Dec 2024"), "what could be seen on that day stays what it was"


@pytest.mark.parametrize(
    ("until", "starts_on", "readable"),
    [
        (None, None, True),
        (day("4 Dec 2024"), None, False),
        (day(LATER), None, True),
        (None, day("11 Dec 2024"), False),
        (None, day(LATER), True),
    ],
)
def test_a_permission_that_is_over_or_has_not_begun_opens_nothing(
    until: date | None, starts_on: date | None, *, readable: bool
) -> None:
    world = World("the-authority")
    entry, yes = described(world), world.says("mum", permitted(until, starts_on), "2 Dec 2024")
    world.says("senco", shared(entry.id, to="the-authority", basis=LawfulBasis.CONSENT, permission=yes.id), ON)
    assert world.is_shown("officer", entry, LATER) is readable


def test_consent_without_a_permission_or_with_something_that_is_none_opens_nothing() -> None:
    world = World("the-authority")
    entry, worry = described(world), world.says("mum", samples.worry(), "2 Dec 2024")
    world.says("senco", shared(entry.id, to="the-authority", basis=LawfulBasis.CONSENT), ON)
    world.says("senco", shared(entry.id, to="the-authority", basis=LawfulBasis.CONSENT, permission=worry.id), ON)
    assert not world.is_shown("officer", entry, ON)


def test_what_the_law_asks_for_does_not_end_with_a_permission() -> None:
    world = World("the-authority")
    entry, yes = described(world), world.says("mum", permitted(), "2 Dec 2024")
    by_law = shared(entry.id, to="the-authority", basis=LawfulBasis.LEGAL_OBLIGATION, permission=yes.id)
    world.says("senco", by_law, ON)
    world.says("mum", Withdrawn(record=yes.id, who="Mum"), LATER)
    assert world.is_shown("officer", entry, LATER)


def test_a_plan_is_read_here_by_whom_it_was_disclosed_to_and_with_consent_while_that_stands() -> None:
    world = World("the-authority", "the-inspectorate")
    entry, yes = described(world), world.says("mum", permitted(), "2 Dec 2024")
    for ground, to in (
        (sharing.DisclosureGround.CONSENT, "the-authority"),
        (sharing.DisclosureGround.INSPECTION, "the-inspectorate"),
    ):
        act = PlanDisclosed(
            ground=ground,
            recipient="Somebody",
            parts="All",
            decided_by="The head",
            consent=yes.id,
            organisation=Organisation(to),
            entries=(entry.id,),
        )
        world.says("senco", act, ON)
    assert world.shown_to(entry, ON) >= {"officer", "inspector"}
    world.says("mum", Withdrawn(record=yes.id, who="Mum"), LATER)
    assert world.shown_to(entry, LATER) & {"officer", "inspector"} == {"inspector"}


# To keep a child safe


@requirement("S4-22", SafeguardingShared)
@requirement("S4-12", ProtectedTaskAgreed)
def test_what_is_shared_to_keep_a_child_safe_is_read_by_that_lead_alone_and_changes_nothing_for_anybody_else() -> None:
    world = World("social-care", "the-authority")
    entry = world.says("lead", protected_task(), "2 Dec 2024")
    assert world.shown_to(entry, ON) == {"lead", "dpo"}
    others = ("senco", "teacher", "officer", "mum", "dad", "sam", "nurse", "social-worker")
    before = {account: (world.sees(account, ON), world.counted(account, ON)) for account in others}
    act = SafeguardingShared(
        ground=safeguarding.SafeguardingGround.HARM,
        decided_by="Mrs Rowe",
        decided_at="3 December, 14:10",
        not_asked=safeguarding.WhyNotAsked.RISK,
        recipient="Children's social care",
        entries=(entry.id,),
        organisation=Organisation("social-care"),
    )
    record = world.says("lead", act, ON)
    assert world.shown_to(entry, ON) == {"lead", "dpo", "social-lead"}
    assert world.shown_to(record, ON) == {"lead", "dpo", "social-lead"}
    assert {account: (world.sees(account, ON), world.counted(account, ON)) for account in others} == before


def protected_task() -> ProtectedTaskAgreed:
    return ProtectedTaskAgreed(kind=KindOfTask.ATTEND, task="The meeting", owner="Mrs Rowe", family_part=True)


# What is handed over by what it says


def test_a_request_that_a_setting_sends_is_there_for_the_authority_it_is_sent_to() -> None:
    world = World("the-authority")
    sent = world.says("senco", na.RequestSent(why="Help so far is not enough."), ON)
    assert world.is_shown("officer", sent, ON)


# What a family writes


def test_what_a_family_writes_is_for_the_setting_that_is_there_and_not_for_one_that_comes_later() -> None:
    world = World("the-authority")
    worry = world.says("mum", samples.worry(), ON)
    world.joins("far-academy", LATER)
    assert world.shown_to(worry, LATER) == {"senco", "teacher", "lead", "dpo", "mum", "dad", "sam"}


def test_what_a_family_writes_of_a_plan_is_for_the_authority_or_for_the_setting_until_there_is_one() -> None:
    world = World()
    missed = world.says("mum", plan.ProvisionMissed(what="Speech therapy"), ON)
    assert world.is_shown("senco", missed, ON)
    world.joins("the-authority", LATER)
    assert {"senco", "officer"} <= world.shown_to(missed, LATER)
    again = world.says("mum", plan.ProvisionMissed(what="Speech therapy"), LATER)
    assert {"senco", "officer"} & world.shown_to(again, LATER) == {"officer"}


# A supporter


def test_a_supporter_reads_what_the_family_lets_them_and_nothing_once_it_is_taken_back() -> None:
    world = World()
    entry, other = described(world), world.says("mum", samples.worry(), "2 Dec 2024")
    assert world.sees("friend", ON) == frozenset()
    yes = world.says("mum", lets(entry.id), ON)
    assert world.sees("friend", ON) == {entry.id}
    everything = world.says("mum", lets(), ON)
    assert world.sees("friend", ON) >= {entry.id, other.id}
    for one in (yes, everything):
        world.says("mum", Withdrawn(record=one.id, who="Mum"), LATER)
    assert world.sees("friend", LATER) == frozenset()


def lets(*entries: RecordId) -> SupporterMayRead:
    return SupporterMayRead(
        given_by="Mum",
        authority="Mother",
        scope="All of it",
        answer=Answer.YES,
        evidence=How.IN_PERSON,
        supporter=person("friend"),
        entries=entries,
    )
