"""整改: the list, the station's answer, the county's word."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.documents.views import stream
from liangzhan.programme.choices import RectificationState
from liangzhan.programme.forms.acceptance import AnswerForm, ReasonForm
from liangzhan.programme.models import Rectification
from liangzhan.programme.queries.acceptance import rectifications
from liangzhan.programme.rules.checklist import BY_CODE
from liangzhan.programme.services.rectification import answer_rectification, decide_rectification
from liangzhan.toolkit.periods import today

ROWS = Rectification.objects.select_related("visit_station__station", "visit_station__visit", "proof")


class RectificationList(ScopedList):
    """Everything to mend within reach: open first, the earliest due first."""

    action = Action.STATION_VIEW
    template_name = "programme/rectification_list.html"
    title = "整改"
    order = ("due_on", "pk")

    def get_rows(self):
        rows = rectifications(self.scope, self.action)
        chosen = self.request.GET.get("state", "")
        return rows.filter(state=chosen) if chosen in RectificationState.values else rows

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            items=BY_CODE,
            today_is=today(),
            states=RectificationState.choices,
            chosen=self.request.GET.get("state", ""),
            may_answer=self.actor.may(Action.RECTIFICATION_ANSWER),
            may_decide=self.actor.may(Action.ACCEPTANCE_INSPECT),
            **kwargs,
        )


class AnswerRectification(RowForm):
    action = Action.RECTIFICATION_ANSWER
    queryset = ROWS
    form_class = AnswerForm
    template_name = "programme/answer_rectification.html"
    button = "提交整改情况"
    success_message = "已反馈，县（市、区）会核实。"

    def get_title(self):
        return f"整改反馈：{BY_CODE[self.row.item].title}"

    def run(self, form):
        upload = form.cleaned_data["proof"]
        title = f"整改材料 {BY_CODE[self.row.item].title}"
        proof = keep_file(upload=upload, title=title, kind=FileKind.PAPER, by=self.actor) if upload else None
        answer = form.cleaned_data["answer"]
        return answer_rectification(rectification=self.row, answer=answer, proof=proof, by=self.actor)

    def get_success_url(self):
        return reverse("programme:rectification-list")


class AcceptRectification(RowDeed):
    action = Action.ACCEPTANCE_INSPECT
    queryset = ROWS
    success_message = "已认可整改。全部认可后站点回到“待验收”，可安排材料复验。"

    def run(self):
        return decide_rectification(rectification=self.row, accepts=True, by=self.actor)

    def get_success_url(self):
        return reverse("programme:rectification-list")


class ReturnRectification(RowForm):
    action = Action.ACCEPTANCE_INSPECT
    queryset = ROWS
    form_class = ReasonForm
    template_name = "programme/reason_form.html"
    button = "退回整改"
    success_message = "已退回，站点会看到您的理由。"

    def get_title(self):
        return f"退回整改：{BY_CODE[self.row.item].title}"

    def run(self, form):
        reason = form.cleaned_data["reason"]
        return decide_rectification(rectification=self.row, accepts=False, reason=reason, by=self.actor)

    def get_success_url(self):
        return reverse("programme:rectification-list")


class RectificationProof(ScopedDetail):
    action = Action.STATION_VIEW
    queryset = ROWS

    def get(self, request, *args, **kwargs):
        if self.row.proof is None:
            raise Http404("这一项没有上传材料。")
        return stream(self.row.proof)
