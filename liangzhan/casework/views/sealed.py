"""Pages of sealed cases: opening on a commission, the person, commissions; emergency access and its review."""

from uuid import uuid4

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedForm, ScopedList
from liangzhan.audit.sealed import sealed_deeds
from liangzhan.casework.forms import sealed as forms
from liangzhan.casework.queries.sealing import client_facts, commission_at, emergencies_to_review
from liangzhan.casework.services import sealed as services
from liangzhan.casework.views.case import CaseForm
from liangzhan.people.queries.cards import stations_for


class OpenSealed(ScopedForm):
    """限制查阅: only on a commission; the page says who will see it."""

    action = Action.SEALED_WORK
    form_class = forms.OpenSealedForm
    template_name = "casework/sealed_open.html"
    title = "限制查阅个案接案"
    button = "登记并接案"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.scope, self.action).filter(kind="SW")}

    def run(self, form):
        with sealed_deeds(uuid4()):
            return services.open_sealed_case(by=self.actor, **form.given())

    def get_success_message(self):
        return f"已接案，案号 {self.result.number}。只有个案团队能看到。接着请签订服务同意书。"

    def get_success_url(self):
        return reverse("casework:case-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("casework:case-list"), **kwargs)


class OfSealed(CaseForm):
    """About one sealed case; any other one is not there."""

    action = Action.SEALED_WORK

    @cached_property
    def row(self):
        found = super().row
        if not found.sealed:
            raise Http404("没有找到这条记录，或者它不在您的范围内。")
        return found


class SealedClient(OfSealed):
    form_class = forms.ClientForm
    title = "服务对象资料"
    hint = "只有个案团队能看到。其他页面只显示化名。"
    success_message = "服务对象资料已保存。"

    def get_initial(self):
        return client_facts(self.row)

    def run(self, form):
        return services.edit_sealed_client(case=self.row, facts=form.client(), by=self.actor)


class CommissionAdd(OfSealed):
    form_class = forms.CommissionForm
    title = "登记委托书"
    success_message = "委托书已登记，委托期内可以记录服务。"

    def run(self, form):
        given = form.cleaned_data
        return services.save_commission(
            case=self.row, facts=form.commission(), upload=given["upload"], form_key=given["form_key"], by=self.actor
        )


class CommissionEnd(OfSealed):
    form_class = forms.EndCommissionForm
    title = "委托提前结束"
    button = "结束委托"
    hint = "这一天以后不能再记录服务，可以结案。"
    success_message = "委托已结束。"

    def run(self, form):
        held = commission_at(self.row, self.kwargs["item"])
        if held is None:
            raise Http404("没有找到这份委托书。")
        return services.end_commission(commission=held, by=self.actor, **form.cleaned_data)


class EmergencyOpen(ScopedForm):
    action = Action.EMERGENCY_ACCESS
    form_class = forms.EmergencyForm
    template_name = "casework/sealed_emergency.html"
    title = "紧急调阅"
    button = "确认属于紧急情形，立即调阅"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.scope, self.action).filter(kind="SW")}

    def run(self, form):
        return services.open_emergency(by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return f"可以查阅到 {self.result.closes_at:%m-%d %H:%M}。个案团队已得到通知，次日由他人复核。"

    def get_success_url(self):
        return reverse("casework:case-page", args=[self.result.case_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("casework:case-list"), **kwargs)


class EmergencyList(ScopedList):
    """For whoever reviews: who, when, why; never the case."""

    action = Action.EMERGENCY_REVIEW
    template_name = "casework/emergency_list.html"
    title = "紧急调阅复核"
    order = ("-opened_at", "-pk")

    def get_rows(self):
        return emergencies_to_review(self.actor)


class EmergencyReview(RowForm):
    action = Action.EMERGENCY_REVIEW
    form_class = forms.EmergencyReviewForm
    template_name = "casework/emergency_review.html"
    title = "复核紧急调阅"
    button = "保存复核"
    success_message = "复核已保存。"

    def get_rows(self):
        return emergencies_to_review(self.actor)

    def run(self, form):
        return services.review_emergency(access=self.row, by=self.actor, **form.given())

    def get_success_url(self):
        return reverse("casework:emergency-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), **kwargs)
