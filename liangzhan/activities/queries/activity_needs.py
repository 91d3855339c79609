"""Needs that an activity answers (K-01): by number and category; never who raised them."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from liangzhan.needs.choices import SEALED_CATEGORIES, NeedState
from liangzhan.needs.models import Need
from liangzhan.stations.models import Station

OFFERED = 40
OPEN = (NeedState.NEW, NeedState.VERIFIED, NeedState.PLANNED)
PREFIX = "needs.Need:"


def need_choices(station: Station, kept: Sequence[str] = ()) -> list[tuple[str, str]]:
    """(voucher, words) of the station's open needs, the newest first; `kept` are those already named."""
    rows = Need.objects.filter(station=station, state__in=OPEN).exclude(category__in=SEALED_CATEGORIES)
    found = list(rows.order_by("-raised_on", "-pk")[:OFFERED])
    known = {f"{PREFIX}{one.uuid}" for one in found}
    found += _named([one for one in kept if one not in known])
    return [(f"{PREFIX}{one.uuid}", words_of(one)) for one in found]


def words_of(need: Need) -> str:
    """就医 · 11月3日 · number: what a plan may show of a need (P1)."""
    return f"{need.get_category_display()} · {need.raised_on.month}月{need.raised_on.day}日 · {need.number[-9:]}"


def needs_named(vouchers: Sequence[str]) -> list[tuple[str, str]]:
    """(words, page) of the needs a plan names; the page itself decides who may open it."""
    return [(words_of(one), reverse("needs:need-page", args=[one.uuid])) for one in _named(vouchers)]


def _named(vouchers: Sequence[str]) -> list[Need]:
    uuids = [one.removeprefix(PREFIX) for one in vouchers if one.startswith(PREFIX)]
    return list(Need.objects.filter(uuid__in=uuids).order_by("raised_on", "pk")) if uuids else []
