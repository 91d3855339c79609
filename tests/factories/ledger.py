"""Lines and vouchers of tests."""

import datetime as dt
import itertools
from typing import Any

from liangzhan.ledger.choices import EntryKind
from liangzhan.ledger.rules.lines import Line
from tests.factories.people import DAY

_numbers = itertools.count(1)


def a_line(person: Any = None, **fields: Any) -> Line:
    """A visit of half an hour on DAY."""
    given: dict[str, Any] = {"kind": EntryKind.VISIT, "served_on": DAY, "minutes": 30}
    return Line(**{**given, "person": person.pk if person is not None else None, **fields})


def a_voucher() -> str:
    """The key of a voucher of a room that is not there."""
    return f"tests.Voucher:{next(_numbers):08d}"


def month(year: int, number: int) -> dt.date:
    return dt.date(year, number, 1)
