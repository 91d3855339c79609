"""Every field of C-10 and of the mandatory report has a column and is offered by the page's form (docs/forms.md)."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from liangzhan.protection.forms import reports, risks
from liangzhan.protection.rules.reports import Known
from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField

PAGE = Path(__file__).parents[2] / "docs" / "forms.md"
C10 = {
    *("found_at", "how found", "facts observed", "facts told", "level", "people informed", "people informed, time"),
    *("measures", "safety plan", "handover", "outcome", "review date"),
}
REPORT = {
    *("found_at", "situation codes", "report_basis", "facts observed", "facts told", "reported_to", "time", "receiver"),
    *("police receipt no.", "attachments", "reporter"),
}
MADE_WITH = {
    "CrisisForm": (risks.CrisisForm, {"stations": []}),
    "InformForm": (risks.InformForm, {}),
    "MeasureForm": (risks.MeasureForm, {}),
    "PlanForm": (risks.PlanForm, {}),
    "CloseForm": (risks.CloseForm, {}),
    "StartForm": (reports.StartForm, {"stations": [], "communities": []}),
    "FactsForm": (reports.FactsForm, {"known": Known()}),
    "ToldForm": (reports.ToldForm, {}),
    "FilesForm": (reports.FilesForm, {}),
}


def rows(title: str) -> dict[str, tuple[str, str]]:
    """{field: (column, where it is offered)} of one table."""
    part = PAGE.read_text(encoding="utf-8").split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("| ")
    ]
    return {field: (column.strip("`"), where) for field, column, where in lines[1:]}


@pytest.mark.parametrize(("title", "wanted"), [("C-10 危机处置表", C10), ("强制报告", REPORT)])
def test_every_field_stands(title, wanted):
    found = rows(title)
    assert wanted - set(found) == set()
    for column, where in found.values():
        room, model, name = column.split(".")
        assert apps.get_model(room, model)._meta.get_field(name)
        for form, field in re.findall(r"`(\w+)\.(\w+)`", where):
            kind, given = MADE_WITH[form]
            assert field in kind(**given).fields, (form, field)


def test_what_people_write_is_ciphertext():
    """Texts and codes of these tables are encrypted; times, numbers and links are not (they are needed to find rows)."""
    plain = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("protection").get_models()
        if model.__name__ not in ("Designation", "TeamReader", "ReportReminder")
        for field in model._meta.local_fields
        if field.get_internal_type() in ("CharField", "TextField")
        and not isinstance(field, EncryptedChoiceField | EncryptedTextField)
    }
    stamps = {"opened_by", "raised_by", "written_by", "closed_by"}
    assert {one for one in plain if one.split(".")[1] not in stamps} == {
        *("Risk.division_code", "Risk.voucher", "Crisis.division_code", "Crisis.voucher"),
        *("Report.division_code", "Report.reporter_index", "ReportFile.media_type"),
    }
