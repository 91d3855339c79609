"""Each form as a paper; the file is named after the form and the case number, never after the person."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedDetail
from liangzhan.casework.exports import form_paper
from liangzhan.casework.queries.sheets import blank_agreement, sheet_of
from liangzhan.casework.views.case import OfCase
from liangzhan.people.queries.consents import words_for
from liangzhan.toolkit.periods import today


class FormPrint(OfCase, ScopedDetail):
    action = Action.CASE_VIEW

    def get_sheet(self):
        found = sheet_of(self.row, self.kwargs["form"], self.kwargs["item"])
        if found is None:
            raise Http404("没有这张表。")
        return found

    def get(self, request, *args, **kwargs):
        sheet = self.get_sheet()
        self.get_context_data()
        response = HttpResponse(form_paper(sheet), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, f"{sheet['title']} {sheet['number']}.pdf")
        return response


class AgreementBlank(FormPrint):
    """C-02 to sign on paper."""

    action = Action.CASE_WORK

    def get_sheet(self):
        return blank_agreement(self.row, words_for("CASE", today(), self.row.station.name))
