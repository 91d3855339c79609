"""两委: dated opinions, and the yearly plan and report."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm
from liangzhan.stations.choices import OpinionKind
from liangzhan.stations.forms.papers import YearlyForm, YearlyPaperForm
from liangzhan.stations.forms.register import WhyForm
from liangzhan.stations.forms.site import OpinionForm, OpinionPaperForm
from liangzhan.stations.models import YearlyPaper
from liangzhan.stations.queries.page import rights_on
from liangzhan.stations.queries.states import station_of_site
from liangzhan.stations.services import yearly
from liangzhan.stations.services.opinions import write_opinion
from liangzhan.stations.views.section import Section, SectionForm, SectionPage
from liangzhan.toolkit.periods import today

PAPERS = YearlyPaper.objects.select_related("site__division", "paper")


class Opinions(SectionPage):
    template_name = "stations/opinions.html"
    title = "两委意见"

    def get_context_data(self, **kwargs):
        rows = self.row.site.opinions.select_related("paper").order_by("-on", "-id")
        return super().get_context_data(
            opinions=rows, rights=rights_on(self.actor, self.row), kinds=OpinionKind, **kwargs
        )


class OpinionWrite(SectionForm):
    """A 两委 user writes on the page."""

    action = Action.SUPERVISION_OPINION
    form_class = OpinionForm
    back = "opinions"
    button = "签署意见"
    success_message = "意见已签署。"

    @property
    def kind(self):
        if self.kwargs["kind"] not in OpinionKind.values:
            raise Http404("没有这种意见。")
        return OpinionKind(self.kwargs["kind"])

    def get_title(self):
        return f"两委{self.kind.label}"

    def get_initial(self):
        return {**super().get_initial(), "signer": self.actor.label}

    def run(self, form):
        return write_opinion(site=self.row.site, kind=self.kind, by=self.actor, **form.cleaned_data)


class OpinionPaper(OpinionWrite):
    """The station enters a signed paper."""

    action = Action.STATION_EDIT
    form_class = OpinionPaperForm
    button = "录入纸质意见"
    success_message = "纸质意见已录入。"

    def get_initial(self):
        return {"signer": self.row.site.committee_contact}


class Yearly(SectionPage):
    template_name = "stations/yearly.html"
    title = "年度计划和年度报告"

    def get_context_data(self, **kwargs):
        papers = self.row.site.yearly_papers.select_related("paper").order_by("-year", "kind", "id")
        return super().get_context_data(papers=papers, rights=rights_on(self.actor, self.row), **kwargs)


class YearlyAdd(SectionForm):
    action = Action.YEARLY_PLAN_EDIT
    form_class = YearlyForm
    back = "yearly"
    title = "填写年度计划或年度报告"
    draft = True
    success_message = "已保存。写好后请提交两委确认。"

    def get_initial(self):
        return {"year": today().year, "kind": "PLAN"}

    def run(self, form):
        return yearly.save_yearly(site=self.row.site, by=self.actor, **form.cleaned_data)


class OfPaper(Section):
    queryset = PAPERS
    back = "yearly"

    @cached_property
    def station(self):
        return station_of_site(self.row.site, self.scope, self.action)


class YearlyEdit(OfPaper, RowForm):
    action = Action.YEARLY_PLAN_EDIT
    form_class = YearlyForm
    template_name = "stations/section_form.html"
    success_message = "已保存。写好后请提交两委确认。"

    def get_title(self):
        return f"{self.row.year} 年{self.row.get_kind_display()}"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in YearlyForm.base_fields}

    def run(self, form):
        return yearly.save_yearly(site=self.row.site, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="", draft=True, **kwargs)


class YearlyView(OfPaper, RowForm):
    """The text of a plan or report, and its return by the 两委."""

    action = Action.YEARLY_PLAN_CONFIRM
    form_class = WhyForm
    template_name = "stations/yearly_page.html"
    button = "退回"
    success_message = "已退回，站点会看到您的理由。"

    def get_title(self):
        return f"{self.row.year} 年{self.row.get_kind_display()}"

    def run(self, form):
        return yearly.return_yearly(paper=self.row, by=self.actor, **form.cleaned_data)


class YearlySubmit(OfPaper, RowDeed):
    action = Action.YEARLY_PLAN_EDIT
    success_message = "已提交，等待两委确认。"

    def run(self):
        return yearly.submit_yearly(paper=self.row, by=self.actor)


class YearlyConfirm(OfPaper, RowDeed):
    action = Action.YEARLY_PLAN_CONFIRM
    success_message = "已确认。"

    def run(self):
        return yearly.confirm_yearly(paper=self.row, by=self.actor)


class YearlyConfirmOnPaper(OfPaper, RowForm):
    action = Action.YEARLY_PLAN_EDIT
    form_class = YearlyPaperForm
    template_name = "stations/section_form.html"
    title = "录入两委纸质确认"
    button = "录入确认"
    success_message = "已录入两委的纸质确认。"

    def run(self, form):
        return yearly.confirm_yearly(paper=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="", draft=False, **kwargs)

    def get_success_url(self):
        return reverse("stations:yearly", kwargs={"pk": self.station.pk})
