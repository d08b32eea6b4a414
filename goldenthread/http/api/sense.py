"""What cannot be meant: asked of whoever writes, and never of what is stored."""

from datetime import date

from goldenthread.engine.calendars import EARLIEST, LATEST
from goldenthread.engine.commands import Unacceptable
from goldenthread.engine.decide import days
from goldenthread.engine.events import Consent, Event
from goldenthread.http.api.bodies import Said
from goldenthread.http.problems import Problem


def must_agree(body: Said, where: str) -> None:
    """Refuse a strand that is named and another that is opened."""
    if body.strand and body.new_strand:
        why = "give strand, or new_strand, not both: the first names a strand, the second opens another"
        errors = [{"pointer": f"{where}/{name}", "detail": why} for name in ("strand", "new_strand")]
        raise Problem(400, "invalid", "The request cannot be read", why, {"errors": errors})


def must_last(event: Event, where: str) -> None:
    """Refuse a permission that ends before it starts, as it is written down."""
    if isinstance(event, Consent) and event.starts_on and event.until and event.until < event.starts_on:
        why = f"until ({event.until}) is before starts_on ({event.starts_on}), so this would never be in force"
        raise Problem(
            422, "unacceptable", "This cannot be so", why, {"errors": [{"pointer": f"{where}/until", "detail": why}]}
        )


def must_have_happened(happened_on: date, event: Event, today: date) -> None:
    """Refuse a day to come, and days that nobody could mean, in what is said of no case."""
    if happened_on > today:
        raise Unacceptable("happened_on", "that day is still to come; only what has happened is recorded")
    for name, one in (("happened_on", happened_on), *days(event)):
        if not EARLIEST <= one <= LATEST:
            raise Unacceptable(name, f"give a day from {EARLIEST} to {LATEST}")
