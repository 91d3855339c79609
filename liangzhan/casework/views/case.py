"""What the pages about one case share: reached by its number in the address, read on record, back to the case."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm
from liangzhan.audit.services import record_rows_read
from liangzhan.casework.queries.cases import case_rows


class OnRecord:
    """Every reading is recorded, once for each page."""

    def get_context_data(self, **kwargs):
        page = f"casework:{self.request.resolver_match.url_name}"
        record_rows_read(page=page, rows=[self.case], shown_class="P3", by=self.actor)
        return super().get_context_data(back=self.case_url, case=self.case, **kwargs)


class OfCase(OnRecord):
    """`self.case` is the case; the row itself unless the page is about one of its papers."""

    action = Action.CASE_WORK

    def get_rows(self):
        return case_rows()

    @property
    def case(self):
        return self.row

    @property
    def case_url(self):
        return reverse("casework:case-page", args=[self.case.pk])

    def get_subtitle(self):
        return self.case.number or "尚未编号"

    def get_success_url(self):
        return self.case_url


class CaseForm(OfCase, RowForm):
    """A form about a case on the common page."""

    template_name = "casework/form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.hint, **kwargs)


class OfPaper(OfCase):
    """The row is a paper: `row.case` is its case."""

    @property
    def case(self):
        return self.row.case
