"""Designating the officers of street and county, and ending it."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.models import Grant
from liangzhan.audit.services import recorded
from liangzhan.notices.services import settle
from liangzhan.protection.choices import OfficerKind, ReportEvent
from liangzhan.protection.models import Designation
from liangzhan.protection.queries.designations import ROLES
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(ReportEvent.DESIGNATED, keep=["kind", "since_on"])
def designate(*, post: Grant, kind: OfficerKind | str, since_on: dt.date, by: Actor) -> Designation:
    """Whoever holds this post of a street or county is the officer for the matter there, as long as he holds the post.

    Raises RuleBroken (fields `post`, `since_on`) for a post outside the actor's area, ended, or already designated.
    """
    Grant.objects.select_for_update(of=("self",)).get(pk=post.pk)
    if post.role not in ROLES or not post.is_in_force(today()):
        raise RuleBroken("只能指定在任的乡镇（街道）或县（市、区）人员。", field="post")
    if not by.may_at(Action.OFFICER_DESIGNATE, code=post.division_code):
        raise RuleBroken("这名人员不在您的区域内。", field="post")
    if since_on > today():
        raise RuleBroken("开始日期不能晚于今天。", field="since_on")
    known = Designation.objects.filter(
        user=post.user, kind=str(kind), division_code=post.division_code, ended_on__isnull=True
    )
    if known.exists():
        raise RuleBroken("这名人员已经是本区域的专干。", field="post")
    row = Designation.objects.create(
        user=post.user,
        kind=OfficerKind(str(kind)),
        division_code=post.division_code,
        area_name=post.place_name,
        since_on=since_on,
        made_by=by,
    )
    settle(subject=f"protection.officer:{post.division_code[:9]}", by=by)
    return row


@recorded(ReportEvent.DESIGNATION_ENDED, keep=["ended_on", "reason"])
def end_designation(*, designation: Designation, ended_on: dt.date, reason: str, by: Actor) -> Designation:
    """The day is the last one. Raises RuleBroken (fields `ended_on`, `reason`)."""
    row = Designation.objects.select_for_update(of=("self",)).get(pk=designation.pk)
    if row.ended_on is not None:
        raise RuleBroken("这项指定已经结束。")
    if not row.since_on <= ended_on <= today():
        raise RuleBroken("结束日期要在开始日期和今天之间。", field="ended_on")
    if not reason.strip():
        raise RuleBroken("请写明结束原因。", field="reason")
    row.ended_on, row.reason = ended_on, reason.strip()[:200]
    row.save(update_fields=["ended_on", "reason"])
    return row
