"""The page of who may see what, by which rule."""

from collections import Counter
from collections.abc import Iterable, Iterator

from goldenthread.engine.access.policy import Grant, Policy, Post, Reach, Relation
from goldenthread.engine.journeys import Journeys
from goldenthread.handbook.tables import WRITTEN_BY, law, table


def access_page(policy: Policy, journeys: Journeys) -> Iterator[str]:
    yield from ("# Who may see what", "", WRITTEN_BY, "")
    yield f"Policy `{policy.version}`. What no rule lets somebody see is not there: its absence, a refusal and what"
    yield "never was are one and the same. Every read is decided by this table, and can be worked out again for a day"
    yield "that is over, by the policy that was in force then: `goldenthread access`, `goldenthread policies`."
    yield ""
    yield from ("## At a glance", "", *at_a_glance(policy))
    yield "What somebody wrote, and what is about themselves, is left out here: see each post."
    yield ""
    yield from ("## Relations and reach", "")
    yield from table(("relation to a case", "what it means"), ((str(one), one.label) for one in Relation))
    yield from table(("how far", "which entries of a class"), ((str(one), one.label) for one in Reach))
    yield from ("## Record classes", "", *classes_table(policy, journeys))
    yield from ("## Posts", "")
    for post in policy.posts:
        yield from post_section(post, [one for one in policy.grants if one.post is post])
    yield from ("## How it is known who holds an entry, whom it reached, and from whom it is kept", "")
    for number, said in enumerate(policy.rules, 1):
        yield f"{number}. {said}"


def at_a_glance(policy: Policy) -> Iterator[str]:
    classes = classes_of(policy)
    yield from table(
        ("post", *classes),
        ((post.name, *(cell(post, kept, policy.grants) for kept in classes)) for post in policy.posts),
    )


def cell(post: Post, kept: str, grants: Iterable[Grant]) -> str:
    """Say how far a post reaches in a class, in each relation; its own left out."""
    there = [one for one in grants if one.post is post and kept in {it.name for it in one.classes}]
    return "; ".join(f"{one.reach} ({one.relation})" for one in there if one.reach is not Reach.OWN)


def classes_of(policy: Policy) -> list[str]:
    return list(dict.fromkeys(kept.name for one in policy.grants for kept in one.classes))


def classes_table(policy: Policy, journeys: Journeys) -> Iterator[str]:
    known = {kept.name: kept for one in policy.grants for kept in one.classes}
    count = Counter(journeys.kept(kind).name for kind in journeys.events.values())
    yield from table(
        ("class", "about", "what others see of it", "events"),
        ((name, str(one.about), str(one.seen), str(count[name])) for name, one in known.items()),
    )


def post_section(post: Post, grants: Iterable[Grant]) -> Iterator[str]:
    yield from (f"### `{post.id}`", "")
    also = [
        said
        for said, so in (
            ("may let others take part in a case", post.admits),
            ("looks after accounts and posts", post.keeps),
            ("sees what entries that its organisation answers for said before they were put right", post.answers),
            ("what they read is shown to nobody but those who read as they do", post.unseen),
        )
        if so
    ]
    yield f"{post.name[0].upper()}{post.name[1:]}, in {' or '.join(post.of)}. Reads for: {post.purpose}."
    yield f"Writes as: {', '.join(part.name for part in post.parts) or 'nobody'}."
    yield from (f"{said.capitalize()}." for said in also)
    yield ""
    if rows := [grant_row(one) for one in grants]:
        yield from table(("relation", "classes", "how far", "why", "law"), rows)
    else:
        yield from ("Sees nothing of any case.", "")


def grant_row(grant: Grant) -> tuple[str, ...]:
    classes = ", ".join(one.name for one in grant.classes)
    return str(grant.relation), classes, str(grant.reach), grant.because, law(grant.law) if grant.law else ""
