"""Surveys: list, plan, one survey with its results, sheets from paper, what becomes of words."""

from django.http import Http404, JsonResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.documents.rules import PDF
from liangzhan.documents.views import stream
from liangzhan.needs.exports.papers import blank_sheet, poster
from liangzhan.needs.forms.surveys import DiscardForm, PaperForm, PublishForm, SurveyForm
from liangzhan.needs.queries.surveys import open_sheets, plot_of, response_rows, results_of, survey_rows
from liangzhan.needs.services import answers, surveys
from liangzhan.needs.views.parts import AtStations, ByUuid, as_file
from liangzhan.toolkit.periods import today


class SurveyList(ScopedList):
    action = Action.NEED_VIEW
    order = ("-starts_on", "-pk")
    template_name = "needs/survey_list.html"
    title = "需求和资源调查"

    def get_rows(self):
        return survey_rows().within(self.scope, self.action)

    def get_context_data(self, **kwargs):
        return super().get_context_data(manages=self.actor.may(Action.SURVEY_MANAGE), **kwargs)


class SurveyAdd(AtStations, ScopedForm):
    action = Action.SURVEY_MANAGE
    form_class = SurveyForm
    template_name = "needs/survey_form.html"
    title = "制定调查方案"
    success_message = "方案已保存。下一步：点“开始调查”，打印海报和纸质问卷。"

    def run(self, form):
        given = form.cleaned_data
        told = {"station": given["station"], "form_key": given["form_key"]}
        return surveys.save_survey(facts=form.facts(), by=self.actor, **told)

    def get_success_url(self):
        return reverse("needs:survey-page", kwargs={"uuid": self.result.uuid})


class OfSurvey(ByUuid):
    """One survey of the address."""

    manage_action = Action.SURVEY_MANAGE

    def get_rows(self):
        return survey_rows()

    def get_success_url(self):
        return reverse("needs:survey-page", kwargs={"uuid": self.row.uuid})

    @property
    def address(self):
        return self.request.build_absolute_uri(reverse("needs:answer", args=[self.row.code]))


class SurveyPage(OfSurvey, ScopedDetail):
    """Counts for whoever sees needs; words for whoever reads P3 and organises the survey."""

    action = Action.NEED_VIEW
    template_name = "needs/survey_page.html"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        reads = self.manages and self.actor.reads("P3") and self.actor.second_factor
        sheets = open_sheets(self.row) if reads else []
        if sheets:
            ids = [one.response.uuid for one in sheets]
            record_reading(page="needs:survey-page", ids=ids, shown_class="P3", by=self.actor)
        told = {"results": results_of(self.row, today()), "sheets": sheets, "address": self.address, "reads": reads}
        return super().get_context_data(**told, **kwargs)


class SurveyPlot(OfSurvey, ScopedDetail):
    """`?question=q4`: one question as bars."""

    action = Action.NEED_VIEW

    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("question", "")
        found = next((one for one in results_of(self.row, today()).tallies if one.question.key == wanted), None)
        if found is None:
            raise Http404("没有这一题，或者份数还不够。")
        return JsonResponse(plot_of(found))


class SurveyPoster(OfSurvey, ScopedDetail):
    action = Action.SURVEY_MANAGE

    def get(self, request, *args, **kwargs):
        return as_file(poster(self.row, self.address), PDF, "调查海报{day}.pdf")


class SurveyBlank(OfSurvey, ScopedDetail):
    action = Action.SURVEY_MANAGE

    def get(self, request, *args, **kwargs):
        return as_file(blank_sheet(self.row), PDF, "纸质问卷{day}.pdf")


class SurveyReport(OfSurvey, ScopedDetail):
    action = Action.NEED_VIEW

    def get(self, request, *args, **kwargs):
        if self.row.report is None:
            raise Http404("没有调查报告。")
        return stream(self.row.report)


class SurveyRowForm(OfSurvey, RowForm):
    action = Action.SURVEY_MANAGE
    template_name = "needs/survey_form.html"


class SurveyEdit(SurveyRowForm):
    form_class = SurveyForm
    title = "更正调查方案"
    success_message = "方案已更正。"

    def get_initial(self):
        return {name: getattr(self.row, name) for name in SurveyForm.base_fields}

    def run(self, form):
        told = {"station": self.row.station, "form_key": self.row.form_key, "survey": self.row}
        return surveys.save_survey(facts=form.facts(), by=self.actor, **told)


class SurveyDeed(OfSurvey, RowDeed):
    action = Action.SURVEY_MANAGE


class SurveyOpen(SurveyDeed):
    success_message = "调查已开始。请打印海报张贴，或把链接发到居民群。"

    def run(self):
        return surveys.open_survey(survey=self.row, by=self.actor)


class SurveyClose(SurveyDeed):
    success_message = "调查已截止。下一步：与两委核对结果后公布。"

    def run(self):
        return surveys.close_survey(survey=self.row, by=self.actor)


class SurveyReopen(SurveyDeed):
    success_message = "调查继续进行。"

    def run(self):
        return surveys.reopen_survey(survey=self.row, by=self.actor)


class SurveyPublish(SurveyRowForm):
    form_class = PublishForm
    title = "公布结果"
    button = "公布"
    success_message = "结果已公布，居民扫原来的码就能看到。"

    def get_initial(self):
        return {"committee_note": self.row.committee_note}

    def run(self, form):
        return surveys.publish_survey(survey=self.row, by=self.actor, **form.cleaned_data)


class SurveyEnter(SurveyRowForm):
    """One sheet after the other: after saving the next empty one stands there."""

    form_class = PaperForm
    title = "录入纸质答卷"
    button = "保存，录下一份"

    def run(self, form):
        key = form.cleaned_data["form_key"]
        return answers.enter_answer(survey=self.row, sheet=form.sheet(), form_key=key, by=self.actor)

    def get_success_message(self):
        return f"第 {self.result.position} 份已录入，请把这个序号写在纸质答卷上。"

    def get_success_url(self):
        return self.request.path


class OfResponse(ByUuid):
    """One sheet of the address."""

    manage_action = action = Action.SURVEY_MANAGE

    def get_rows(self):
        return response_rows()

    @property
    def manages(self):
        return True

    def get_success_url(self):
        return reverse("needs:survey-page", kwargs={"uuid": self.row.survey.uuid})


class ResponseNeed(OfResponse, RowDeed):
    success_message = "已登记为需求。"

    def run(self):
        return answers.need_from_answer(response=self.row, by=self.actor)

    def get_success_url(self):
        return (
            reverse("needs:need-page", kwargs={"uuid": self.result.uuid})
            if hasattr(self, "result")
            else super().get_success_url()
        )


class ResponseDiscard(OfResponse, RowForm):
    form_class = DiscardForm
    template_name = "needs/survey_form.html"
    title = "作废答卷"
    button = "作废"
    success_message = "已作废，不再计入结果。"

    def run(self, form):
        return answers.discard_answer(response=self.row, by=self.actor, **form.cleaned_data)
