"""Aggregates for officers above: per county or street, no single paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, Left

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.divisions.models import Division
from liangzhan.funds.choices import DonationKind, EntryKind
from liangzhan.funds.models import KEPT, Asset, Donation, Entry


@dataclass(frozen=True)
class AreaFigures:
    """One area: numbers and sums in fen."""

    code: str
    name: str
    assets: int
    value_fen: int
    income_fen: int
    expense_fen: int
    donated_fen: int


def _by_area(rows: QuerySet[Any], length: int, **sums: Any) -> dict[str, dict[str, Any]]:
    grouped = rows.annotate(area=Left("division_code", length)).order_by("area").values("area").annotate(**sums)
    return {row["area"]: row for row in grouped}


def figures_by_area(scope: Scope, year: int, length: int) -> list[AreaFigures]:
    """Per code prefix of this length within the reader's reach (four queries). Months of the year, assets as they stand."""
    action = Action.FUND_FIGURES
    assets = _by_area(
        Asset.objects.within(scope, action).filter(state__in=KEPT),
        length,
        count=Count("id"),
        value=Coalesce(Sum(F("quantity") * F("price_fen")), 0),
    )
    months = Q(period__gt=year * 100, period__lt=(year + 1) * 100)
    money = _by_area(
        Entry.objects.within(scope, action).filter(months),
        length,
        income=Coalesce(Sum("amount_fen", filter=Q(kind=EntryKind.INCOME)), 0),
        expense=Coalesce(Sum("amount_fen", filter=Q(kind=EntryKind.EXPENSE)), 0),
    )
    gifts = _by_area(
        Donation.objects.standing().within(scope, action).filter(year=year).exclude(kind=DonationKind.SERVICE),
        length,
        total=Coalesce(Sum("amount_fen"), 0),
    )
    codes = sorted({*assets, *money, *gifts})
    names = dict(Division.objects.filter(code__in=[code.ljust(12, "0") for code in codes]).values_list("code", "name"))
    return [
        AreaFigures(
            code,
            names.get(code.ljust(12, "0"), code),
            assets.get(code, {}).get("count", 0),
            assets.get(code, {}).get("value", 0),
            money.get(code, {}).get("income", 0),
            money.get(code, {}).get("expense", 0),
            gifts.get(code, {}).get("total", 0),
        )
        for code in codes
    ]
