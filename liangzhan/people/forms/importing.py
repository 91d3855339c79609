"""The ledger of clients: the workbook and the station it belongs to."""

from __future__ import annotations

from typing import Any

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.people.imports import read_clients
from liangzhan.stations.forms.fields import AtStation


class LedgerForm(AtStation, WorkbookForm):
    label = "服务对象台账工作簿"

    def read(self, upload: Any) -> Any:
        return read_clients(upload)
