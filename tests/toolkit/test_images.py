"""Pictures and codes."""

import datetime as dt
import io

import pytest
from PIL import ExifTags, Image

from liangzhan.toolkit import images, qr
from liangzhan.toolkit.errors import RuleBroken


def photo(size=(40, 20), kind="JPEG", mode="RGB", colour="#336699", **exif) -> bytes:
    made = Image.new(mode, size, colour)
    told = Image.Exif()
    if "orientation" in exif:
        told[ExifTags.Base.Orientation] = exif["orientation"]
    if "taken" in exif:
        told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = exif["taken"]
    if "offset" in exif:
        told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.OffsetTimeOriginal] = exif["offset"]
    if "gps" in exif:
        north, east, refs = exif["gps"]
        told.get_ifd(ExifTags.IFD.GPSInfo).update({1: refs[0], 2: north, 3: refs[1], 4: east})
    out = io.BytesIO()
    made.save(out, kind, **({"exif": told} if exif else {}))
    return out.getvalue()


PLACE = ((41.0, 48.0, 18.0), (123.0, 25.0, 48.0), "NE")
FULL = {"orientation": 6, "taken": "2026:11:01 09:30:00", "gps": PLACE}


def test_metadata_is_gone_and_the_picture_stands_upright():
    clean = images.clean_image(photo(**FULL))
    opened = Image.open(io.BytesIO(clean.bytes))
    assert (clean.width, clean.height, clean.media_type) == (20, 40, "image/jpeg")
    assert dict(opened.getexif()) == {} and "exif" not in opened.info
    assert clean.position is None
    assert clean.taken_at.isoformat() == "2026-11-01T09:30:00+08:00"


def test_position_is_kept_beside_the_picture_when_asked():
    clean = images.clean_image(photo(**FULL), keep_position=True)
    assert clean.position == images.Position(41.805, 123.43)
    assert dict(Image.open(io.BytesIO(clean.bytes)).getexif()) == {}


@pytest.mark.parametrize(
    ("gps", "position"),
    [
        ((PLACE[0], PLACE[1], "SW"), images.Position(-41.805, -123.43)),
        (((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), "NE"), None),
        (((95.0, 0.0, 0.0), (0.0, 0.0, 0.0), "NE"), None),
        (((95.0, 0.0), (0.0, 0.0, 0.0), "NE"), None),
    ],
)
def test_positions(gps, position):
    assert images.clean_image(photo(gps=gps), keep_position=True).position == position


def test_no_position_told():
    assert images.clean_image(photo(), keep_position=True).position is None


def test_clock_of_the_camera():
    told = images.clean_image(photo(taken="2026:11:01 09:30:00", offset="+09:00")).taken_at
    assert told.utcoffset() == dt.timedelta(hours=9)
    assert images.clean_image(photo(taken="0000:00:00 00:00:00")).taken_at is None
    assert images.clean_image(photo()).taken_at is None


def test_shrunk_to_the_longest_edge():
    clean = images.clean_image(photo((5000, 1000)))
    assert (clean.width, clean.height) == (2400, 480)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (photo(kind="PNG", mode="RGBA", colour="#33669980"), "image/png"),
        (photo(kind="PNG", mode="RGBA", colour="#336699ff"), "image/jpeg"),
        (photo(kind="PNG", mode="P", colour=3), "image/jpeg"),
        (photo(kind="WEBP"), "image/webp"),
        (photo(kind="GIF"), "image/gif"),
        (photo(kind="JPEG", mode="CMYK", colour=None), "image/jpeg"),
    ],
)
def test_encoded_again(data, kind):
    made = images.clean_image(data).media_type
    assert made == ("image/jpeg" if kind in ("image/webp", "image/gif") else kind)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 no picture", b"<svg onload='x'/>", photo()[:200], photo(kind="PNG")[:60]]
)
def test_no_picture(data):
    with pytest.raises(RuleBroken) as refusal:
        images.clean_image(data)
    assert refusal.value.reasons == (images.NO_IMAGE,)


def test_too_large_a_file(monkeypatch):
    monkeypatch.setattr(images, "LARGEST_FILE", 100)
    with pytest.raises(RuleBroken) as refusal:
        images.clean_image(photo())
    assert refusal.value.reasons == ("图片超过 30 MB，请压缩后再上传。",)


@pytest.mark.parametrize("size", [(10000, 8001), (20000, 20000), (8000, 5001)])
def test_too_many_pixels(size):
    with pytest.raises(RuleBroken) as refusal:
        images.clean_image(photo(size, "PNG", "1", 0))
    assert refusal.value.reasons == ("图片的像素过多，不能处理。请用普通照片。",)


def test_sniff():
    assert images.sniff(photo()) == "image/jpeg"
    assert images.sniff(photo(kind="PNG")) == "image/png"
    assert images.sniff(b"%PDF-1.7\n") == "application/pdf"
    assert images.sniff("一段文字".encode()) == ""
    assert images.sniff(b"") == ""


def test_codes():
    drawn = qr.svg("https://example.invalid/v/1", title="核验")
    assert drawn.startswith("<svg") and "<title>核验</title>" in drawn and "style=" not in drawn
    assert qr.svg("1").count("<title>") == 0
    assert images.sniff(qr.png("https://example.invalid/v/1")) == "image/png"
