"""What may be kept (here by name); retention and folders stand in modules of their own."""

from liangzhan.documents.rules.files import (
    ACCEPTED,
    DOCX,
    IMAGES,
    LARGEST,
    PDF,
    XLSX,
    ZIP,
    upload_problem,
)

__all__ = [
    "ACCEPTED",
    "DOCX",
    "IMAGES",
    "LARGEST",
    "PDF",
    "XLSX",
    "ZIP",
    "upload_problem",
]
