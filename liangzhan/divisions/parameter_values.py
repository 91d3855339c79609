"""The shape of a parameter's value follows from its default: switch, whole number, share, word, words, or numbers by name. Pure."""

from __future__ import annotations

import re
from typing import Any

# A label may list its words: “备案由谁确认（BOTH 两家都要，EITHER 一家即可）”.
_WORD = re.compile(r"([A-Z][A-Z_]+) ([^、，,；（）]+)")


def words_of(label: str) -> list[tuple[str, str]]:
    """The (value, meaning) pairs a label offers; none when any text will do."""
    return _WORD.findall(label)


def plain_label(label: str) -> str:
    """The label without its list of words."""
    return re.sub(r"（[^（）]*[A-Z][A-Z_]+ [^（）]*）", "", label)


def shown(value: Any, label: str, unit: str = "") -> str:
    """A value as people read it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "、".join(f"{NAMES.get(key, key)} {shown(inner, '')}" for key, inner in value.items())
    if isinstance(value, list):
        return "、".join(shown(inner, label) for inner in value)
    text = dict(words_of(label)).get(value, value) if isinstance(value, str) else value
    return f"{text} {unit}".strip()


NAMES = {"veto": "否决项合计"}
"""Chinese for the names inside a value; a room that declares such a value adds its own."""


def value_problem(default: Any, value: Any) -> str:
    """Why this value cannot stand in for the default; "" when it can."""
    if isinstance(default, dict):
        if not isinstance(value, dict) or set(value) != set(default):
            return "各项都要填写。"
        return next((found for key in default if (found := value_problem(default[key], value[key]))), "")
    if isinstance(default, list):
        return "" if isinstance(value, list) and value else "请至少选择一项。"
    if isinstance(default, bool) or isinstance(value, bool):
        return "" if isinstance(default, bool) and isinstance(value, bool) else "应为“是”或“否”。"
    if isinstance(default, int | float):
        if not isinstance(value, int | float) or (isinstance(default, int) and not float(value).is_integer()):
            return "应为整数。" if isinstance(default, int) else "应为数字。"
        return "不能是负数。" if value < 0 else ""
    return "" if isinstance(value, str) and value.strip() else "请填写内容。"
