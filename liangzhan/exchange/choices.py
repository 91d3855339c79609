"""Words of the bridge to the national system (domain.md 6.8)."""

from django.db import models


class BatchKind(models.TextChoices):
    HOURS = "HOURS", "服务记录"
    VOLUNTEERS = "PEOPLE", "志愿者编号核对"


class Verdict(models.TextChoices):
    """What the other side said of one line; empty while it has not answered."""

    ACCEPTED = "ACCEPTED", "已收"
    REJECTED = "REJECTED", "退回"


class ExchangeEvent(models.TextChoices):
    BATCH_MADE = "exchange.batch", "生成报送批次"
    FILE_TAKEN = "exchange.file", "下载报送文件"
    RECEIPT_READ = "exchange.receipt", "导入回执"
    TOKEN_MADE = "exchange.token", "生成接口密钥"  # noqa: S105 -- an event name
    TOKEN_REVOKED = "exchange.token.revoked", "停用接口密钥"  # noqa: S105 -- an event name
    CALLED = "exchange.call", "接口写入"
