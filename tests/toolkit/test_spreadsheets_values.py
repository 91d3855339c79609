"""From a cell to a value."""

import datetime as dt
from decimal import Decimal

import pytest

from liangzhan.toolkit.spreadsheets import Column
from liangzhan.toolkit.spreadsheets.values import Unreadable, value_of

DAY = dt.date(2020, 10, 31)


def column(kind, **more):
    return Column("列", "name", kind, **more)


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        ("text", "　甲 \u200b", "甲"),
        ("text", 210102001001.0, "210102001001"),
        ("text", 2.5, "2.5"),
        ("text", True, "是"),
        ("text", False, "否"),
        ("text", dt.datetime(2020, 10, 31), "2020-10-31"),
        ("text", dt.datetime(2020, 10, 31, 8, 5), "2020-10-31 08:05"),
        ("text", " ", None),
        ("int", "１００", 100),
        ("int", 7.0, 7),
        ("int", " 7 ", 7),
        ("number", "12.50", Decimal("12.50")),
        ("number", 0.1, Decimal("0.1")),
        ("date", DAY, DAY),
        ("date", dt.datetime(2020, 10, 31, 9), DAY),
        ("date", "2020/10/31", DAY),
        ("date", "２０２０年１０月３１日", DAY),
        ("date", "2020.10.31", DAY),
        ("date", "20201031", DAY),
        ("date", 20201031.0, DAY),
        ("bool", True, True),
        ("bool", "否", False),
        ("bool", "√", True),
        ("bool", 0.0, False),
        ("choice", "社会 工作站", "SW"),
        ("choice", "sw", "SW"),
    ],
)
def test_readable(kind, cell, value):
    assert value_of(column(kind, choices=[("SW", "社会工作站")]), cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "more", "said"),
    [
        ("text", "", {"required": True}, "不能为空，请填写"),
        ("text", "一二三四", {"max_length": 3}, "有 4 个字，最多 3 个字"),
        ("text", 219999199001011000.0, {}, "是数值格式，长编号的末几位会失真，请把单元格设为文本格式后重填"),
        ("int", 3.0, {"minimum": 5}, "不能小于 5"),
        ("int", 9.0, {"maximum": 5}, "不能大于 5"),
        ("int", DAY, {}, "不是数字，请改为数值"),
        ("number", "1e5", {}, "“1e5”不是数字，请只填数字，不带单位、逗号或空格"),
        ("date", "2021-02-29", {}, "“2021-02-29”不是存在的日期"),
        ("date", "10月31日", {}, "不是日期，请按 2020-10-31 这样填写"),
        ("date", "1820-10-31", {}, "不是日期，请按 2020-10-31 这样填写"),
        ("date", 44135.0, {}, "不是日期，请按 2020-10-31 这样填写"),
        ("bool", "也许", {}, "请填“是”或“否”"),
        (
            "choice",
            "其他",
            {"choices": [("SW", "社工站"), ("VS", "志愿站")]},
            "“其他”不在可选范围内，请填：社工站、志愿站",
        ),
    ],
)
def test_unreadable(kind, cell, more, said):
    with pytest.raises(Unreadable) as caught:
        value_of(column(kind, **more), cell)
    assert str(caught.value) == said
