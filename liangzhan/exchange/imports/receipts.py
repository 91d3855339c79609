"""Reading a receipt workbook: batch, line, verdict, number or reason."""

from __future__ import annotations

import hashlib
from typing import Any

from liangzhan.exchange.choices import Verdict
from liangzhan.exchange.rules.bridge import Answer
from liangzhan.toolkit.spreadsheets import Column, Layout, read_table

LAYOUT = Layout(
    (
        Column("批次号", "batch_no", required=True, max_length=40),
        Column("行号", "line", "int", required=True, minimum=1),
        Column("结果", "verdict", "choice", required=True, choices=Verdict.choices),
        Column("全国系统编号", "national_no", max_length=32),
        Column("退回原因", "reason", max_length=200),
    )
)
MOST = 5_000


def answers_in(upload: Any) -> tuple[list[Answer], str]:
    """(answers, fingerprint of the file). Raises RuleBroken with row and column of whatever cannot be read."""
    content = upload.read()
    table = read_table(content, LAYOUT, max_rows=MOST)
    table.insist()
    answers = [
        Answer(
            row.values["batch_no"],
            int(row.values["line"]),
            row.values["verdict"],
            row.values.get("national_no") or "",
            row.values.get("reason") or "",
        )
        for row in table.rows
    ]
    return answers, hashlib.sha256(content).hexdigest()
