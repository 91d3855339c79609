"""From a template and data to a PDF."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import typst

from liangzhan.toolkit import images, paths
from liangzhan.toolkit.papers.fonts import fonts, fonts_ready

logger = logging.getLogger(__name__)

TEMPLATE = re.compile(r"[a-z_]+/[a-z0-9_]+\.typ")
FILE_NAME = re.compile(r"[A-Za-z0-9_.-]{1,80}")
# Tags let a screen reader walk a paper; in a table of 2,000 rows they make it 25 times as long (5 MB, 3 s), so lists go without.
TAGGED_UP_TO = 20_000  # characters of data
SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}
NO_FONTS = "没有找到中文字体，不能生成文书。请系统管理员安装 fonts-noto-cjk，或运行 npm run fonts。"


class PaperFailed(Exception):
    """A paper could not be set: no Chinese font on the machine, or a mistake in the template. The text is Chinese."""


class _Folder:
    """The temporary root of one paper: the rooms' templates below `/<room>/`, pictures below `/files/`."""

    def __init__(self, place: Path) -> None:
        self.place = place
        (place / "files").mkdir()
        for folder in sorted(paths.PACKAGE.glob("*/typst")):
            room = place / folder.parent.name
            room.mkdir()
            for template in folder.glob("*.typ"):
                (room / template.name).write_bytes(template.read_bytes())
        self.count = 0

    def plain(self, value: Any) -> Any:
        """JSON of the data; bytes of a picture become the path of a file in the folder."""
        if isinstance(value, bytes):
            return self.keep(value)
        if isinstance(value, Mapping):
            return {str(key): self.plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.plain(item) for item in value]
        if isinstance(value, dt.date):
            return value.isoformat()
        if isinstance(value, Decimal | UUID):
            return str(value)
        return value

    def keep(self, data: bytes) -> str:
        """Write a picture; its path as the template sees it. Raises ValueError for anything that is no picture."""
        kind = images.sniff(data)
        suffix = SUFFIXES.get(kind) or (".svg" if data.lstrip()[:4] == b"<svg" else "")
        if not suffix:
            raise ValueError(f"no picture a paper can hold: {kind or 'unknown'}")
        self.count += 1
        name = f"{self.count:04}{suffix}"
        (self.place / "files" / name).write_bytes(data)
        return f"/files/{name}"


def render_pdf(template: str, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None) -> bytes:
    """Set `<room>/<name>.typ` (liangzhan/<room>/typst/<name>.typ) with data; the same data gives the same bytes.

    Data reaches the template only as JSON in `sys.inputs.data`, never as source. A picture is given as bytes anywhere in
    the data (the template reads its path there), or by name in `files` (path `/files/<name>`).
    Raises PaperFailed when fonts are missing or the template fails, ValueError for a wrong template or file name.
    """
    if not TEMPLATE.fullmatch(template):
        raise ValueError(template)
    if not fonts_ready():
        raise PaperFailed(NO_FONTS)
    with tempfile.TemporaryDirectory(prefix="liangzhan-paper-") as name:
        folder = _Folder(Path(name))
        for file_name, content in (files or {}).items():
            if not FILE_NAME.fullmatch(file_name) or file_name.startswith("."):
                raise ValueError(file_name)
            (folder.place / "files" / file_name).write_bytes(content)
        inputs = {"data": json.dumps(folder.plain(data), ensure_ascii=False)}
        return _compile(folder.place, template, inputs)


def _compile(root: Path, template: str, inputs: dict[str, str]) -> bytes:
    compiler = typst.Compiler(
        str(root / template), root=str(root), font_paths=fonts(), ignore_system_fonts=True, sys_inputs=inputs
    )
    try:
        made = compiler.compile(format="pdf", timestamp=0, pdf_tags=len(inputs["data"]) <= TAGGED_UP_TO)
    except typst.TypstError as problem:
        logger.error("Paper %s was not set: %s", template, problem.message)  # the message quotes source, not data
        raise PaperFailed(f"文书没有生成成功（模板 {template}）。请联系系统管理员。") from problem
    if not isinstance(made, bytes):
        raise PaperFailed(f"文书没有生成成功（模板 {template}）。请联系系统管理员。")
    return made
