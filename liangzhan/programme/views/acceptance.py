"""Acceptance by the county: queue, one visit for both stations of a site, items on a phone, closing."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedList
from liangzhan.documents.models import KeptFile
from liangzhan.documents.views import stream
from liangzhan.programme.choices import Verdict, VisitState
from liangzhan.programme.forms.acceptance import (
    CloseVisitForm,
    ItemForm,
    PlanVisitForm,
    QueueFilter,
    ReasonForm,
)
from liangzhan.programme.models import Visit, VisitStation
from liangzhan.programme.queries.acceptance import proposed_way, sites_waiting, visit_lines
from liangzhan.programme.services.acceptance import cancel_visit, close_visit, plan_visit, record_item
from liangzhan.stations.models import Site
from liangzhan.toolkit.periods import today

INSPECT = Action.ACCEPTANCE_INSPECT


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


class PlanVisit(RowForm):
    action = INSPECT
    queryset = Site.objects.prefetch_related("stations")
    form_class = PlanVisitForm
    template_name = "programme/plan_visit.html"
    button = "安排验收"
    success_message = "已安排验收。到现场后在手机上打开“逐项验收”。"

    def get_title(self):
        return f"安排验收：{self.row.name}"

    def get_initial(self):
        way = proposed_way(self.row, scope=self.scope, on=today())
        return {"way": way, "first_inspector": self.actor.label, "scheduled_on": today()}

    def run(self, form):
        return plan_visit(site=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("programme:visit-page", args=[self.result.pk])


class VisitPage(ScopedDetail):
    """One visit, item by item; read by whoever may see the station, written by inspectors."""

    action = Action.STATION_VIEW
    queryset = Visit.objects.select_related("site")
    template_name = "programme/visit_page.html"

    def get_context_data(self, **kwargs):
        may = self.actor.may_at(INSPECT, code=self.row.division_code)
        return super().get_context_data(
            title=f"验收：{self.row.site.name}",
            parts=visit_lines(self.row),
            may_write=may and self.row.state == VisitState.PLANNED,
            verdicts=Verdict.choices,
            close_form=CloseVisitForm(),
            **kwargs,
        )


class RecordItem(RowForm):
    """One item: saved at once by htmx (the line comes back), or by the plain form without JavaScript."""

    action = INSPECT
    queryset = VisitStation.objects.select_related("visit__site", "station")
    form_class = ItemForm
    template_name = "programme/record_item.html"
    success_message = ""

    def get_title(self):
        return "记录验收项目"

    def run(self, form):
        chosen = form.cleaned_data
        return record_item(
            visit_station=self.row,
            code=self.kwargs["code"],
            verdict=chosen["verdict"],
            note=chosen["note"],
            photos=chosen["photos"],
            by=self.actor,
        )

    def get_success_url(self):
        return f"{reverse('programme:visit-page', args=[self.row.visit_id])}#{self.row.pk}-{self.kwargs['code']}"

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code != 302 or not self.request.headers.get("HX-Request"):
            return answer
        parts = visit_lines(self.row.visit, only=self.row.pk)
        line = next(line for line in parts[0].lines if line.item.code == self.kwargs["code"])
        context = {"line": line, "part": parts[0], "verdicts": Verdict.choices, "may_write": True}
        return render(self.request, "programme/visit_line.html", context)

    def get_context_data(self, **kwargs):
        parts = visit_lines(self.row.visit, only=self.row.pk)
        line = next((line for line in parts[0].lines if line.item.code == self.kwargs["code"]), None)
        if line is None:
            raise Http404("没有这一项。")
        return super().get_context_data(line=line, part=parts[0], **kwargs)


class CloseVisit(RowForm):
    action = INSPECT
    queryset = Visit.objects.select_related("site")
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
    queryset = Visit.objects.select_related("site")
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
    queryset = Visit.objects.all()

    def get(self, request, *args, **kwargs):
        photos = KeptFile.objects.filter(uuid=self.kwargs["uuid"])
        owned = self.row.stations.filter(items__photos__file__in=photos)
        if not owned.exists():
            raise Http404("没有找到这张照片。")
        return stream(photos.get())
