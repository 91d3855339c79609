"""Kinds of files, what each accepts, and the events of the room."""

from django.db import models


class FileKind(models.TextChoices):
    """What an upload may be. The type is sniffed from the bytes, the name is not trusted."""

    IMAGE = "image", "照片"
    PAPER = "paper", "扫描件（PDF 或照片）"
    WORKBOOK = "workbook", "工作簿（XLSX）"
    ANY = "any", "文件（PDF、照片、XLSX 或 DOCX）"


class DocumentEvent(models.TextChoices):
    KEPT = "file.kept", "存入文件"
    EXPIRED = "file.expired", "清除过期结果文件"
    DROPPED = "file.dropped", "删除文件"
    ISSUED = "paper.issued", "签发文书"
    REVOKED = "paper.revoked", "撤销文书"


class ArchiveKind(models.TextChoices):
    """What a volume holds; each kind has its own retention period."""

    CASE = "CASE", "个案"
    GROUP = "GROUP", "小组"
    ACTIVITY = "ACTIVITY", "社区活动"
    CRISIS = "CRISIS", "危机处置"
    REPORT = "REPORT", "强制报告"


class ListState(models.TextChoices):
    """A list of files to destroy."""

    SUBMITTED = "SUBMITTED", "待批准"
    RETURNED = "RETURNED", "已退回"
    APPROVED = "APPROVED", "已批准"
    EXECUTED = "EXECUTED", "已销毁"


class ArchiveEvent(models.TextChoices):
    FILED = "archive.filed", "归档"
    IN_USE = "archive.in_use", "归档后重开"
    FROZEN = "archive.frozen", "冻结档案"
    UNFROZEN = "archive.unfrozen", "解除冻结"
    EXTENDED = "archive.extended", "延长保管期限"
    ADDENDUM = "archive.addendum", "补记"
    ADDENDA_BLANKED = "archive.addenda_blanked", "清除补记的内容"
    VOLUME = "archive.volume", "生成案卷"
    BOUND = "archive.bound", "案卷成卷"
    CONSULTED = "archive.consulted", "登记档案查阅"
    GIVEN_BACK = "archive.given_back", "登记查阅归还"
    DRAFTED = "archive.destruction.drafted", "报送销毁清册"
    APPROVED = "archive.destruction.approved", "批准销毁"
    RETURNED = "archive.destruction.returned", "退回销毁清册"
    DESTROYED = "archive.destroyed", "销毁档案"
    EXECUTED = "archive.destruction.executed", "完成销毁"
