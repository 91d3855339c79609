"""Tables of the room, by noun."""

from liangzhan.protection.models.base import Danger, DangerQuerySet, TeamReader
from liangzhan.protection.models.crisis import Crisis, CrisisInformed, CrisisMeasure
from liangzhan.protection.models.designation import Designation, DesignationQuerySet
from liangzhan.protection.models.report import (
    REPORTER,
    Report,
    ReportFile,
    ReportQuerySet,
    ReportReminder,
    ReportStep,
    StepBasis,
    StepSituation,
)
from liangzhan.protection.models.risk import Risk, RiskArea, RiskStep

__all__ = [
    "REPORTER",
    "Crisis",
    "CrisisInformed",
    "CrisisMeasure",
    "Danger",
    "DangerQuerySet",
    "Designation",
    "DesignationQuerySet",
    "Report",
    "ReportFile",
    "ReportQuerySet",
    "ReportReminder",
    "ReportStep",
    "Risk",
    "RiskArea",
    "RiskStep",
    "StepBasis",
    "StepSituation",
    "TeamReader",
]
