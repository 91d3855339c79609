"""Who is the officer where, and the figures of the area."""

import datetime as dt

from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedForm, ScopedList
from liangzhan.protection.forms.reports import DesignateForm, EndDesignationForm, FiguresForm
from liangzhan.protection.models import Designation
from liangzhan.protection.queries.designations import candidate_posts, designations
from liangzhan.protection.queries.figures import counts
from liangzhan.protection.services.designations import designate, end_designation
from liangzhan.toolkit.periods import today

DESIGNATE = Action.OFFICER_DESIGNATE
DESIGNATIONS = Designation.objects.select_related("user")


class DesignationList(ScopedList):
    action = DESIGNATE
    queryset = DESIGNATIONS
    template_name = "protection/designation_list.html"
    title = "儿童保护和禁毒专干"
    subtitle = "强制报告只有报告人、本站站长和指定的儿童保护专干能看。没有指定专干的，请尽快指定。"
    order = ("division_code", "kind", "-since_on", "pk")

    def get_rows(self):
        return designations(self.scope)


class DesignationAdd(ScopedForm):
    action = DESIGNATE
    form_class = DesignateForm
    template_name = "protection/form.html"
    title = "指定专干"
    button = "指定"
    success_message = "已指定。专干从现在起能看到本区域的强制报告。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "posts": list(candidate_posts(self.scope, today())[:300])}

    def run(self, form):
        return designate(by=self.actor, **form.facts())

    def get_success_url(self):
        return reverse("protection:designation-list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint="", **kwargs)


class DesignationEnd(RowForm):
    action = DESIGNATE
    queryset = DESIGNATIONS
    form_class = EndDesignationForm
    template_name = "protection/form.html"
    title = "结束专干指定"
    button = "结束"
    success_message = "已结束。"

    def get_subtitle(self):
        return f"{self.row} · {self.row.user.display_name}"

    def run(self, form):
        return end_designation(designation=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("protection:designation-list")

    def get_context_data(self, **kwargs):
        hint = "结束后，这名人员不再能看到强制报告。"
        return super().get_context_data(back=self.get_success_url(), hint=hint, **kwargs)


class ReportFigures(Page):
    """Counts by area and quarter of a year; small ones suppressed."""

    action = DESIGNATE
    template_name = "protection/report_figures.html"
    title = "强制报告统计"

    def get_context_data(self, **kwargs):
        form = FiguresForm(self.request.GET or None, initial={"year": today().year})
        year = (form.cleaned_data.get("year") if form.is_bound and form.is_valid() else None) or today().year
        figures = counts(self.scope, dt.date(year, 1, 1), dt.date(year, 12, 31))
        return super().get_context_data(filters=form, year=year, figures=figures, **kwargs)
