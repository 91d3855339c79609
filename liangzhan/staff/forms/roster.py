"""The roster of people: the workbook."""

from __future__ import annotations

from typing import Any

from liangzhan.documents.forms.workbook import WorkbookForm
from liangzhan.staff.imports.roster import read_people


class PeopleRosterForm(WorkbookForm):
    label = "人员名册工作簿"

    def read(self, upload: Any) -> Any:
        return read_people(upload)
