"""Pages of 任务调剂: list, asking, deciding."""

from functools import cached_property

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm
from liangzhan.programme.choices import TransferState
from liangzhan.programme.forms.quotas import DecisionForm, TransferForm
from liangzhan.programme.queries.quotas import (
    setter_of,
    sits_over,
    taken_by,
    transfer_targets,
    transfer_within,
    transfers_within,
)
from liangzhan.programme.services.transfers import decide_transfer, request_transfer
from liangzhan.programme.views.plan import PlanMixin
from liangzhan.programme.views.split import QUOTAS


class TransferList(PlanMixin, Page):
    action = Action.PLAN_VIEW
    template_name = "programme/transfer_list.html"
    title = "任务调剂"

    def get_context_data(self, **kwargs):
        return super().get_context_data(transfers=transfers_within(self.plan, self.actor), **kwargs)


class SourceTask(RowForm):
    """The task to give from, and where it may go."""

    action = Action.QUOTA_TRANSFER
    queryset = QUOTAS
    form_class = TransferForm

    def get_title(self):
        return f"从{self.row.division}调出任务"

    def get_context_data(self, **kwargs):
        taken = taken_by(self.row.plan, [self.row.division])[self.row.division_code]
        return super().get_context_data(taken=taken, setter=setter_of(self.row), **kwargs)


class RequestTransfer(SourceTask):
    """From one area's task to another of the same parent."""

    template_name = "programme/request_transfer.html"
    button = "提交调剂"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "targets": transfer_targets(self.row)}

    def run(self, form):
        facts = {key: form.cleaned_data[key] for key in ("kind", "count", "reason")}
        return request_transfer(source=self.row, target=form.target_quota(), **facts, by=self.actor)

    def get_success_message(self):
        return f"调剂{self.result.get_state_display()}。"

    def get_success_url(self):
        return reverse("programme:transfer-page", args=[self.result.pk])


class TransferMixin:
    """A transfer that touches the reader's areas, or 404."""

    title = "任务调剂"

    @cached_property
    def row(self):
        found = transfer_within(self.kwargs["pk"], self.actor)
        if found is None:
            raise Http404("没有这项调剂，或者它不在您的范围内。")
        return found

    def get_context_data(self, **kwargs):
        setter = setter_of(self.row.source)
        return super().get_context_data(row=self.row, setter=setter, **kwargs)


class TransferPage(TransferMixin, Page):
    action = Action.PLAN_VIEW
    template_name = "programme/transfer_page.html"

    def get_context_data(self, **kwargs):
        decides = sits_over(self.actor, Action.QUOTA_TRANSFER_DECIDE, setter_of(self.row.source))
        waits = self.row.state == TransferState.REQUESTED
        return super().get_context_data(decides=decides and waits, **kwargs)


class DecideTransfer(TransferMixin, ScopedForm):
    """Whoever set both tasks approves or refuses."""

    action = Action.QUOTA_TRANSFER_DECIDE
    template_name = "programme/reason_form.html"
    form_class = DecisionForm
    button = "办理"
    success_message = "调剂已办理，已告知双方。"

    def run(self, form):
        approve = form.cleaned_data["decision"] == "approve"
        return decide_transfer(transfer=self.row, approve=approve, note=form.cleaned_data["note"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:transfer-page", args=[self.row.pk])
