"""C-10: the page of a crisis and what is added to it."""

from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail
from liangzhan.audit.services import record_rows_read
from liangzhan.protection.forms.risks import CloseForm, InformForm, MeasureForm, PlanForm
from liangzhan.protection.models import Crisis
from liangzhan.protection.queries.crisis_page import crisis_parts
from liangzhan.protection.services.crises import add_measure, close_crisis, inform, save_safety_plan
from liangzhan.protection.views.rows import ByUuid

CRISES = Crisis.objects.select_related("station", "person", "risk", "worker")


class OfCrisis(ByUuid):
    action = Action.RISK_VIEW
    queryset = CRISES

    def get_success_url(self):
        return reverse("protection:crisis-page", args=[self.row.uuid])


class CrisisPage(OfCrisis, ScopedDetail):
    template_name = "protection/crisis_page.html"
    title = "危机处置表"

    def get_subtitle(self):
        return self.row.station.name

    def get_context_data(self, **kwargs):
        record_rows_read(page="protection:crisis-page", rows=[self.row], shown_class="P4", by=self.actor)
        return super().get_context_data(parts=crisis_parts(self.row, self.actor), now=timezone.now(), **kwargs)


class CrisisForm(OfCrisis, RowForm):
    """A form about an open crisis, on a phone."""

    action = Action.RISK_RECORD
    template_name = "protection/phone_form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        back = reverse("protection:crisis-page", args=[self.row.uuid])
        return super().get_context_data(hint=self.hint, back=back, offers_call=False, **kwargs)


class CrisisInform(CrisisForm):
    form_class = InformForm
    title = "知会"
    success_message = "已登记知会。"

    def run(self, form):
        return inform(crisis=self.row, by=self.actor, **form.cleaned_data)


class CrisisMeasure(CrisisForm):
    form_class = MeasureForm
    title = "处置措施"
    success_message = "措施已登记。"

    def run(self, form):
        return add_measure(crisis=self.row, by=self.actor, **form.cleaned_data)


class CrisisPlan(CrisisForm):
    form_class = PlanForm
    title = "安全计划"
    success_message = "安全计划已保存。"

    def get_initial(self):
        return {"safety_plan": self.row.safety_plan, "handover": self.row.handover}

    def run(self, form):
        return save_safety_plan(crisis=self.row, by=self.actor, **form.cleaned_data)


class CrisisClose(CrisisForm):
    form_class = CloseForm
    title = "结束危机"
    button = "结束危机"
    hint = "结束后不能再补充。高风险和紧急危险要有安全计划和复查日期。"
    success_message = "危机已结束。"

    def get_initial(self):
        return {"safety_plan": self.row.safety_plan, "handover": self.row.handover}

    def run(self, form):
        return close_crisis(crisis=self.row, by=self.actor, **form.cleaned_data)
