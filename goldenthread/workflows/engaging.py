"""What is counted of how we reach out, for the report on it: what we offered and how, and what was taken up.

It is asked of what we do: whether there were several times and ways, too few offers or too many. It names nobody, and
gives no family a number.
"""

from goldenthread.engine.naming import FieldOf, Kinds, field_of
from goldenthread.workflows.barriers import WayLookedAt, WayTried
from goldenthread.workflows.contact import InTouch
from goldenthread.workflows.family_support import SupportOffered
from goldenthread.workflows.meetings import (
    FamilyInvited,
    MeetingPlanned,
    MeetingTookPlace,
    OtherTimesWanted,
    ReminderSent,
    SlotChosen,
)
from goldenthread.workflows.sen_support import MeetingHeld, MeetingNotTakenUp
from goldenthread.workflows.sent_home import SentOut
from goldenthread.workflows.with_family import GoodNewsShared

ENGAGEMENT: tuple[tuple[str, Kinds, FieldOf | None], ...] = (
    ("Invitations", FamilyInvited, None),
    ("Ways to meet that were offered", MeetingPlanned, field_of(MeetingPlanned.modes)),
    ("Times of day that were offered", MeetingPlanned, field_of(MeetingPlanned.parts_of_day)),
    ("Ways to meet that were chosen", SlotChosen, field_of(SlotChosen.mode)),
    ("Times of day that were chosen", SlotChosen, field_of(SlotChosen.part_of_day)),
    ("Other times to be offered", (OtherTimesWanted, MeetingNotTakenUp), None),
    ("Reminders", ReminderSent, None),
    ("Meetings", (MeetingTookPlace, MeetingHeld), None),
    ("Who began a contact", InTouch, field_of(InTouch.begun_by)),
    ("Ways of being in touch", InTouch, field_of(InTouch.way)),
    ("What was sent out", SentOut, field_of(SentOut.way)),
    ("Good news", GoodNewsShared, None),
    ("Support offered to the family", SupportOffered, None),
    ("Other ways to take part that were tried", WayTried, None),
    ("Whether they helped", WayLookedAt, field_of(WayLookedAt.helped)),
)
