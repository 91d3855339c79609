"""报账 on the phone: hand in, approve, pay."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin
from liangzhan.documents.views import stream
from liangzhan.funds.forms import money as forms
from liangzhan.funds.forms.assets import ReasonForm
from liangzhan.funds.forms.fields import FenField
from liangzhan.funds.models import Claim
from liangzhan.funds.queries.books import book_of
from liangzhan.funds.queries.claims import allowance_total, cover_problem, narrowed, next_step, scan_of
from liangzhan.funds.services import claims
from liangzhan.funds.services.claims import CHANGEABLE
from liangzhan.funds.views.base import DeedHere, DetailHere, FormHere, ListHere, StationFormPage
from liangzhan.funds.views.words import auxiliary_words
from liangzhan.toolkit.periods import today

WAITING = ("SUBMITTED", "APPROVED", "RETURNED")
LISTED = Claim.objects.select_related("station", "entry")
CLAIMS = Claim.objects.select_related("station__site__division", "entry", "sign", "donation", "allowance")


class ClaimList(ListHere):
    action = Action.CLAIM_VIEW
    own_action = Action.CLAIM_MAKE
    queryset = LISTED
    template_name = "funds/claim_list.html"
    title = "报账"
    subtitle = "经办、审批、出纳是三个人"
    filter_form = forms.ClaimFilter
    order = ("-id",)

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)


class ClaimAdd(StationFormPage):
    """An expense with its papers."""

    action = Action.CLAIM_MAKE
    form_class = forms.ClaimForm
    template_name = "funds/claim_form.html"
    title = "提交报账"
    button = "提交审批"
    back = "claim-list"
    success_message = "已提交。审批人会收到提醒，批准后由出纳支付。"

    def get_initial(self):
        return forms.claim_start(self.request.GET)

    def back_args(self):
        return {}

    def run(self, form):
        return claims.make_claim(station=self.row, by=self.actor, **form.facts())

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:claim-page", kwargs={"pk": self.result.pk})
        return super().get_success_url()


class OfClaim(FormHere):
    queryset = CLAIMS
    back = "claim-page"

    def get_subtitle(self):
        return f"{self.row} {self.row.summary} · {self.row.station.name}"


class ClaimPage(DetailHere):
    action = Action.CLAIM_VIEW
    queryset = CLAIMS
    template_name = "funds/claim_page.html"
    back = "claim-page"

    def get_title(self):
        return f"{self.row} {self.row.summary}"

    def get_context_data(self, **kwargs):
        scans = self.row.scans.select_related("file").order_by("id")
        return super().get_context_data(
            scans=scans,
            blocks=next_step(self.row, self.actor),
            cover=cover_problem(self.row, self.row.year) if self.row.state in WAITING else "",
            allowance_fen=allowance_total(self.row.allowance) if self.row.allowance else 0,
            mine=self.row.made_by.uuid == self.actor.uuid,
            aux=auxiliary_words(self.row.station, book_of(self.row.station)),
            **kwargs,
        )


class ClaimEdit(OfClaim):
    action = Action.CLAIM_MAKE
    form_class = forms.ClaimForm
    template_name = "funds/claim_form.html"
    title = "修改后再提交"
    button = "重新提交审批"
    success_message = "已重新提交。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "claim": self.row}

    def get_initial(self):
        held = {name: getattr(self.row, name) for name in CHANGEABLE if name != "amount_fen"}
        return {**held, "amount": FenField.shown(self.row.amount_fen)}

    def run(self, form):
        return claims.change_claim(claim=self.row, by=self.actor, **form.facts())


class ClaimApprove(DeedHere):
    action = Action.CLAIM_APPROVE
    queryset = CLAIMS
    back = "claim-page"
    success_message = "已批准，出纳会收到提醒。"

    def run(self):
        return claims.approve_claim(claim=self.row, by=self.actor)


class ClaimReturn(OfClaim):
    action = Action.CLAIM_APPROVE
    form_class = ReasonForm
    title = "退回报账"
    button = "退回"
    success_message = "已退回经办人。"

    def run(self, form):
        return claims.return_claim(claim=self.row, by=self.actor, **form.cleaned_data)


class ClaimWithdraw(DeedHere):
    action = Action.CLAIM_MAKE
    queryset = CLAIMS
    back = "claim-page"
    success_message = "已撤回，报账号保留。"

    def run(self):
        return claims.withdraw_claim(claim=self.row, by=self.actor)


class ClaimPay(OfClaim):
    action = Action.CASHIER
    form_class = forms.PayForm
    title = "支付"
    button = "确认已支付"
    hint = "确认后记入台账并取得凭证号；有错只能冲正。"

    def get_initial(self):
        return {"booked_on": today()}

    def run(self, form):
        return claims.pay_claim(claim=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"已支付，凭证号 {self.result.entry.voucher}。"


class ClaimScanFile(RowMixin, Page):
    action = Action.CLAIM_VIEW
    queryset = CLAIMS

    def get(self, request, *args, **kwargs):
        found = scan_of(self.row, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有这份票据。")
        return stream(found.file)
