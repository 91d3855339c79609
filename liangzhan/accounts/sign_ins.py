"""Hearing of sign-ins from allauth: each leaves a line in the record (GB/T 22239 安全审计)."""

from __future__ import annotations

from typing import Any

from allauth.account import signals

from liangzhan.access.actor import Actor
from liangzhan.access.addresses import client_address
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.middleware import has_second_factor
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded


def connect() -> None:
    """Called once when the platform starts."""
    signals.user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")


def _signed_in(request: Any, user: User, **kwargs: Any) -> None:
    by = Actor(uuid=user.uuid, label=user.display_name, address=client_address(request))
    _record_sign_in(user=user, second_factor=has_second_factor(request), by=by)


@recorded(AccountEvent.SIGNED_IN, keep=["second_factor"])
def _record_sign_in(*, user: User, second_factor: bool, by: Actor) -> User:
    return user
