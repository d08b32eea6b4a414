"""One of each event of a plan, its reviews and changes, and what may follow them, filled in briefly."""

from datetime import date
from typing import Any, TypeVar

from goldenthread.chronologies.retelling import fill
from goldenthread.engine.events import Event, How, RecordId
from goldenthread.engine.fields import fields
from goldenthread.workflows import annual_review, ceasing, plan
from goldenthread.workflows.decisions import AppealableDecision
from tests.workflows.samples import MUM

E = TypeVar("E", bound=Event)
DECISION = {"reasons": "It works", "criteria": "s. 44", "evidence": (), "heard": (), "authority": "Head of SEN"}


def filled(kind: type[E], **known: Any) -> E:
    """Return an event with what is known of it, and the rest filled in."""
    asked = {name for name, field in fields(kind).items() if field.required} - set(known)
    return kind(**{name: fill(kind, name) for name in asked}, **known)


def decided(kind: type[E], **known: Any) -> E:
    """Return a decision of the authority, with the rights explained where it may be challenged."""
    explained = {"rights_explained": "Letter"} if issubclass(kind, AppealableDecision) else {}
    return kind(**DECISION, **explained, **known)


def family_invited() -> annual_review.FamilyInvited:
    return annual_review.FamilyInvited(
        to=(MUM,), how=How.LETTER, who_will_be_there="Mrs Okafor and an officer; bring a friend if you like"
    )


def replied(reply: annual_review.Reply, invitation: RecordId | None = None) -> annual_review.InvitationReplied:
    return annual_review.InvitationReplied(who=MUM, reply=reply, invitation=invitation)


def end_talked_over() -> ceasing.EndTalkedOver:
    return ceasing.EndTalkedOver(to=(MUM,), how=How.IN_PERSON, views="It is too soon.")


def head_asked() -> ceasing.HeadAskedOfEnd:
    return ceasing.HeadAskedOfEnd(to=("Mr Bell, the head",), how=How.EMAIL, views="Not yet.")


def plan_ended(reason: ceasing.EndReason = ceasing.EndReason.NO_LONGER_NEEDED) -> ceasing.PlanEnded:
    return ceasing.PlanEnded(reason=reason, help_now="SEN support; ring Mrs Okafor on any day.")


def plan_shared() -> plan.PlanShared:
    return plan.PlanShared(to=(MUM, "the teachers"), how=How.EMAIL, who_does_what="Mr Bell: speech, every Monday")


def not_kept(on: date) -> annual_review.EarlyReviewNotAgreed:
    return decided(annual_review.EarlyReviewNotAgreed, next_by=on)
