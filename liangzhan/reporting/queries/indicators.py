"""Every indicator by its code, computed for one question; the parts of an area; whatever is small and P4 hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from liangzhan.divisions.choices import Level
from liangzhan.divisions.models import Division
from liangzhan.divisions.queries import areas_of, children
from liangzhan.reporting.queries import services, stations, volunteering
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.rules.arithmetic import Number, shown
from liangzhan.reporting.rules.definitions import BY_CODE, INDICATORS, SMALL, Indicator, Part
from liangzhan.stations.models import Station

FUNCTIONS: dict[str, Callable[[Question], dict[str, Number]]] = {
    "I01": stations.built,
    "I02": stations.against_task,
    "I03": stations.coverage,
    "I04": stations.workers,
    "I05": services.persons_served,
    "I06": services.times_served,
    "I07": services.files_opened,
    "I08": services.cases,
    "I09": services.case_results,
    "I10": services.groups,
    "I11": services.activities,
    "I12": services.visits,
    "I13": services.functioning,
    "I14": volunteering.registered,
    "I15": volunteering.active,
    "I16": volunteering.service_hours,
    "I17": volunteering.held,
    "I18": volunteering.trained,
    "I19": volunteering.timely,
    "I20": services.resources,
    "I24": stations.supervision,
    "I25": services.satisfaction,
    "I26": services.key_groups,
    "I27": services.dangers,
}
LESS = "<5"


@dataclass(frozen=True)
class Answer:
    """One indicator of one question: a number for each of its parts (None where there is none)."""

    indicator: Indicator
    values: dict[str, Number]

    def text_of(self, part: Part) -> str:
        """The number as it is shown; a small count of P4 reads <5, also when it is nought."""
        value = self.values[part.key]
        if part.small and value is not None and value < SMALL:
            return LESS
        return shown(value, part.digits)

    def plain(self, part: Part) -> str:
        """The same without thousands marks, for files; empty where there is none."""
        text = self.text_of(part).replace(",", "")
        return "" if text == "—" else text


@dataclass(frozen=True)
class PartRow:
    """One area (or station) below, with its answer. `code` of an area, `station_id` of a station."""

    name: str
    code: str
    station_id: int | None
    answer: Answer


def compute(asked: Question, codes: Iterable[str] = ()) -> list[Answer]:
    """The indicators asked for (all when none is named), in the order of the handbook. KeyError for an unknown code."""
    wanted = [BY_CODE[code] for code in codes] or list(INDICATORS)
    return [Answer(one, FUNCTIONS[one.code](asked)) for one in wanted]


def areas_below(area: Division, asked: Question) -> list[Division]:
    """The units directly below on the day of the question, as far as there are any."""
    return list(children(area, on=asked.on))


def stations_below(asked: Question) -> list[Station]:
    """The stations of a community within the reader's reach."""
    rows = Station.objects.within(asked.scope, ACTION).filter(asked.within("division_code", "pk"))
    return list(rows.order_by("kind", "id"))


def parts_of(asked: Question, code: str) -> list[PartRow]:
    """One indicator of the ledger by the areas below, or by the stations of a community; one pass for all of them."""
    asked = asked.narrowed(BY_CODE[code].kinds)
    units = areas_below(asked.area, asked)
    if units:
        named = {unit.code: replace(asked, area=unit) for unit in units}
        for part in named.values():
            part.__dict__["prefixes"] = areas_of(part.area, asked.zones)
        asked.parted(named, _place_of(named))
        return [PartRow(unit.name, unit.code, None, compute(named[unit.code], [code])[0]) for unit in units]
    stations = stations_below(asked)
    ours = {str(one.pk): replace(asked, station_id=one.pk) for one in stations}
    asked.parted(ours, lambda station, _: str(station))
    return [PartRow(one.name, "", one.pk, compute(ours[str(one.pk)], [code])[0]) for one in stations]


def _place_of(parts: dict[str, Question]) -> Callable[[int, str], str]:
    """Which of the areas a code belongs to: a zone before the city or county in which its members lie."""
    members = {at: code for code, one in parts.items() if one.area.level == Level.ZONE for at in one.prefixes[0]}
    own = {at: code for code, one in parts.items() if one.area.level != Level.ZONE for at in one.prefixes[0]}
    lengths = sorted({len(at) for at in (*members, *own)}, reverse=True)

    def place(_: int, code: str) -> str:
        for found in (members, own):
            for length in lengths:
                if code[:length] in found:
                    return found[code[:length]]
        return ""

    return place
