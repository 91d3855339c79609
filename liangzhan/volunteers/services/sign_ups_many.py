"""Several sign-ups decided at once: each by the same rules as one alone, whoever cannot be taken is named with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.choices import VolunteerEvent
from liangzhan.volunteers.models import SignUp
from liangzhan.volunteers.services.sign_ups import decide_sign_up


@dataclass(frozen=True)
class Decided:
    """How many were decided, and (number of the register, reason) of those who were not."""

    count: int
    refused: list[tuple[str, str]]


@recorded(VolunteerEvent.SIGN_UPS_DECIDED, keep=["state"])
def decide_sign_ups(
    *, sign_ups: Iterable[SignUp], state: str, by: Actor, reason: str = "", licence_seen: bool = False
) -> Decided:
    """Decide each in the order of signing up. Raises RuleBroken when nobody is chosen, or none of them could be decided."""
    rows = sorted(sign_ups, key=lambda one: (one.applied_at, one.pk))
    if not rows:
        raise RuleBroken("请先选择报名的志愿者。", field="chosen")
    refused: list[tuple[str, str]] = []
    for row in rows:
        try:
            decide_sign_up(sign_up=row, state=state, reason=reason, licence_seen=licence_seen, by=by)
        except RuleBroken as refusal:
            refused.append((row.volunteer.number, " ".join(refusal.reasons)))
    if len(refused) == len(rows):
        raise RuleBroken(*(f"{number}：{words}" for number, words in refused))
    return Decided(len(rows) - len(refused), refused)
