"""Importing a roster: upload, preview, confirm, progress, the workbook of what was refused."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.views.imports import (
    ImportErrors,
    ImportJob,
    ImportPreview,
    ImportResult,
    OwnWorkbook,
    workbook_response,
)
from liangzhan.stations.choices import RosterFate
from liangzhan.stations.forms.papers import RosterConfirmForm, RosterForm
from liangzhan.stations.imports import mark_refused, read_roster, roster_template
from liangzhan.stations.queries.roster import planned_rows
from liangzhan.stations.services.roster_upload import TASK, keep_roster, start_import

SHOWN = 100  # rows of the preview


class RosterUpload(ScopedForm):
    action = Action.STATION_IMPORT
    form_class = RosterForm
    template_name = "stations/roster_upload.html"
    title = "导入站点名册"
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        return keep_roster(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("stations:roster-preview", kwargs={"uuid": self.result.uuid})


class RosterTemplate(Page):
    action = Action.STATION_IMPORT

    def get(self, request, *args, **kwargs):
        return workbook_response(roster_template(), "站点名册模板.xlsx")


class OwnRoster(OwnWorkbook):
    """Rows matched with stations of the reader's reach."""

    action = Action.STATION_IMPORT
    missing = "没有找到这份名册。"

    def read_workbook(self, content):
        table, rows = read_roster(content)
        plans = planned_rows(rows, self.scope)
        mark_refused(table, plans)
        return table, plans


class RosterPreview(OwnRoster, ImportPreview):
    form_class = RosterConfirmForm
    template_name = "stations/roster_preview.html"
    title = "名册预览"
    job_page = "stations:roster-job"

    def run(self, form):
        return start_import(kept=self.kept, as_operating=form.cleaned_data["as_operating"], by=self.actor)

    def shown(self, table, planned):
        """Counts by fate, the wrong rows, the first good ones."""
        good = [plan for plan in planned if not plan.problems]
        fates = [one.fate for plan in good for one in plan.stations]
        return {
            "counts": {fate: fates.count(fate) for fate in (RosterFate.MAKE, RosterFate.UPDATE, RosterFate.SKIP)},
            "wrong": [row for row in table.rows if row.problems],
            "table": table,
            "plans": good[:SHOWN],
            "plans_total": len(good),
            "more": max(len(good) - SHOWN, 0),
        }


class RosterErrors(OwnRoster, ImportErrors):
    file_name = "名册问题清单.xlsx"


class RosterJob(ImportJob):
    action = Action.STATION_IMPORT
    task = TASK
    template_name = "stations/roster_job.html"


class RosterProgress(RosterJob):
    """The fragment that the page asks for again."""

    template_name = "stations/job.html"


class RosterResult(ImportResult):
    action = Action.STATION_IMPORT
    task = TASK
