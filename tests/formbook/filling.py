"""A form is proven when each of its lines was posted through the page and read back from the row."""

import datetime as dt
import re
from typing import Any

from django.db.models import Model
from django.utils import timezone

from tests.house.tree import ROOT

ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|$")
COLUMN = re.compile(r"`(\w+)\.(\w+)\.(\w+)`")


def lines_of(form: str) -> list[tuple[str, str, str]]:
    """(line, column, field of the page) of one form of the document."""
    text = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    part = re.split(r"^## ", re.split(rf"^## {form}\b.*$", text, maxsplit=1, flags=re.M)[1], maxsplit=1, flags=re.M)[0]
    rows = [ROW.match(line) for line in part.splitlines()]
    return [row.groups() for row in rows if row and not set(row[1]) <= {"-", "|"} and not row[1].startswith("Field (")]


class Filling:
    """The lines of a form that nobody has filled in yet."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.left = {line: (column, _name(field)) for line, column, field in lines_of(form)}

    def filled(self, page: str, given: dict[str, Any], *rows: Model, kept: dict[str, Any] | None = None) -> None:
        """What was typed into this page stands in these rows.

        `kept` says what is read back where it is not what was typed. A line without a field of its own must be there too.
        """
        stored = {row._meta.label: row for row in rows}
        for line, (column, field) in list(self.left.items()):
            named = COLUMN.fullmatch(column)
            row = stored.get(f"{named[1]}.{named[2]}") if named else None
            offered = not field.startswith("—")
            if row is None or (offered and given.get(field) in ("", None, [])):
                continue
            value = getattr(row, named[3])
            if offered:
                assert f'name="{field}"' in page, (self.form, line, "the page does not ask for it")
                wanted = (kept or {}).get(line, given[field])
                assert alike(value, wanted), (self.form, line, value, wanted)
            elif value in (None, ""):
                continue
            del self.left[line]

    def only(self, *elsewhere: str) -> None:
        """Nothing is left but these lines and those without a column, each for the reason in the document."""
        left = {line for line, (column, _) in self.left.items() if COLUMN.fullmatch(column)}
        assert left == set(elsewhere), (self.form, left)


def _name(field: str) -> str:
    """`CrisisForm.level` is the field level of that form's page; whatever is no name has a reason instead."""
    return field.strip("`").split(".")[-1] if field.startswith("`") else f"— {field.removeprefix('— ')}"


def alike(value: Any, wanted: Any) -> bool:
    """Is the stored value what was typed? A file or a link to a row is there or not."""
    if callable(wanted):
        return bool(wanted(value))
    if hasattr(wanted, "read"):
        return value is not None
    if isinstance(value, Model):
        return str(value.pk) == str(wanted)
    if isinstance(value, bool):
        return value == (wanted in ("on", True))
    if isinstance(value, dt.datetime):
        return timezone.localtime(value).isoformat(timespec="minutes")[:16].endswith(str(wanted))
    if isinstance(value, list):
        return [str(one) for one in value] == [str(one) for one in (wanted if isinstance(wanted, list) else [wanted])]
    return str(value) == str(wanted)
