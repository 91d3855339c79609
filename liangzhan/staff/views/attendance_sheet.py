"""Importing the street's attendance: template, upload, preview, progress, the workbook of what was refused."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.forms.workbook import ConfirmImportForm
from liangzhan.documents.views.imports import (
    ImportErrors,
    ImportJob,
    ImportPreview,
    ImportResult,
    OwnWorkbook,
    workbook_response,
)
from liangzhan.staff.choices.attendance import SAID_STATUSES
from liangzhan.staff.forms.attendance_sheet import SheetForm
from liangzhan.staff.imports.attendance import read_sheet, refuse_rows, sheet_template
from liangzhan.staff.queries.attendance_sheet import planned_days, template_rows
from liangzhan.staff.rules.month import previous_month
from liangzhan.staff.services.attendance_sheet import TASK, keep_sheet, start_import
from liangzhan.staff.views.attendance import month_asked
from liangzhan.toolkit.periods import today

SHOWN = 100


class SheetUpload(ScopedForm):
    action = Action.ATTENDANCE_MANAGE
    form_class = SheetForm
    template_name = "staff/sheet_upload.html"
    title = "导入街道考勤表"
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        return keep_sheet(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("staff:sheet-preview", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(month_on=previous_month(today()), this_month=today(), **kwargs)


class SheetTemplate(Page):
    """Names and workdays filled in: nobody types what is known."""

    action = Action.ATTENDANCE_MANAGE

    def get(self, request, *args, **kwargs):
        month_on = month_asked(request, previous_month(today()))
        content = sheet_template(*template_rows(self.scope, month_on))
        return workbook_response(content, f"街道考勤表{month_on.year}年{month_on.month}月.xlsx")


class OwnSheet(OwnWorkbook):
    """Rows matched with stations and workers of the reader's reach."""

    action = Action.ATTENDANCE_MANAGE
    missing = "没有找到这份考勤表。"

    def read_workbook(self, content):
        table, rows = read_sheet(content)
        plan = planned_days(rows, self.scope)
        refuse_rows(table, plan.problems)
        return table, plan


class SheetPreview(OwnSheet, ImportPreview):
    form_class = ConfirmImportForm
    template_name = "staff/sheet_preview.html"
    title = "考勤表预览"
    job_page = "staff:sheet-job"

    def run(self, form):
        return start_import(kept=self.kept, by=self.actor)

    def shown(self, table, planned):
        """Counts, the wrong rows, the first good ones."""
        wrong = [row for row in table.rows if row.problems]
        good = {"days": planned.days[:SHOWN], "total": len(planned.days), "labels": dict(SAID_STATUSES)}
        return {"table": table, "wrong": wrong, **good}


class SheetErrors(OwnSheet, ImportErrors):
    file_name = "街道考勤表问题清单.xlsx"


class SheetJob(ImportJob):
    action = Action.ATTENDANCE_MANAGE
    task = TASK
    template_name = "staff/sheet_job.html"


class SheetProgress(SheetJob):
    """The fragment that the page asks for again."""

    template_name = "staff/sheet_progress.html"


class SheetResult(ImportResult):
    action = Action.ATTENDANCE_MANAGE
    task = TASK
