"""What becomes of the room's rows when two persons are one, and when somebody is forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide
from liangzhan.people.rights import offer
from liangzhan.protection.models import Crisis, Risk
from liangzhan.protection.queries.own_part import danger_parts

KEPT = "危机和风险记录按档案保管期限保存，期满按程序销毁"


def register() -> None:
    """Called once when the platform starts."""
    offer("protection", danger_parts, himself=True)
    decide("protection.Risk.person", Decision("改记到保留的人员名下", _move_risks, _two_open))
    decide("protection.Crisis.person", Decision("改记到保留的人员名下", _move_crises))
    forget_by("protection.Risk.person", Erasure(KEPT, holds=_holds_risk))
    forget_by("protection.Crisis.person", Erasure(KEPT, holds=_holds_crisis))


def _move_risks(kept: Any, alias: Any) -> int:
    return Risk.objects.filter(person=alias).update(person=kept)


def _move_crises(kept: Any, alias: Any) -> int:
    return Crisis.objects.filter(person=alias).update(person=kept)


def _two_open(kept: Any, alias: Any) -> str:
    """One open risk for each person, station and origin."""
    rows = Risk.objects.filter(ended_on__isnull=True)
    own = set(rows.filter(person=kept).order_by().values_list("station", "voucher"))
    clash = own.intersection(rows.filter(person=alias).order_by().values_list("station", "voucher"))
    return "两条人员记录在同一站点各有一项未解除的风险，请先解除其中一项。" if clash else ""


def _holds_risk(person: Any) -> str:
    """Kept with the case file for its retention period (domain.md 5.9)."""
    return "此人有风险记录，保管期满以前不能删除个人信息。" if Risk.objects.filter(person=person).exists() else ""


def _holds_crisis(person: Any) -> str:
    """Kept with the case file for its retention period (domain.md 5.9)."""
    return "此人有危机处置记录，保管期满以前不能删除个人信息。" if Crisis.objects.filter(person=person).exists() else ""
