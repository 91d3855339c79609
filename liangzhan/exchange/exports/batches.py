"""The file of a batch, the blank of its receipt, the report of differences. The same batch makes the same bytes."""

from __future__ import annotations

import json

from liangzhan.exchange.choices import Verdict
from liangzhan.exchange.imports.receipts import LAYOUT
from liangzhan.exchange.models import Batch
from liangzhan.exchange.queries.batches import differences_of, items_of
from liangzhan.exchange.rules.columns import COLUMNS
from liangzhan.toolkit.spreadsheets import Column, Sheet, template_workbook, workbook_bytes

HEAD = (Column("批次号", "batch_no"), Column("行号", "line", "int"))


def batch_workbook(batch: Batch) -> bytes:
    """What is handed in at the national system, by the mapping table."""
    columns = [*HEAD, *(Column(title, name) for name, title in COLUMNS[batch.kind])]
    rows = ({"batch_no": batch.number, "line": one.line, **json.loads(one.content or "{}")} for one in items_of(batch))
    return workbook_bytes([Sheet(batch.get_kind_display(), columns, rows)])


def receipt_workbook(batch: Batch) -> bytes:
    """A blank receipt with the line numbers, to be filled in by hand where the other side gives no file."""
    rows = [{"batch_no": batch.number, "line": one.line} for one in batch.items.defer("content").order_by("line")]
    return template_workbook(LAYOUT, title="回执", rows=rows)


def differences_workbook(batch: Batch) -> bytes:
    """Lines the other side refused, with its reason, and lines it did not answer. Numbers of lines, no names."""
    columns = [*HEAD, Column("结果", "verdict"), Column("原因", "reason", width=40)]
    labels = dict(Verdict.choices)
    rows = [
        {
            "batch_no": batch.number,
            "line": one.line,
            "verdict": labels.get(one.verdict, "没有回执"),
            "reason": one.reason,
        }
        for one in differences_of(batch)
    ]
    return workbook_bytes([Sheet("差异", columns, rows)])
