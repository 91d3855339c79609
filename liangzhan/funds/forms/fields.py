"""Fields that several forms of the room share."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.funds.rules.money import fen_of
from liangzhan.stations.models import Station


class FenField(forms.CharField):
    """Yuan as typed, cleaned to whole fen: exact, never a float."""

    def __init__(self, *, zero: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**kwargs)
        self.zero = zero

    def clean(self, value: Any) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        if self.zero and typed.strip(" 0.元") == "":
            return 0
        fen, problem = fen_of(typed)
        if problem:
            raise forms.ValidationError(problem)
        return fen

    @staticmethod
    def shown(fen: int | None) -> str:
        """As it stands in the field when it is changed."""
        return "" if fen is None else f"{fen // 100}.{fen % 100:02d}"


class RowChoice(forms.ModelChoiceField):
    """One of the rows that belong to the station; the label is `words(row)`."""

    def __init__(self, *, words: Any = str, empty: str = "不选", **kwargs: Any) -> None:
        super().__init__(empty_label=empty, **kwargs)
        self.words = words

    def label_from_instance(self, row: Any) -> str:
        return str(self.words(row))


class StationForm(forms.Form):
    """A form about a station: `station` is known, so that only its own rooms, signs and donations are offered."""

    def __init__(self, *args: Any, station: Any, **kwargs: Any) -> None:
        self.station = station
        super().__init__(*args, **kwargs)
        self.offer()

    def offer(self) -> None:
        """Fill the choices that depend on the station."""


class RoomForm(StationForm):
    """A form with a field `room`: only rooms of the station's site."""

    def offer(self) -> None:
        self.fields["room"].queryset = self.station.site.rooms.order_by("name", "id")  # type: ignore[attr-defined]


class AmountForm(forms.Form):
    """A form with a field `amount`, typed in yuan."""

    def facts(self) -> dict[str, Any]:
        """As the service takes them: the amount in whole fen."""
        facts = dict(self.cleaned_data)
        facts["amount_fen"] = facts.pop("amount")
        return facts


class StationFilter(forms.Form):
    """The filter of a list over the reader's stations."""

    station = RowChoice(label="站点", required=False, queryset=Station.objects.none(), empty="全部")

    def __init__(self, *args: Any, actor: Any, stations: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stations is not None:
            self.fields["station"].queryset = stations  # type: ignore[attr-defined]
