"""What the platform answers at once to a table: one row for each area below (or each community), one cell for each column."""

from __future__ import annotations

from dataclasses import dataclass, replace

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.divisions.models import Division
from liangzhan.reporting.choices import RowKind, Verdict
from liangzhan.reporting.models import RequestColumn, TableRequest
from liangzhan.reporting.queries.asked import Question, question
from liangzhan.reporting.queries.gate import stations_in
from liangzhan.reporting.queries.indicators import Answer, compute, parts_of
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.rules.periods import period_of
from liangzhan.stations.queries.register import list_rows
from liangzhan.toolkit.periods import today

MOST_ROWS = 400  # of one table with indicators by community
PLACES = ("field.city", "field.county", "field.street", "field.community")

Cells = list[str]


@dataclass(frozen=True)
class Answered:
    """`rows`: the cells in the order of the columns; `left_out`: why there are none, in words."""

    columns: list[RequestColumn]
    rows: list[Cells]
    left_out: str = ""


def answers(request: TableRequest, area: Division, actor: Actor) -> Answered:
    """Every known column filled in for the reader's own reach; what nobody knows stays empty. Exact, as for officials."""
    columns = list(request.columns.order_by("position"))
    period = period_of(request.period)
    assert period is not None  # noqa: S101 -- checked at the upload
    asked = question(actor, area, period, today=today())
    if request.row_kind == RowKind.STATION:
        return _by_community(request, columns, area, asked)
    return _by_area(columns, asked)


def _by_area(columns: list[RequestColumn], asked: Question) -> Answered:
    parts = {code: parts_of(asked, code) for code in _codes(columns)}
    names = [row.name for row in next(iter(parts.values()), [])]
    rows = []
    for at, name in enumerate(names):
        held = {code: found[at].answer for code, found in parts.items()}
        rows.append([_area_cell(one, name, held) for one in columns])
    return Answered(columns, rows, "" if rows else "这张表里没有可以计算的指标。")


def _area_cell(column: RequestColumn, name: str, held: dict) -> str:
    if column.key in PLACES:
        return name
    code, _, part = column.key.partition(".")
    return _number(held[code], part) if column.verdict == Verdict.KNOWN and code in held else ""


def _by_community(request: TableRequest, columns: list[RequestColumn], area: Division, asked: Question) -> Answered:
    rows = list_rows(stations_in(area).within(asked.scope, Action.FIGURE_VIEW))
    codes = _codes(columns)
    if codes and len(rows) > MOST_ROWS:
        return Answered(columns, [], f"社区（村）超过 {MOST_ROWS} 个，请按县（市、区）分别要表。")
    numbers = _numbers_by_community([row["code"] for row in rows], codes, asked)
    return Answered(columns, [[_cell(one, row, numbers) for one in columns] for row in rows])


def _numbers_by_community(places: list[str], codes: list[str], asked: Question) -> dict[tuple[str, str], str]:
    """{(community, key): text}; the ledger is asked once for all of them."""
    if not codes:
        return {}
    parts = {}
    for code in places:
        part = replace(asked)
        part.__dict__["prefixes"] = ((code,), ())
        parts[code] = part
    asked.parted(parts, lambda _, code: code)
    return {
        (place, f"{one.indicator.code}.{number.key}"): one.plain(number)
        for place, part in parts.items()
        for one in compute(part, codes)
        for number in one.indicator.parts
    }


def _cell(column: RequestColumn, row: dict, numbers: dict[tuple[str, str], str]) -> str:
    if column.verdict != Verdict.KNOWN:
        return ""
    if not column.key.startswith("field."):
        return numbers.get((row["code"], column.key), "")
    value = row.get(column.key.removeprefix("field."), "")
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


def _codes(columns: list[RequestColumn]) -> list[str]:
    """The indicators asked for, once each."""
    keys = [one.key.partition(".")[0] for one in columns if one.verdict == Verdict.KNOWN]
    return [code for code in dict.fromkeys(keys) if code in BY_CODE]


def _number(answer: Answer, part: str) -> str:
    return answer.plain(next(one for one in answer.indicator.parts if one.key == part))
