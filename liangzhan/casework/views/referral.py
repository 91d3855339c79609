"""C-07 on the sender's side: sending, the letter, what became of it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.casework.exports import form_paper
from liangzhan.casework.exports_later import referral_letter
from liangzhan.casework.forms.referral import ReferForm, SettleForm
from liangzhan.casework.queries.referrals import receivers, referral_beginning, sent_with, with_case
from liangzhan.casework.queries.sheets import blank_sheet
from liangzhan.casework.queries.sheets_later import blank_consent
from liangzhan.casework.rules.referral import results_open
from liangzhan.casework.services.referral_answers import settle_referral
from liangzhan.casework.services.referrals import refer
from liangzhan.casework.views.case import OfCase, OfPaper
from liangzhan.toolkit.periods import today


def pdf(content, name):
    """A PDF named after the form, never after a person."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, f"{name}.pdf")
    return response


class ReferForms:
    """The form with the stations of the county."""

    form_class = ReferForm
    template_name = "casework/referral_form.html"
    title = "转介表"
    button = "保存并转介"
    success_message = "已转介。可以打印转介函；到跟进日期会提醒您。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": receivers(self.case.station)}

    def get_initial(self):
        return referral_beginning(self.case, today())

    def get_success_url(self):
        return reverse("casework:referral-page", args=[self.result.pk])


class ReferralAdd(ReferForms, OfCase, RowForm):
    def run(self, form):
        key = form.cleaned_data["form_key"]
        return refer(case=self.row, form=form.typed(), form_key=key, by=self.actor)


class OfReferral(OfPaper):
    def get_rows(self):
        return with_case()

    def get_success_url(self):
        return reverse("casework:referral-page", args=[self.row.pk])


class ReferralAgain(ReferForms, OfReferral, RowForm):
    """Anew, after a refusal or a return: with a consent of its own."""

    title = "再次转介"

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return refer(case=self.case, form=form.typed(), form_key=key, again_of=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("casework:referral-page", args=[self.result.pk])


class ReferralPage(OfReferral, ScopedDetail):
    action = Action.CASE_VIEW
    template_name = "casework/referral_page.html"
    title = "转介表"

    def get_context_data(self, **kwargs):
        return super().get_context_data(sent=sent_with(self.row).shown, **kwargs)


class ReferralSettle(OfReferral, RowForm):
    form_class = SettleForm
    template_name = "casework/form.html"
    title = "跟进转介"
    success_message = "已保存。"

    def get_form_kwargs(self):
        results = results_open(self.row.state, receiver=False, to_station=self.row.to_station_id is not None)
        return {**super().get_form_kwargs(), "results": results}

    def run(self, form):
        return settle_referral(referral=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="问一问对方办得怎样；还没有结果的，另定跟进日期。", **kwargs)


class ReferralLetter(OfReferral, ScopedDetail):
    """Exactly the named items, for the other side."""

    action = Action.CASE_WORK

    def get(self, request, *args, **kwargs):
        self.get_context_data()
        return pdf(referral_letter(self.row, sent_with(self.row).shown), "转介函")


class ReferralConsent(OfCase, ScopedDetail):
    """To tick and sign on paper before a referral."""

    def get(self, request, *args, **kwargs):
        self.get_context_data()
        return pdf(form_paper(blank_sheet(self.row, blank_consent())), "转介同意书")
