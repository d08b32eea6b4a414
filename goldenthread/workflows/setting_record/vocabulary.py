"""Words that more than one story of a setting's own record uses."""

from datetime import date
from typing import Annotated, NewType

from goldenthread.engine import CLEAR, CODE, Event, RecordClass, Seen, asks
from goldenthread.workflows.people import ANYONE, CHILD, GOVERNORS, SETTING, STAFF

OF_THE_SETTING = RecordClass("of-the-setting", seen=Seen.SHOWN, about=SETTING)
"""What a setting keeps of itself: policies, posts, events. No child is named in it."""

VISITS = RecordClass("agency-visits", seen=Seen.COUNTED, about=CHILD, apart=True)
"""Visits of agency staff, each to one child: so each under a key of its own, which goes when that child is erased."""

KEEPERS = (*STAFF, GOVERNORS)
"""Whoever keeps the setting's record."""

EVERYBODY = (*ANYONE, GOVERNORS)
"""Families too: they write down themselves what they asked, said or took part in."""

PolicyNumber = NewType("PolicyNumber", str)
PolicyCode = Annotated[PolicyNumber, CODE]
"""The number of a policy or procedure, such as 09.14: it stays the same from version to version."""

PostName = NewType("PostName", str)
PostCode = Annotated[PostName, CODE]
"""A post, whoever holds it: ``senco``, or ``senco-2`` where there are two."""

AuthorityName = NewType("AuthorityName", str)
AuthorityCode = Annotated[AuthorityName, CODE]
"""The identifier of a local authority: what its services are called differs from one to the next."""

ServiceName = NewType("ServiceName", str)
ServiceCode = Annotated[ServiceName, CODE]
"""The identifier of a service in a directory, such as ``sendiass-northshire``."""


class PolicyStands(Event, kw_only=True):
    """A policy is in force as it now reads, and somebody has said when it is looked at next."""

    code: Annotated[PolicyCode, asks("Which policy?", "Its number, such as 09.14."), CLEAR]
    review_on: Annotated[
        date | None,
        asks("When is it looked at next?", "Leave empty for the time that this setting usually allows."),
        CLEAR,
    ] = None


class ServiceListed(Event, kw_only=True):
    """What stands of a service in a directory was true on a day: somebody looked."""

    service: Annotated[ServiceCode, asks("Which service?", "A short name, the same each time it is checked."), CLEAR]
