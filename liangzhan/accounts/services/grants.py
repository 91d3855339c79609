"""Posts: given, ended, handed over."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.rules import Post, clash_problem, may_grant, seat_problem
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(AccountEvent.GRANTED, keep=["role", "division", "station", "valid_from", "valid_to"])
def grant(
    *,
    user: User,
    role: Role,
    by: Actor,
    division: Division | None = None,
    station: Station | None = None,
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
) -> Grant:
    """Give a post. Raises RuleBroken when place and role do not fit, the grantor may not, or the posts clash."""
    start = valid_from or today()
    code = station.division_code if station else division.code if division else ""
    post = Post(Role(role), code if not station else station.division_code, station.pk if station else None)
    if division and (division.valid_to and division.valid_to < start):
        raise RuleBroken(f"{division}已于 {division.valid_to:%Y-%m-%d} 停用，请选择现行单位。", field="division")
    held = [Role(one.role) for one in user.grants.in_force(start)]
    own = "不能给自己授予岗位。" if by.uuid == user.uuid else ""
    allowed = "" if by.unlimited else may_grant(by.grants, post)
    reasons = [one for one in (seat_problem(post), own, allowed, clash_problem(held, post.role)) if one]
    if valid_to and valid_to < start:
        reasons.append("结束日期不能早于开始日期。")
    if user.grants.in_force(start).filter(role=post.role, division=division, station=station).exists():
        reasons.append("这个岗位已经授予，无需重复。")
    if reasons:
        raise RuleBroken(*reasons)
    return Grant.objects.create(
        user=user,
        role=post.role,
        division=None if station else division,
        division_code="" if station else code,
        station=station,
        valid_from=start,
        valid_to=valid_to,
        given_by=by,
    )
