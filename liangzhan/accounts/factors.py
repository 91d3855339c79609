"""Hearing of second factors from allauth: recorded, and a factor just proven counts for the running session."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa import signals
from allauth.mfa.models import Authenticator

from liangzhan.access.actor import Actor
from liangzhan.accounts.choices import AccountEvent
from liangzhan.accounts.models import User
from liangzhan.audit.services import recorded


def connect() -> None:
    """Called once when the platform starts."""
    signals.authenticator_added.connect(_added, dispatch_uid="accounts.factor_added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="accounts.factor_removed")


def _added(request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    by = Actor(uuid=user.uuid, label=user.display_name)
    _record_added(user=user, type=authenticator.type, by=by)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        # Setting it up asked for a code or the key itself, so this session has proven it.
        record_authentication(request, user, method="mfa", type=authenticator.type)


def _removed(request: Any, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    by = Actor(uuid=user.uuid, label=user.display_name)
    _record_removed(user=user, type=authenticator.type, by=by)


@recorded(AccountEvent.FACTOR_ADDED, keep=["type"])
def _record_added(*, user: User, type: str, by: Actor) -> User:
    return user


@recorded(AccountEvent.FACTOR_REMOVED, keep=["type"])
def _record_removed(*, user: User, type: str, by: Actor) -> User:
    return user
