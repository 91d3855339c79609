"""What the room registers when the platform starts: decisions about persons; later menu, parameters, evidence."""

from __future__ import annotations

from typing import Any

from liangzhan.casework import ready_sections
from liangzhan.casework.models import Case
from liangzhan.casework.settings import declare_parameters
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving


def register() -> None:
    """Called once."""
    declare_parameters()
    ready_sections.register()
    decide("casework.Case.person", moving("casework.Case.person"))
    forget_by("casework.Case.person", Erasure("个案档案按保管期限保存，期满按程序销毁", holds=_holds))


def _holds(person: Any) -> str:
    """Case files are kept for their retention period (domain.md 5.9); while one is kept the person is known."""
    return "此人有个案档案，保管期满以前不能删除个人信息。" if Case.objects.filter(person=person).exists() else ""
