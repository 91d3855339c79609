"""Open cases of an old ledger come in: upload, preview, confirm; progress stands on the page of the job."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.casework.choices import Phase
from liangzhan.casework.forms.carrying import CaseLedgerForm
from liangzhan.casework.imports.cases import case_template, read_cases
from liangzhan.casework.queries.carrying import plan_cases
from liangzhan.casework.services.carrying import keep_case_ledger, start_case_import
from liangzhan.documents.forms.workbook import ConfirmImportForm
from liangzhan.documents.importing import mark
from liangzhan.documents.views.imports import ImportErrors, ImportPreview, workbook_response
from liangzhan.people.queries.cards import stations_for
from liangzhan.toolkit.periods import today

SHOWN = 100  # rows of the preview


class CaseUpload(ScopedForm):
    action = Action.CASE_OPEN
    form_class = CaseLedgerForm
    template_name = "casework/case_upload.html"
    title = "导入在办个案"
    button = "上传并预览"
    success_message = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.scope, self.action).filter(kind="SW")}

    def run(self, form):
        self.station = form.cleaned_data["station"]
        return keep_case_ledger(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("casework:carry-preview", kwargs={"station": self.station.pk, "uuid": self.result.uuid})


class CaseTemplate(Page):
    action = Action.CASE_OPEN

    def get(self, request, *args, **kwargs):
        return workbook_response(case_template(), "在办个案台账模板.xlsx")


class OfLedger:
    """The workbook of this very user, for one of the user's stations, else 404."""

    action = Action.CASE_OPEN
    missing = "没有找到这份台账；导入结束后上传的工作簿即删除。"

    @cached_property
    def station(self):
        found = stations_for(self.scope, self.action).filter(pk=self.kwargs["station"], kind="SW").first()
        if found is None:
            raise Http404("没有找到这个站点，或者它不在您的范围内。")
        return found

    def read_workbook(self, content):
        table, rows = read_cases(content)
        plan = plan_cases(rows, self.station, today())
        mark(table, plan.refused)
        return table, plan


class CasePreview(OfLedger, ImportPreview):
    form_class = ConfirmImportForm
    template_name = "casework/case_preview.html"
    title = "台账预览"
    job_page = "documents:job"

    def run(self, form):
        return start_case_import(kept=self.kept, station=self.station, by=self.actor)

    def shown(self, table, planned):
        record_reading(page="casework:carry-preview", ids=[self.kept.uuid], shown_class="P3", by=self.actor)
        wrong = [row for row in table.rows if row.problems]
        fresh = [row for row in planned.rows if row.number not in planned.known]
        shown = {"table": table, "plan": planned, "wrong": wrong, "fresh": fresh, "rows": planned.rows[:SHOWN]}
        return {**shown, "phases": dict(Phase.choices), "station": self.station}


class CaseErrors(OfLedger, ImportErrors):
    file_name = "在办个案台账问题清单.xlsx"
