"""Importing a roster: upload, preview, confirm, progress, the workbook of what was refused."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.queries import open_file
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views import stream
from liangzhan.stations.choices import RosterFate
from liangzhan.stations.forms.papers import RosterConfirmForm, RosterForm
from liangzhan.stations.imports import mark_refused, read_roster, roster_template
from liangzhan.stations.queries.roster import planned_rows
from liangzhan.stations.queries.rosters import own_job, own_roster, roster_file
from liangzhan.stations.services.roster_upload import keep_roster, start_import
from liangzhan.toolkit.spreadsheets import error_workbook

SHOWN = 100  # rows of the preview


def workbook_response(content, name):
    """A workbook to download under a Chinese name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


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


def preview_of(table, plans):
    """Counts by fate, the wrong rows, the first good ones."""
    good = [plan for plan in plans if not plan.problems]
    fates = [one.fate for plan in good for one in plan.stations]
    return {
        "counts": {fate: fates.count(fate) for fate in (RosterFate.MAKE, RosterFate.UPDATE, RosterFate.SKIP)},
        "wrong": [row for row in table.rows if row.problems],
        "table": table,
        "plans": good[:SHOWN],
        "plans_total": len(good),
        "more": max(len(good) - SHOWN, 0),
    }


class OwnRoster:
    """The workbook of this very user, else 404."""

    @cached_property
    def kept(self):
        found = own_roster(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这份名册。")
        return found

    @cached_property
    def read(self):
        """(table with every reason, planned rows)."""
        table, rows = read_roster(open_file(self.kept))
        plans = planned_rows(rows, self.scope)
        mark_refused(table, plans)
        return table, plans


class RosterPreview(OwnRoster, ScopedForm):
    """What the import would do, row by row, before anything is written."""

    action = Action.STATION_IMPORT
    form_class = RosterConfirmForm
    template_name = "stations/roster_preview.html"
    title = "名册预览"
    success_message = ""

    def run(self, form):
        return start_import(kept=self.kept, as_operating=form.cleaned_data["as_operating"], by=self.actor)

    def get_success_url(self):
        return reverse("stations:roster-job", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        table, plans = self.read
        return super().get_context_data(**preview_of(table, plans), uuid=self.kept.uuid, **kwargs)


class RosterErrors(OwnRoster, Page):
    """The user's own rows back with the reasons, ready to mend and upload again."""

    action = Action.STATION_IMPORT

    def get(self, request, *args, **kwargs):
        table, _ = self.read
        return workbook_response(error_workbook(table), "名册问题清单.xlsx")


class OwnJob:
    @cached_property
    def job(self):
        found = own_job(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404("没有找到这个任务。")
        return found


class RosterJob(OwnJob, Page):
    """Progress and result; the page may be left and comes back."""

    action = Action.STATION_IMPORT
    template_name = "stations/roster_job.html"
    title = "导入进度"

    def get_context_data(self, **kwargs):
        return super().get_context_data(job=self.job, **kwargs)


class RosterProgress(RosterJob):
    """The fragment that the page asks for again."""

    template_name = "stations/job.html"


class RosterResult(OwnJob, Page):
    """The workbook of refused rows that the job left."""

    action = Action.STATION_IMPORT

    def get(self, request, *args, **kwargs):
        if self.job.file_uuid is None:
            raise Http404("这次导入没有问题清单。")
        return stream(roster_file(self.job.file_uuid), inline=False)
