"""Weekly patterns, single days, confirming a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from liangzhan.staff.forms.leave import TimeField
from liangzhan.stations.forms.fields import DayField
from liangzhan.toolkit.periods import today

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
PARTS = (("a", "第一段"), ("b", "第二段"))


class WeekForm(forms.Form):
    """Times of a week: up to two stretches a day; whose week, from when."""

    post = forms.TypedChoiceField(
        label="适用于", coerce=int, empty_value=None, required=False, help_text="单独排班的选人；全站一样的选全站。"
    )
    valid_from = DayField(label="从哪天开始", initial=today)

    def __init__(self, *args: Any, posts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = [("", "全站"), *posts]  # type: ignore[attr-defined]
        for day, word in enumerate(WEEKDAYS, 1):
            for part, label in PARTS:
                self.fields[f"d{day}{part}o"] = TimeField(label=f"{word}{label}上班", required=False)
                self.fields[f"d{day}{part}c"] = TimeField(label=f"{word}{label}下班", required=False)

    def days(self) -> Iterator[tuple[str, list[Any]]]:
        """(word, the four bound fields) of each day, for the page."""
        for day, word in enumerate(WEEKDAYS, 1):
            yield word, [self[f"d{day}{part}{end}"] for part, _ in PARTS for end in "oc"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for day in range(1, 8):
            for part, _ in PARTS:
                start, end = given.get(f"d{day}{part}o"), given.get(f"d{day}{part}c")
                if (start is None) != (end is None):
                    self.add_error(f"d{day}{part}c", "上班和下班要一起填写。")
                elif start is not None and end is not None and end <= start:
                    self.add_error(f"d{day}{part}c", "下班要晚于上班。")
        return given

    def times(self) -> list[tuple[int, dt.time, dt.time]]:
        """(weekday, from, to) of every stretch that was filled in."""
        given = self.cleaned_data
        each = ((day, given[f"d{day}{p}o"], given[f"d{day}{p}c"]) for day in range(1, 8) for p, _ in PARTS)
        return [one for one in each if one[1] is not None]


class EndWeekForm(forms.Form):
    ends_on = DayField(label="用到哪天（含当天）", initial=today)


class ShiftForm(forms.Form):
    """One day of one post."""

    post = forms.TypedChoiceField(label="工作人员", coerce=int)
    on = DayField(label="日期", initial=today)
    starts = TimeField(label="上班", required=False)
    ends = TimeField(label="下班", required=False, help_text="当天不上班的，上班、下班都不填。")
    reason = forms.CharField(label="事由", max_length=80, help_text="例如“周六社区活动”或“活动后补休”。")

    def __init__(self, *args: Any, posts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"].choices = posts  # type: ignore[attr-defined]


class CloseForm(forms.Form):
    """Hours of part-timers (they do not clock), and a reason when the month is confirmed again.

    `part_timers`: (worker id, name, hours that the platform knows of).
    """

    note = forms.CharField(label="重新确认的原因", max_length=200, required=False)

    def __init__(
        self, *args: Any, part_timers: list[tuple[int, str, Decimal]], again: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for pk, name, known in part_timers:
            self.fields[f"hours-{pk}"] = forms.DecimalField(
                label=f"{name}本月工时（小时）",
                min_value=0,
                max_digits=5,
                decimal_places=1,
                initial=known,
                help_text=f"兼职人员不打卡。平台已知 {known} 小时，请核对。",
            )
        if not again:
            del self.fields["note"]

    def declared(self) -> dict[int, int]:
        """{worker id: minutes}."""
        found = {name: value for name, value in self.cleaned_data.items() if name.startswith("hours-")}
        return {int(name.removeprefix("hours-")): int(value * 60) for name, value in found.items()}
