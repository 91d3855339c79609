"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms


class DayField(forms.DateField):
    """A day with the browser's own picker; today by default where the form says so."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("error_messages", {"invalid": "请按 2020-10-31 这样填写日期。", "required": "请填写日期。"})
        super().__init__(**kwargs)


class PhotoField(forms.FileField):
    """A picture from the camera or the album; the bytes are looked at by `documents`, not the name."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "image/*"}))
        kwargs.setdefault("max_length", None)
        super().__init__(**kwargs)


class ScanField(forms.FileField):
    """A scan: PDF or picture."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": "application/pdf,image/*"}))
        kwargs.setdefault("help_text", "PDF 或照片，不超过 30 MB。")
        super().__init__(**kwargs)


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class ScansField(ScanField):
    """Several scans at once; cleaned to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles(attrs={"accept": "application/pdf,image/*", "multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [one for one in (super(ScansField, self).clean(each, initial) for each in given) if one]


class LongText(forms.CharField):
    """A text of several lines."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)


def chips(choices: Any, **kwargs: Any) -> forms.ChoiceField:
    """A short list to tap."""
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **kwargs)


def with_any(choices: Any, word: str = "全部") -> list[tuple[str, str]]:
    """Choices of a filter: the first one is no filter."""
    return [("", word), *choices]


class FormKey(forms.UUIDField):
    """The hidden key of a form: sent again after a lost answer, the service knows it and writes nothing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.HiddenInput, "initial": uuid4, **kwargs})


class AtStation(forms.Form):
    """Where it is written down, `stations` to choose from; not asked when there is only one."""

    station = forms.ModelChoiceField(label="登记到", queryset=None, empty_label=None)

    def __init__(self, *args: Any, stations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["station"]
        choice.queryset, rows = stations, list(stations[:2])
        choice.initial = rows[0].pk if rows else None
        if len(rows) == 1:
            choice.widget = forms.HiddenInput()
            choice.widget.choices = choice.choices
