"""The table as it was asked for, filled in with what the platform holds."""

from __future__ import annotations

from liangzhan.reporting.choices import Verdict
from liangzhan.reporting.models import TableRequest
from liangzhan.reporting.queries.gate_answers import Answered
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

SAID = {Verdict.KNOWN: "平台已有", Verdict.MAYBE: "待确认", Verdict.NEW: "平台没有", Verdict.SKIP: ""}


def filled_table(request: TableRequest, answered: Answered) -> bytes:
    """XLSX: the headings in their order; under each one where the numbers come from."""
    columns = [Column(one.heading, f"c{one.position}", width=14) for one in answered.columns]
    rows = [
        {f"c{one.position}": cell for one, cell in zip(answered.columns, cells, strict=True)} for cells in answered.rows
    ]
    said = "；".join(f"{one.heading}：{SAID[Verdict(one.verdict)]}" for one in answered.columns if one.verdict in SAID)
    note = f"平台直接给出，不用站点填报。{said}"
    heading = f"{request.title}（{request.area_name} {request.period}）"
    return workbook_bytes([Sheet("表", columns, rows, heading=heading, note=note)])
