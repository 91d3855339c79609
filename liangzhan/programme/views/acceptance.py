"""Acceptance by the county: queue, one visit for both stations of a site, items on a phone, closing."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.views import stream
from liangzhan.programme.choices import InspectionWay, Verdict, VisitState
from liangzhan.programme.exports.visit_form import visit_form_pdf
from liangzhan.programme.forms.acceptance import (
    CloseVisitForm,
    ItemForm,
    PlanVisitForm,
    QueueFilter,
    ReasonForm,
)
from liangzhan.programme.models import Visit, VisitStation
from liangzhan.programme.queries.acceptance import line_of_visit, photo_of_visit, sites_waiting, visit_lines
from liangzhan.programme.queries.sampling import proposed_way, sampled, sampling_of
from liangzhan.programme.queries.second_persons import second_choices
from liangzhan.programme.services.acceptance import (
    cancel_visit,
    close_visit,
    fill_from_papers,
    plan_visit,
    record_item,
)
from liangzhan.programme.services.sampling import draw_sample
from liangzhan.programme.views.checklist import pdf
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import today

INSPECT = Action.ACCEPTANCE_INSPECT
SITES = Site.objects.prefetch_related("stations")
VISITS = Visit.objects.select_related("site", "draw")
PARTS = VisitStation.objects.select_related("visit__site", "station")


class AcceptanceQueue(ScopedList):
    """Sites with stations that wait for acceptance."""

    action = INSPECT
    template_name = "programme/acceptance_queue.html"
    title = "验收"
    filter_form = QueueFilter
    order = ("division_code", "pk")

    def get_rows(self):
        return sites_waiting(self.scope)

    def narrow(self, rows, chosen):
        if chosen["text"]:
            rows = rows.filter(name__contains=chosen["text"])
        if chosen["planned"]:
            rows = rows.filter(is_planned=chosen["planned"] == "yes")
        return rows

    def get_context_data(self, **kwargs):
        sampling = sampling_of(self.scope, self.actor.home_code, on=today())
        return super().get_context_data(sampling=sampling, **kwargs)


class PlanVisit(RowForm):
    action = INSPECT
    queryset = SITES
    form_class = PlanVisitForm
    template_name = "programme/plan_visit.html"
    button = "安排验收"
    success_message = "已安排验收。到现场后在手机上打开“逐项验收”。"

    def get_title(self):
        return f"安排验收：{self.row.name}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(named=sampled(self.row), **kwargs)

    def get_initial(self):
        return {"way": proposed_way(self.row, on=today()), "first_inspector": self.actor.label, "scheduled_on": today()}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "persons": second_choices(self.row, on=today(), but=self.actor.uuid)}

    def run(self, form):
        return plan_visit(site=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("programme:visit-page", args=[self.result.pk])


class VisitPage(ScopedDetail):
    """One visit, item by item; read by whoever may see the station, written by inspectors."""

    action = Action.STATION_VIEW
    queryset = VISITS
    template_name = "programme/visit_page.html"

    def get_context_data(self, **kwargs):
        may = self.actor.may_at(INSPECT, code=self.row.division_code)
        return super().get_context_data(
            title=f"验收：{self.row.site.name}",
            parts=visit_lines(self.row),
            may_write=may and self.row.state == VisitState.PLANNED,
            on_papers=self.row.way == InspectionWay.PAPERS,
            verdicts=Verdict.choices,
            **kwargs,
        )


class LineMixin:
    """One item of one station of a visit: as a fragment for htmx, as a page of its own without JavaScript."""

    def get_template_names(self):
        return ["programme/visit_line.html" if self.request.headers.get("HX-Request") else self.template_name]

    def get_context_data(self, **kwargs):
        found = line_of_visit(self.row, self.kwargs["code"])
        if found is None:
            raise Http404("没有这一项。")
        part, line = found
        more = {"part": part, "line": line, "verdicts": Verdict.choices, "may_write": True}
        return super().get_context_data(**more, **kwargs)


class RecordItem(LineMixin, RowForm):
    """Saved at once; sending the same form again changes nothing more."""

    action = INSPECT
    queryset = PARTS
    form_class = ItemForm
    template_name = "programme/record_item.html"
    title = "记录验收项目"
    button = "保存这一项"
    success_message = ""

    def run(self, form):
        return record_item(visit_station=self.row, code=self.kwargs["code"], by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return f"{reverse('programme:visit-page', args=[self.row.visit_id])}#{self.row.pk}-{self.kwargs['code']}"

    def form_valid(self, form):
        answer = super().form_valid(form)
        is_fragment = answer.status_code == 302 and self.request.headers.get("HX-Request")
        return self.render_to_response(self.get_context_data(form=form)) if is_fragment else answer


class CloseVisit(RowForm):
    action = INSPECT
    queryset = VISITS
    form_class = CloseVisitForm
    template_name = "programme/close_visit.html"
    button = "完成验收"
    success_message = "验收已完成，结论已通知站点。"

    def get_title(self):
        return f"完成验收：{self.row.site.name}"

    def run(self, form):
        return close_visit(visit=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("programme:visit-page", args=[self.row.pk])


class CancelVisit(RowForm):
    action = INSPECT
    queryset = VISITS
    form_class = ReasonForm
    template_name = "programme/reason_form.html"
    button = "取消这次验收"
    success_message = "已取消。站点仍为“待验收”。"

    def get_title(self):
        return f"取消验收：{self.row.site.name}"

    def run(self, form):
        return cancel_visit(visit=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:acceptance-queue")


class VisitPhoto(ScopedDetail):
    """A photo of a visit, for whoever may see the visit."""

    action = Action.STATION_VIEW
    queryset = VISITS

    def get(self, request, *args, **kwargs):
        kept = photo_of_visit(self.row, self.kwargs["uuid"])
        if kept is None:
            raise Http404("没有找到这张照片。")
        return stream(kept)


class VisitForm(ScopedDetail):
    """验收表 as PDF: blank before the visit, complete afterwards."""

    action = Action.STATION_VIEW
    queryset = VISITS

    def get(self, request, *args, **kwargs):
        return pdf(visit_form_pdf(self.row, visit_lines(self.row)), "acceptance-form")


class FillFromPapers(RowDeed):
    """材料验收: take over what the papers show."""

    action = INSPECT
    queryset = VISITS
    success_message = "已按站点材料填写达标的项目，请逐项核对，并填写其余项目。"

    def run(self):
        return fill_from_papers(visit=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("programme:visit-page", args=[self.row.pk])


class DrawSample(RowDeed):
    """抽查: draw among the sites that wait in the reader's area."""

    action = INSPECT
    success_message = "已抽取，种子和名单已存档；未抽中的场所按材料验收。"

    def run(self):
        return draw_sample(area_code=self.actor.home_code, by=self.actor)

    def get_success_url(self):
        return reverse("programme:acceptance-queue")
