"""The files of an October report."""

from __future__ import annotations

from liangzhan.programme.exports.october_account import account_pdf
from liangzhan.programme.exports.october_docx import account_docx
from liangzhan.programme.exports.october_list import list_workbook
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import Computed


def report_files(report: OctoberReport, computed: Computed) -> dict[str, bytes]:
    """List workbook, account as PDF, account as an editable document, of the same figures."""
    return {
        "list_file": list_workbook(report, computed),
        "account_pdf": account_pdf(report, computed),
        "account_docx": account_docx(report, computed),
    }
