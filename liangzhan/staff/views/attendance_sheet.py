"""Importing the street's attendance: template, upload, preview, progress, the workbook of what was refused."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views import stream
from liangzhan.staff.choices.attendance import SAID_STATUSES
from liangzhan.staff.forms.attendance_sheet import SheetConfirmForm, SheetForm
from liangzhan.staff.imports.attendance import read_sheet, refuse_rows, sheet_template
from liangzhan.staff.queries.attendance_sheet import own_job, own_sheet, planned_days, sheet_file, template_rows
from liangzhan.staff.rules.month import previous_month
from liangzhan.staff.services.attendance_sheet import keep_sheet, start_import
from liangzhan.staff.views.attendance import month_asked
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook

SHOWN = 100


def workbook_response(content, name):
    """A workbook to download under a Chinese name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


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


class OwnSheet:
    """The workbook of this very user, else 404."""

    @cached_property
    def kept(self):
        found = own_sheet(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这份考勤表。")
        return found

    @cached_property
    def read(self):
        """(table with every reason, what can be imported)."""
        table, rows = read_sheet(open_file(self.kept))
        plan = planned_days(rows, self.scope)
        refuse_rows(table, plan.problems)
        return table, plan


def preview_of(table, plan):
    """Counts, the wrong rows, the first good ones."""
    wrong = [row for row in table.rows if row.problems]
    good = {"days": plan.days[:SHOWN], "total": len(plan.days), "labels": dict(SAID_STATUSES)}
    return {"table": table, "wrong": wrong, **good}


class SheetPreview(OwnSheet, ScopedForm):
    """What the import would do, before anything is written."""

    action = Action.ATTENDANCE_MANAGE
    form_class = SheetConfirmForm
    template_name = "staff/sheet_preview.html"
    title = "考勤表预览"
    success_message = ""

    def run(self, form):
        return start_import(kept=self.kept, by=self.actor)

    def get_success_url(self):
        return reverse("staff:sheet-job", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**preview_of(*self.read), uuid=self.kept.uuid, **kwargs)


class SheetErrors(OwnSheet, Page):
    """The user's own rows back with the reasons."""

    action = Action.ATTENDANCE_MANAGE

    def get(self, request, *args, **kwargs):
        return workbook_response(error_workbook(self.read[0]), "街道考勤表问题清单.xlsx")


class OwnJob:
    action = Action.ATTENDANCE_MANAGE

    @cached_property
    def job(self):
        found = own_job(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这个任务。")
        return found

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, **kwargs)


class SheetJob(OwnJob, Page):
    template_name = "staff/sheet_job.html"
    title = "导入进度"


class SheetProgress(OwnJob, Page):
    """The fragment that the page asks for again."""

    template_name = "staff/sheet_progress.html"


class SheetResult(OwnJob, Page):
    """The workbook of refused rows that the job left."""

    def get(self, request, *args, **kwargs):
        if self.job.file_uuid is None:
            raise Http404("这次导入没有问题清单。")
        return stream(sheet_file(self.job.file_uuid), inline=False)
