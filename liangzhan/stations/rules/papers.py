"""六项制度 (2.6), 两委 opinions and yearly papers (2.1.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from liangzhan.stations.choices import StationClass, SystemKind

MODEL_LABEL = "平台范本"
# Which clause asks for each system: under it the rooms above register the proof that the system is lived by.
CLAUSE_OF = {
    SystemKind.ATTENDANCE: "2.6.1",
    SystemKind.PROPERTY: "2.6.2",
    SystemKind.SUPERVISION: "2.6.3",
    SystemKind.ETHICS: "2.6.4",
    SystemKind.VOLUNTEERS: "2.6.5",
    SystemKind.ARCHIVES: "2.6.6",
}


def missing_systems(adopted: Iterable[str]) -> list[SystemKind]:
    """Which of the six systems the station has not adopted, in the notice's order."""
    held = set(adopted)
    return [kind for kind in SystemKind if kind not in held]


def model_names(kind: str, station_class: str) -> tuple[str, ...]:
    """File names of the 范本 for a station class, the closest first (因地制宜、分类实施, 1.2)."""
    base = kind.lower()
    if station_class in (StationClass.RURAL, StationClass.REMOTE):
        return (f"{base}-{station_class.lower()}", f"{base}-rural", base)
    return (f"{base}-{station_class.lower()}", base)


def text_problem(text: str, *, least: int, word: str) -> str:
    """A paper says something: at least so many characters."""
    return "" if len("".join(text.split())) >= least else f"{word}太短，请写清楚（至少 {least} 个字）。"


def year_problem(year: int, kind_is_report: bool, today: dt.date) -> str:
    """A plan may be of next year; a report only of a year that has begun."""
    last = today.year if kind_is_report else today.year + 1
    return "" if 2019 <= year <= last else f"年度应在 2019 到 {last} 之间。"
