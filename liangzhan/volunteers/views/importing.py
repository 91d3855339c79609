"""An existing list of volunteers comes in: upload, preview, confirm; progress stands on the page of the job."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.documents.forms.workbook import ConfirmImportForm
from liangzhan.documents.importing import mark
from liangzhan.documents.views.imports import ImportErrors, ImportPreview, workbook_response
from liangzhan.needs.queries.places import places_for
from liangzhan.needs.views.parts import AtStations
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.forms.importing import ListForm
from liangzhan.volunteers.imports.register import read_volunteers, volunteer_template
from liangzhan.volunteers.queries.importing import preview_volunteers
from liangzhan.volunteers.services.importing import keep_volunteer_list, start_volunteer_import

SHOWN, LOOKED_AT = 100, 5000  # rows of the preview; rows that the preview checks, the rest is checked by the job


class ListUpload(AtStations, ScopedForm):
    action = Action.VOLUNTEER_MANAGE
    form_class = ListForm
    template_name = "volunteers/import_upload.html"
    title = "导入志愿者名册"
    button = "上传并预览"
    success_message = ""

    def run(self, form):
        self.station = form.cleaned_data["station"]
        return keep_volunteer_list(workbook=form.cleaned_data["workbook"], by=self.actor)

    def get_success_url(self):
        return reverse("volunteers:import-preview", kwargs={"station": self.station.pk, "uuid": self.result.uuid})


class ListTemplate(Page):
    action = Action.VOLUNTEER_MANAGE

    def get(self, request, *args, **kwargs):
        return workbook_response(volunteer_template(), "志愿者名册模板.xlsx")


class OfList:
    """The workbook of this very user, for one of the user's stations, else 404."""

    action = Action.VOLUNTEER_MANAGE
    missing = "没有找到这份名册；导入结束后上传的工作簿即删除。"

    @cached_property
    def station(self):
        found = places_for(self.scope, self.action).filter(pk=self.kwargs["station"]).first()
        if found is None:
            raise Http404("没有找到这个站点，或者它不在您的范围内。")
        return found

    def read_workbook(self, content):
        table, rows = read_volunteers(content)
        plan = preview_volunteers(rows, self.station, today(), LOOKED_AT)
        mark(table, plan.refused)
        return table, plan


class ListPreview(OfList, ImportPreview):
    form_class = ConfirmImportForm
    template_name = "volunteers/import_preview.html"
    title = "名册预览"
    job_page = "documents:job"

    def run(self, form):
        return start_volunteer_import(kept=self.kept, station=self.station, by=self.actor)

    def shown(self, table, planned):
        record_reading(page="volunteers:import-preview", ids=[self.kept.uuid], shown_class="P2", by=self.actor)
        wrong = [row for row in table.rows if row.problems]
        shown = {"rows": planned.rows[:SHOWN], "station": self.station, "looked_at": LOOKED_AT}
        return {"table": table, "plan": planned, "wrong": wrong, **shown}


class ListErrors(OfList, ImportErrors):
    file_name = "志愿者名册问题清单.xlsx"
