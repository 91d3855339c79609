"""Pages of one card: reading, the worker's own page, review, objections, appeal."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedDetail
from liangzhan.staff.choices.appraisal import AppraisalPart, AppraisalState
from liangzhan.staff.exports.appraisal import result_slip
from liangzhan.staff.forms import appraisal as forms
from liangzhan.staff.models import AppraisalCard, AppraisalObjection
from liangzhan.staff.queries.appraisal import (
    is_own,
    own_card,
    own_cards,
    review_refusal,
    waiting_appeals,
)
from liangzhan.staff.queries.appraisal_card import parts_of, said_before, scores_of, stages_of
from liangzhan.staff.queries.appraisal_facts import facts_of
from liangzhan.staff.queries.appraisal_page import rights_on
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.services import appraisal as services
from liangzhan.staff.services import appraisal_review as review
from liangzhan.staff.views.appraisal import paper
from liangzhan.toolkit.transitions import moves_of

OBJECTIONS = AppraisalObjection.objects.select_related("card__worker__person", "card__appraisal__station")
CARDS = AppraisalCard.objects.select_related("appraisal__station", "station", "worker__person", "statement_paper")


class OfCard:
    """A deed about a card comes back to it; its subtitle names worker and year."""

    queryset = CARDS
    template_name = "staff/plain_form.html"

    def get_subtitle(self):
        return f"{self.row.worker.display_name} · {self.row.station.name} · {self.row.appraisal.year} 年度"

    def get_success_url(self):
        return reverse("staff:appraisal-card", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=getattr(self, "hint", ""), **kwargs)


class AppraisalCardPage(OfCard, ScopedDetail):
    """Everything about one card, for whoever organises, reviews or oversees."""

    action = Action.APPRAISAL_VIEW
    template_name = "staff/appraisal_card.html"
    title = "考核卡"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            parts=parts_of(self.row),
            refusal=review_refusal(self.row, self.actor),
            rights=rights_on(self.actor, self.row.appraisal),
            objections=self.row.objections.order_by("id"),
            moves=moves_of(self.row),
            own=is_own(self.row, self.actor),
            labels=dict(AppraisalState.choices),
            **kwargs,
        )


class ReviewCard(OfCard, RowForm):
    """The platform's numbers beside what is left to judgement."""

    action = Action.APPRAISAL_REVIEW
    form_class = forms.ReviewForm
    template_name = "staff/review_card.html"
    title = "评议"
    button = "保存评议"
    success_message = "评议已保存。本站都评议完后，由站长或街道开始公示。"

    def get_form_kwargs(self):
        self.facts = facts_of([self.row])[self.row.pk]
        return {**super().get_form_kwargs(), "facts": self.facts, "weights": self.row.appraisal.weights}

    def get_initial(self):
        return said_before(self.row)

    def run(self, form):
        return review.review_card(card=self.row, by=self.actor, **form.given())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(refusal=review_refusal(self.row, self.actor), **kwargs)
        return {**context, "facts": self.facts, "parts": list(AppraisalPart)}


class ReturnCard(OfCard, RowForm):
    action = Action.APPRAISAL_REVIEW
    form_class = forms.ReturnForm
    title = "退回自评"
    button = "退回"
    success_message = "已退回，本人会看到您的理由。"

    def run(self, form):
        return review.return_card(card=self.row, by=self.actor, **form.cleaned_data)


class PaperStatement(OfCard, RowForm):
    action = Action.APPRAISAL_OPEN
    form_class = forms.PaperStatementForm
    title = "录入纸质自评"
    button = "录入自评"
    success_message = "自评已录入，进入评议。"

    def run(self, form):
        return services.send_statement_on_paper(card=self.row, by=self.actor, **form.cleaned_data)


class SkipStatement(OfCard, RowForm):
    action = Action.APPRAISAL_OPEN
    form_class = forms.SkipForm
    title = "不经自评进入评议"
    button = "进入评议"
    success_message = "已进入评议。"

    def run(self, form):
        return services.skip_statement(card=self.row, by=self.actor, **form.cleaned_data)


class FileObjection(OfCard, RowForm):
    action = Action.STAFF_VIEW
    form_class = forms.ObjectionForm
    title = "提出公示异议"
    button = "提出异议"
    success_message = "异议已提出，公示结束前会得到答复。"

    def run(self, form):
        return review.file_objection(card=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:publicity-page", args=[self.row.appraisal_id])


class AnswerObjection(RowForm):
    action = Action.APPRAISAL_REVIEW
    queryset = OBJECTIONS
    form_class = forms.AnswerForm
    template_name = "staff/plain_form.html"
    title = "答复公示异议"
    button = "答复"
    success_message = "已答复。"

    def run(self, form):
        return review.answer_objection(objection=self.row, by=self.actor, **form.given())

    def get_success_url(self):
        return reverse("staff:appraisal-card", args=[self.row.card_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=f"异议：{self.row.text}", **kwargs)


class MyAppraisalList(Page):
    """One's own cards of every year."""

    action = Action.STAFF_OWN
    template_name = "staff/my_appraisal_list.html"
    title = "我的考核"

    def get_context_data(self, **kwargs):
        worker = worker_of(self.actor)
        return super().get_context_data(worker=worker, cards=list(own_cards(worker)) if worker else [], **kwargs)


class Own:
    """A card of the reader's own, also of a station he has left; anybody else's is not there (404)."""

    action = Action.STAFF_OWN

    @cached_property
    def row(self):
        card = own_card(self.actor, self.kwargs["pk"])
        if card is None:
            raise Http404("没有找到这张考核卡，或者它不是您本人的。")
        return card

    def get_success_url(self):
        return reverse("staff:my-appraisal", args=[self.row.pk])


class MyAppraisal(Own, RowForm):
    """The worker's own page: numbers and scores with their sources, the statement, the way to appeal."""

    form_class = forms.StatementForm
    template_name = "staff/my_appraisal.html"
    button = "提交自评"

    def get_title(self):
        return f"{self.row.appraisal.year} 年度考核"

    def get_initial(self):
        return {"text": self.row.statement}

    def get_success_message(self):
        return "草稿已保存，可以以后再提交。" if "draft" in self.request.POST else "自评已提交，等待评议。"

    def run(self, form):
        serve = services.save_statement if "draft" in self.request.POST else services.send_statement
        return serve(card=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(parts=parts_of(self.row), stages=stages_of(self.row), **kwargs)


class MyAppeal(Own, RowForm):
    form_class = forms.AppealForm
    template_name = "staff/plain_form.html"
    title = "考核申诉"
    button = "提出申诉"
    success_message = "申诉已提出，由街道或县级处理，结果会告知您。"

    def run(self, form):
        return review.appeal(card=self.row, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint="每张考核卡只能申诉一次。", **kwargs)


class MySlip(Own, ScopedDetail):
    def get(self, request, *args, **kwargs):
        return paper(result_slip(self.row, scores_of(self.row)), "年度考核结果告知单.pdf")


class ResultSlip(OfCard, ScopedDetail):
    """For the worker who has no account: printed and handed over."""

    action = Action.APPRAISAL_VIEW

    def get(self, request, *args, **kwargs):
        return paper(result_slip(self.row, scores_of(self.row)), "年度考核结果告知单.pdf")


class AppealQueue(Page):
    """Appeals that wait for street or county."""

    action = Action.APPRAISAL_APPEAL
    template_name = "staff/appeal_queue.html"
    title = "考核申诉"

    def get_context_data(self, **kwargs):
        return super().get_context_data(rows=list(waiting_appeals(self.scope)[:200]), **kwargs)


class DecideAppeal(OfCard, RowForm):
    action = Action.APPRAISAL_APPEAL
    form_class = forms.DecisionForm
    template_name = "staff/decide_appeal.html"
    title = "处理考核申诉"
    button = "作出决定"
    success_message = "决定已作出，并告知本人。"

    def get_initial(self):
        return {"grade": self.row.grade}

    def run(self, form):
        return review.decide_appeal(card=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:appeal-queue")

    def get_context_data(self, **kwargs):
        return super().get_context_data(parts=parts_of(self.row), **kwargs)


class PaperAppeal(OfCard, RowForm):
    action = Action.APPRAISAL_OPEN
    form_class = forms.PaperAppealForm
    title = "录入纸质申诉"
    button = "录入申诉"
    success_message = "申诉已录入，由街道或县级处理。"

    def run(self, form):
        return review.appeal(card=self.row, by=self.actor, **form.cleaned_data)
