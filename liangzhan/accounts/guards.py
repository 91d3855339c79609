"""Refusals that several services share: whose post, whose account one may touch."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.models import Grant, User
from liangzhan.accounts.rules import Post, may_grant
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


def refuse_unless_grantor(grant: Grant, by: Actor) -> None:
    """The refusal of `may_grant` for a post that exists already."""
    if by.unlimited:
        return
    code = grant.station.division_code if grant.station else grant.division_code
    problem = may_grant(by.grants, Post(Role(grant.role), code, grant.station_id))
    if problem:
        raise RuleBroken(problem)


def refuse_unless_looks_after(user: User, by: Actor) -> None:
    """Codes and closing of an account are for whoever could give all its posts: nobody resets a superior's password.

    An ended post counts no more, except when all have ended; one that has not begun yet counts.
    """
    if by.unlimited:
        return
    if user.uuid == by.uuid:
        raise RuleBroken("不能给自己办理，请由上级办理。")
    rows = user.grants.select_related("station").order_by("id")
    for held in list(rows.not_over(today())) or list(rows):
        refuse_unless_grantor(held, by)
