"""Disposal of assets and handover between keepers."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin, ScopedList
from liangzhan.funds.exports.papers import handover_pdf
from liangzhan.funds.forms import assets as forms
from liangzhan.funds.models import Disposal, Handover
from liangzhan.funds.queries.assets import proceeds_of
from liangzhan.funds.rules.assets import proceeds_problem
from liangzhan.funds.services import disposals, handovers
from liangzhan.funds.views.assets import OfAsset
from liangzhan.funds.views.base import PDF, DetailHere, FormHere, Here, StationDetail, StationFormPage, download

LISTED = Disposal.objects.select_related("asset__station")
DISPOSALS = Disposal.objects.select_related("asset__station__site__division")
HANDOVERS = Handover.objects.select_related("station__site__division")


class AssetDispose(OfAsset):
    form_class = forms.DisposalForm
    title = "申请处置资产"
    button = "提交审批"
    success_message = "已提交，等待审批。"
    hint = "提交后由两委审批；价值超过限额的，两委同意后再由乡镇（街道）审批。"

    def run(self, form):
        return disposals.request_disposal(asset=self.row, by=self.actor, **form.cleaned_data)


class DisposalList(ScopedList):
    """Disposals, those that wait first."""

    action = Action.ASSET_VIEW
    queryset = LISTED
    template_name = "funds/disposal_list.html"
    title = "资产处置"
    order = ("-id",)


class OfDisposal(Here):
    queryset = DISPOSALS
    back = "disposal-page"

    @property
    def station(self):
        return self.row.asset.station


class DisposalPage(OfDisposal, DetailHere):
    action = Action.ASSET_VIEW
    template_name = "funds/disposal_page.html"

    def get_title(self):
        return f"处置 {self.row.asset.label} {self.row.asset.name}"

    def get_context_data(self, **kwargs):
        lines, brought = proceeds_of(self.row)
        pays = not proceeds_problem(self.row.way, self.row.state)
        return super().get_context_data(proceeds=lines, brought_fen=brought, pays=pays, **kwargs)


class DisposalDecide(OfDisposal, FormHere):
    action = Action.ASSET_DECIDE
    form_class = forms.DecisionForm
    title = "审批资产处置"
    button = "提交意见"
    success_message = "意见已提交。"

    def run(self, form):
        return disposals.decide_disposal(disposal=self.row, by=self.actor, **form.cleaned_data)


class HandoverList(StationDetail):
    """Handovers of a station."""

    action = Action.ASSET_VIEW
    template_name = "funds/handover_list.html"
    title = "保管交接"
    back = "handover-list"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=self.row.handovers.order_by("-id")[:100], **kwargs)


class HandoverAdd(StationFormPage):
    action = Action.ASSET_MANAGE
    form_class = forms.HandoverForm
    title = "发起保管交接"
    button = "列出清单并签字移交"
    success_message = "您已作为移交方签字。请接收人签字；只有一人的站点，由两委、街道或督导签字，也可以签在纸上。"
    back = "handover-list"

    def run(self, form):
        return handovers.open_handover(station=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:handover-page", kwargs={"pk": self.result.pk})
        return super().get_success_url()


class HandoverPage(DetailHere):
    action = Action.ASSET_VIEW
    queryset = HANDOVERS
    template_name = "funds/handover_page.html"
    title = "保管交接"
    back = "handover-page"

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=self.row.lines.select_related("asset__room").order_by("id"), **kwargs)


class HandoverPaper(RowMixin, Page):
    """The list to sign."""

    action = Action.ASSET_VIEW
    queryset = HANDOVERS

    def get(self, request, *args, **kwargs):
        return download(handover_pdf(self.row), "财物交接清单.pdf", PDF)


class HandoverSign(FormHere):
    action = Action.ASSET_WITNESS
    queryset = HANDOVERS
    form_class = forms.PaperSignForm
    title = "签收保管交接"
    button = "签收"
    success_message = "已签收，资产已改记到接收人名下。"
    back = "handover-page"

    def run(self, form):
        return handovers.sign_handover(handover=self.row, by=self.actor, **form.cleaned_data)


class HandoverCancel(FormHere):
    action = Action.ASSET_MANAGE
    queryset = HANDOVERS
    form_class = forms.ReasonForm
    title = "取消保管交接"
    button = "取消交接"
    success_message = "已取消，保管人不变。"
    back = "handover-page"

    def run(self, form):
        return handovers.cancel_handover(handover=self.row, by=self.actor, **form.cleaned_data)
