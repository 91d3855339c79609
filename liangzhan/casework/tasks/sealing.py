"""The nightly steps of sealed cases."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.services import sealed
from liangzhan.toolkit.jobs import JobHandle

BY = Actor.system("夜间核对限制查阅个案")


def nightly(job: JobHandle) -> dict[str, Any]:
    """Labels whose day has come go; a case that nobody sees any more goes to the head. The result tells no number: the
    job's row is not sealed."""
    sealed.drop_labels(by=BY)
    sealed.restore_teams(by=BY)
    return {}
