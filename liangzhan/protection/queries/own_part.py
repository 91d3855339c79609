"""What of risks and crises belongs in the copy a person asks for.

Only to the person himself, never to whoever asks in his name: the danger may come from there. Left out: how it became
known and what others told (domain.md 5.7), every mandatory report (its reporter is never told), and what is sealed where
the giver does not stand on its team.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from liangzhan.access.actions import Action
from liangzhan.people.rights import Asked, Part, part_of
from liangzhan.protection.models import Crisis, Risk


def danger_parts(asked: Asked) -> list[Part]:
    """Levels with their days; what was agreed with the person for his safety."""
    return [
        part_of("风险等级", _rows(Risk, asked).order_by("raised_on", "id"), ("raised_on", "level", "ended_on")),
        part_of(
            "危机处置",
            _rows(Crisis, asked).order_by("found_at", "id"),
            ("found_at", "level", "safety_plan", "outcome", "review_on", "closed_on"),
        ),
    ]


def _rows(model: Any, asked: Asked) -> Any:
    rows = model.objects.filter(person__in=asked.ids, station=asked.station)
    mine = model.objects.within(asked.by.scope, Action.RISK_VIEW).values("pk")
    return rows.filter(Q(sealed=False) | Q(pk__in=mine))
