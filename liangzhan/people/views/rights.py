"""Requests under PIPL §44–50: taken down, listed, answered, copied; the impact assessment of §55–56."""

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, RowMixin, ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.exports import answer_paper, copy_paper
from liangzhan.people.forms.rights import AssessmentForm, DecisionForm, RightFilters, RightForm
from liangzhan.people.model_texts import model_assessment
from liangzhan.people.queries.cards import faces_of, tied_stations
from liangzhan.people.queries.consents import all_assessments, missing_for_clients
from liangzhan.people.queries.rights import requests_within
from liangzhan.people.services.consents import publish_assessment
from liangzhan.people.services.rights import copy_everything, decide_request, take_request, withdraw_request
from liangzhan.people.views.section import PersonRowForm
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

PDF = "application/pdf"


def attached(response, name):
    """The file is named after what it is, never after the person."""
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response


class RightAdd(PersonRowForm):
    form_class = RightForm
    title = "登记个人信息权利请求"
    button = "受理"
    hint = (
        "本人可以要求查阅、复制、更正、删除个人信息，或者要求解释处理规则（个人信息保护法第四十四条至第五十条）。"
        "没有手机的，在站里口头或者书面提出，由您代为登记。"
    )
    success_message = "已受理，请把受理回执交给申请人。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": tied_stations(self.row, self.scope, self.action)}

    def run(self, form):
        station = form.cleaned_data["station"]
        return take_request(person=self.row, station=station, facts=form.facts(), by=self.actor)

    def get_success_url(self):
        return reverse("people:right-page", kwargs={"uuid": self.result.uuid})


class RightList(ScopedList):
    action = Action.PERSON_REGISTER
    filter_form = RightFilters
    order = ("-received_on", "-pk")
    template_name = "people/right_list.html"
    title = "个人信息权利请求"

    def get_rows(self):
        return requests_within(self.scope, self.action)

    def narrow(self, rows, chosen):
        return requests_within(self.scope, self.action, state=chosen["state"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "faces": faces_of([row.person for row in context["rows"]], self.actor)}


class OfRequest(RowMixin):
    """The request of the address, of the reader's own stations, else 404."""

    @cached_property
    def row(self):
        found = requests_within(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这项请求，或者它不在您的范围内。")
        return found

    @cached_property
    def face(self):
        return faces_of([self.row.person], self.actor)[self.row.person_id]

    def get_success_url(self):
        return reverse("people:right-page", kwargs={"uuid": self.row.uuid})


class RightPage(OfRequest, ScopedDetail):
    action = Action.PERSON_REGISTER
    template_name = "people/right_page.html"

    def get_title(self):
        return f"{self.row.get_kind_display()}请求"

    def get_context_data(self, **kwargs):
        if not self.actor.reads("P3"):
            raise Http404("请求的内容只能由可以查看的工作人员查看。")
        record_reading(page="people:right-page", ids=[self.row.person.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(face=self.face, **kwargs)


class RightDecide(OfRequest, RowForm):
    """The head's answer, with reasons."""

    action = Action.RIGHTS_HANDLE
    form_class = DecisionForm
    template_name = "people/person_form.html"
    title = "答复请求"
    button = "作出答复"
    success_message = "已答复，请打印答复书交给申请人。"

    def get_context_data(self, **kwargs):
        record_reading(page="people:right-decide", ids=[self.row.person.uuid], shown_class="P3", by=self.actor)
        hint = f"{self.face.called} · {self.row.get_kind_display()} · {self.row.number}。请求内容：{self.row.words}"
        return super().get_context_data(hint=hint, back=self.get_success_url(), **kwargs)

    def run(self, form):
        return decide_request(request=self.row, by=self.actor, **form.cleaned_data)


class RightWithdraw(OfRequest, RowDeed):
    action = Action.PERSON_REGISTER
    success_message = "已登记：申请人撤回请求。"

    def run(self):
        return withdraw_request(request=self.row, by=self.actor)


class RightPaper(OfRequest, Page):
    """The receipt while it waits, the answer afterwards: one page to hand over."""

    action = Action.PERSON_REGISTER

    def get(self, request, *args, **kwargs):
        content = answer_paper(self.row, self.face.called)
        return attached(HttpResponse(content, content_type=PDF), f"{self.row.number}.pdf")


class RightCopy(OfRequest, Page):
    """Everything held about the person, from all rooms; each time is recorded."""

    action = Action.RIGHTS_HANDLE

    def get(self, request, *args, **kwargs):
        try:
            parts = copy_everything(request=self.row, by=self.actor)
        except RuleBroken as refusal:
            raise Http404(refusal.reasons[0]) from refusal
        record_reading(page="people:right-copy", ids=[self.row.person.uuid], shown_class="P3", by=self.actor)
        return self.answer(parts)

    def answer(self, parts):
        content = copy_paper(self.row, parts)
        return attached(HttpResponse(content, content_type=PDF), f"{self.row.number}副本.pdf")


class RightCopyJson(RightCopy):
    """The same for a machine (PIPL §45: carried elsewhere)."""

    def answer(self, parts):
        told = [
            {"标题": one.title, "内容": [{"项目": label, "值": words} for label, words in one.rows]} for one in parts
        ]
        response = JsonResponse({"编号": self.row.number, "部分": told}, json_dumps_params={"ensure_ascii": False})
        return attached(response, f"{self.row.number}副本.json")


class AssessmentList(Page):
    action = Action.CONSENT_TEXT_MANAGE
    template_name = "people/assessment_list.html"
    title = "个人信息保护影响评估"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=all_assessments(), missing=missing_for_clients(today()), **kwargs)


class AssessmentPublish(ScopedForm):
    """The next version; the sample stands in the form until the province has one of its own."""

    action = Action.CONSENT_TEXT_MANAGE
    form_class = AssessmentForm
    template_name = "people/person_form.html"
    title = "发布个人信息保护影响评估"
    button = "发布"
    success_message = "评估已发布。"
    success_url = reverse_lazy("people:assessment-list")

    def get_initial(self):
        rows = all_assessments()
        title, text = (rows[0].title, rows[0].text) if rows else model_assessment()
        return {"title": title, "text": text, "valid_from": today()}

    def get_context_data(self, **kwargs):
        hint = "示例文本请按本省实际修改。发布后不能修改，只能发布新的版本；各版本至少保存三年（个人信息保护法第五十六条）。"
        return super().get_context_data(back=self.success_url, hint=hint, **kwargs)

    def run(self, form):
        return publish_assessment(by=self.actor, **form.cleaned_data)
