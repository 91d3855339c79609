"""The register of assets as a workbook."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet

from liangzhan.funds.choices import AssetCategory, AssetSource, AssetState, Owner
from liangzhan.funds.models import Asset
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS = [
    Column("站点", "station", width=24),
    Column("编号", "label", width=8),
    Column("名称", "name"),
    Column("类别", "category", "choice", choices=AssetCategory.choices),
    Column("规格型号", "spec"),
    Column("数量", "quantity", "int"),
    Column("单位", "unit", width=6),
    Column("单价（元）", "price", "number"),
    Column("价值（元）", "value", "number"),
    Column("来源", "source", "choice", choices=AssetSource.choices),
    Column("权属", "owner", "choice", choices=Owner.choices),
    Column("取得日期", "acquired_on", "date"),
    Column("位置", "place"),
    Column("保管人", "keeper", width=12),
    Column("状态", "state", "choice", choices=AssetState.choices),
]


def _row(asset: Asset) -> dict[str, object]:
    names = ("label", "name", "category", "spec", "quantity", "unit", "source", "owner", "acquired_on")
    return {
        **{name: getattr(asset, name) for name in (*names, "place", "keeper", "state")},
        "station": asset.station.name,
        "price": Decimal(asset.price_fen) / 100,
        "value": Decimal(asset.value_fen) / 100,
    }


def register_workbook(assets: QuerySet[Asset]) -> bytes:
    """What is filtered, in the order given."""
    rows = (_row(one) for one in assets.select_related("station", "room").iterator(500))
    return workbook_bytes([Sheet("固定资产登记", COLUMNS, rows, heading="固定资产登记簿")])
