"""What could be seen on a day that is over is what was shown on it, whatever has ended since."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest

from goldenthread.access_command import remembered
from goldenthread.engine.access.members import PartEnded, access_of
from goldenthread.engine.access.policy import Post
from goldenthread.engine.access.recalling import Recall, Remembered
from goldenthread.engine.commands import Note
from goldenthread.http.identity.office import OPERATOR
from goldenthread.workflows.access import RULES
from goldenthread.workflows.posts import POSTS
from tests.access.matrix.places import Child, Place
from tests.access.matrix.test_two_stores import copied
from tests.http.town import Town

A_MONTH = timedelta(days=31)
Ids = frozenset[str]


class Past:
    """A day, and a town a month after it, in which every part and every post has ended."""

    def __init__(self, place: Place, later: Town) -> None:
        self.place, self.day, self.later = place, place.town.api.now.date(), later
        later.api.now += A_MONTH
        for child in place.children.values():
            self.end_every_part(child)
        for account, held in later.register.directory().held.items():
            for one in held:
                later.office.end_post(account, one.post, one.organisation, later.api.now.date())
        self._then = self.on_record(place.town)
        self._since = self.on_record(later)

    def end_every_part(self, child: Child) -> None:
        now, register = self.later.api.now, self.later.register
        for part in register.members(self.later.api.cases.case(child.id)).parts:
            if part.entry and part.on(now.date()):
                said = Note(event=PartEnded(joined=part.entry), happened_on=now.date(), by=OPERATOR)
                register.enter(access_of(child.id), said, now)

    def on_record(self, town: Town) -> Mapping[str, Remembered]:
        cases = town.api.cases
        return {name: remembered(cases, cases.case(child.id)) for name, child in self.place.children.items()}

    def shown(self, post: Post, child: Child) -> Ids | None:
        """Return what the timeline shows to a post today; None where the case is unknown to it."""
        answer = self.place.town.look(f"{child.path}/timeline", post.id, view="full", limit="500")
        return frozenset(one["id"] for one in answer.json()["items"]) if answer.status_code == 200 else None

    def recalled(self, post: Post, situation: str, day: date, *, since: bool = False) -> Ids | None:
        """Return what a post could see on a day, by what was on record that day, or is on record a month after it."""
        cases = self.place.town.api.cases
        whole = cases.case(self.place.children[situation].id)
        recall = Recall(cases.journeys.of(whole), RULES, cases.twin)
        found = recall.could_see((self._since if since else self._then)[situation], *self.place.account(post.id), day)
        if found is None:
            return None
        return frozenset(str(one.id) for one in found.case.records if one.id not in found.withheld)


@pytest.fixture(scope="module")
def past(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    later = copied(place.town, tmp_path_factory.mktemp("later"))
    yield Past(place, later)
    later.api.door.close()
    later.api.cases.close()


@pytest.mark.parametrize("post", POSTS, ids=lambda one: str(one.id))
def test_what_could_be_seen_on_a_day_is_what_was_shown_on_it_and_stays_that(past: Past, post: Post) -> None:
    for situation, child in past.place.children.items():
        shown = past.shown(post, child)
        assert past.recalled(post, situation, past.day) == shown, situation
        assert past.recalled(post, situation, past.day, since=True) == shown, (situation, "a month later")
        assert past.recalled(post, situation, past.day + A_MONTH, since=True) is None, situation
