"""The invented town: its children, where they go, and which story each of them lives through."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from goldenthread.demo.days import Days
from goldenthread.demo.places import ACADEMY, NURSERY, PRIMARY
from goldenthread.demo.plans import being_changed, review_to_come
from goldenthread.demo.requests import plan_late, refused, under_way, urgent
from goldenthread.demo.scenarios.every import SCENARIOS
from goldenthread.demo.steps import Child, Step, Story
from goldenthread.demo.support import permission_taken_back, review_late, supported
from goldenthread.demo.worries import closed, trying, unanswered
from goldenthread.engine.calendars import Calendar, add_months

FIRST = (
    "Ada", "Bilal", "Cerys", "Dara", "Edie", "Femi", "Grace", "Hari", "Isla", "Jude", "Kezia", "Leo", "Mina", "Noor",
    "Owen", "Priya", "Rosa", "Sunil", "Tess", "Umar", "Vera", "Wren", "Yusuf", "Zoe", "Alba", "Ben", "Chidi", "Dilys",
)  # fmt: skip
LAST = ("Ashdown", "Brook", "Carr", "Dale", "Eastwood", "Field", "Garth", "Hartley", "Ings", "Kirk", "Lowe", "Moss")
RESPONSIBLE = "Has parental responsibility"
AT_HOME = {
    "mum": RESPONSIBLE,
    "dad": RESPONSIBLE,
    "gran": "Has parental responsibility under a special guardianship order",
    "foster carer": "Has authority delegated by the local authority, in the placement plan",
}
"""Who is at home, and by what right they say yes or no to something."""
SCHOOL_AGE, SECONDARY_AGE = 5, 11
YEAR = timedelta(days=365)
EARLIER, LATER = 45, 25
"""By how many days a story may be told earlier or later, where it is told of more than one child."""


STORIES = (
    Story(supported, 152, (5, 10)),
    Story(plan_late, 290, (7, 14)),
    Story(unanswered, 21, (5, 13)),
    Story(review_to_come, 175, (6, 10)),
    Story(urgent, 33, (5, 13)),
    Story(permission_taken_back, 192, (4, 8)),
    Story(review_late, 151, (4, 9)),
    Story(under_way, 200, (3, 9)),
    Story(being_changed, 282, (10, 10)),
    Story(refused, 95, (6, 15)),
    Story(trying, 36, (3, 4)),
    Story(closed, 140, (4, 10)),
    *SCENARIOS,
)


def town(cases: int, seed: int, today: date, calendar: Calendar) -> Iterator[tuple[Child, date, Days, list[Step]]]:
    """Yield each child, when the record was opened, and what happened: the same for the same seed and day.

    The first of each story are as they are told; after them each story comes again, begun somewhat earlier or later.
    """
    chance = Random(seed)  # noqa: S311  # an invented town needs no secrecy
    first: list[str] = []
    for number in range(cases):
        story = STORIES[number % len(STORIES)]
        first = first or chance.sample(FIRST, len(FIRST))
        drift = 0 if number < len(STORIES) else max(chance.randint(-LATER, EARLIER), 2 - story.opened)
        days = Days(today, calendar, drift)
        child = a_child(first.pop(), number, story, days, chance)
        yield child, days.ago(story.opened), days, list(story.tell(child, days))


def a_child(known_as: str, number: int, story: Story, days: Days, chance: Random) -> Child:
    youngest, oldest = story.ages
    age = chance.randint(youngest, oldest)
    place = story.place or (NURSERY if age < SCHOOL_AGE else PRIMARY if age < SECONDARY_AGE else ACADEMY)
    name, carer = f"{known_as} {chance.choice(LAST)}", chance.choice(story.at_home or tuple(AT_HOME))
    return Child(
        name=name,
        known_as=known_as,
        at_home=f"{known_as}'s {carer}",
        authority=AT_HOME[carer],
        born_on=born_on(story, age, days, chance.randrange(30, 300)),
        place=place,
        number=number + 1,
    )


def born_on(story: Story, age: int, days: Days, more: int) -> date:
    """Return a birth date: that of an age and so many days more, or as the story has it."""
    if story.turned is None:
        return days.today - age * YEAR - timedelta(days=more)
    reached, ago = story.turned
    return add_months(days.ago(ago), -12 * reached)
