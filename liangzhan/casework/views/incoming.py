"""C-07 on the receiving station's side: nothing is seen but what was named."""

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.casework.forms.referral import AnswerForm, IncomingFilter
from liangzhan.casework.models import Referral
from liangzhan.casework.queries.referrals import known_client, sent_with
from liangzhan.casework.rules.referral import results_open
from liangzhan.casework.services.referral_answers import answer_referral

INCOMING = Referral.incoming.select_related("to_station", "case__station", "case__person")


class IncomingList(ScopedList):
    """Who sent, when and why; no name of the client in the list."""

    action = Action.CASE_OPEN
    queryset = INCOMING
    filter_form = IncomingFilter
    template_name = "casework/incoming_list.html"
    title = "转来的服务对象"
    order = ("-on", "-pk")

    def narrow(self, rows, chosen):
        return rows.filter(state=chosen["state"]) if chosen["state"] else rows


class OfIncoming:
    """A referral to one of the reader's stations."""

    action = Action.CASE_OPEN
    queryset = INCOMING

    def get_subtitle(self):
        return f"{self.row.case.station.name} · {self.row.on:%Y-%m-%d}"

    def get_context_data(self, **kwargs):
        page = f"casework:{self.request.resolver_match.url_name}"
        record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(back=reverse("casework:incoming-list"), **kwargs)


class IncomingPage(OfIncoming, ScopedDetail):
    template_name = "casework/incoming_page.html"
    title = "转来的服务对象"

    def get_context_data(self, **kwargs):
        results = results_open(self.row.state, receiver=True, to_station=True)
        client = known_client(self.row, self.scope)
        return super().get_context_data(sent=sent_with(self.row).shown, results=results, client=client, **kwargs)


class IncomingAnswer(OfIncoming, RowForm):
    form_class = AnswerForm
    template_name = "casework/form.html"
    title = "答复转介"
    button = "保存答复"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "results": results_open(self.row.state, receiver=True, to_station=True)}

    def run(self, form):
        return answer_referral(referral=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        if self.result.state == "ACCEPTED":
            return "已接收，对方会收到通知。可以为这位服务对象接案。"
        return "已答复，对方会收到通知。"

    def get_success_url(self):
        return reverse("casework:incoming-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        hint = "接收后，本站可以看到对方列明的资料，不能看到对方的个案。不接收和退回的，请写明原因。"
        return super().get_context_data(hint=hint, **kwargs)
