"""Who looked at a case, for somebody who asks what is held about them; and that it is now read again."""

from uuid import UUID

from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.events import PersonId
from goldenthread.engine.views import day_here
from goldenthread.projections.reading import Reading, Readings
from goldenthread.projections.subject_access import Look
from goldenthread.workflows.access import POLICY

NOT_A_POST, NO_PURPOSE = "whoever keeps the machine", "keeping-the-machine"


def looks_at(cases: Cases, readings: Readings, case: UUID, asker: PersonId) -> list[Look]:
    """Return every time that a case was shown, the latest first; what must not be noticed is marked ``unseen``.

    So is that another of the family looked than who asks.
    """
    register = Register(cases)
    members, directory = register.members(cases.case(case)), register.directory()
    found: list[Look] = []
    with readings.of(case) as every:
        for one in every:
            at_home = directory.kind_of(one.organisation) == POLICY.family
            another = at_home and directory.person_of(one.account) != asker
            hidden = members.hidden(day_here(one.at))
            found.append(look(one, hidden | {one.account} if another else hidden))
    return found


def look(one: Reading, hidden: frozenset[str]) -> Look:
    posts = [POLICY.by_id[post] for post in one.posts if post in POLICY.by_id]
    shown = next((post for post in posts if not post.unseen), None)
    unseen = bool(posts and shown is None) or not hidden.isdisjoint((one.organisation, one.account))
    named = shown or (posts[0] if posts else None)
    return Look(
        at=one.at,
        role=named.name if named else NOT_A_POST,
        organisation=one.organisation,
        purpose=named.purpose if named else NO_PURPOSE,
        unseen=unseen,
    )
