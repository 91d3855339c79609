"""An existing ledger of clients comes in: upload, preview, confirm; progress stands on the page of the job."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.documents.queries import open_file
from liangzhan.people.choices import ClientCategory
from liangzhan.people.forms.importing import ConfirmForm, LedgerForm
from liangzhan.people.imports import client_template, mark, read_clients
from liangzhan.people.queries.cards import stations_for
from liangzhan.people.queries.importing import own_workbook, plan_clients
from liangzhan.people.services.importing import keep_client_ledger, start_client_import
from liangzhan.people.views.clients import ReadsP3
from liangzhan.stations.views.roster import workbook_response
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import error_workbook

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


class OwnLedger(ReadsP3):
    """The workbook of this very user, for one of the user's stations, else 404."""

    @cached_property
    def station(self):
        found = stations_for(self.scope, self.action).filter(pk=self.kwargs["station"]).first()
        if found is None:
            raise Http404("没有找到这个站点，或者它不在您的范围内。")
        return found

    @cached_property
    def kept(self):
        found = own_workbook(self.kwargs["uuid"], self.actor) if self.station else None
        if found is None:
            raise Http404("没有找到这份台账；导入结束后上传的工作簿即删除。")
        return found

    @cached_property
    def read(self):
        """(table with every reason, plan)."""
        table, rows = read_clients(open_file(self.kept))
        plan = plan_clients(rows, self.station, today())
        mark(table, plan.refused)
        return table, plan


class ClientPreview(OwnLedger, ScopedForm):
    """What the import would do, before anything is written."""

    action = Action.PERSON_REGISTER
    form_class = ConfirmForm
    template_name = "people/client_preview.html"
    title = "台账预览"
    success_message = ""

    def run(self, form):
        return start_client_import(kept=self.kept, station=self.station, by=self.actor)

    def get_success_url(self):
        return reverse("documents:job", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        table, plan = self.read
        record_reading(page="people:client-preview", ids=[self.kept.uuid], shown_class="P3", by=self.actor)
        wrong = [row for row in table.rows if row.problems]
        shown = {"table": table, "plan": plan, "wrong": wrong, "rows": plan.rows[:SHOWN]}
        return super().get_context_data(
            **shown, codes=dict(ClientCategory.choices), station=self.station, uuid=self.kept.uuid, **kwargs
        )


class ClientErrors(OwnLedger, Page):
    """The user's own rows back with the reasons, ready to mend and upload again."""

    action = Action.PERSON_REGISTER

    def get(self, request, *args, **kwargs):
        return workbook_response(error_workbook(self.read[0]), "服务对象台账问题清单.xlsx")
