"""Drawn pictures that stand for photos; each says 示例, none shows a person or a real place."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from liangzhan.access.actor import Actor
from liangzhan.documents.choices import FileKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.papers.fonts import font_paths

SIZE = (960, 640)
SCENES: dict[str, tuple[str, tuple[int, int, int]]] = {
    "room": ("活动室", (214, 226, 233)),
    "desk": ("工作室桌椅", (226, 219, 204)),
    "SW": ("社会工作站 标识牌", (206, 221, 240)),
    "VS": ("志愿服务站 标识牌", (247, 222, 205)),
    "hours": ("开放时间公示", (221, 232, 214)),
    "paper": ("材料扫描件", (240, 238, 230)),
}


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for folder in font_paths():
        for name in sorted(Path(folder).rglob("*Sans*.[to]t[cf]")):
            return ImageFont.truetype(str(name), size)
    return ImageFont.load_default(size)


@cache
def picture(scene: str) -> bytes:
    """A JPEG of the scene with the word 示例."""
    words, colour = SCENES[scene]
    image = Image.new("RGB", SIZE, colour)
    draw = ImageDraw.Draw(image)
    draw.rectangle((40, 40, SIZE[0] - 40, SIZE[1] - 40), outline=(90, 100, 110), width=6)
    if scene in StationKind.values:
        draw.ellipse((390, 120, 570, 300), outline=(160, 60, 60), width=8)
    else:
        for left in (140, 400, 660):
            draw.rectangle((left, 360, left + 160, 500), outline=(120, 120, 120), width=5)
    draw.text(
        (SIZE[0] // 2, 340 if scene in StationKind.values else 200),
        words,
        font=_font(56),
        fill=(40, 50, 60),
        anchor="mm",
    )
    draw.text((SIZE[0] // 2, 580), "示例图片", font=_font(30), fill=(110, 110, 110), anchor="mm")
    held = io.BytesIO()
    image.save(held, "JPEG", quality=80)
    return held.getvalue()


class Album:
    """Each scene is kept once; stations of the demo share the files."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.kept: dict[str, KeptFile] = {}

    def file(self, scene: str) -> KeptFile:
        """The kept file of a scene."""
        if scene not in self.kept:
            title = f"{SCENES[scene][0]}（示例）"
            upload = io.BytesIO(picture(scene))
            self.kept[scene] = keep_file(upload=upload, title=title, kind=FileKind.IMAGE, by=self.by)
        return self.kept[scene]


def as_upload(scene: str) -> io.BytesIO:
    """The picture of a scene as a service takes it."""
    return io.BytesIO(picture(scene))
