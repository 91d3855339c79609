"""The roster: signing up, seats by the rule, completion, and what goes out on paper or as a workbook."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.credentials.exports.roster import roster_pdf, roster_workbook
from liangzhan.credentials.forms.training import CompletionForm, CorrectionForm, PeopleForm
from liangzhan.credentials.queries.page import completion_of, people_to_enrol, seats_page
from liangzhan.credentials.queries.reach import enrolment_for
from liangzhan.credentials.services.completion import complete, correct_completion
from liangzhan.credentials.services.enrolment import enrol_people, enrol_self, seat, withdraw
from liangzhan.credentials.views.training import OfTraining, OfTrainingForm
from liangzhan.documents.rules import XLSX
from liangzhan.toolkit.periods import today


class EnrolSelf(OfTraining, RowDeed):
    action = Action.TRAINING_ENROL
    success_message = "已报名。是否录取见“我的报名”，有变化会通知您。"

    def run(self):
        return enrol_self(training=self.row, by=self.actor)


class EnrolPeople(OfTrainingForm, RowForm):
    """A head, street or committee signs their own people up; it needs no phone of theirs."""

    action = Action.TRAINING_ENROL_OTHERS
    form_class = PeopleForm
    template_name = "credentials/enrol_people.html"
    title = "为本站人员报名"
    button = "报名"
    success_message = "已报名。是否录取见名单，有变化会通知您和本人。"

    @cached_property
    def people(self):
        return people_to_enrol(self.row, self.actor)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "holders": self.people}

    def run(self, form):
        return enrol_people(training=self.row, people=form.chosen(), by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(people=self.people, **kwargs)


class EnrolmentWithdraw(OfTraining, RowDeed):
    """One's own line, or that of one's people, or of a training one arranges."""

    action = Action.TRAINING_VIEW
    success_message = "已退出；有候补的，已按规则递补。"

    @property
    def row(self):
        return self.enrolment.training

    @cached_property
    def enrolment(self):
        found = enrolment_for(self.actor, self.kwargs["pk"])
        if found is None:
            raise Http404("没有找到这条报名，或者它不在您的范围内。")
        return found

    def run(self):
        return withdraw(enrolment=self.enrolment, by=self.actor)


class Seats(OfTraining, ScopedDetail):
    """Why each stands where he stands (《通知》四（二））."""

    action = Action.TRAINING_MANAGE
    template_name = "credentials/seats.html"
    title = "名额"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**seats_page(self.row, self.request.GET.get("cursor", "")), **kwargs)


class SeatsFix(OfTraining, RowDeed):
    action = Action.TRAINING_MANAGE
    success_message = "名额已按规则确定，已通知录取和候补的人。"

    def run(self):
        return seat(training=self.row, by=self.actor)


class Completion(OfTrainingForm, RowForm):
    """The roll beside hours and certificate; hours of those who were there are filled in."""

    action = Action.TRAINING_MANAGE
    form_class = CompletionForm
    template_name = "credentials/completion.html"
    title = "确认完成"
    button = "确认完成"
    success_message = "培训已确认完成，社会工作专题的学时已计入继续教育。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), **completion_of(self.row)}

    def run(self, form):
        return complete(training=self.row, results=form.results(), by=self.actor)


class CompletionCorrect(OfTrainingForm, RowForm):
    """One line of a held training is set right; `pk` is the training's, `line` the enrolment's."""

    action = Action.TRAINING_MANAGE
    form_class = CorrectionForm
    title = "更正完成情况"
    success_message = "已更正，继续教育学时随之更新。"

    @cached_property
    def line(self):
        return get_object_or_404(self.row.enrolments, pk=self.kwargs["line"])

    def get_subtitle(self):
        return f"{self.row.title} · {self.line.label}"

    def get_initial(self):
        return CorrectionForm.initial_of(self.line, self.row)

    def run(self, form):
        reason = form.cleaned_data["reason"]
        return correct_completion(enrolment=self.line, result=form.result(), reason=reason, by=self.actor)


class RosterExport(OfTraining, ScopedDetail):
    action = Action.TRAINING_MANAGE

    def get(self, request, *args, **kwargs):
        response = HttpResponse(roster_workbook(self.row), content_type=XLSX)
        response["Content-Disposition"] = content_disposition_header(True, f"培训名单{today():%Y%m%d}.xlsx")
        return response


class RosterPaper(OfTraining, ScopedDetail):
    action = Action.TRAINING_MANAGE

    def get(self, request, *args, **kwargs):
        response = HttpResponse(roster_pdf(self.row), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, "培训名单.pdf")
        return response
