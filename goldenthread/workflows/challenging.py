"""How long a family may challenge a decision: the same wherever the decision is made.

These two are nobody's duty: they are the family's time. They stand beside every decision that may be challenged
(``decisions.py``), in whatever story it is made, and are used in the story of the challenge (``appeal.py``). A later
decision opens them afresh. A third, the month from a certificate, stands in that story.
"""

from goldenthread.engine import Mark, Window, after, later_of, latest, months_of
from goldenthread.workflows.appeal import (
    AppealDismissed,
    AppealLodged,
    AppealWithdrawn,
    CeasingUpheld,
    CertificateGiven,
    MediationDeclined,
    MediationWanted,
    PlacementAppealLodged,
)
from goldenthread.workflows.calendars import out_of_august_and_christmas
from goldenthread.workflows.decisions import AppealableDecision, TurnedRound
from goldenthread.workflows.law import REGS, TRIBUNAL_RULES
from goldenthread.workflows.people import PARENT

# Two months from the date on the letter. Not needed by a family that appeals about section I alone.
MEDIATION_CONTACT = Window(
    "mediation-contact",
    "The family may speak to a mediation adviser",
    opens=latest(AppealableDecision),
    lasts=months_of(2),
    used_by=[MediationWanted, MediationDeclined],
    falls_away=[TurnedRound, PlacementAppealLodged],
    held_by=PARENT,
    law=REGS(33, mark=Mark.SECONDARY),
)
# Two months from the date on the letter, or one month from the date on the certificate, whichever is later. A last day
# in August, or from 25 December to 1 January, moves to the first working day after. The tribunal may allow more time,
# and does so more readily where the letter did not explain the right to mediation. An appeal that is taken back leaves
# the family the rest of its time. What the tribunal decided uses it, also where nobody wrote down that they appealed.
APPEAL = Window(
    "appeal-lodge-decision",
    "The family may appeal to the tribunal",
    opens=latest(AppealableDecision),
    lasts=later_of(months_of(2), after(CertificateGiven, months_of(1)), rolls=out_of_august_and_christmas),
    used_by=[AppealLodged, PlacementAppealLodged, CeasingUpheld, AppealDismissed],
    given_back=AppealWithdrawn,
    falls_away=TurnedRound,
    held_by=PARENT,
    law=TRIBUNAL_RULES(20, mark=Mark.FROM_MEMORY),
)
