"""Risks: what is open, what is due, raising and lowering, steps."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_rows_read
from liangzhan.protection.forms.risks import CrisisForm, LowerForm, RaiseForm, RiskForm, StepForm
from liangzhan.protection.models import Risk
from liangzhan.protection.origins import origin_of
from liangzhan.protection.queries.risk_page import person_at, risk_parts, risk_rows, stations_of
from liangzhan.protection.queries.risks import open_risks
from liangzhan.protection.services.crises import open_crisis
from liangzhan.protection.services.risks import lower_risk, note_step, raise_risk
from liangzhan.protection.views.rows import MISSING, ByUuid

RISKS = Risk.objects.select_related("station", "person", "worker__person")


class RiskList(ScopedList):
    """Open risks within reach, the latest first, with what is due next."""

    action = Action.RISK_VIEW
    queryset = RISKS
    template_name = "protection/risk_list.html"
    title = "风险和危机"
    order = ("-raised_on", "-pk")

    def get_rows(self):
        return open_risks(self.scope).select_related("station", "person", "worker")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        record_rows_read(page="protection:risk-list", rows=context["rows"], shown_class="P4", by=self.actor)
        return {**context, "lines": risk_rows(context["rows"], self.actor, timezone.now())}


class OfRisk(ByUuid):
    action = Action.RISK_VIEW
    queryset = RISKS

    def get_success_url(self):
        return reverse("protection:risk-page", args=[self.row.uuid])


class RiskPage(OfRisk, ScopedDetail):
    template_name = "protection/risk_page.html"

    def get_title(self):
        return "已解除的风险" if self.row.ended_on else "风险"

    def get_subtitle(self):
        return self.row.station.name

    def get_context_data(self, **kwargs):
        record_rows_read(page="protection:risk-page", rows=[self.row], shown_class="P4", by=self.actor)
        parts = risk_parts(self.row, self.actor)
        return super().get_context_data(parts=parts, now=timezone.now(), **kwargs)


class RiskDeedForm(OfRisk, RowForm):
    """A form about an open risk, on a phone."""

    action = Action.RISK_RECORD
    template_name = "protection/phone_form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        back = reverse("protection:risk-page", args=[self.row.uuid])
        return super().get_context_data(hint=self.hint, back=back, offers_call=False, **kwargs)


class RiskStep(RiskDeedForm):
    form_class = StepForm
    title = "记录处置"
    success_message = "已记录，时限已重新计算。"

    def run(self, form):
        return note_step(risk=self.row, by=self.actor, **form.cleaned_data)


class RiskRaise(RiskDeedForm):
    form_class = RaiseForm
    title = "升高等级"
    success_message = "等级已更新，站长和督导已收到提醒。"

    def get_initial(self):
        return {"domains": list(self.row.areas.values_list("domain", flat=True))}

    def run(self, form):
        names = ("person", "station", "voucher", "sealed")
        return raise_risk(**{name: getattr(self.row, name) for name in names}, by=self.actor, **form.cleaned_data)


class RiskLower(RiskDeedForm):
    form_class = LowerForm
    title = "降低等级"
    hint = "降为低风险（绿）即解除，不再计时。"
    success_message = "等级已降低。"

    def run(self, form):
        return lower_risk(risk=self.row, by=self.actor, **form.cleaned_data)


class OfPerson:
    """A person whom the reader's station knows, and what it comes from (?origin=room.Model:uuid); else 404."""

    @cached_property
    def person(self):
        found = person_at(self.kwargs["uuid"], self.actor)
        if found is None:
            raise Http404(MISSING)
        return found

    @cached_property
    def origin(self):
        voucher = self.request.GET.get("origin", "")
        found = origin_of(voucher, self.actor) if voucher else None
        if voucher and (found is None or found.person != self.person):
            raise Http404(MISSING)
        return found


class OfPersonForm(OfPerson, ScopedForm):
    """A form about such a person, on a phone."""

    action = Action.RISK_RECORD
    template_name = "protection/phone_form.html"
    hint = ""

    def get_form_kwargs(self):
        stations = [self.origin.station] if self.origin else list(stations_of(self.person, self.actor))
        return {**super().get_form_kwargs(), "stations": stations}

    def given(self):
        names = ("voucher", "worker", "team", "sealed") if self.origin else ()
        return {"person": self.person, "by": self.actor, **{name: getattr(self.origin, name) for name in names}}

    def get_context_data(self, **kwargs):
        back = self.origin.href if self.origin else reverse("people:person-page", args=[self.person.uuid])
        return super().get_context_data(hint=self.hint, back=back, offers_call=True, **kwargs)


class RiskAdd(OfPersonForm):
    form_class = RiskForm
    title = "评定风险"
    button = "保存"
    success_message = "风险已登记，时限开始计算。"

    def run(self, form):
        return raise_risk(**form.told(), **self.given())

    def get_success_url(self):
        return reverse("protection:risk-page", args=[self.result.uuid])


class CrisisAdd(OfPersonForm):
    form_class = CrisisForm
    title = "登记危机"
    button = "登记，开始计时"
    success_message = "危机已登记。接着请知会督导和有关人员，并记下做了什么。"

    def run(self, form):
        return open_crisis(**form.told(), **self.given())

    def get_success_url(self):
        return reverse("protection:crisis-page", args=[self.result.uuid])
