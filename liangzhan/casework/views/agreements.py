"""C-02: the words first, then the signature; withdrawal; the picture."""

from django.http import Http404
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.casework.forms.papers import AgreementForm, WithdrawForm
from liangzhan.casework.queries.papers import agreement_beginning, agreement_in_force, agreements
from liangzhan.casework.services.agreements import sign_agreement, withdraw_agreement
from liangzhan.casework.views.case import CaseForm, OfCase, OfPaper
from liangzhan.documents.views import stream
from liangzhan.people.queries.consents import words_for
from liangzhan.toolkit.periods import today


class AgreementAdd(OfCase, RowForm):
    form_class = AgreementForm
    template_name = "casework/agreement_form.html"
    title = "服务同意书"
    button = "登记同意"
    success_message = "服务同意书已登记。接着请做预估。"

    def get_initial(self):
        return agreement_beginning(self.row, today())

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return sign_agreement(case=self.row, facts=form.facts(), paper=form.picture(), form_key=key, by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(words=words_for("CASE", today(), self.row.station.name), **kwargs)


class AgreementWithdraw(CaseForm):
    form_class = WithdrawForm
    title = "撤回服务同意"
    button = "登记撤回"
    hint = "不必说明理由，本站即时办理。撤回以前的服务和记录不受影响；撤回以后只能记录结案交接和危机处置。"
    success_message = "已登记撤回。请与服务对象商定怎样结案；重新同意的，登记新的服务同意书。"

    @cached_property
    def agreement(self):
        found = agreement_in_force(self.row)
        if found is None:
            raise Http404("没有可以撤回的服务同意书。")
        return found

    def get_subtitle(self):
        return f"{super().get_subtitle()} · {self.agreement.on:%Y-%m-%d} 的服务同意书"

    def run(self, form):
        return withdraw_agreement(agreement=self.agreement, by=self.actor, **form.cleaned_data)


class AgreementPaper(OfPaper, ScopedDetail):
    """The picture of the signature."""

    action = Action.CASE_VIEW

    def get_rows(self):
        return agreements()

    def get(self, request, *args, **kwargs):
        self.get_context_data()
        if self.row.consent.paper is None:
            raise Http404("没有上传签字的照片。")
        return stream(self.row.consent.paper, inline=True)
