"""The register of awards (《通知》四（三）)."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, RowMixin, ScopedForm, ScopedList
from liangzhan.credentials.exports.awards import awards_workbook
from liangzhan.credentials.forms.persons import AwardFilters, AwardForm
from liangzhan.credentials.forms.training import ReasonForm
from liangzhan.credentials.models import Award
from liangzhan.credentials.queries.awards import narrowed
from liangzhan.credentials.queries.page import sentence_of
from liangzhan.credentials.queries.people import holders
from liangzhan.credentials.services.awards import record_award, withdraw_award
from liangzhan.credentials.views.parts import Goes, uuid_or_none
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views import stream
from liangzhan.stations.queries.register import area_names
from liangzhan.toolkit.periods import today

AWARDS = Award.objects.select_related("station", "proof")


class AwardList(ScopedList):
    action = Action.AWARD_VIEW
    queryset = AWARDS
    filter_form = AwardFilters
    template_name = "credentials/award_list.html"
    title = "表彰登记"
    order = ("-awarded_on", "-pk")

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        places = area_names(row.division_code for row in context["rows"])
        return {**context, "sentence": sentence_of(context["filters"]), "places": places}


class AwardExport(AwardList):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        response = HttpResponse(awards_workbook(rows), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"表彰登记{today():%Y%m%d}.xlsx")
        return response


class AwardAdd(Goes, ScopedForm):
    """`?person=` comes from the page of a volunteer: a large station has more people than a choice can show."""

    action = Action.AWARD_MANAGE
    form_class = AwardForm
    template_name = "credentials/form.html"
    title = "登记表彰"
    button = "登记"
    success_message = "表彰已登记。"
    goes_to = "award-list"

    def get_form_kwargs(self):
        found = holders(self.actor, self.action, on=today(), person=uuid_or_none(self.request.GET.get("person", "")))
        return {**super().get_form_kwargs(), "holders": found}

    def run(self, form):
        return record_award(by=self.actor, **form.facts())


class AwardWithdraw(Goes, RowForm):
    action = Action.AWARD_MANAGE
    queryset = AWARDS
    form_class = ReasonForm
    template_name = "credentials/award_withdraw.html"
    title = "撤销表彰登记"
    button = "撤销登记"
    success_message = "登记已撤销，仍可查到原登记和理由。"
    goes_to = "award-list"

    def run(self, form):
        return withdraw_award(award=self.row, reason=form.cleaned_data["reason"], by=self.actor)


class AwardProof(RowMixin, Page):
    action = Action.AWARD_VIEW
    queryset = AWARDS

    def get(self, request, *args, **kwargs):
        if self.row.proof is None:
            raise Http404("这项表彰没有上传证书。")
        return stream(self.row.proof)
