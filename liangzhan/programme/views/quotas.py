"""Pages of the allocation table: upload, preview and correction, confirmation, downloads."""

from functools import cached_property
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.documents.queries import open_file
from liangzhan.documents.services import keep_file
from liangzhan.programme.exports.quota_table import empty_template, quota_workbook, sample_template
from liangzhan.programme.forms.quotas import AllocationForm, WorkbookForm
from liangzhan.programme.imports.quota_table import read_quota_table
from liangzhan.programme.queries.plan import own_upload
from liangzhan.programme.queries.quotas import people_from, proposal, shares_of, top_areas, top_quotas
from liangzhan.programme.services.quotas import set_city_quotas
from liangzhan.programme.views.plan import PlanMixin, RecountMixin
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_response(content, name):
    """A workbook to download, under a Chinese name."""
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response


class TableMixin(PlanMixin):
    """The areas of the plan's table, and the uploaded workbook when the address names one."""

    @cached_property
    def areas(self):
        return top_areas(self.plan, today())

    def kept(self, text):
        try:
            found = own_upload(UUID(text), self.actor)
        except ValueError:
            found = None
        if found is None:
            raise Http404("没有这份上传的工作簿，请重新上传。")
        return found

    def read(self, kept):
        cities, zones = self.areas
        targets = {"target_sw": self.plan.target_sw, "target_vs": self.plan.target_vs}
        return read_quota_table(open_file(kept), cities=cities, zones=zones, **targets)


class UploadQuotas(TableMixin, ScopedForm):
    """The workbook is kept, then shown with its problems; nothing is a task until it is confirmed."""

    action = Action.PLAN_MANAGE
    template_name = "programme/upload_quotas.html"
    title = "上传任务分配表"
    form_class = WorkbookForm
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        title = f"{self.plan.year}年任务分配表"
        kept = keep_file(upload=form.cleaned_data["file"], title=title, kind="workbook", by=self.actor)
        self.read(kept)
        return kept

    def get_success_url(self):
        return f"{reverse('programme:quota-table', args=[self.plan.pk])}?file={self.result.uuid}"


class SourceMixin(TableMixin):
    """Where the numbers come from: a workbook, a proposal (建议稿), or the tasks as they stand."""

    @cached_property
    def workbook(self):
        text = self.request.GET.get("file", "")
        return self.read(self.kept(text)) if text else None

    @property
    def is_proposal(self):
        return "proposal" in self.request.GET

    def proposed(self):
        targets = {"sw": self.plan.target_sw, "vs": self.plan.target_vs}
        return proposal(self.areas[0], **targets, on=today(), people=people_from(self.request.GET))

    def get_context_data(self, **kwargs):
        file = self.request.GET.get("file", "")
        people = people_from(self.request.GET)
        facts = {"workbook": self.workbook, "file": file, "is_proposal": self.is_proposal, "people": people}
        return super().get_context_data(**facts, areas=self.areas, **kwargs)


class StartingNumbers(SourceMixin, ScopedForm):
    """The form of the table with the numbers it starts with."""

    action = Action.PLAN_MANAGE
    form_class = AllocationForm

    def get_form_kwargs(self):
        cities, zones = self.areas
        return {**super().get_form_kwargs(), "areas": cities, "optional": zones}

    def get_initial(self):
        if self.workbook:
            return self.workbook.initial()
        shares = self.proposed() if self.is_proposal else shares_of(top_quotas(self.plan))
        return {**AllocationForm.initial_of(shares), "proposed": self.is_proposal}


class QuotaTable(RecountMixin, StartingNumbers):
    """The table to look through, correct and confirm."""

    template_name = "programme/quota_table.html"
    title = "任务分配表"
    button = "确认任务分配表"
    success_message = "任务分配表已确认。计划下达后各市即可分解。"

    def run(self, form):
        source = form.cleaned_data["source"]
        kept = self.kept(str(source)) if source else None
        return set_city_quotas(plan=self.plan, rows=form.shares(), source=kept, by=self.actor)

    def get_success_url(self):
        return reverse("programme:plan-page", args=[self.plan.pk])


class QuotaErrors(TableMixin, Page):
    """The uploaded workbook with its problems written beside the rows."""

    action = Action.PLAN_MANAGE

    def get(self, request, *args, **kwargs):
        found = self.read(self.kept(str(self.kwargs["file"])))
        return workbook_response(error_workbook(found.table), f"{self.plan.year}年任务分配表_问题")


class QuotaTemplate(TableMixin, Page):
    """An empty table to fill in, or one with sample numbers (示例)."""

    action = Action.PLAN_MANAGE

    def get(self, request, *args, **kwargs):
        cities = self.areas[0]
        if "sample" not in request.GET:
            return workbook_response(empty_template([one.name for one in cities]), "任务分配表模板")
        shares = proposal(cities, sw=self.plan.target_sw, vs=self.plan.target_vs, on=today())
        return workbook_response(sample_template(shares), "任务分配表（示例）")


class QuotaExport(PlanMixin, Page):
    """The table as it stands."""

    action = Action.PLAN_VIEW

    def get(self, request, *args, **kwargs):
        content = quota_workbook(shares_of(top_quotas(self.plan)), title=f"{self.plan.title}任务分配表")
        return workbook_response(content, f"{self.plan.year}年任务分配表")
