"""Pages of the statistics of talent and of the pay scale."""

from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm
from liangzhan.staff.choices.posts import CertificateLevel, ProfessionalBasis
from liangzhan.staff.exports.talent import talent_workbook
from liangzhan.staff.forms import talent as forms
from liangzhan.staff.models import PayScale
from liangzhan.staff.queries.exams import passes_in_reach
from liangzhan.staff.queries.pay_scale import plot_of, scales_in_reach, series_of
from liangzhan.staff.queries.talent import area_in_reach, areas_above, growth_of, talent_of
from liangzhan.staff.rules.talent import DEFINITION
from liangzhan.staff.services.exporting import note_statistics_export
from liangzhan.staff.services.pay_scale import remove_pay_scale, save_pay_scale
from liangzhan.staff.views.appraisal import workbook
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import moment

SCALES = PayScale.objects.select_related("division")


class TalentArea(Page):
    """The area in the address, else the reader's own; a head reads about the own stations."""

    action = Action.TALENT_VIEW

    @cached_property
    def area(self):
        code = self.request.GET.get("area", "")
        found = area_in_reach(self.actor, code)
        if code and found is None:
            raise Http404("没有这个地区，或者它不在您的范围内。")
        return found

    @cached_property
    def talent(self):
        return talent_of(self.scope, today(), self.area)

    @cached_property
    def source(self):
        return f"口径：{DEFINITION}范围：{self.talent.whole.name}；计算时间 {moment(timezone.now())}。"


class TalentPage(TalentArea):
    template_name = "staff/talent_page.html"

    def get_title(self):
        return f"人才统计 · {self.talent.whole.name}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            area=self.area,
            above=areas_above(self.area, self.actor) if self.area else [],
            talent=self.talent,
            growth=growth_of(self.scope, today(), self.area),
            passes=passes_in_reach(self.scope, self.area),
            levels=list(CertificateLevel),
            bases=list(ProfessionalBasis),
            source=self.source,
            query=f"?area={self.area.code}" if self.area else "",
            **kwargs,
        )


class TalentPlot(TalentArea):
    """Certified workers by year, for the plot over the table."""

    def get(self, request, *args, **kwargs):
        rows = growth_of(self.scope, today(), self.area)
        series = [{"name": "持证", "values": [row.certified for row in rows]}]
        return JsonResponse({"categories": [f"{row.year} 年" for row in rows], "series": series, "unit": "人"})


class TalentExport(TalentArea):
    def get(self, request, *args, **kwargs):
        note_statistics_export(filters=request.GET.urlencode()[:200], by=self.actor)
        growth = growth_of(self.scope, today(), self.area)
        title = f"人才统计（{self.talent.whole.name}）"
        return workbook(talent_workbook(self.talent, growth, title=title, source=self.source), f"{title}.xlsx")


class PayScalePage(Page):
    """Series by year; small groups are hidden."""

    action = Action.TALENT_VIEW
    template_name = "staff/pay_scale_page.html"
    title = "薪酬水平"

    def get_context_data(self, **kwargs):
        rows, cell = scales_in_reach(self.scope)
        return super().get_context_data(series=series_of(rows, cell), cell=cell, **kwargs)


class PayScalePlot(Page):
    action = Action.TALENT_VIEW

    def get(self, request, *args, **kwargs):
        rows, cell = scales_in_reach(self.scope)
        return JsonResponse(plot_of(series_of(rows, cell)))


class AddPayScale(ScopedForm):
    action = Action.PAY_SCALE_MANAGE
    form_class = forms.PayScaleForm
    template_name = "staff/plain_form.html"
    title = "登记薪酬水平"
    button = "登记薪酬水平"
    success_message = "薪酬水平已登记。"

    def run(self, form):
        return save_pay_scale(by=self.actor, **form.given())

    def get_success_url(self):
        return reverse("staff:pay-scale-page")

    def get_context_data(self, **kwargs):
        hint = "只登记一个地区一年的汇总数，不登记个人收入；人数少的只登记人数。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class RemovePayScale(RowForm):
    action = Action.PAY_SCALE_MANAGE
    queryset = SCALES
    form_class = forms.WhyForm
    template_name = "staff/plain_form.html"
    title = "删除薪酬水平"
    button = "删除这一行"
    success_message = "已删除，可以重新登记。"

    def get_subtitle(self):
        return f"{self.row.division.name} · {self.row.year} 年 · {self.row.group}"

    def run(self, form):
        return remove_pay_scale(scale=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:pay-scale-page")

    def get_context_data(self, **kwargs):
        hint = "登记有误时删除后重新登记；删除会留下记录。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)
