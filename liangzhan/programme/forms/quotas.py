"""Numbers of an area table: the allocation by cities and the split by counties take the same form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from liangzhan.divisions.models import Division
from liangzhan.programme.rules.quotas import Share
from liangzhan.stations.choices import StationKind

NUMBER = {"inputmode": "numeric", "class": "num"}


class WorkbookForm(forms.Form):
    """An upload of the allocation table."""

    file = forms.FileField(
        label="任务分配表工作簿", help_text=".xlsx，列为：序号、市、社会工作站（个）、志愿服务站（个）、备注。"
    )


class ShareForm(forms.Form):
    """Two numbers and a note per area. An optional area (a zone) without numbers has no row."""

    def __init__(self, *args: Any, areas: Sequence[Division], optional: Sequence[Division] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas, self.optional = list(areas), list(optional)
        for area in (*self.areas, *self.optional):
            required = area not in self.optional
            for kind in StationKind:
                self.fields[f"{kind.lower()}_{area.code}"] = forms.IntegerField(
                    label=f"{area.name} {kind.label}（个）",
                    min_value=0,
                    max_value=100_000,
                    required=required,
                    widget=forms.NumberInput(attrs=NUMBER),
                )
            self.fields[f"note_{area.code}"] = forms.CharField(
                label=f"{area.name} 备注", max_length=200, required=False
            )

    @staticmethod
    def initial_of(shares: Sequence[Share]) -> dict[str, Any]:
        """`initial` from tasks."""
        found: dict[str, Any] = {}
        for one in shares:
            found |= {f"sw_{one.code}": one.sw, f"vs_{one.code}": one.vs, f"note_{one.code}": one.note}
        return found

    def lines(self) -> list[dict[str, Any]]:
        """Rows for the page: the area and its three bound fields."""
        return [
            {
                "area": area,
                "sw": self[f"sw_{area.code}"],
                "vs": self[f"vs_{area.code}"],
                "note": self[f"note_{area.code}"],
            }
            for area in (*self.areas, *self.optional)
        ]

    def shares(self) -> list[Share]:
        """What was typed, as tasks. Call after `is_valid`."""
        found = self.cleaned_data
        return [
            Share(
                area.code,
                area.name,
                found[f"sw_{area.code}"] or 0,
                found[f"vs_{area.code}"] or 0,
                found[f"note_{area.code}"],
            )
            for area in (*self.areas, *self.optional)
            if area in self.areas or found[f"sw_{area.code}"] is not None or found[f"vs_{area.code}"] is not None
        ]

    def sums(self) -> tuple[int, int]:
        """Sums of what stands in the fields now, unreadable ones as 0: for the remaining numbers shown while typing."""
        found = []
        for kind in ("sw", "vs"):
            values = [self[f"{kind}_{area.code}"].value() for area in (*self.areas, *self.optional)]
            found.append(sum(int(str(value)) for value in values if str(value or "").isdecimal()))
        return found[0], found[1]


class AllocationForm(ShareForm):
    """The table of the cities, with the uploaded file it came from."""

    source = forms.UUIDField(required=False, widget=forms.HiddenInput)
    proposed = forms.BooleanField(required=False, widget=forms.HiddenInput)


class SplitForm(ShareForm):
    """A city's split. `version` is what the officer saw when the page was opened."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    own_reason = forms.CharField(
        label="自加任务理由",
        max_length=200,
        required=False,
        help_text="只有合计多于下达的任务时才需要填写。",
    )


class TransferForm(forms.Form):
    """Asking for a transfer."""

    target = forms.ChoiceField(label="调入地区")
    kind = forms.ChoiceField(label="类型", choices=StationKind.choices, widget=forms.RadioSelect)
    count = forms.IntegerField(label="数量（个）", min_value=1, max_value=100_000)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, targets: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {str(one.pk): one for one in targets}
        self.fields["target"].choices = [
            ("", "请选择"),
            *((key, one.division.name) for key, one in self.targets.items()),
        ]

    def target_quota(self) -> Any:
        return self.targets[self.cleaned_data["target"]]


class DecisionForm(forms.Form):
    """Approve or not, with a remark."""

    decision = forms.ChoiceField(
        label="办理", choices=[("approve", "批准"), ("reject", "不批准")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="办理意见", max_length=300, required=False, help_text="不批准时请写明理由。")
