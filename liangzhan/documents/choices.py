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
