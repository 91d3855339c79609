"""The station's visits with filters in the URL, their workbook, and the sheet to fill in by hand."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedList
from liangzhan.activities.exports.visits import blank_sheet, visits_workbook
from liangzhan.activities.forms.visits import VisitFilters
from liangzhan.activities.queries.visit_list import faces_in, narrowed, workers_within
from liangzhan.activities.queries.visits import visit_rows
from liangzhan.activities.services.visit_export import note_export
from liangzhan.activities.settings import CATEGORIES
from liangzhan.audit.services import record_reading
from liangzhan.documents.rules import PDF, XLSX
from liangzhan.toolkit.periods import today


class VisitList(ScopedList):
    """The latest first."""

    action = Action.VISIT_VIEW
    filter_form = VisitFilters
    order = ("-starts_at", "-pk")
    template_name = "activities/visit_list.html"
    title = "探访记录"

    def get_rows(self):
        return visit_rows().within(self.scope, self.action)

    def get_form(self):
        workers = workers_within(self.scope)
        return VisitFilters(self.request.GET or None, actor=self.actor, workers=workers, categories=CATEGORIES)

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context, reads = super().get_context_data(**kwargs), self.actor.reads("P3")
        if reads and (ids := [row.uuid for row in context["rows"]]):
            record_reading(page="activities:visit-list", ids=ids, shown_class="P3", by=self.actor)
        return {**context, "faces": faces_in(context["rows"], self.actor), "reads": reads}


class VisitExport(VisitList):
    """What is filtered, as a workbook; the deed is recorded with the number of rows."""

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        content, count = visits_workbook(rows.order_by("-starts_at", "-pk"), self.actor)
        chosen = {k: v for k, v in form.cleaned_data.items() if v} if form.is_bound and form.is_valid() else {}
        note_export(filters=chosen, rows=count, by=self.actor)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"探访记录{today():%Y%m%d}.xlsx")
        return response


class VisitBlank(Page):
    """The sheet for whoever has no smartphone: empty lines, one for each visit."""

    action = Action.VISIT_RECORD

    def get(self, request, *args, **kwargs):
        response = HttpResponse(blank_sheet(self.actor.place_label), content_type=PDF)
        response["Content-Disposition"] = content_disposition_header(False, "探访记录表.pdf")
        return response
