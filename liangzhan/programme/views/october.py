"""十月报告: completeness, one report, its words, its files, submission and review."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail
from liangzhan.divisions.models import Division
from liangzhan.documents.rules import XLSX
from liangzhan.documents.views import stream
from liangzhan.programme.exports.october import report_files
from liangzhan.programme.exports.october_list import consolidated_workbook, summary_values
from liangzhan.programme.forms.acceptance import ReasonForm
from liangzhan.programme.forms.october import ReportForm
from liangzhan.programme.models import OctoberReport, Plan
from liangzhan.programme.queries.october import (
    PlanProgress,
    completeness,
    compute,
    consolidated_parts,
    reporting_areas,
)
from liangzhan.programme.rules.october import PARTS, gap_sentence
from liangzhan.programme.services.october import (
    accept_report,
    draft_report,
    edit_report,
    refresh_progress,
    return_report,
    submit_report,
)

ROWS = OctoberReport.objects.select_related("plan", "division")
FILES = {"list": "list_file", "account": "account_pdf", "editable": "account_docx"}


class PlanPage(Page):
    """A page of one plan; plans are known to everybody who may see plans."""

    @property
    def plan(self):
        found = Plan.objects.filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这个计划。")
        return found


class ReportList(PlanPage):
    """Completeness by area: who has submitted, who is missing, who is late; one click to each."""

    action = Action.PLAN_VIEW
    template_name = "programme/report_list.html"

    def get_context_data(self, **kwargs):
        plan = self.plan
        rows = completeness(plan, self.scope)
        return super().get_context_data(
            title=f"{plan.year} 年十月报告",
            plan=plan,
            rows=rows,
            progress=PlanProgress.of(rows),
            may_draft=self.actor.may(Action.OCTOBER_DRAFT),
            may_review=self.actor.may(Action.OCTOBER_REVIEW),
            **kwargs,
        )


class DraftReport(RowDeed):
    """Begin an area's report (or its next version)."""

    action = Action.OCTOBER_DRAFT
    success_message = "报告已起草，数据由平台填好；请补充做法、成效、问题和下一步打算。"

    @property
    def row(self):
        areas = Division.objects.within(self.scope, self.action).filter(code=self.kwargs["code"])
        plan = Plan.objects.filter(pk=self.kwargs["pk"]).first()
        area = areas.filter(pk__in=[one.pk for one in reporting_areas(plan)]).first() if plan else None
        if area is None:
            raise Http404("这个地区没有在计划中报送的任务，或者不在您的范围内。")
        return plan, area

    def run(self):
        plan, area = self.row
        return draft_report(plan=plan, division=area, by=self.actor)

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("programme:edit-report", args=[self.result.pk])
        return reverse("programme:report-list", args=[self.kwargs["pk"]])


class ReportPage(ScopedDetail):
    """One report: figures (frozen once submitted, live before), list, words, files, what may be done."""

    action = Action.PLAN_VIEW
    queryset = ROWS
    template_name = "programme/report_page.html"

    def get_context_data(self, **kwargs):
        report = self.row
        computed = None if report.figures else compute(report.plan, report.division, cutoff=report.cutoff_on)
        figures = report.figures or computed.figures.as_dict()
        rows = report.rows if computed is None else [row.as_dict() for row in computed.rows]
        later = report.supplement if computed is None else [row.as_dict() for row in computed.supplement]
        at = {"code": report.division_code}
        return super().get_context_data(
            title=f"{report.division.name}{report.plan.year} 年“两站”建设报告",
            figures=figures,
            summary=summary_values([(report.division.name, "", figures)])[0][0],
            listed=rows,
            supplement=later or [],
            parts=[(words, getattr(report, name)) for name, words in PARTS],
            gap=gap_sentence(computed.figures) if computed else "",
            may_draft=self.actor.may_at(Action.OCTOBER_DRAFT, **at),
            may_review=self.actor.may(Action.OCTOBER_REVIEW),
            **kwargs,
        )


class EditReport(RowForm):
    action = Action.OCTOBER_DRAFT
    queryset = ROWS
    form_class = ReportForm
    template_name = "programme/edit_report.html"
    button = "保存"
    success_message = "已保存。核对无误后请报送省厅。"

    def get_title(self):
        return f"编制报告：{self.row.division.name}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.row}

    def run(self, form):
        return edit_report(report=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("programme:report-page", args=[self.row.pk])


class ReportDeed(RowDeed):
    queryset = ROWS

    def get_success_url(self):
        return reverse("programme:report-page", args=[self.row.pk])


class RefreshProgress(ReportDeed):
    action = Action.OCTOBER_DRAFT
    success_message = "“总体进展”已按最新数据重写。"

    def run(self):
        return refresh_progress(report=self.row, by=self.actor)


class SubmitReport(ReportDeed):
    action = Action.OCTOBER_DRAFT
    success_message = "已报送省厅，数据已锁定。需要更正时请省里退回。"

    def run(self):
        return submit_report(report=self.row, make_files=report_files, by=self.actor)


class AcceptReport(ReportDeed):
    action = Action.OCTOBER_REVIEW
    success_message = "审核通过。"

    def run(self):
        return accept_report(report=self.row, by=self.actor)


class ReturnReport(RowForm):
    action = Action.OCTOBER_REVIEW
    queryset = ROWS
    form_class = ReasonForm
    template_name = "programme/reason_form.html"
    button = "退回报告"
    success_message = "已退回，市里会看到您的理由。"

    def get_title(self):
        return f"退回报告：{self.row.division.name}"

    def run(self, form):
        return return_report(report=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("programme:report-page", args=[self.row.pk])


class ReportFile(ScopedDetail):
    """One of the three files; before submission it is made of today's figures."""

    action = Action.PLAN_VIEW
    queryset = ROWS.select_related("list_file", "account_pdf", "account_docx")

    def get(self, request, *args, **kwargs):
        kept = getattr(self.row, FILES.get(self.kwargs["which"], ""), None)
        if kept is None:
            raise Http404("这个文件在报送时生成；报告还没有报送。")
        return stream(kept, inline=False)


class Consolidated(PlanPage):
    """The province's consolidated workbook: the sum of what its areas submitted."""

    action = Action.OCTOBER_REVIEW

    def get(self, request, *args, **kwargs):
        plan = self.plan
        parts, rows = consolidated_parts(plan, self.scope)
        content = consolidated_workbook(f"{plan.year}年“两站”建设", parts, rows)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = "attachment; filename*=UTF-8''october-consolidated.xlsx"
        return response
