"""Invitations: an account without a password, and a one-time code that lets its person set one."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent, InvitationState
from liangzhan.accounts.models import Invitation, User
from liangzhan.audit.services import recorded
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.parameters import declare, value_of
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.transitions import Table, move

declare("accounts.invitation_days", 14, "邀请码有效天数", "D", "天")
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
INVITATION = Table({InvitationState.OPEN: (InvitationState.ACCEPTED, InvitationState.REVOKED)})


@dataclass(frozen=True)
class Invited:
    """The invitation with its code, which is shown once and kept nowhere."""

    invitation: Invitation
    code: str


def code_hash(code: str) -> str:
    """SHA-256 of the code without blanks and hyphens, in capitals: 12 letters of 31 need no salt."""
    plain = code.replace("-", "").replace(" ", "").upper()
    return hashlib.sha256(f"liangzhan-invitation:{plain}".encode()).hexdigest()


def fresh_code() -> str:
    """Twelve letters in three groups, none that reads like another on paper."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def make_username(wanted: str) -> str:
    """The wanted user name, or a free one of letters and digits when none is wanted."""
    if wanted:
        if User.objects.filter(username=wanted).exists():
            raise RuleBroken(f"用户名“{wanted}”已被使用，请换一个。", field="username")
        return wanted
    while True:
        name = f"u{secrets.randbelow(10**8):08d}"
        if not User.objects.filter(username=name).exists():
            return name


@recorded(AccountEvent.INVITED, keep=["username"])
def open_account(*, display_name: str, by: Actor, username: str = "", office_phone: str = "") -> User:
    """Open an account that cannot sign in until its invitation is accepted."""
    if not display_name.strip():
        raise RuleBroken("请填写显示名。", field="display_name")
    return User.objects.create_user(
        username=make_username(username.strip()), display_name=display_name.strip(), office_phone=office_phone.strip()
    )


def invite(*, user: User, by: Actor) -> Invited:
    """A fresh code for an account; older open ones are revoked."""
    code = fresh_code()
    return Invited(_keep_invitation(user=user, hashed=code_hash(code), by=by), code)


@recorded(AccountEvent.PASSWORD_RESET)
def _keep_invitation(*, user: User, hashed: str, by: Actor) -> Invitation:
    for older in user.invitations.filter(state=InvitationState.OPEN):
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
    """The code no longer works."""
    return move(invitation, InvitationState.REVOKED, table=INVITATION, by=by, reason=reason)


def open_invitation(code: str, *, now: dt.datetime) -> Invitation:
    """The invitation of this code. Raises RuleBroken with one sentence for wrong, used and expired codes alike."""
    found = Invitation.objects.select_related("user").filter(code_hash=code_hash(code)).first()
    if found is None or found.state != InvitationState.OPEN or found.expires_at < now or not found.user.is_active:
        raise RuleBroken("激活码不对、已用过或已过期。请核对纸条，或请邀请您的人重发。", field="code")
    return found


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
    move(invitation, InvitationState.ACCEPTED, table=INVITATION, by=by)
    user = invitation.user
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
