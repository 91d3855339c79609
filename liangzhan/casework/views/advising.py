"""The supervisor's cases under nicknames; opinions of supervisor and head (C-11)."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.casework.forms.closing import ApproveForm, ReturnForm
from liangzhan.casework.forms.referral import AdvisedFilter, OpinionForm
from liangzhan.casework.models import Case
from liangzhan.casework.queries.advising import advised_case_rows, advised_parts, advised_rows, called_of, list_lines
from liangzhan.casework.queries.closings import current_closing
from liangzhan.casework.services.closings import approve_closing, return_closing
from liangzhan.casework.services.opinions import give_opinion
from liangzhan.casework.views.case import CaseForm

CASES = Case.objects.all()


class AdvisedList(ScopedList):
    """What waits for an opinion; every running case of the area with `?show=all`."""

    action = Action.CASE_ADVISE
    queryset = CASES
    filter_form = AdvisedFilter
    template_name = "casework/advised_list.html"
    title = "个案督导"
    subtitle = "只显示化名；看不到服务对象的姓名、住址和号码"
    order = ("opened_on", "pk")

    def get_rows(self):
        return advised_rows(self.scope, waiting=self.request.GET.get("show") != "all")

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        return {**found, "lines": list_lines(found["rows"])}


class OfAdvised:
    """A case of the area, without any identity; every reading is recorded."""

    action = Action.CASE_ADVISE

    def get_rows(self):
        return advised_case_rows()

    def get_title(self):
        return called_of(self.row)

    def get_success_url(self):
        return reverse("casework:advised-case", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        page = f"casework:{self.request.resolver_match.url_name}"
        record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(back=self.get_success_url(), **kwargs)


class AdvisedCase(OfAdvised, ScopedDetail):
    template_name = "casework/advised_case.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**advised_parts(self.row, self.actor), **kwargs)


class AdvisedForm(OfAdvised, RowForm):
    """A form about such a case."""

    template_name = "casework/form.html"
    hint = ""

    def get_subtitle(self):
        return self.form_title

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=self.hint, **kwargs)


class AdvisedOpinion(AdvisedForm):
    form_class = OpinionForm
    form_title = "出具意见"
    button = "保存意见"
    hint = "意见保存后不能修改，社工和站长都能看到。"
    success_message = "意见已保存。"

    def get_initial(self):
        return {"about": self.request.GET.get("about", "PLAN")}

    def run(self, form):
        return give_opinion(case=self.row, by=self.actor, **form.cleaned_data)


class AdvisedApprove(AdvisedForm):
    """Where the head leads the case himself."""

    form_class = ApproveForm
    form_title = "批准结案"
    button = "批准结案"
    hint = "主责社工就是站长，结案由片区督导审批。批准后个案结案。"
    success_message = "已批准结案。"

    def run(self, form):
        return approve_closing(closing=waiting_closing(self.row), by=self.actor, **form.cleaned_data)


class AdvisedReturn(AdvisedForm):
    form_class = ReturnForm
    form_title = "退回结案"
    button = "退回给社工"
    success_message = "已退回。"

    def run(self, form):
        return return_closing(closing=waiting_closing(self.row), by=self.actor, **form.cleaned_data)


def waiting_closing(case):
    """The closing in question, or 404."""
    found = current_closing(case)
    if found is None:
        raise Http404("没有申请结案。")
    return found


class OpinionAdd(CaseForm):
    """By the head of the station, on the case as it is."""

    action = Action.CASE_OVERSEE
    form_class = OpinionForm
    title = "出具意见"
    button = "保存意见"
    hint = "意见保存后不能修改。"
    success_message = "意见已保存。"

    def run(self, form):
        return give_opinion(case=self.row, by=self.actor, **form.cleaned_data)
