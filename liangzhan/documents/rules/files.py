"""What may be kept: types and sizes. Pure."""

from liangzhan.documents.choices import FileKind

IMAGES = frozenset({"image/jpeg", "image/png", "image/webp"})
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"  # only what the platform packs itself; never an upload

ACCEPTED: dict[str, frozenset[str]] = {
    FileKind.IMAGE: IMAGES,
    FileKind.PAPER: IMAGES | {PDF},
    FileKind.WORKBOOK: frozenset({XLSX}),
    FileKind.ANY: IMAGES | {PDF, XLSX, DOCX},
}
LARGEST = {FileKind.IMAGE: 30, FileKind.PAPER: 30, FileKind.WORKBOOK: 20, FileKind.ANY: 30}
"""Largest upload by kind, in MiB."""


def upload_problem(kind: FileKind, media_type: str, size: int) -> str:
    """Why this upload is refused, in one sentence; "" when it is welcome."""
    if size == 0:
        return "文件是空的，请重新选择。"
    if size > LARGEST[kind] * 1024 * 1024:
        return f"文件有 {size / 1024 / 1024:.0f} MB，超过 {LARGEST[kind]} MB 的上限，请压缩后再传。"
    if media_type not in ACCEPTED[kind]:
        return f"这里需要{kind.label}，您选的文件不是（按内容识别，与文件名无关）。"
    return ""
