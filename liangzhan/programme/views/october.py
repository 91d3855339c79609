"""十月报告: completeness, one report, its words, its files, submission and review."""

from functools import cached_property

from django.http import Http404, HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail
from liangzhan.documents.models import EXTENSIONS
from liangzhan.documents.rules import DOCX, PDF, XLSX
from liangzhan.documents.views import stream
from liangzhan.programme.exports.october import report_file, report_files
from liangzhan.programme.exports.october_list import consolidated_workbook, summary_values
from liangzhan.programme.forms.acceptance import ReasonForm
from liangzhan.programme.forms.october import ReportForm
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import compute
from liangzhan.programme.queries.plan import current_plan, plans
from liangzhan.programme.queries.reports import (
    PlanProgress,
    area_within,
    completeness,
    consolidated,
    contents_of,
    is_sent,
)
from liangzhan.programme.rules.october import PARTS
from liangzhan.programme.services.october import (
    accept_report,
    ask_package,
    draft_report,
    edit_report,
    refresh_progress,
    remind_missing,
    return_report,
    submit_report,
)
from liangzhan.toolkit.periods import today

ROWS = OctoberReport.objects.select_related("plan", "division")
FILES = {"list": ("list_file", XLSX), "account": ("account_pdf", PDF), "editable": ("account_docx", DOCX)}


class PlanPage(Page):
    """A page of one plan; plans are known to everybody who may see plans."""

    @cached_property
    def plan(self):
        found = plans().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404("没有找到这个计划。")
        return found


class ReportList(PlanPage):
    """Completeness by area: who has submitted, who is missing, who is late; one click to each."""

    action = Action.PLAN_VIEW
    template_name = "programme/report_list.html"

    def get_context_data(self, **kwargs):
        plan = self.plan
        rows = completeness(plan, self.scope) if plan else []
        return super().get_context_data(
            title=f"{plan.year} 年十月报告" if plan else "十月报告",
            plan=plan,
            rows=rows,
            progress=PlanProgress.of(rows),
            may_draft=self.actor.may(Action.OCTOBER_DRAFT),
            may_review=self.actor.may(Action.OCTOBER_REVIEW),
            **kwargs,
        )


class OwnReports(ReportList):
    """The reports of the plan people work on: a city's way in."""

    action = Action.OCTOBER_DRAFT

    @cached_property
    def plan(self):
        return current_plan(today())


class ReviewReports(OwnReports):
    """The same for the province, which reviews."""

    action = Action.OCTOBER_REVIEW


class PlanDeed(PlanPage, RowDeed):
    """A button on the list of reports."""

    def get_success_url(self):
        return reverse("programme:report-list", args=[self.plan.pk])


class DraftReport(PlanDeed):
    """Begin an area's report (or its next version)."""

    action = Action.OCTOBER_DRAFT
    success_message = "报告已起草，数据由平台填好；请补充做法、成效、问题和下一步打算。"

    def run(self):
        area = area_within(self.plan, self.kwargs["code"], self.scope, self.action)
        if area is None:
            raise Http404("这个地区没有在计划中报送的任务，或者不在您的范围内。")
        return draft_report(plan=self.plan, division=area, by=self.actor)

    def get_success_url(self):
        if hasattr(self, "result"):
            return reverse("programme:edit-report", args=[self.result.pk])
        return super().get_success_url()


class RemindMissing(PlanDeed):
    """The province reminds every area that has not submitted."""

    action = Action.OCTOBER_REVIEW
    success_message = "已提醒未报送的地区。"

    def run(self):
        return remind_missing(plan=self.plan, by=self.actor)


class AskPackage(PlanDeed):
    """All files of the plan in one archive, packed by the worker."""

    action = Action.OCTOBER_REVIEW
    success_message = "已开始打包，完成后可以在这里下载。"

    def run(self):
        return ask_package(plan=self.plan, by=self.actor)

    def get_success_url(self):
        return reverse("documents:job", args=[self.result.uuid])


class ReportPage(ScopedDetail):
    """One report: figures (frozen once submitted, live before), list, words, files, what may be done."""

    action = Action.PLAN_VIEW
    queryset = ROWS
    template_name = "programme/report_page.html"

    def get_context_data(self, **kwargs):
        report = self.row
        shown = contents_of(report)
        at = {"code": report.division_code}
        return super().get_context_data(
            title=f"{report.division.name}{report.plan.year}年“两站”建设报告",
            figures=shown.figures,
            summary=summary_values([(report.division.name, "", shown.figures)])[0][0],
            listed=shown.rows,
            supplement=shown.supplement,
            is_frozen=shown.is_frozen,
            reasons=shown.problems,
            parts=[(words, getattr(report, name)) for name, words in PARTS],
            may_draft=self.actor.may_at(Action.OCTOBER_DRAFT, **at),
            may_review=self.actor.may_at(Action.OCTOBER_REVIEW, **at),
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
        field, media_type = FILES.get(self.kwargs["which"], ("", ""))
        if not field:
            raise Http404("没有这个文件。")
        if is_sent(self.row):
            return stream(getattr(self.row, field), inline=False)
        computed = compute(self.row.plan, self.row.division, cutoff=self.row.cutoff_on)
        return download(report_file(self.row, computed, field), media_type, f"draft-{self.kwargs['which']}")


def download(content, media_type, name):
    """Bytes made for this very request, as a file with an English name."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f"attachment; filename={name}.{EXTENSIONS[media_type]}"
    return response


class Consolidated(PlanPage):
    """The province's consolidated workbook: the sum of what its areas submitted."""

    action = Action.OCTOBER_REVIEW

    def get(self, request, *args, **kwargs):
        parts, rows = consolidated(completeness(self.plan, self.scope))
        content = consolidated_workbook(f"{self.plan.year}年“两站”建设", parts, rows)
        return download(content, XLSX, f"october-{self.plan.year}-consolidated")
