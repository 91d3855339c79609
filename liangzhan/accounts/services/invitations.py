"""Invitations: an account without a password, and a one-time code that lets its person set one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.accounts.choices import AccountEvent, InvitationState
from liangzhan.accounts.codes import code_hash, fresh_code, fresh_username
from liangzhan.accounts.guards import refuse_unless_looks_after
from liangzhan.accounts.models import Invitation, User
from liangzhan.accounts.queries import open_invitation
from liangzhan.accounts.rules import username_problem
from liangzhan.accounts.services.grants import grant
from liangzhan.audit.services import recorded
from liangzhan.divisions.models import Division
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import Table, move

declare("accounts.invitation_days", 14, "邀请码有效天数", "D", "天")
INVITATION = Table({InvitationState.OPEN: (InvitationState.ACCEPTED, InvitationState.REVOKED)})


@dataclass(frozen=True)
class Invited:
    """The invitation with its code, which is shown once and kept nowhere."""

    invitation: Invitation
    code: str


def _make_username(wanted: str) -> str:
    """The wanted user name, or a free one when none is wanted."""
    if wanted:
        if problem := username_problem(wanted):
            raise RuleBroken(problem, field="username")
        if User.objects.filter(username__iexact=wanted).exists():
            raise RuleBroken(f"用户名“{wanted}”已被使用，请换一个。", field="username")
        return wanted
    while True:
        name = fresh_username()
        if not User.objects.filter(username=name).exists():
            return name


@recorded(AccountEvent.INVITED, keep=["username"])
def open_account(*, display_name: str, by: Actor, username: str = "", office_phone: str = "") -> User:
    """Open an account that cannot sign in until its invitation is accepted."""
    if not display_name.strip():
        raise RuleBroken("请填写显示名。", field="display_name")
    return User.objects.create_user(
        username=_make_username(username.strip()), display_name=display_name.strip(), office_phone=office_phone.strip()
    )


@recorded(AccountEvent.INVITED, keep=["role", "division", "station"])
def invite_to_post(
    *,
    display_name: str,
    role: Role,
    by: Actor,
    division: Division | None = None,
    station: Station | None = None,
    username: str = "",
    office_phone: str = "",
) -> tuple[Invitation, str]:
    """Account, post and invitation in one go, or nothing. Returns the invitation and its code."""
    user = open_account(display_name=display_name, username=username, office_phone=office_phone, by=by)
    grant(user=user, role=role, division=division, station=station, by=by)
    invited = invite(user=user, by=by)
    return invited.invitation, invited.code


def invite(*, user: User, by: Actor) -> Invited:
    """A fresh code for an account; older open ones are revoked. Whoever looks after the account may do it."""
    refuse_unless_looks_after(user, by)
    if not user.is_active:
        raise RuleBroken("账户已停用，不能重发激活码。")
    code = fresh_code()
    return Invited(_keep_invitation(user=user, hashed=code_hash(code), by=by), code)


@recorded(AccountEvent.PASSWORD_RESET)
def _keep_invitation(*, user: User, hashed: str, by: Actor) -> Invitation:
    for older in user.invitations.filter(state=InvitationState.OPEN).order_by("id"):
        move(older, InvitationState.REVOKED, table=INVITATION, by=by, reason="重发激活码")
    days = value_of("accounts.invitation_days", on=today())
    return Invitation.objects.create(
        user=user,
        code_hash=hashed,
        state_since=today(),
        expires_at=timezone.now() + dt.timedelta(days=days),
        invited_by=by,
    )


@recorded(AccountEvent.INVITATION_REVOKED, keep=["reason"])
def revoke_invitation(*, invitation: Invitation, reason: str, by: Actor) -> Invitation:
    """The code no longer works. A reason is asked for."""
    refuse_unless_looks_after(invitation.user, by)
    if not reason.strip():
        raise RuleBroken("请写明撤销邀请的理由。", field="reason")
    return move(invitation, InvitationState.REVOKED, table=INVITATION, by=by, reason=reason.strip())


def accept_invitation(*, code: str, password: str) -> User:
    """The person sets a password with the one-time code; the account can sign in from now on."""
    invitation = open_invitation(code, now=timezone.now())
    user = invitation.user
    try:
        validate_password(password, user)
    except ValidationError as fault:
        raise RuleBroken(*fault.messages, field="password") from fault
    by = Actor(uuid=user.uuid, label=user.display_name)
    return _activate(invitation=invitation, password=password, by=by)


@recorded(AccountEvent.ACTIVATED)
def _activate(*, invitation: Invitation, password: str, by: Actor) -> User:
    # move() locks the row, so that a code sent twice at once is used once.
    move(invitation, InvitationState.ACCEPTED, table=INVITATION, by=by)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
