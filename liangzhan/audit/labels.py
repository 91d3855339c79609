"""Chinese words for recorded events and objects, collected from every room by reflection (no import upward)."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.db import models

from liangzhan.toolkit.parameters import KNOWN

# Words for the arguments that services keep; one that is not here is shown as it is.
DETAIL_WORDS = {
    "reason": "理由",
    "title": "标题",
    "name": "名称",
    "code": "代码",
    "kind": "类别",
    "series": "编号系列",
    "filters": "条件",
    "rows": "行数",
    "value": "取值",
    "key": "参数",
    "basis": "依据",
    "on": "日期",
    "to": "变为",
    "valid_from": "自",
    "role": "岗位",
    "file_name": "文件",
    "department": "部门",
    "items": "事项",
}


@cache
def event_labels() -> dict[str, str]:
    """{event name: Chinese} of all classes `<Room>Event` in the rooms' choices."""
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.choices"
        if config.name.startswith("liangzhan.") and find_spec(name):
            for word, held in inspect.getmembers(import_module(name), inspect.isclass):
                if word.endswith("Event") and issubclass(held, models.TextChoices):
                    found.update({str(value): str(label) for value, label in held.choices})
    return dict(sorted(found.items()))


@cache
def object_labels() -> dict[str, str]:
    """{"stations.station": "站点"} of every model of ours."""
    return {
        model._meta.label_lower: str(model._meta.verbose_name)
        for model in apps.get_models()
        if model.__module__.startswith("liangzhan.")
    }


def event_label(name: str) -> str:
    """What an event is called; an event of a room that is gone keeps its name."""
    return event_labels().get(name, name)


def object_words(label: str, key: str) -> str:
    """站点 12, or nothing."""
    return f"{object_labels().get(label, label)} {key}".strip() if label else ""


@cache
def choice_labels() -> dict[str, str]:
    """{value: Chinese} of the rooms' choices, for kept arguments; a value with two meanings is left as it is."""
    found: dict[str, set[str]] = {}
    for config in apps.get_app_configs():
        name = f"{config.name}.choices"
        if config.name.startswith("liangzhan.") and find_spec(name):
            for _, held in inspect.getmembers(import_module(name), inspect.isclass):
                if issubclass(held, models.TextChoices):
                    for value, label in held.choices:
                        found.setdefault(str(value), set()).add(str(label))
    return {value: labels.pop() for value, labels in found.items() if len(labels) == 1}


def detail_words(details: dict[str, Any]) -> str:
    """The kept arguments in one line."""
    shown = [
        (DETAIL_WORDS.get(key, key), _flat(value)) for key, value in details.items() if value not in (None, "", [], {})
    ]
    return "；".join(f"{word}：{value}" for word, value in shown)


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key} {_flat(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return "、".join(_flat(inner) for inner in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    text = str(value)
    if text.isdigit():  # a count is a count, though code lists of persons know numbers too
        return text
    return KNOWN[text].label if text in KNOWN else choice_labels().get(text, text)
