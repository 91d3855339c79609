"""What is signed for one sign-up: the guardian's consent, the agreement on demand (志愿服务条例 §14; domain.md 6.5)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import VolunteerEvent
from liangzhan.volunteers.models import SignUp
from liangzhan.volunteers.opened import kept_paper
from liangzhan.volunteers.rules.activities import STANDING


@recorded(VolunteerEvent.CONSENTED, keep=["on", "present"])
def note_guardian(*, sign_up: SignUp, on: dt.date, by: Actor, present: bool = False, paper: Any = None) -> SignUp:
    """The guardian agreed to this very activity on a day, comes along or not; the signed paper beside it.

    Raises RuleBroken for a day to come, and once the sign-up is over.
    """
    held = _standing(sign_up)
    _check_day(on)
    held.guardian_agreed_on, held.guardian_present = on, present
    if paper is not None:
        held.guardian_paper = kept_paper(paper, by)
    held.save(update_fields=["guardian_agreed_on", "guardian_present", "guardian_paper"])
    return held


@recorded(VolunteerEvent.AGREED, keep=["on"])
def note_agreement(*, sign_up: SignUp, on: dt.date, by: Actor) -> SignUp:
    """Both signed the agreement on a day. Raises RuleBroken for a day to come, and once the sign-up is over."""
    held = _standing(sign_up)
    _check_day(on)
    held.agreed_on = on
    held.save(update_fields=["agreed_on"])
    return held


def _standing(sign_up: SignUp) -> SignUp:
    held = SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
    if held.state not in STANDING:
        raise RuleBroken(f"报名“{held.get_state_display()}”，不能再登记。")
    return held


def _check_day(on: dt.date) -> None:
    if on > today():
        raise RuleBroken("日期不能晚于今天。", field="on")
