"""From a cell to a value: pure functions that return the value or raise Unreadable with the reason in words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

from liangzhan.toolkit.spreadsheets.layout import Column, normal

YES = {"是", "有", "对", "√", "✓", "✔", "y", "yes", "true", "1"}
NO = {"否", "无", "没有", "×", "✗", "x", "n", "no", "false", "0"}
EXACT_DIGITS = 15  # Excel keeps no more digits of a number
_DATE = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))")


class Unreadable(Exception):
    """The cell does not hold what the column wants; the text says what and how to mend it."""


def is_empty(cell: Any) -> bool:
    """Nothing, or only white space."""
    return cell is None or (isinstance(cell, str) and not tidy(cell))


def tidy(text: str) -> str:
    """Text without outer white space (the ideographic space included) and without zero-width characters."""
    return re.sub(r"[\u200b\ufeff]", "", text).strip()


def value_of(column: Column, cell: Any) -> Any:
    """The value of a cell in this column; None for an empty cell where the column allows it."""
    if is_empty(cell):
        if column.required:
            raise Unreadable("不能为空，请填写")
        return None
    return _READERS[column.kind](column, cell)


def _text(column: Column, cell: Any) -> str:
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float | int):
        return _digits(cell)
    if isinstance(cell, dt.datetime):
        cell = cell.date() if cell.time() == dt.time() else cell.strftime("%Y-%m-%d %H:%M")
    text = tidy(str(cell))
    if len(text) > column.max_length:
        raise Unreadable(f"有 {len(text)} 个字，最多 {column.max_length} 个字")
    return text


def _digits(cell: float) -> str:
    """A number in a column of text (a code, a telephone) as its plain digits."""
    if float(cell).is_integer():
        text = str(int(cell))
        if len(text.lstrip("-")) > EXACT_DIGITS:
            raise Unreadable("是数值格式，长编号的末几位会失真，请把单元格设为文本格式后重填")
        return text
    return repr(cell)


def _number(column: Column, cell: Any) -> Decimal:
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise Unreadable("不是数字，请改为数值")
    text = unicodedata.normalize("NFKC", tidy(str(cell)))
    if isinstance(cell, str) and not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,6})?", text):
        raise Unreadable(f"“{text[:20]}”不是数字，请只填数字，不带单位、逗号或空格")
    number = Decimal(text)
    _within(column, number)
    return number


def _within(column: Column, number: Decimal) -> None:
    if column.minimum == 0 and number < 0:
        raise Unreadable("不能是负数")
    if column.minimum is not None and number < column.minimum:
        raise Unreadable(f"不能小于 {column.minimum}")
    if column.maximum is not None and number > column.maximum:
        raise Unreadable(f"不能大于 {column.maximum}")


def _int(column: Column, cell: Any) -> int:
    number = _number(column, cell)
    if number != number.to_integral_value():
        raise Unreadable("不是整数，请改为整数")
    return int(number)


def _date(column: Column, cell: Any) -> dt.date:
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = normal(_digits(cell) if isinstance(cell, float | int) and not isinstance(cell, bool) else cell)
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        try:
            found = dt.date(int(year), int(month), int(day))
        except ValueError:
            raise Unreadable(f"“{text[:20]}”不是存在的日期") from None
        if 1900 <= found.year <= 2100:
            return found
    raise Unreadable("不是日期，请按 2020-10-31 这样填写")


def _bool(column: Column, cell: Any) -> bool:
    if isinstance(cell, bool):
        return cell
    text = normal(_digits(cell) if isinstance(cell, float | int) else cell)
    if text in YES or text in NO:
        return text in YES
    raise Unreadable("请填“是”或“否”")


def _choice(column: Column, cell: Any) -> Any:
    text = normal(_digits(cell) if isinstance(cell, float | int) and not isinstance(cell, bool) else cell)
    for value, label in column.choices:
        if text in (normal(label), normal(value)):
            return value
    labels = "、".join(str(label) for _, label in column.choices)
    raise Unreadable(f"“{tidy(str(cell))[:20]}”不在可选范围内，请填：{labels}")


_READERS = {"text": _text, "int": _int, "number": _number, "date": _date, "bool": _bool, "choice": _choice}
