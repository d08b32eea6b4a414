"""Laws of what is seen: what nobody may notice changes nothing for them, and a rule less never shows anybody more."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.engine.access.policy import Policy, Sight, Viewer, may_see, standing_of
from goldenthread.engine.access.seeing import Asked, Seeing, seeing
from goldenthread.engine.case import Case, fold
from goldenthread.engine.events import Event, RecordId
from goldenthread.engine.records import Record
from goldenthread.workflows.access import POLICY
from goldenthread.workflows.family import AdultNeedsTold, ToldInConfidence
from goldenthread.workflows.journey import JOURNEY
from goldenthread.workflows.young_person import SaidInConfidence
from tests.access.test_sharing import described, protected_task, shared
from tests.access.world import ACCOUNTS, World, erased, person
from tests.story import CASE, day
from tests.workflows import samples

ON, LATER = "2 Dec 2024", "10 Dec 2024"
UNSEEN: Sequence[tuple[str, Event]] = (
    ("lead", protected_task()),
    ("senco", ToldInConfidence(person=person("mum"), words="It is hard.", may_know="Nobody")),
    ("mum", AdultNeedsTold(person=person("mum"), needs="Reading is slow.", how_asked="By telephone", may_know="You")),
    ("sam", SaidInConfidence(words="It is loud.", how_gathered="With pictures", may_be_told="Nobody")),
    ("teacher", SaidInConfidence(words="He is shy.", how_gathered="With pictures", may_be_told="The lead")),
)
SEEN: Sequence[tuple[str, Event]] = (
    ("senco", samples.worry()),
    ("mum", samples.worry()),
    ("teacher", samples.worry()),
    ("officer", samples.worry()),
)
told = st.lists(st.sampled_from([*((True, *one) for one in UNSEEN), *((False, *one) for one in SEEN)]), max_size=7)


def as_seen(world: World, case: Case, account: str) -> Seeing | None:
    """Return a case as an account sees it, whatever it was told from."""
    recall = world.seeing(account, LATER)
    if recall is None:
        return None
    directory, members = world.now()
    viewer = viewer_of(world, account)
    asked = Asked(case, JOURNEY, members, directory, day(LATER))
    standing = standing_of(
        viewer,
        members.organisations(day(LATER)),
        members.posts_of(account, day(LATER)),
        emergency=False,
        policy=world.rules.policy,
    )
    return seeing(asked, viewer, standing, world.rules, erased)


def viewer_of(world: World, account: str) -> Viewer:
    directory, _ = world.now()
    post, organisation, _ = ACCOUNTS[account]
    return Viewer(account, organisation, directory.kind_of(organisation), (post,), directory.person_of(account))


@given(told)
@settings(max_examples=40, deadline=None)
def test_what_somebody_may_not_notice_changes_nothing_that_they_see(entries: list[tuple[bool, str, Event]]) -> None:
    world = World("the-authority", "the-clinic")
    hidden: list[Record] = []
    for is_unseen, account, event in entries:
        record = world.says(account, event, ON)
        hidden += [record] if is_unseen else []
    whole = world.story.case
    for account in ACCOUNTS:
        found = as_seen(world, whole, account)
        if found is None:
            continue
        mine = {one.id for one in hidden} - found.why.keys()
        without = as_seen(world, fold(CASE, [one for one in whole.records if one.id not in mine]), account)
        assert without is not None
        assert shown(without) == shown(found), account


def shown(found: Seeing) -> tuple[object, ...]:
    """Return everything that an answer is worked out from."""
    case = found.case
    return (
        [told_of(one) for one in case.records],
        [told_of(one) for one in case.standing],
        {name: (one.stage, one.opened_on, one.since) for name, one in case.strands.items()},
        found.withheld,
        dict(found.counted),
    )


def told_of(record: Record) -> tuple[object, ...]:
    return (record.id, record.kind, record.happened_on, record.strand, record.lands, record.heard_in, record.judgement)


def test_a_rule_less_never_shows_anybody_more() -> None:
    world = World("the-authority", "the-clinic")
    entry = described(world)
    world.says("senco", shared(entry.id, to="the-authority"), ON)
    for account, event in (*SEEN, *UNSEEN):
        world.says(account, event, ON)
    directory, members = world.now()
    asked = Asked(world.story.case, JOURNEY, members, directory, day(LATER))
    known = world.rules.known(asked)

    def shown_under(policy: Policy) -> dict[str, frozenset[RecordId]]:
        found: dict[str, frozenset[RecordId]] = {}
        for account in ACCOUNTS:
            viewer = viewer_of(world, account)
            standing = standing_of(
                viewer,
                members.organisations(day(LATER)),
                members.posts_of(account, day(LATER)),
                emergency=False,
                policy=policy,
            )
            found[account] = frozenset(
                one for one, it in known.items() if may_see(viewer, standing, it, policy).sight is Sight.SHOWN
            )
        return found

    all_of_it = shown_under(POLICY)
    assert any(all_of_it.values())
    for n in range(len(POLICY.grants)):
        fewer = shown_under(replace(POLICY, grants=(*POLICY.grants[:n], *POLICY.grants[n + 1 :])))
        assert all(fewer[account] <= all_of_it[account] for account in ACCOUNTS), POLICY.grants[n]
    nothing = shown_under(replace(POLICY, grants=()))
    assert not any(nothing.values())
