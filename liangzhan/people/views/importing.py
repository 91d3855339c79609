"""An existing ledger of clients comes in: upload, preview, confirm; progress stands on the page of the job."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.documents.forms.workbook import ConfirmImportForm
from liangzhan.documents.importing import mark
from liangzhan.documents.views.imports import ImportErrors, ImportPreview, workbook_response
from liangzhan.people.choices import ClientCategory
from liangzhan.people.forms.importing import LedgerForm
from liangzhan.people.imports import client_template, read_clients
from liangzhan.people.queries.cards import stations_for
from liangzhan.people.queries.importing import plan_clients
from liangzhan.people.services.importing import keep_client_ledger, start_client_import
from liangzhan.people.views.clients import ReadsP3
from liangzhan.toolkit.periods import today

SHOWN = 100  # rows of the preview


class ClientUpload(ReadsP3, ScopedForm):
    action = Action.PERSON_REGISTER
    form_class = LedgerForm
    template_name = "people/client_upload.html"
    title = "导入服务对象台账"
    button = "上传并预览"
    success_message = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.scope, self.action)}

    def run(self, form):
        self.station = form.cleaned_data["station"]
        return keep_client_ledger(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("people:client-preview", kwargs={"station": self.station.pk, "uuid": self.result.uuid})


class ClientTemplate(ReadsP3, Page):
    action = Action.PERSON_REGISTER

    def get(self, request, *args, **kwargs):
        return workbook_response(client_template(), "服务对象台账模板.xlsx")


class OfLedger(ReadsP3):
    """The workbook of this very user, for one of the user's stations, else 404."""

    action = Action.PERSON_REGISTER
    missing = "没有找到这份台账；导入结束后上传的工作簿即删除。"

    @cached_property
    def station(self):
        found = stations_for(self.scope, self.action).filter(pk=self.kwargs["station"]).first()
        if found is None:
            raise Http404("没有找到这个站点，或者它不在您的范围内。")
        return found

    def read_workbook(self, content):
        table, rows = read_clients(content)
        plan = plan_clients(rows, self.station, today())
        mark(table, plan.refused)
        return table, plan


class ClientPreview(OfLedger, ImportPreview):
    form_class = ConfirmImportForm
    template_name = "people/client_preview.html"
    title = "台账预览"
    job_page = "documents:job"

    def run(self, form):
        return start_client_import(kept=self.kept, station=self.station, by=self.actor)

    def shown(self, table, planned):
        record_reading(page="people:client-preview", ids=[self.kept.uuid], shown_class="P3", by=self.actor)
        wrong = [row for row in table.rows if row.problems]
        rows, codes = planned.rows[:SHOWN], dict(ClientCategory.choices)
        return {"table": table, "plan": planned, "wrong": wrong, "rows": rows, "codes": codes, "station": self.station}


class ClientErrors(OfLedger, ImportErrors):
    file_name = "服务对象台账问题清单.xlsx"
