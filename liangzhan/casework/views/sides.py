"""中止, 恢复, 重开, 转案, and the head's list of cases that nobody leads."""

from django.http import Http404
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, ScopedList
from liangzhan.casework.forms.closing import ReopenForm, SuspendForm, TransferForm
from liangzhan.casework.models import Case
from liangzhan.casework.queries.cases import may_manage_team
from liangzhan.casework.queries.stranded import stranded_lines, takers, without_lead
from liangzhan.casework.services.sides import reopen_case, resume_case, suspend_case
from liangzhan.casework.services.transfers import transfer_case
from liangzhan.casework.views.case import CaseForm, OfCase
from liangzhan.toolkit.periods import today

CASES = Case.objects.all()


class CaseSuspend(CaseForm):
    form_class = SuspendForm
    title = "中止个案"
    button = "中止个案"
    hint = "中止期间不再记录服务；情况写在过程记录里。中止太久会提醒您恢复或结案。"
    success_message = "个案已中止。"

    def run(self, form):
        return suspend_case(case=self.row, by=self.actor, **form.cleaned_data)


class CaseResume(OfCase, RowDeed):
    success_message = "个案已恢复。"

    def run(self):
        return resume_case(case=self.row, by=self.actor)


class CaseReopen(CaseForm):
    form_class = ReopenForm
    title = "重开个案"
    button = "重开个案"
    hint = "重开后，原来的结案不再计入结案数，没做的回访不再提醒；原有表格都保留。"
    success_message = "个案已重开。请尽快再次预估，并商定新的计划。"

    def run(self, form):
        return reopen_case(case=self.row, by=self.actor, **form.cleaned_data)


class CaseTransfer(CaseForm):
    """By the head of the station or whoever leads the case."""

    form_class = TransferForm
    title = "转案"
    button = "转给这名社工"
    hint = "个案不结束，只更换主责社工。原社工转出后不再能查看这个个案；需要协办的，请接手人再加入团队。"
    success_message = "已转案。"

    @cached_property
    def row(self):
        found = super().row
        if not may_manage_team(found, self.actor):
            raise Http404("转案由站长或主责社工办理。")
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": takers(self.row, today())}

    def run(self, form):
        return transfer_case(case=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return self.case_url if self.actor.may(Action.CASE_OVERSEE) else "/casework/cases/"


class StrandedList(ScopedList):
    """Cases whose worker has left: the head gives each to another."""

    action = Action.CASE_OVERSEE
    queryset = CASES
    template_name = "casework/stranded_list.html"
    title = "待转个案"
    subtitle = "主责社工已离岗的个案，请转给其他社工"
    order = ("opened_on", "pk")

    def get_rows(self):
        return without_lead(super().get_rows(), today()).select_related("station")

    def get_context_data(self, **kwargs):
        found = super().get_context_data(**kwargs)
        return {**found, "lines": stranded_lines(found["rows"])}
