"""Figures of an area and a period; one figure opened to its parts and its vouchers; the same as a file."""

from functools import cached_property

from django.http import Http404, HttpResponse

from liangzhan.access.views import Page
from liangzhan.reporting.exports.figures import KINDS, file_of
from liangzhan.reporting.queries.figure_page import numbers
from liangzhan.reporting.queries.indicators import compute
from liangzhan.reporting.rules.definitions import BY_CODE
from liangzhan.reporting.views.asked import AskedMixin

NOTHING = {"answer": None, "before": None, "before_words": "", "rows": [], "behind": None}


class Figures(AskedMixin, Page):
    template_name = "reporting/figures.html"
    title = "统计指标"

    def get_context_data(self, **kwargs):
        answers = [] if self.problem else compute(self.asked)
        return super().get_context_data(answers=answers, files=KINDS, **kwargs)


class FigurePage(AskedMixin, Page):
    """One indicator, opened."""

    template_name = "reporting/figure.html"

    @cached_property
    def indicator(self):
        found = BY_CODE.get(self.kwargs["code"])
        if found is None:
            raise Http404("没有这个指标。")
        return found

    def get_title(self):
        return f"{self.indicator.name} · {self.station or self.area.name}"

    def get_context_data(self, **kwargs):
        shown = NOTHING
        if not self.problem:
            cursor = self.request.GET.get("cursor", "")
            shown = numbers(self.asked, self.indicator.code, actor=self.actor, cursor=cursor)
        return super().get_context_data(indicator=self.indicator, **shown, **kwargs)


class FiguresFile(AskedMixin, Page):
    """The figures as JSON, CSV or XLSX."""

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("format", "xlsx")
        if kind not in KINDS or self.problem:
            raise Http404(self.problem or "没有这种文件。")
        content, media_type, name = file_of(kind, self.asked, compute(self.asked))
        response = HttpResponse(content, content_type=media_type)
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
