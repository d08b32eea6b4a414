"""Who acts: the account that a command is run for, as the directory of the store has it today.

Whoever can open the store and its key file could write anything. But what is recorded names nobody who is not there,
and nobody approves in a post that approves nothing.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from goldenthread.app import now
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.events import CODE
from goldenthread.engine.records import Actor
from goldenthread.engine.views import HERE
from goldenthread.terminal import Misused, Refused
from goldenthread.workflows.posts import IN_FAMILY, POSTS

F = TypeVar("F", bound=Callable[..., Any])
APPROVING = tuple(post.id for post in POSTS if post.reviews)
"""The posts in which somebody approves that something is destroyed."""


class Code(click.ParamType[str]):
    """An identifier: small letters, digits, dots, hyphens and underscores. Never a name."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        del ctx
        if not re.fullmatch(CODE.pattern or "", value):
            named = param.opts[0] if param else self.name
            raise Misused(f"{named} is an identifier of small letters, digits and . _ -, never a name; not {value!r}")
        return str(value)


CODED = Code()


def acting(command: F) -> F:
    """Ask who is acting."""
    for option in (
        click.option("--organisation", type=CODED, help="For which organisation; the first of its own, unless said."),
        click.option("--role", type=CODED, help="In which of its posts; the first that will do, unless said."),
        click.option("--account", type=CODED, required=True, help="Which account is acting: it holds a post today."),
    ):
        command = option(command)
    return command


def actor(
    cases: Cases, account: str, organisation: str | None = None, role: str | None = None, *, approves: bool = False
) -> Actor:
    """Return who acts, in a post at work that they hold today. Raises ``Refused`` where they hold none that will do."""
    held = posts_at_work(cases, account, now().astimezone(HERE).date())
    mine = [(place, post) for place, post in held if organisation in (None, place) and role in (None, post)]
    if not mine:
        raise Refused(f"{account} holds no such post at work today; who holds which: goldenthread account list")
    able = [(place, post) for place, post in mine if post in APPROVING] if approves else mine
    if not able:
        raise Refused(f"{account} holds no post that approves this today; these do: {', '.join(APPROVING)}")
    return Actor(account, able[0][1], able[0][0])


def posts_at_work(cases: Cases, account: str, day: date) -> list[tuple[str, str]]:
    """Return the organisation and the post of each post that an account holds on a day, but for those at home."""
    directory = Register(cases).directory()
    return [
        (one.organisation, one.post)
        for one in directory.posts(account, day)
        if directory.kind_of(one.organisation) != IN_FAMILY
    ]
