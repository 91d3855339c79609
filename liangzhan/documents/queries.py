"""Reading kept bytes."""

from pathlib import Path

from liangzhan.documents.models import IssuedPaper, KeptFile
from liangzhan.toolkit.paths import files_dir


def place_of(digest: str) -> Path:
    """Where the bytes with this SHA-256 lie: two levels of folders by its first letters."""
    return files_dir() / digest[:2] / digest[2:4] / digest


def open_file(kept: KeptFile) -> bytes:
    """The bytes of a kept file. Raises FileNotFoundError when the files directory lost it (see `liangzhan doctor`)."""
    return place_of(kept.digest).read_bytes()


def paper_by_code(number: str, code: str) -> IssuedPaper | None:
    """The issued paper with this number and verify code, or None. Public: the caller shows masked facts only."""
    return IssuedPaper.objects.filter(number=number, verify_code=code.upper()).first()
