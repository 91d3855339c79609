"""Fields that the forms of the room share."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone

from liangzhan.stations.forms.fields import FormKey


def this_minute() -> Any:
    """Now, without seconds: what a form offers."""
    return timezone.localtime().replace(second=0, microsecond=0)


class KeyedForm(forms.Form):
    """A form of a phone: `form_key` makes sending it twice harmless."""

    form_key = FormKey(required=False)

    def clean_form_key(self) -> uuid.UUID:
        """A page that was sent without its key gets one."""
        return self.cleaned_data.get("form_key") or uuid.uuid4()


def several(choices: Any, **kwargs: Any) -> forms.MultipleChoiceField:
    """A list to tap, several of it."""
    return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs)
