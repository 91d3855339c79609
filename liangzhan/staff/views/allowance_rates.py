"""Pages of rates and holds of the allowance."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm, ScopedList
from liangzhan.documents.views import stream
from liangzhan.staff.forms import allowance as forms
from liangzhan.staff.models import AllowanceHold, AllowanceList, AllowanceRate
from liangzhan.staff.queries.allowance import workers_for_adjustment
from liangzhan.staff.queries.allowance_page import rates_known_to
from liangzhan.staff.services import allowance_rates as services
from liangzhan.toolkit.periods import today

RATES = AllowanceRate.objects.select_related("division", "basis_file")
LISTS = AllowanceList.objects.select_related("station")
HOLDS = AllowanceHold.objects.select_related("worker", "station")


class RateList(ScopedList):
    """Rates of the areas in reach and of those above, so that a county sees its city's."""

    action = Action.TALENT_VIEW
    queryset = RATES
    order = ("division_code", "level", "-valid_from", "pk")
    template_name = "staff/rate_list.html"
    title = "职业津贴标准"

    def get_rows(self):
        return rates_known_to(self.scope)

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=today(), **kwargs)


class AddRate(ScopedForm):
    action = Action.ALLOWANCE_RATE_MANAGE
    form_class = forms.RateForm
    template_name = "staff/plain_form.html"
    title = "登记职业津贴标准"
    button = "登记标准"
    success_message = "标准已登记，执行日期起的名单按它核对。"

    def run(self, form):
        return services.save_rate(by=self.actor, **form.given())

    def get_success_url(self):
        return reverse("staff:rate-list")

    def get_context_data(self, **kwargs):
        hint = "《通知》四（二）要求给予职业津贴，没有规定金额；金额由市或县按本地文件登记。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class EndRate(RowForm):
    action = Action.ALLOWANCE_RATE_MANAGE
    queryset = RATES
    form_class = forms.EndForm
    template_name = "staff/plain_form.html"
    title = "终止职业津贴标准"
    button = "终止标准"
    success_message = "已登记终止日期。"

    def get_subtitle(self):
        return f"{self.row.division.name} · {self.row.get_level_display()}"

    def run(self, form):
        return services.end_rate(rate=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:rate-list")

    def get_context_data(self, **kwargs):
        hint = "最后一天之后不再按它发放；已核准的月份不受影响。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class RateFile(Page):
    """The document behind a rate of one's own area or of one above."""

    action = Action.TALENT_VIEW

    def get(self, request, *args, **kwargs):
        rate = get_object_or_404(rates_known_to(self.scope), pk=self.kwargs["pk"], basis_file__isnull=False)
        return stream(rate.basis_file, inline=True)


class SetHold(RowForm):
    """`pk` is a list's: the person is one of its station. By the street."""

    action = Action.ALLOWANCE_REVIEW
    queryset = LISTS
    form_class = forms.HoldForm
    template_name = "staff/plain_form.html"
    title = "停发职业津贴"
    button = "登记停发"
    success_message = "已登记停发，重新核对后生效。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": workers_for_adjustment(self.row)}

    def run(self, form):
        return services.set_hold(station=self.row.station, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:allowance-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        hint = "停发由街道或县级决定；理由会写在名单里。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class SetHoldByCounty(SetHold):
    action = Action.ALLOWANCE_APPROVE


class EndHold(RowForm):
    """By the street."""

    action = Action.ALLOWANCE_REVIEW
    queryset = HOLDS
    form_class = forms.EndForm
    template_name = "staff/plain_form.html"
    title = "恢复职业津贴"
    button = "恢复"
    success_message = "已登记恢复。"

    def get_initial(self):
        return {"on": today()}

    def get_subtitle(self):
        return f"{self.row.worker.display_name} · {self.row.station.name}"

    def run(self, form):
        return services.end_hold(hold=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:allowance-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint="最后一个停发日之后恢复。", **kwargs)


class EndHoldByCounty(EndHold):
    action = Action.ALLOWANCE_APPROVE
