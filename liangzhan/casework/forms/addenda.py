"""An addendum to one of the papers of a case."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.documents.forms.addenda import AddendumForm


class CaseAddendumForm(AddendumForm):
    """`papers` {voucher: words}: those that can no longer be put right."""

    paper = forms.ChoiceField(label="补记哪一张", help_text="还没有锁定的过程记录、接案登记和预估表请直接更正。")
    field_order = ["paper", "reason", "text"]

    def __init__(self, *args: Any, papers: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["paper"]
        choice.choices = list(papers.items())
