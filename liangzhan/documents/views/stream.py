"""Sending a kept file: no address of its own, the room that owns the file checks its own row first."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file


def stream(kept: KeptFile, *, inline: bool = True) -> HttpResponse:
    """Send a kept file under its own title. The caller has checked its own row first."""
    try:
        content = open_file(kept)
    except FileNotFoundError as fault:
        raise Http404("文件已登记，但存储中找不到，请联系系统管理员。") from fault
    response = HttpResponse(content, content_type=kept.media_type)
    name = quote(f"{kept.title}.{kept.extension}", safe="")
    response["Content-Disposition"] = f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{name}"
    response["X-Content-Type-Options"] = "nosniff"
    # A photo is shown again on the next page; what is taken away (a roster, activation slips) leaves no copy behind.
    response["Cache-Control"] = "private, max-age=300" if inline else "private, no-store"
    return response
