"""Words about things: assets, loans, disposals, stocktakes, supplies (domain.md 8.1)."""

from django.db import models


class AssetCategory(models.TextChoices):
    FURNITURE = "FURNITURE", "家具"
    ELECTRONIC = "ELECTRONIC", "电子设备"
    EQUIPMENT = "EQUIPMENT", "器材"
    OTHER = "OTHER", "其他"


class AssetSource(models.TextChoices):
    """How a thing came to the station."""

    ALLOCATED = "ALLOCATED", "拨付"
    BOUGHT = "BOUGHT", "自购"
    DONATED = "DONATED", "捐赠"
    BORROWED = "BORROWED", "借用"
    SHARED = "SHARED", "共用"


class Owner(models.TextChoices):
    """Whose it is. A filed station is no legal person: it uses and keeps (domain.md 8.1)."""

    STATION = "STATION", "本站（法人）"
    COMMITTEE = "COMMITTEE", "居（村）民委员会"
    STREET = "STREET", "乡镇（街道）"
    OTHER = "OTHER", "出借或共用单位"


class AssetState(models.TextChoices):
    IN_USE = "IN_USE", "在用"
    IDLE = "IDLE", "闲置"
    REPAIR = "REPAIR", "维修"
    LENT = "LENT", "借出"
    LOST = "LOST", "遗失"
    DISPOSED = "DISPOSED", "已处置"


class ChangeKind(models.TextChoices):
    """What happened to a thing, for the page of its life."""

    RECEIVED = "RECEIVED", "入账"
    EDITED = "EDITED", "更正登记"
    MOVED = "MOVED", "移动"
    LENT = "LENT", "借出"
    RETURNED = "RETURNED", "归还"
    REPAIR = "REPAIR", "送修"
    REPAIRED = "REPAIRED", "修复"
    IDLE = "IDLE", "停用"
    USED = "USED", "启用"
    LOST = "LOST", "遗失"
    FOUND = "FOUND", "找回"
    COUNTED = "COUNTED", "盘点调整"
    SPLIT = "SPLIT", "拆分"
    HANDED = "HANDED", "保管人变更"
    DISPOSED = "DISPOSED", "处置"


class DisposalWay(models.TextChoices):
    SCRAP = "SCRAP", "报废"
    ALLOT = "ALLOT", "调拨"
    SELL = "SELL", "转让"
    DONATE = "DONATE", "捐赠"
    LOSS = "LOSS", "报损"


class DisposalState(models.TextChoices):
    REQUESTED = "REQUESTED", "待两委审批"
    COMMITTEE = "COMMITTEE", "待乡镇（街道）审批"
    APPROVED = "APPROVED", "已批准"
    REFUSED = "REFUSED", "未批准"


class StocktakeState(models.TextChoices):
    OPEN = "OPEN", "盘点中"
    SETTLED = "SETTLED", "待第二人签字"
    SIGNED = "SIGNED", "已完成"
    CANCELLED = "CANCELLED", "已取消"


class CountResult(models.TextChoices):
    """What a count says of one thing."""

    PENDING = "PENDING", "未盘到"
    CORRECT = "CORRECT", "相符"
    MOVED = "MOVED", "位置不符"
    SHORT = "SHORT", "数量不符"
    MISSING = "MISSING", "盘亏"
    UNEXPECTED = "UNEXPECTED", "账外或账实不符"


class HandoverState(models.TextChoices):
    OPEN = "OPEN", "待接收人签字"
    SIGNED = "SIGNED", "已交接"
    CANCELLED = "CANCELLED", "已取消"


class SupplyMoveKind(models.TextChoices):
    IN = "IN", "入库"
    OUT = "OUT", "领用"
    BACK = "BACK", "退回"
    WRITE_OFF = "WRITE_OFF", "核销"
