"""The ledger of open cases: the workbook and the station it belongs to."""

from __future__ import annotations

from typing import Any

from liangzhan.casework.imports.cases import read_cases
from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.stations.forms.fields import AtStation


class CaseLedgerForm(AtStation, WorkbookForm):
    label = "在办个案台账工作簿"

    def read(self, upload: Any) -> Any:
        return read_cases(upload)
