"""Forms of the bridge."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.exchange.choices import BatchKind
from liangzhan.exchange.imports.receipts import answers_in


class BatchForm(forms.Form):
    """Which station, what, and whether rejected lines go once more."""

    station: Any = forms.ModelChoiceField(None, label="站点", empty_label=None)
    kind = forms.ChoiceField(label="报送内容", choices=BatchKind.choices)
    retry = forms.BooleanField(
        label="把退回的原样再报一次", required=False, help_text="退回后已更正的，不勾选也会再报。"
    )

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["station"]
        field.queryset = stations


class ReceiptForm(WorkbookForm):
    """The receipt of one batch."""

    label = "回执"
    hint = "XLSX，列：批次号、行号、结果（已收或退回）、全国系统编号、退回原因。可以用本批次的空白回执填写。"

    def read(self, upload: Any) -> Any:
        """Refuses what is no receipt, with row and column."""
        return answers_in(upload)
