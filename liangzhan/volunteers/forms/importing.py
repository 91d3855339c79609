"""An existing list of volunteers: the workbook and the station it belongs to."""

from __future__ import annotations

from typing import Any

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.stations.forms.fields import AtStation
from liangzhan.volunteers.imports.register import read_volunteers


class ListForm(AtStation, WorkbookForm):
    label = "志愿者名册工作簿"

    def read(self, upload: Any) -> Any:
        return read_volunteers(upload)
