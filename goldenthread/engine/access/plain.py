"""The plainest rules: for trying out a workflow, where every part of its story is a post. Not for anybody's records."""

from collections.abc import Iterable

from goldenthread.engine.access.policy import Grant, Policy, Post, Reach, Relation
from goldenthread.engine.access.seeing import Rules, holding
from goldenthread.engine.events import RecordClass, Role
from goldenthread.engine.journeys import Journeys


def plain_rules(journeys: Journeys, unseen_by: Iterable[Role] = (), also: Iterable[Post] = ()) -> Rules:
    """Return rules under which everybody who takes part in a case sees all of it.

    ``unseen_by`` are the parts whose posts see nothing of a class but the core. ``also`` are posts that see nothing.
    """
    blind = {role.id for role in unseen_by}
    posts = tuple(
        Post(role.id, role.name, ("any",), (role,), "trying-out", admits=True)
        for role in {role.id: role for role in parts_of(journeys)}.values()
    )
    core = journeys.first.core
    everything = tuple({one.name: one for one in classes_of(journeys)}.values())
    grants = tuple(
        Grant(post, relation, (core,) if post.id in blind else everything, Reach.ALL, "it is being tried out")
        for post in posts
        for relation in (Relation.ORGANISATION, Relation.NAMED)
    )
    return Rules(Policy("plain", (*posts, *also), grants, core), holding)


def parts_of(journeys: Journeys) -> Iterable[Role]:
    for event in journeys.events.values():
        yield from getattr(event, "recorded_by", ())


def classes_of(journeys: Journeys) -> Iterable[RecordClass]:
    yield from (journeys.kept(event) for event in journeys.events.values())
