"""Words of the room."""

from liangzhan.protection.choices.risks import Duty, Informed, RiskDomain, RiskEvent, RiskLevel, RiskStepKind

__all__ = ["Duty", "Informed", "RiskDomain", "RiskEvent", "RiskLevel", "RiskStepKind"]
