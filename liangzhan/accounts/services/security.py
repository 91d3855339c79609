"""Closing accounts, resetting second factors, signing out everywhere."""

from __future__ import annotations

from uuid import uuid4

from allauth.mfa.models import Authenticator

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent, InvitationState
from liangzhan.accounts.guards import refuse_unless_looks_after
from liangzhan.accounts.models import User
from liangzhan.accounts.services.invitations import INVITATION
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.transitions import move


@recorded(AccountEvent.DEACTIVATED, keep=["reason"])
def deactivate(*, user: User, reason: str, by: Actor) -> User:
    """Close an account: it signs in no more, open sessions and invitations end, its posts stay readable."""
    refuse_unless_looks_after(user, by)
    _insist_on_reason(reason, "请写明停用的理由。")
    if not user.is_active:
        raise RuleBroken("这个账户已经停用。")
    user.is_active, user.session_key = False, uuid4()
    user.save(update_fields=["is_active", "session_key"])
    for invitation in user.invitations.filter(state=InvitationState.OPEN).order_by("id"):
        move(invitation, InvitationState.REVOKED, table=INVITATION, by=by, reason="账户停用")
    return user


@recorded(AccountEvent.REACTIVATED, keep=["reason"])
def reactivate(*, user: User, reason: str, by: Actor) -> User:
    """Open a closed account again; its password and posts are as they were."""
    refuse_unless_looks_after(user, by)
    _insist_on_reason(reason, "请写明恢复的理由。")
    if user.is_active:
        raise RuleBroken("这个账户没有停用。")
    user.is_active = True
    user.save(update_fields=["is_active"])
    return user


@recorded(AccountEvent.FACTOR_RESET, keep=["reason"])
def reset_factor(*, user: User, reason: str, by: Actor) -> User:
    """The security administrator takes all second factors off an account, whose sessions end; never off his own."""
    if not by.may(Action.SECURITY_MANAGE):
        raise RuleBroken("第二因素由安全管理员重置。")
    if user.uuid == by.uuid:
        raise RuleBroken("不能重置自己的第二因素，请由另一名安全管理员办理。")
    _insist_on_reason(reason, "请写明重置的理由和核实身份的方式。")
    Authenticator.objects.filter(user=user).delete()
    user.session_key = uuid4()
    user.save(update_fields=["session_key"])
    return user


@recorded(AccountEvent.SIGNED_OUT_EVERYWHERE)
def sign_out_everywhere(*, user: User, by: Actor) -> User:
    """End all sessions of one's own account, also this one."""
    if user.uuid != by.uuid:
        raise RuleBroken("只能退出自己的登录。")
    user.session_key = uuid4()
    user.save(update_fields=["session_key"])
    return user


def _insist_on_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise RuleBroken(sentence, field="reason")
