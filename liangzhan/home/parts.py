"""The desk in parts: each room may ask three queries for each panel, so what waits is fetched part by part. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.toolkit.panels import Panel


@dataclass(frozen=True)
class DeskPart:
    """One card of the desk that loads by itself: how the address calls it, its title, the rooms whose panels it shows."""

    slug: str
    title: str
    rooms: frozenset[str]


# What endangers life (protection) stands on the desk itself and waits for no second request.
PARTS = (
    DeskPart("cases", "个案", frozenset({"casework"})),
    DeskPart("service", "需求、探访和活动", frozenset({"needs", "activities"})),
    DeskPart("persons", "人员、日程和培训", frozenset({"people", "occasions", "credentials"})),
    DeskPart("staff", "人员管理", frozenset({"staff"})),
    DeskPart("volunteers", "志愿服务", frozenset({"volunteers"})),
    DeskPart("reports", "报表", frozenset({"reporting"})),
    DeskPart("funds", "财物和经费", frozenset({"funds"})),
)


def part_called(slug: str) -> DeskPart | None:
    """The part of this address."""
    return next((part for part in PARTS if part.slug == slug), None)


def panels_of(panels: list[Panel], part: DeskPart | None) -> list[Panel]:
    """The panels of a part; of None those that no part has, which stand on the desk itself."""
    rooms = part.rooms if part else frozenset().union(*(one.rooms for one in PARTS))
    return [panel for panel in panels if (room_of(panel) in rooms) is (part is not None)]


def room_of(panel: Panel) -> str:
    """The room a panel was written in."""
    return panel.__module__.split(".")[1]
