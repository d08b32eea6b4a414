"""People at work in a store: whoever acts in a command is somebody there, in a post that they hold."""

from pathlib import Path

from goldenthread.app import now, store
from goldenthread.engine.access.register import Register
from goldenthread.engine.application import Cases
from goldenthread.engine.calendars import EARLIEST
from goldenthread.http.identity.office import Office
from goldenthread.settings import Settings

SCHOOL = "elm-school"


def enter(cases: Cases, **posts: str) -> None:
    """Enter a school, and an account for each name, in a post there."""
    office = Office(Register(cases), now())
    office.organisation(SCHOOL, "setting", "Elm School", EARLIEST)
    for account, post in posts.items():
        office.account(account, EARLIEST)
        office.post(account, post, SCHOOL, EARLIEST)


def enter_in(data: Path, **posts: str) -> None:
    """Enter them in the store of a folder, making it where there is none."""
    with store(Settings(data=str(data))) as (cases, _):
        enter(cases, **posts)
