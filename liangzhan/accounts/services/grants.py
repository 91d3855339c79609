"""Posts: given, ended, handed over."""

from __future__ import annotations

import datetime as dt

from liangzhan.access.actor import Actor
from liangzhan.access.roles import ADMINISTRATORS, Role
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.guards import refuse_unless_grantor
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.rules import Post, clash_problem, may_grant, seat_problem
from liangzhan.accounts.signals import post_handed_over
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
    held = [Role(one.role) for one in user.grants.not_over(start)]
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


@recorded(AccountEvent.GRANT_ENDED, keep=["on", "reason"])
def end_grant(*, grant: Grant, on: dt.date, reason: str, by: Actor) -> Grant:
    """End a post; `on` is its last day. A reason is asked for, since the person reads it."""
    if by.uuid == grant.user.uuid:
        raise RuleBroken("不能结束自己的岗位，请由上级办理，或移交给接任人。")
    refuse_unless_grantor(grant, by)
    if not reason.strip():
        raise RuleBroken("请写明结束岗位的理由。", field="reason")
    if on < grant.valid_from:
        raise RuleBroken(f"结束日期不能早于开始日期 {grant.valid_from:%Y-%m-%d}。", field="on")
    if grant.valid_to and grant.valid_to < today():
        raise RuleBroken(f"这个岗位已于 {grant.valid_to:%Y-%m-%d} 结束。")
    if grant.valid_to and on > grant.valid_to:
        raise RuleBroken(f"这个岗位到 {grant.valid_to:%Y-%m-%d} 为止，不能往后延；需要时请另行授予。", field="on")
    grant.valid_to, grant.ended_reason = on, reason.strip()
    grant.save(update_fields=["valid_to", "ended_reason"])
    return grant


@recorded(AccountEvent.POST_HANDED_OVER, keep=["on"])
def hand_over(*, grant: Grant, successor: User, on: dt.date, by: Actor) -> Grant:
    """Hand a post to the next person from `on`: the old grant ends the day before, what waits follows the post.

    The holder himself may do it, and whoever may grant the post. Returns the new grant.
    """
    if by.uuid != grant.user.uuid:
        refuse_unless_grantor(grant, by)
    elif Role(grant.role) in ADMINISTRATORS:
        raise RuleBroken("管理员岗位由系统管理员另行授予，不能自行移交。")
    if successor.pk == grant.user_id:
        raise RuleBroken("接任人就是现任，请选择另一人。", field="successor")
    if successor.uuid == by.uuid:
        # Otherwise a superior could help himself to every post below him: nobody changes his own posts.
        raise RuleBroken("不能把别人的岗位移交给自己，请由上级办理。", field="successor")
    if on <= grant.valid_from:
        raise RuleBroken(f"移交日期要晚于现任开始日期 {grant.valid_from:%Y-%m-%d}。", field="on")
    if on < today():
        raise RuleBroken("接任日期不能早于今天。", field="on")
    if grant.valid_to and grant.valid_to < on:
        raise RuleBroken("这个岗位已经结束，不能移交。", field="on")
    problem = clash_problem([Role(one.role) for one in successor.grants.not_over(on)], Role(grant.role))
    if problem:
        raise RuleBroken(problem, field="successor")
    if not successor.is_active:
        raise RuleBroken("接任人的账户已停用，请另选一人。", field="successor")
    fresh = Grant.objects.create(
        user=successor,
        role=grant.role,
        division=grant.division,
        division_code=grant.division_code,
        station=grant.station,
        valid_from=on,
        valid_to=grant.valid_to,
        given_by=by,
    )
    grant.valid_to, grant.ended_reason, grant.handed_to = on - dt.timedelta(days=1), "岗位移交", fresh
    grant.save(update_fields=["valid_to", "ended_reason", "handed_to"])
    post_handed_over.send(sender=Grant, old=grant, new=fresh, by=by)
    return fresh
