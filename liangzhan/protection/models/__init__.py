"""Tables of the room, by noun."""

from liangzhan.protection.models.base import Danger, DangerQuerySet, TeamReader
from liangzhan.protection.models.crisis import Crisis, CrisisInformed, CrisisMeasure
from liangzhan.protection.models.risk import Risk, RiskArea, RiskStep

__all__ = [
    "Crisis",
    "CrisisInformed",
    "CrisisMeasure",
    "Danger",
    "DangerQuerySet",
    "Risk",
    "RiskArea",
    "RiskStep",
    "TeamReader",
]
