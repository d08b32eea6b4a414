"""The directory: whom a family can turn to outside the setting, and when somebody last checked that it is so.

What each authority calls its services, and how to reach them, is for whoever keeps its list: give it as data, and it
is read beside the services for the whole of England. An entry that nobody has checked says so.
"""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from goldenthread.engine import Choice, Local, months_of
from goldenthread.engine.calendars import Calendar


class Help(Choice):
    """What kind of help it is, for a family with a child who may need more."""

    FAMILY_SUPPORT = "family-support", "Support for the family"
    INFORMATION_SERVICE = "information-service", "The family information service"
    SUPPORT_GROUP = "support-group", "A children's centre or support group"
    IMPARTIAL_ADVICE = "impartial-advice", "The impartial advice service, with an independent supporter"
    VOLUNTARY_GROUP = "voluntary-group", "A voluntary group or network"
    TRIBUNAL_HELP = "tribunal-help", "Help with mediation and the tribunal"
    LEGAL_ADVICE = "legal-advice", "Free legal advice, nationally"
    CONDITION = "condition", "Information on a condition"
    PARENT_FORUM = "parent-forum", "The parent carer forum"
    PEER_CONTACT = "peer-contact", "Another family who knows what it is like"
    TRAINING = "training", "Training for families"
    LOCAL_OFFER = "local-offer", "The authority's own directory, its local offer"
    CHARTER = "charter", "The charter on working together"


class FamilyHelp(Choice):
    """What kind of help it is, for the family's own life. That it was offered is private to the parent."""

    COMMUNITY = "community", "An ethnic, cultural or faith community"
    DRUGS_AND_ALCOHOL = "drugs-and-alcohol", "Drugs or alcohol"
    WELFARE_RIGHTS = "welfare-rights", "Money and welfare rights"
    ADULT_EDUCATION = "adult-education", "Learning for adults"
    CHILDCARE = "childcare", "Childcare"


class Entry(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One service: what it is for, whose area it serves (none: everywhere), and when it was last checked."""

    service: str
    what_for: str
    help: Help | None = None
    for_family: FamilyHelp | None = None
    authority: str | None = None
    reached: str | None = None
    checked_on: date | None = None


EVERYWHERE = (
    Entry(
        service="IPSEA",
        help=Help.LEGAL_ADVICE,
        what_for="Free advice on the law: asking for a plan, checking one, moving from an old statement, appealing.",
    ),
    Entry(service="IPSEA", help=Help.TRIBUNAL_HELP, what_for="Help with an appeal."),
    Entry(
        service="Contact",
        help=Help.CONDITION,
        what_for="Information on conditions, and groups of families who live with them.",
    ),
    Entry(service="Contact", help=Help.PEER_CONTACT, what_for="Other families who know what it is like."),
    Entry(
        service="Citizens Advice", for_family=FamilyHelp.WELFARE_RIGHTS, what_for="Money, benefits, housing, rights."
    ),
)
"""Services for the whole of England. How to reach them is for whoever checks the entry to write down."""

CHECKED_AGAIN = months_of(Local("months after which an entry of the directory is checked again", 6))


def directory(authority: str, local: Iterable[Mapping[str, object]] = ()) -> tuple[Entry, ...]:
    """Return the services that a family in an authority's area can turn to. ``local`` is its own list, as data.

    Raises ``msgspec.ValidationError`` where an entry is not one.
    """
    own = msgspec.convert([{"authority": authority, **one} for one in local], tuple[Entry, ...])
    return (*(one for one in own if one.authority == authority), *EVERYWHERE)


def to_check(entries: Iterable[Entry], today: date, calendar: Calendar) -> tuple[Entry, ...]:
    """Return the entries that nobody has checked, or not for long."""
    return tuple(one for one in entries if not one.checked_on or CHECKED_AGAIN.end(one.checked_on, calendar) < today)
