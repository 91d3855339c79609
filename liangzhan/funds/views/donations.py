"""Donations: register, use, publish, tell the donor."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin
from liangzhan.documents.views import stream
from liangzhan.funds.exports.papers import donations_pdf
from liangzhan.funds.forms import donations as forms
from liangzhan.funds.forms.assets import ReasonForm
from liangzhan.funds.models import Donation
from liangzhan.funds.queries.books import book_of, donation_left
from liangzhan.funds.queries.claims import narrowed
from liangzhan.funds.queries.donations import donor_shown, uses_of, usual_receiver, with_left
from liangzhan.funds.services import donations
from liangzhan.funds.views.base import PDF, DetailHere, FormHere, ListHere, OfStation, StationFormPage, download
from liangzhan.funds.views.words import whole_number
from liangzhan.toolkit.periods import today

LISTED = Donation.objects.select_related("station")
DONATIONS = Donation.objects.select_related("station__site__division", "person", "agreement")


class DonationList(ListHere):
    action = Action.FUND_VIEW
    own_action = Action.DONATION_MANAGE
    queryset = LISTED
    template_name = "funds/donation_list.html"
    title = "捐赠"
    subtitle = "接收人、票据开具人、使用人分别登记"
    filter_form = forms.DonationFilter
    order = ("-received_on", "-id")

    def narrow(self, rows, chosen):
        kind = {"kind": chosen["kind"]} if chosen.get("kind") else {}
        return narrowed(rows.filter(**kind), chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "rows": with_left(context["rows"]), "year": today().year}


class DonationAdd(StationFormPage):
    action = Action.DONATION_MANAGE
    form_class = forms.DonationForm
    template_name = "funds/donation_form.html"
    title = "登记捐赠"
    button = "登记捐赠"
    back = "donation-list"
    hint = "备案站点不是法人：由居（村）委会、街道或慈善组织接收并开票，本站登记为使用人。不得自行公开募捐。"

    def back_args(self):
        return {}

    def get_initial(self):
        return usual_receiver(book_of(self.row))

    def run(self, form):
        return donations.register_donation(station=self.row, by=self.actor, **form.facts())

    def get_success_message(self):
        return f"已登记，登记号 {self.result.year}-{self.result.number:03d}。接着请公示，并在使用后向捐赠人反馈。"

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("funds:donation-page", kwargs={"pk": self.result.pk})
        return super().get_success_url()


class DonationPage(DetailHere):
    action = Action.FUND_VIEW
    queryset = DONATIONS
    template_name = "funds/donation_page.html"
    back = "donation-page"

    def get_title(self):
        return str(self.row)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            donor=donor_shown(self.row, self.actor),
            left_fen=donation_left(self.row),
            uses=uses_of(self.row),
            changes=self.row.changes.order_by("id"),
            booked=self.row.entries.exists(),
            **kwargs,
        )


class DonationFile(RowMixin, Page):
    action = Action.FUND_VIEW
    queryset = DONATIONS

    def get(self, request, *args, **kwargs):
        if self.row.agreement is None:
            raise Http404("这笔捐赠没有协议或票据。")
        return stream(self.row.agreement)


class DonationsPaper(OfStation, RowMixin, Page):
    """The public list of a year: no private name."""

    action = Action.FUND_VIEW

    def get(self, request, *args, **kwargs):
        year = whole_number(request.GET.get("year"), today().year)
        return download(donations_pdf(self.row, year), f"{self.row.name}{year}年捐赠公示.pdf", PDF)


class OfDonation(FormHere):
    action = Action.DONATION_MANAGE
    queryset = DONATIONS
    back = "donation-page"

    def get_subtitle(self):
        return f"{self.row} · {self.row.station.name}"


class DonationUse(OfDonation):
    form_class = forms.UseForm
    title = "登记使用"
    button = "登记使用"
    hint = "物资、服务和由慈善组织保管的资金在这里登记使用；记入台账的捐款请用报账。"

    def run(self, form):
        return donations.use_donation(donation=self.row, by=self.actor, **form.facts())


class DonationPurpose(OfDonation):
    form_class = forms.PurposeForm
    title = "变更用途"
    button = "变更用途"
    hint = "改变用途要有捐赠人书面同意（《公益事业捐赠法》第十八条）。"

    def get_initial(self):
        return {"purpose": self.row.purpose, "accounts": self.row.accounts}

    def run(self, form):
        return donations.change_purpose(donation=self.row, by=self.actor, **form.cleaned_data)


class DonationVoid(OfDonation):
    form_class = ReasonForm
    title = "作废捐赠登记"
    button = "作废登记"
    hint = "登记错误时作废，登记号保留，不再列入公示和汇总。已使用的不能作废；已记入台账的，先由出纳冲正收入凭证。"
    success_message = "已作废。需要时请重新登记。"

    def run(self, form):
        return donations.void_donation(donation=self.row, by=self.actor, **form.cleaned_data)


class DonationPublish(OfDonation):
    form_class = forms.PublishForm
    title = "登记公示"
    button = "登记公示"

    def run(self, form):
        return donations.publish_donation(donation=self.row, by=self.actor, **form.cleaned_data)


class DonationReport(OfDonation):
    form_class = forms.ReportForm
    title = "登记反馈"
    button = "登记反馈"

    def run(self, form):
        return donations.report_to_donor(donation=self.row, by=self.actor, **form.cleaned_data)
