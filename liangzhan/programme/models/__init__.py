"""Rows of the construction programme, by noun."""

from liangzhan.programme.models.acceptance import (
    Rectification,
    SampleDraw,
    SampledSite,
    Submission,
    Visit,
    VisitItem,
    VisitItemPhoto,
    VisitStation,
)
from liangzhan.programme.models.october import OctoberReport
from liangzhan.programme.models.plan import Plan, PlanDocument, Quota, QuotaChange, Transfer
from liangzhan.programme.models.siting import Nomination, Slot

__all__ = [
    "Nomination",
    "OctoberReport",
    "Plan",
    "PlanDocument",
    "Quota",
    "QuotaChange",
    "Rectification",
    "SampleDraw",
    "SampledSite",
    "Slot",
    "Submission",
    "Transfer",
    "Visit",
    "VisitItem",
    "VisitItemPhoto",
    "VisitStation",
]
