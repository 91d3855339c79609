"""Pages of progress: two counters, map, table; down to the single station."""

from functools import cached_property

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.divisions.choices import Level
from liangzhan.programme.exports.progress import progress_workbook
from liangzhan.programme.queries.dashboard import area_in_reach, areas_above, map_rows, progress_of
from liangzhan.programme.queries.progress import stations_in
from liangzhan.programme.rules.progress import DEFINITION, STEPS
from liangzhan.programme.views.plan import CurrentPlan, PlanMixin
from liangzhan.programme.views.quotas import workbook_response
from liangzhan.stations.choices import StationKind
from liangzhan.toolkit.templating import day, moment


class CurrentProgress(CurrentPlan):
    action = Action.PROGRESS_VIEW
    title = "建设进度"
    goes_to = "programme:progress"


class AreaMixin(PlanMixin):
    """The area and the kind named in the address."""

    @cached_property
    def area(self):
        found = area_in_reach(self.actor, self.request.GET.get("area", ""), self.plan)
        if found is None:
            raise Http404("没有这个地区，或者它不在您的范围内。")
        return found

    @cached_property
    def kind(self):
        wanted = self.request.GET.get("kind", "SW")
        return StationKind(wanted) if wanted in StationKind.values else StationKind.SW

    @cached_property
    def progress(self):
        return progress_of(self.plan, self.area, self.plan.cutoff_on, self.scope)

    @cached_property
    def source(self):
        return (
            f"口径：{DEFINITION}统计截止日 {day(self.plan.cutoff_on)}；范围：{self.area.name}；"
            f"计算时间 {moment(timezone.now())}。"
        )


class ProgressPage(AreaMixin, Page):
    action = Action.PROGRESS_VIEW
    template_name = "programme/progress.html"

    def get_title(self):
        return f"{self.plan.title} · {self.area.name}" if self.area.level != Level.PROVINCE else self.plan.title

    def get_context_data(self, **kwargs):
        single = self.area.level in (Level.STREET, Level.COMMUNITY)
        stations = stations_in(self.plan, self.area, self.plan.cutoff_on, self.scope) if single else None
        return super().get_context_data(
            area=self.area,
            kind=self.kind,
            kinds=list(StationKind),
            progress=self.progress,
            stations=stations,
            above=areas_above(self.area, self.actor),
            has_map=self.area.level in (Level.PROVINCE, Level.CITY),
            query=f"?area={self.area.code}&kind={self.kind}",
            source=self.source,
            geo=reverse("divisions:boundaries"),
            **kwargs,
        )


class ProgressMap(AreaMixin, Page):
    """The figures of the map, as the table holds them."""

    action = Action.PROGRESS_VIEW

    def get(self, request, *args, **kwargs):
        rows = map_rows(self.plan, self.area, self.plan.cutoff_on, self.scope)
        areas = [self.one(row) for row in rows]
        return JsonResponse({"areas": areas, "steps": [step for _, step, _ in STEPS[-2::-1]], "unit": "%"})

    def one(self, row):
        rate, page = row.rate(self.kind), reverse("programme:progress", args=[self.plan.pk])
        built = f"{row.built(self.kind).completed}/{row.task(self.kind)}"
        words = "没有任务" if rate is None else f"{rate}%（{built}）"
        href = f"{page}?area={row.code}&kind={self.kind}"
        return {"code": row.code, "name": row.name, "value": rate, "words": words, "href": href}


class ProgressExport(AreaMixin, Page):
    action = Action.PROGRESS_VIEW

    def get(self, request, *args, **kwargs):
        title = f"{self.plan.title}进度（{self.area.name}）"
        return workbook_response(progress_workbook(self.progress, title=title, source=self.source), title)
