"""Kept files, issued papers and jobs, written directly or through the services where bytes matter."""

import io
from typing import Any

from PIL import Image
from pypdf import PdfWriter

from liangzhan.access.actor import Actor
from liangzhan.documents.models import IssuedPaper, KeptFile
from liangzhan.documents.services import issue_paper, keep_bytes
from liangzhan.toolkit.models import Job

BY = Actor.system("测试")


def pdf_bytes() -> bytes:
    """One blank page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def image_bytes(**saving: Any) -> bytes:
    """A small photo as JPEG; `exif=` goes to Pillow."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "blue").save(out, "JPEG", **saving)
    return out.getvalue()


def make_file(
    title: str = "结果", content: bytes = b"%PDF-1.4 sample", media_type: str = "application/pdf"
) -> KeptFile:
    """A kept file with its bytes in the store."""
    return keep_bytes(content=content, title=title, media_type=media_type, by=BY)


def make_paper(**fields: Any) -> IssuedPaper:
    """An issued paper of series 示例-2024."""
    asked = {
        "kind": "sample",
        "title": "示例证明",
        "series": "SL2024",
        "division_code": "210102001001",
        "pdf": pdf_bytes(),
    }
    return issue_paper(**{**asked, "facts": {"持有人": "张*明"}, "by": BY, **fields})


def make_job(actor: Actor, **fields: Any) -> Job:
    """A job of this actor's own."""
    return Job.objects.create(**{"task": "audit.tasks.seal", "title": "导入名册", "created_by": actor, **fields})
