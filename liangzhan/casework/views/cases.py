"""The list of cases, its workbook, and the page of one."""

from django.http import HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail, ScopedList
from liangzhan.audit.services import record_rows_read
from liangzhan.casework.exports import MOST, case_list
from liangzhan.casework.forms.lists import CaseFilters
from liangzhan.casework.queries.cases import case_rows, reading_of
from liangzhan.casework.queries.lists import lines, listed, narrowed, places_by_limits, team_workers, words_of
from liangzhan.casework.queries.page import page_parts
from liangzhan.casework.queries.sealing import face_of_case
from liangzhan.casework.services.exporting import note_export
from liangzhan.documents.rules import XLSX
from liangzhan.toolkit.periods import today


class CasePage(ScopedDetail):
    """Everything of one case, by sections. Every reading is recorded."""

    action = Action.CASE_VIEW
    template_name = "casework/case_page.html"

    def get_rows(self):
        return case_rows().select_related("intake")

    @cached_property
    def face(self):
        return face_of_case(self.row, self.actor)

    def get_title(self):
        return self.face.called

    def get_context_data(self, **kwargs):
        record_rows_read(page="casework:case-page", rows=[self.row], shown_class="P3", by=self.actor)
        parts = page_parts(reading_of(self.row, self.actor, today()))
        return super().get_context_data(face=self.face, **parts, **kwargs)


class OfCases(ScopedList):
    """Mine, or the station's for its head; the filters of the address."""

    action = Action.CASE_VIEW
    order = ("-opened_on", "-pk")

    @cached_property
    def places(self):
        return places_by_limits(self.actor, today())

    @cached_property
    def workers(self):
        return team_workers(self.actor) if self.actor.may(Action.CASE_OVERSEE) else []

    def get_form(self):
        oversees = self.actor.may(Action.CASE_OVERSEE)
        return CaseFilters(self.request.GET or None, workers=self.workers, oversees=oversees)

    def get_filtered(self):
        form = self.get_form()
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        rows = listed(self.actor, self.places, mine=chosen.get("whose") != "station")
        return form, narrowed(rows, chosen, self.places, today())


class CaseList(OfCases):
    """Names are masked and never in the address."""

    template_name = "casework/case_list.html"
    title = "个案台账"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        found = lines(context["rows"], self.actor, self.places, today())
        if found:
            rows = [one.case for one in found]
            record_rows_read(page="casework:case-list", rows=rows, shown_class="P3", by=self.actor)
        return {**context, "lines": found, "query": self.request.GET.urlencode()}


class CaseExport(OfCases):
    """What is filtered, as a workbook without names."""

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        found = lines(rows.order_by(*self.order)[:MOST], None, self.places, today())
        words = words_of(form.cleaned_data if form.is_bound and form.is_valid() else {}, self.workers)
        note_export(rows=len(found), by=self.actor)
        response = HttpResponse(case_list(found, heading=f"个案台账（{words}）", on=today()), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, "个案台账.xlsx")
        return response
