"""Where the platform keeps its own files: `LIANGZHAN_HOME` (default `var/` beside the project, or ~/.liangzhan)."""

import os
import secrets
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def home() -> Path:
    """The directory of database, files and keys; made on first use, closed to other users."""
    named = os.environ.get("LIANGZHAN_HOME")
    if named:
        place = Path(named).resolve()
    elif (PACKAGE.parent / "pyproject.toml").exists():
        place = PACKAGE.parent / "var"
    else:
        place = Path.home() / ".liangzhan"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def database_path() -> Path:
    """The SQLite file, when no LIANGZHAN_DATABASE_URL is given."""
    return home() / "liangzhan.sqlite3"


def files_dir() -> Path:
    """Kept files, named by their hash."""
    place = home() / "files"
    place.mkdir(exist_ok=True, mode=0o700)
    return place


def secret_key() -> str:
    """Django's secret key: from LIANGZHAN_SECRET_KEY, or a file made once, readable by the owner only."""
    given = os.environ.get("LIANGZHAN_SECRET_KEY")
    if given:
        return given
    place = home() / "secret.key"
    if not place.exists():
        write_once(place, secrets.token_urlsafe(48))
    return place.read_text().strip()


def write_once(place: Path, text: str) -> None:
    """Complete or not at all, mode 600, and never over another process's file: two starting processes must agree."""
    draft = _draft(place, text)
    try:
        os.link(draft, place)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def write_over(place: Path, text: str) -> None:
    """The new text complete or not at all, mode 600; a reader meets the old one or the new one."""
    _draft(place, text).replace(place)


def _draft(place: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.stem}-")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)
