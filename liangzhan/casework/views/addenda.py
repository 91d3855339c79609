"""补记 to any paper of a case, also of a closed one; `?paper=` names the one it was asked for."""

from django.utils.functional import cached_property

from liangzhan.casework.forms.addenda import CaseAddendumForm
from liangzhan.casework.queries.addenda import papers_to_add_to
from liangzhan.casework.views.case import CaseForm
from liangzhan.documents.views.addenda import AddsAddendum
from liangzhan.toolkit.periods import today


class CaseAddendum(AddsAddendum, CaseForm):
    form_class = CaseAddendumForm

    @cached_property
    def papers(self):
        return papers_to_add_to(self.row, today())

    def get_initial(self):
        return {"paper": self.request.GET.get("paper", "")}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "papers": self.papers}

    def target(self):
        return {"voucher": self.paper, "folder": self.row.voucher, "title": self.papers[self.paper]}

    def run(self, form):
        self.paper = form.cleaned_data["paper"]
        return super().run(form)
