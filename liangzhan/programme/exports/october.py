"""The files of an October report."""

from __future__ import annotations

from liangzhan.programme.exports.october_account import account_pdf
from liangzhan.programme.exports.october_docx import account_docx
from liangzhan.programme.exports.october_list import list_workbook
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import Computed

MAKERS = {"list_file": list_workbook, "account_pdf": account_pdf, "account_docx": account_docx}


def report_file(report: OctoberReport, computed: Computed, field: str) -> bytes:
    """One of the three files, of today's figures: what an area looks at before it submits."""
    return MAKERS[field](report, computed)


def report_files(report: OctoberReport, computed: Computed) -> dict[str, bytes]:
    """List workbook, account as PDF, account as an editable document, of the same figures."""
    return {field: make(report, computed) for field, make in MAKERS.items()}
