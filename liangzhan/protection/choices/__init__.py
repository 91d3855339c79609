"""Words of the room."""

from liangzhan.protection.choices.reports import (
    Conflict,
    OfficerKind,
    Recipient,
    ReportBasis,
    ReportEvent,
    ReportStepKind,
    Situation,
)
from liangzhan.protection.choices.risks import Duty, Informed, RiskDomain, RiskEvent, RiskLevel, RiskStepKind

__all__ = [
    "Conflict",
    "Duty",
    "Informed",
    "OfficerKind",
    "Recipient",
    "ReportBasis",
    "ReportEvent",
    "ReportStepKind",
    "RiskDomain",
    "RiskEvent",
    "RiskLevel",
    "RiskStepKind",
    "Situation",
]
