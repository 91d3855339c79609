"""The live checklist: what the registry of evidence says of a station today, and what it is worth."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from liangzhan.divisions.parameter_values import NAMES
from liangzhan.programme.choices import InspectionWay, Verdict
from liangzhan.programme.rules.checklist import DEFAULT_WEIGHTS, ITEMS, Item, Tally, items_for, tally
from liangzhan.stations.evidence import Evidence, Standing, evidence_for
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import also_ask, dossier_of
from liangzhan.toolkit.parameters import declare, values_of

declare("acceptance.weights", DEFAULT_WEIGHTS, "验收各项分值（合计 100）", "D", "分")
declare("acceptance.pass_mark", 80, "验收合格分", "D", "分")
declare("acceptance.way", InspectionWay.ON_SITE.value, "验收方式（ON_SITE 现场、PAPERS 材料、SAMPLE 抽查）", "D")
declare("acceptance.sample_share", 0.3, "抽查验收的抽取比例", "D")
declare("acceptance.rectification_days", 15, "整改期限", "D", "工作日")
declare("acceptance.visit_days", 10, "提交验收后安排验收的期限", "D", "工作日")
NAMES.update({item.code: item.title for item in ITEMS})

KEYS = (
    "acceptance.weights",
    "acceptance.pass_mark",
    "acceptance.way",
    "acceptance.sample_share",
    "acceptance.rectification_days",
    "acceptance.visit_days",
)
also_ask(KEYS)


@dataclass(frozen=True)
class Row:
    """One line of the checklist: the item and what shows it."""

    item: Item
    evidence: Evidence


@dataclass(frozen=True)
class Checklist:
    """All lines of a station with the tally of the self-check and the mark to reach."""

    rows: tuple[Row, ...]
    tally: Tally
    pass_mark: float

    def evidence(self, code: str) -> Evidence:
        return next(row.evidence for row in self.rows if row.item.code == code)


VERDICTS = {
    Standing.MET: Verdict.MET,
    Standing.NOT_APPLICABLE: Verdict.NOT_APPLICABLE,
    Standing.WAITING: Verdict.NOT_MET,
    Standing.MISSING: Verdict.NOT_MET,
}


def settings_at(code: str, on: dt.date) -> dict[str, Any]:
    """All parameters of acceptance in force at a place, in one query."""
    return values_of(KEYS, on=on, division_code=code)


def checklist_of(station: Station, *, on: dt.date, settings: dict | None = None) -> Checklist:
    """Ask every item of the station's kind for its evidence, and count. Pass a station from `stations.queries.dossier.with_evidence`."""
    chosen = settings or {key: dossier_of(station).setting(key, on) for key in KEYS}
    rows = tuple(Row(item, evidence_for(item.code, station, on)) for item in items_for(station.kind))
    verdicts = {row.item.code: VERDICTS[row.evidence.standing] for row in rows}
    mark = chosen["acceptance.pass_mark"]
    return Checklist(
        rows, tally(verdicts, kind=station.kind, weights=chosen["acceptance.weights"], pass_mark=mark), mark
    )
