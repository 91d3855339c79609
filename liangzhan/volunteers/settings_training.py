"""Settings of training: dated, by area, never constants (domain.md 6.5; 2.6.5)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from liangzhan.credentials.choices import TrainingKind
from liangzhan.toolkit.parameters import declare, load, value_of

PROOF_DAYS = "volunteer.training.proof.days"
KINDS = "（NONE 不要求，VOLUNTEER_BASIC 志愿者通用培训，VOLUNTEER_SPECIAL 志愿者专项培训，EMERGENCY 应急培训）"
_BY_RISK = {
    "LOW": ("volunteer.training.low", "NONE", "志愿服务：低风险活动上岗前必须完成的培训"),
    "MEDIUM": ("volunteer.training.medium", "NONE", "志愿服务：中风险活动上岗前必须完成的培训"),
    "HIGH": ("volunteer.training.high", "VOLUNTEER_BASIC", "志愿服务：高风险活动上岗前必须完成的培训"),
}


def declare_training() -> None:
    """Called once when the platform starts."""
    for key, default, label in _BY_RISK.values():
        declare(key, default, label + KINDS, "D")
    declare(PROOF_DAYS, 365, "最近多少天内有志愿者培训，才算志愿者培训制度在执行", "D", "天")


def training_for(risk_level: str, on: dt.date, division_code: str = "") -> str:
    """The kind of training that a risk asks for at a place on a day, or "" when none. One query."""
    return _kind(value_of(_BY_RISK[risk_level][0], on=on, division_code=division_code))


def trainings_loaded() -> Callable[[str, dt.date, str], str]:
    """The same for many risks, days and places, read once."""
    loaded = load([key for key, *_ in _BY_RISK.values()])

    def kind_for(risk_level: str, on: dt.date, division_code: str) -> str:
        return _kind(loaded.value_of(_BY_RISK[risk_level][0], on=on, division_code=division_code))

    return kind_for


def _kind(value: object) -> str:
    return str(value) if str(value) in TrainingKind.values else ""
