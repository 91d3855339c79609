"""May this person work with minors? (未保法 §62, §98; domain.md 4.3)"""

from __future__ import annotations

import datetime as dt

from liangzhan.people.models import Person


def minors_block(person: Person, on: dt.date) -> str:
    """The sentence that blocks, "" when there is a clear query within a year: until queries are kept, none is known."""
    return "还没有登记从业查询结果，不能安排密切接触未成年人的岗位。"
