"""强制报告: the button, the steps, the page, the paper. No consent, no approval; each reading is kept in the hidden record."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.protection.exports.report_paper import blank_pdf, report_pdf
from liangzhan.protection.forms.reports import FactsForm, FilesForm, ReporterForm, StartForm, ToldForm
from liangzhan.protection.models import Report
from liangzhan.protection.queries.places import places
from liangzhan.protection.queries.report_page import list_rows, place_name, report_parts, what_is_left
from liangzhan.protection.queries.reports import open_report_file, report_file, reports, state_of
from liangzhan.protection.recording import note_report_reading
from liangzhan.protection.services.reporters import show_reporter
from liangzhan.protection.services.reports import add_facts, add_files, add_told, begin_report
from liangzhan.protection.views.rows import MISSING, ByUuid

REPORTS = Report.objects.select_related("station")


class ReportStart(ScopedForm):
    """Opens with 110; the first tap writes down the moment of discovery."""

    action = Action.MANDATORY_REPORT
    form_class = StartForm
    template_name = "protection/report_start.html"
    title = "强制报告"
    button = "记下发现时间，开始计时"
    success_message = "发现时间已记下，计时已开始。请先报警，再把接报人、时间和回执编号填进来。"

    def get_form_kwargs(self):
        stations, communities = places(self.actor)
        return {**super().get_form_kwargs(), "stations": stations, "communities": communities}

    def run(self, form):
        return begin_report(**form.facts(), by=self.actor)

    def get_success_url(self):
        return reverse("protection:report-next", args=[self.result.uuid])


class ReportList(ScopedList):
    """Those the reader may read: when, where, whether the clock runs. Nothing about anybody."""

    action = Action.MANDATORY_VIEW
    queryset = REPORTS
    template_name = "protection/report_list.html"
    title = "强制报告"
    order = ("-found_at", "-pk")

    def get_rows(self):
        return reports(self.scope)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "lines": list_rows(context["rows"], self.actor)}


class OfReport(ByUuid):
    """One report within reach."""

    action = Action.MANDATORY_VIEW
    queryset = REPORTS

    def get_success_url(self):
        return reverse("protection:report-page", args=[self.row.uuid])


class ReportPage(OfReport, ScopedDetail):
    template_name = "protection/report_page.html"
    title = "强制报告"

    def get_subtitle(self):
        return place_name(self.row)

    def get_context_data(self, **kwargs):
        note_report_reading(self.row, page="protection:report-page", by=self.actor)
        return super().get_context_data(parts=report_parts(self.row, self.actor), **kwargs)


class ReportNext(OfReport, ScopedDetail):
    """What is still to be filled in: nothing that was written is shown, so no second factor stands in the way."""

    action = Action.MANDATORY_REPORT
    template_name = "protection/report_next.html"
    title = "强制报告"

    def get_subtitle(self):
        return place_name(self.row)

    def get_context_data(self, **kwargs):
        return super().get_context_data(left=what_is_left(self.row), **kwargs)


class ReportForm(OfReport, RowForm):
    """A step of a report, on a phone: an empty form for whoever may report; it shows nothing of earlier steps."""

    action = Action.MANDATORY_REPORT
    template_name = "protection/phone_form.html"
    hint = ""
    offers_call = False

    def get_success_url(self):
        return reverse("protection:report-next", args=[self.row.uuid])

    def get_context_data(self, **kwargs):
        back = self.get_success_url()
        return super().get_context_data(hint=self.hint, back=back, offers_call=self.offers_call, **kwargs)


class ReportFacts(ReportForm):
    form_class = FactsForm
    title = "情形和事实"
    hint = "知道多少写多少，可以分几次保存。不要反复询问孩子：问过一次的不再问，由公安机关和专业人员询问。"
    success_message = "已保存。以前的内容都保留。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "known": state_of(self.row).known}

    def run(self, form):
        return add_facts(report=self.row, by=self.actor, **form.cleaned_data)


class ReportTold(ReportForm):
    form_class = ToldForm
    title = "向谁报告"
    hint = "填了接报人、时间和回执编号，计时才停止。"
    offers_call = True
    success_message = "已保存。"

    def run(self, form):
        return add_told(report=self.row, by=self.actor, **form.cleaned_data)


class ReportFiles(ReportForm):
    form_class = FilesForm
    title = "添加材料"
    hint = "照片要拍伤处和现场，不拍孩子的脸。"
    success_message = "材料已加密保存。"

    def run(self, form):
        return add_files(report=self.row, by=self.actor, **form.cleaned_data)


class ReportFileView(ByUuid, ScopedDetail):
    """One photo or paper, opened for whoever may read the report."""

    action = Action.MANDATORY_VIEW
    queryset = REPORTS

    def get(self, request, *args, **kwargs):
        found = report_file(self.kwargs["file"], self.row)
        if found is None:
            raise Http404(MISSING)
        note_report_reading(self.row, page="protection:report-file", by=self.actor)
        response = HttpResponse(open_report_file(found), content_type=found.media_type)
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class ReportPaper(OfReport, ScopedDetail):
    """The report as PDF, without the reporter's name."""

    def get(self, request, *args, **kwargs):
        note_report_reading(self.row, page="protection:report-paper", by=self.actor)
        response = HttpResponse(report_pdf(state_of(self.row), place_name(self.row)), content_type="application/pdf")
        response["Content-Disposition"] = 'inline; filename="mandatory-report.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


class ReportBlank(Page):
    """The form on paper, empty."""

    action = Action.MANDATORY_REPORT

    def get(self, request, *args, **kwargs):
        return HttpResponse(blank_pdf(), content_type="application/pdf")


class ReportReporter(OfReport, RowForm):
    """Who reported: for the designated officer alone, with a reason."""

    form_class = ReporterForm
    template_name = "protection/report_reporter.html"
    title = "查看报告人"
    button = "查看"
    name = ""

    def get_form_kwargs(self):
        if not report_parts(self.row, self.actor).rights.officer:
            raise Http404(MISSING)
        return super().get_form_kwargs()

    def form_valid(self, form):
        self.name = show_reporter(report=self.row, by=self.actor, **form.cleaned_data)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        back = reverse("protection:report-page", args=[self.row.uuid])
        return super().get_context_data(back=back, name=self.name, **kwargs)
