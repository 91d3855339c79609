"""Pictures people upload: refused when dangerous or unknown, otherwise drawn anew so that nothing hidden survives."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

import filetype
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from liangzhan.toolkit.errors import RuleBroken

LARGEST_FILE = 30 * 1024 * 1024
MOST_PIXELS = 80_000_000  # a phone's 50-megapixel photo passes, a bomb does not
MOST_DRAWN = 40_000_000  # only JPEG is shrunk while it is read; anything else stands in memory whole, several times
LONGEST_EDGE = 2400
QUALITY = 85
KNOWN = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
}
NO_IMAGE = "这个文件不是可以识别的图片。请上传 JPG、PNG 或 WEBP 格式的照片。"


class Position(NamedTuple):
    """WGS 84 degrees, north and east positive."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class CleanImage:
    """A picture drawn anew: no metadata. `taken_at` and `position` are what the camera claimed, beside the picture."""

    bytes: bytes
    media_type: str
    width: int
    height: int
    taken_at: dt.datetime | None
    position: Position | None


def sniff(data: bytes) -> str:
    """The media type by content ("image/jpeg", "application/pdf", a workbook's long type …), "" when unknown."""
    kind = filetype.guess(data[:8192])
    return kind.mime if kind else ""


def clean_image(data: bytes, keep_position: bool = False) -> CleanImage:
    """Turn upright, shrink to 2400 px, drop all metadata, encode again (JPEG; PNG where there is transparency).

    Raises RuleBroken: over 30 MB, unknown type, broken, or too many pixels.
    """
    if len(data) > LARGEST_FILE:
        raise RuleBroken("图片超过 30 MB，请压缩后再上传。")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow only warns of, the checks below refuse
            return _clean(data, keep_position)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as problem:
        if isinstance(problem, Image.DecompressionBombError):
            raise RuleBroken("图片的像素过多，不能处理。请用普通照片。") from None
        raise RuleBroken(NO_IMAGE) from None


def _clean(data: bytes, keep_position: bool) -> CleanImage:
    with Image.open(io.BytesIO(data), formats=list(KNOWN)) as source:
        if source.width * source.height > (MOST_PIXELS if source.format == "JPEG" else MOST_DRAWN):
            raise RuleBroken("图片的像素过多，不能处理。请用普通照片。")
        taken_at = _taken_at(source)
        position = _position(source) if keep_position else None
        source.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
        ImageOps.exif_transpose(source, in_place=True)  # not a second copy of a large picture
        clear = source.mode in ("RGBA", "LA", "PA") or "transparency" in source.info
        fresh = source.convert("RGBA" if clear else "RGB")
    fresh.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if clear and fresh.getchannel("A").getextrema() == (255, 255):
        fresh, clear = fresh.convert("RGB"), False
    bare = Image.new(fresh.mode, fresh.size)  # a new picture: `info` of the old one cannot follow into the file
    bare.paste(fresh)
    out = io.BytesIO()
    if clear:
        bare.save(out, "PNG", optimize=True)
    else:
        bare.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    kind = "image/png" if clear else "image/jpeg"
    return CleanImage(out.getvalue(), kind, bare.width, bare.height, taken_at, position)


def _taken_at(source: Image.Image) -> dt.datetime | None:
    """The camera's clock; its offset when it wrote one, else Chinese time."""
    try:
        told = source.getexif().get_ifd(ExifTags.IFD.Exif)
        local = dt.datetime.strptime(str(told[ExifTags.Base.DateTimeOriginal]).strip("\0 "), "%Y:%m:%d %H:%M:%S")
        offset = str(told.get(ExifTags.Base.OffsetTimeOriginal, "")).strip("\0 ")
        zone = dt.datetime.strptime(offset, "%z").tzinfo if offset else ZoneInfo("Asia/Shanghai")
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, AttributeError):
        return None
    return local.replace(tzinfo=zone)


def _position(source: Image.Image) -> Position | None:
    try:
        told = source.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(told[ExifTags.GPS.GPSLatitude]) * _sign(told[ExifTags.GPS.GPSLatitudeRef])
        longitude = _degrees(told[ExifTags.GPS.GPSLongitude]) * _sign(told[ExifTags.GPS.GPSLongitudeRef])
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, ZeroDivisionError, AttributeError):
        return None
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or latitude == longitude == 0:
        return None
    return Position(round(latitude, 6), round(longitude, 6))


def _degrees(parts: tuple[float, float, float]) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    return degrees + minutes / 60 + seconds / 3600


def _sign(reference: str) -> int:
    return -1 if str(reference).strip("\0 ").upper() in ("S", "W") else 1
