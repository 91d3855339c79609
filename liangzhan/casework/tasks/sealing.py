"""The nightly step of sealed cases."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.casework.services.sealed import drop_labels as drop
from liangzhan.toolkit.jobs import JobHandle


def drop_labels(job: JobHandle) -> dict[str, Any]:
    """Labels whose day has come go. The result tells no number: the job's row is not sealed."""
    drop(by=Actor.system("期满去除标识"))
    return {}
