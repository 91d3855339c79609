"""What an addendum asks."""

from __future__ import annotations

from uuid import uuid4

from django import forms

from liangzhan.documents.forms.archive import words
from liangzhan.documents.services.addenda import REASON, TEXT


class AddendumForm(forms.Form):
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    reason = forms.CharField(label="为什么补记", max_length=REASON)
    text = words("补记内容", 6, TEXT)
