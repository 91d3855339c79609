"""What the platform knows about a card: numbers of work, attendance, learning. Nobody types them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from liangzhan.staff.choices.appraisal import AppraisalPart
from liangzhan.staff.models import AppraisalCard
from liangzhan.staff.quantities import Quantity, counted, registered
from liangzhan.staff.queries.appraisal_sources import AttendanceOfYear, attendance_of, hours_of
from liangzhan.staff.queries.attendance_facts import KEYS as ATTENDANCE_KEYS
from liangzhan.staff.rules.appraisal import COMPUTED, attendance_points, reached_points, rounded, share_of_year
from liangzhan.toolkit.parameters import Loaded, load
from liangzhan.toolkit.templating import number

KEYS = ("appraisal.deductions", "appraisal.attendance_kept", "appraisal.learning_hours")


@dataclass(frozen=True)
class PartFacts:
    """One part of one card: the numbers in words, the points the platform gives (None: left to judgement)."""

    lines: tuple[str, ...] = ()
    points: Decimal | None = None
    computed: bool = False

    @property
    def has_numbers(self) -> bool:
        return bool(self.lines)

    @property
    def words(self) -> str:
        return "；".join(self.lines)


@dataclass
class _Sources:
    """Answers of the registers for the workers of one year."""

    counted: dict[str, dict[int, int | Decimal]] = field(default_factory=dict)
    days: dict[int, AttendanceOfYear] = field(default_factory=dict)
    hours: dict[int, Decimal] = field(default_factory=dict)


def facts_of(cards: Sequence[AppraisalCard]) -> dict[int, dict[str, PartFacts]]:
    """{card id: {part: facts}} for cards of ONE year and station, with `worker` and `appraisal` at hand.

    A handful of queries whatever the number of cards: one per register, one for the settings.
    """
    if not cards:
        return {}
    year, code = cards[0].appraisal.year, cards[0].division_code
    quantities = registered()
    keys = [*KEYS, *(one.norm_key for one in quantities)]
    known = load([*keys, *ATTENDANCE_KEYS])
    settings = {key: known.value_of(key, on=dt.date(year, 12, 31), division_code=code) for key in keys}
    sources = _ask(cards, year, quantities, known)
    return {card.pk: _facts(card, sources, quantities, settings) for card in cards}


def _ask(cards: Sequence[AppraisalCard], year: int, quantities: Iterable[Quantity], known: Loaded) -> _Sources:
    ids = sorted({card.worker_id for card in cards})
    return _Sources(
        counted=counted(quantities, ids, year),
        days=attendance_of(ids, year, known),
        hours=hours_of(cards),
    )


def _facts(
    card: AppraisalCard, sources: _Sources, quantities: Iterable[Quantity], settings: dict[str, object]
) -> dict[str, PartFacts]:
    share = share_of_year(card.from_on, card.to_on)
    lines: dict[str, list[str]] = defaultdict(list)
    reached: dict[str, list[Decimal]] = defaultdict(list)
    for one in quantities:
        count = sources.counted[one.key].get(card.worker_id)
        if count is None:
            continue
        norm = Decimal(str(settings[one.norm_key]))
        points = reached_points(Decimal(count), norm, share * card.fte)
        told = f"（全年标准 {number(norm)}）" if points is not None else ""
        lines[one.part].append(f"{one.name} {number(count)} {one.unit}{told}")
        if points is not None:
            reached[one.part].append(points)
    found = {part: PartFacts(tuple(told), _mean(reached[part]), bool(reached[part])) for part, told in lines.items()}
    found |= _attendance(card, sources, settings) | _learning(card, sources, settings, share)
    return {part: found.get(part, PartFacts(computed=part in COMPUTED)) for part in AppraisalPart.values}


def _mean(points: Sequence[Decimal]) -> Decimal | None:
    return rounded(sum(points, Decimal(0)) / len(points)) if points else None


def _attendance(card: AppraisalCard, sources: _Sources, settings: dict[str, object]) -> dict[str, PartFacts]:
    held = sources.days.get(card.worker_id)
    kept: int = settings["appraisal.attendance_kept"]  # type: ignore[assignment]
    deductions: dict[str, int] = settings["appraisal.deductions"]  # type: ignore[assignment]
    if held is None or not held.days.is_kept(kept):
        return {}
    points = attendance_points(held.days, deductions)
    return {AppraisalPart.ATTENDANCE: PartFacts((held.words,), points, computed=True)}


def _learning(
    card: AppraisalCard, sources: _Sources, settings: dict[str, object], share: Decimal
) -> dict[str, PartFacts]:
    hours = sources.hours.get(card.pk)
    norm = Decimal(str(settings["appraisal.learning_hours"]))
    points = None if hours is None else reached_points(hours, norm, share)
    if hours is None or points is None:
        return {}
    words = f"学时 {number(hours)}，在岗时间应达 {number(rounded(norm * share))}"
    return {AppraisalPart.LEARNING: PartFacts((words,), points, computed=True)}
