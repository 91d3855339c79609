"""The roll, and what is entered beside it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from liangzhan.occasions.choices import AttendeeState, CheckInWay
from liangzhan.occasions.forms.fields import MomentField, ReasonForm
from liangzhan.occasions.queries.roll import RollRow
from liangzhan.occasions.rules.presence import MOST_HEADS
from liangzhan.stations.forms.fields import FormKey

CHIPS = [
    (AttendeeState.PRESENT.value, "到"),
    (AttendeeState.ABSENT.value, "缺"),
    (AttendeeState.EXCUSED.value, "假"),
    (AttendeeState.EXPECTED.value, "未点"),
]


class RollForm(forms.Form):
    """A row of chips per person. Beside each stands what was shown, so that only what the leader changed is sent on."""

    key = FormKey()
    unidentified = forms.IntegerField(
        label="未登记姓名的人数", min_value=0, max_value=MOST_HEADS, initial=0, required=False
    )
    from_sheet = forms.BooleanField(label="按纸质签到表录入", required=False)

    def __init__(self, *args: Any, rows: Iterable[RollRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = [row.attendee.person_id for row in rows]
        for row in rows:
            pk, mark = row.attendee.person_id, row.attendee.mark
            self.fields[f"mark-{pk}"] = forms.ChoiceField(
                label=row.name, choices=CHIPS, initial=mark, widget=forms.RadioSelect, required=False
            )
            self.fields[f"was-{pk}"] = forms.CharField(initial=mark, widget=forms.HiddenInput, required=False)

    def changed_marks(self) -> dict[int, str]:
        """{person id: mark} of the chips that differ from what the page had shown."""
        found = self.cleaned_data
        return {
            pk: found[f"mark-{pk}"]
            for pk in self.people
            if found.get(f"mark-{pk}") and found[f"mark-{pk}"] != found.get(f"was-{pk}")
        }

    def chosen(self) -> dict[str, Any]:
        return {
            "marks": self.changed_marks(),
            "unidentified": self.cleaned_data["unidentified"] or 0,
            "way": CheckInWay.SHEET if self.cleaned_data["from_sheet"] else CheckInWay.ROLL,
            "key": self.cleaned_data["key"],
        }


class StayForm(forms.Form):
    """补记到离时间 of one person of the roll."""

    person = forms.ChoiceField(label="人员")
    in_at = MomentField(label="到达")
    out_at = MomentField(label="离开")
    from_sheet = forms.BooleanField(label="依据纸质签到表", required=False)
    reason = forms.CharField(
        label="补记理由",
        max_length=200,
        required=False,
        help_text="依据纸质签到表的可不填；否则请写明，例如“手机没电，现场核对”。",
    )

    def __init__(self, *args: Any, rows: Iterable[RollRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(row.attendee.person.uuid): row.attendee.person for row in rows}
        self.fields["person"].choices = [(str(row.attendee.person.uuid), row.name) for row in rows]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        found = self.cleaned_data
        way = CheckInWay.SHEET if found["from_sheet"] else CheckInWay.ROLL
        return {
            "person": self.persons[found["person"]],
            "in_at": found["in_at"],
            "out_at": found["out_at"],
            "way": way,
            "reason": found["reason"],
        }


class SettleForm(ReasonForm):
    """When somebody left who forgot to check out."""

    at = MomentField(label="离开时间")
    field_order = ("at", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "怎样得知"
        self.fields["reason"].help_text = "例如“与本人核对”“门卫登记”。"


class SheetForm(forms.Form):
    """A photo or scan of the signed sheet."""

    file = forms.FileField(
        label="签到表照片",
        widget=forms.FileInput(attrs={"accept": "image/*,application/pdf", "capture": "environment"}),
        help_text="拍照上传，或选择扫描的 PDF，不超过 30 MB。",
        error_messages={"required": "请选择照片或 PDF。"},
    )


class SearchForm(forms.Form):
    """Whom to put on the roll."""

    q = forms.CharField(label="姓名", max_length=40, required=False)
