"""Both persons hear of a post that was handed over. Accounts stands below and only sends a signal."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.accounts.models import Grant
from liangzhan.accounts.signals import post_handed_over
from liangzhan.notices.choices import NoticeKind
from liangzhan.notices.services import tell


def connect() -> None:
    """Called once when the platform starts."""
    post_handed_over.connect(tell_both, dispatch_uid="notices.handover")


def tell_both(sender: Any, old: Grant, new: Grant, by: Actor, **kwargs: Any) -> None:
    """One notice each, in the transaction of the hand-over."""
    post = f"{old.place_name}{old.get_role_display()}"
    day = f"{new.valid_from:%Y-%m-%d}"
    common = {"kind": NoticeKind.SYSTEM, "subject": f"accounts.post:{new.pk}", "by": by}
    tell(
        recipients=[old.user],
        text=f"您的岗位“{post}”自 {day} 起移交给{new.user.display_name}，待办随岗位转出。",
        href=reverse("accounts:me"),
        **common,
    )
    tell(
        recipients=[new.user],
        text=f"您自 {day} 起接任“{post}”，原任{old.user.display_name}的待办由您接着办理。",
        href=reverse("home:desk"),
        **common,
    )
