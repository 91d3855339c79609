"""Input of the returns: words, notes, reasons and filters; never a figure."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.reporting.choices import ReturnCause, ReturnLevel, ReturnState
from liangzhan.reporting.rules.periods import OCTOBER, choices_before, period_of
from liangzhan.stations.forms.fields import chips, with_any
from liangzhan.toolkit.periods import today

MISSING = "MISSING"
STATES = [("", "全部"), (MISSING, "逾期未报"), *ReturnState.choices]


def period_choices() -> list[tuple[str, str]]:
    """The latest periods that have begun, with those of the October report."""
    day = today()
    october = [f"{year}-{OCTOBER}" for year in (day.year, day.year - 1)]
    return choices_before(day) + [(code, found.words) for code in october if (found := period_of(code))]


class ReturnFilters(forms.Form):
    """Kept in the URL."""

    form = forms.ChoiceField(label="报表", required=False)
    period = forms.ChoiceField(label="统计期", required=False)
    level = forms.ChoiceField(label="层级", required=False, choices=with_any(ReturnLevel.choices[:-1]))
    state = forms.ChoiceField(label="状态", required=False, choices=STATES)
    area = forms.CharField(label="地区", required=False, max_length=12)
    area.widget.attrs.update({"data-division-picker": "1", "placeholder": "名称、拼音首字母或代码"})

    def __init__(self, *args: Any, actor: Any = None, names: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = with_any(names)  # type: ignore[attr-defined]
        self.fields["period"].choices = with_any(period_choices())  # type: ignore[attr-defined]


class CountFilters(forms.Form):
    """Which form, period and level completeness is asked for."""

    form = forms.ChoiceField(label="报表")
    period = forms.ChoiceField(label="统计期")
    level = forms.ChoiceField(label="填报层级")

    def __init__(self, *args: Any, names: Any, periods: Any, levels: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("form", names), ("period", periods), ("level", levels)):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def of(cls, asked: dict[str, Any]) -> CountFilters:
        """The filters as they were answered (`queries.return_pages.counted`)."""
        return cls(
            asked["query"],
            names=[(one.code, one.name) for one in asked["forms"]],
            periods=[(one.code, one.words) for one in asked["periods"]],
            levels=[(one, ReturnLevel(one).label) for one in asked["levels"]],
        )


class WordsForm(forms.Form):
    """The narrative blocks of a return's form."""

    def __init__(self, *args: Any, row: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for block in row.form.blocks.order_by("position"):
            self.fields[block.key] = forms.CharField(
                label=block.heading + ("（报送前必填）" if block.required else ""),
                help_text=block.hint,
                required=False,  # a draft may be kept half written; handing in asks for what is required
                max_length=4000,
                initial=row.words.get(block.key, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )


class NoteForm(forms.Form):
    text = forms.CharField(
        label="说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="数字由记录算出，不能改；说明会连同您的姓名和时间显示在数字旁，保存后不能修改。不写服务对象姓名。",
    )


class SendBackForm(forms.Form):
    reason = forms.CharField(label="退回理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class CorrectForm(forms.Form):
    cause = chips(ReturnCause.choices, label="更正原因")
    note = forms.CharField(label="情况说明", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
