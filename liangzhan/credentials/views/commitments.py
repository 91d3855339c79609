"""Commitments (《通知》二（六）): the province publishes the text, each worker signs every year, the head sees who did."""

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedForm
from liangzhan.credentials.choices import CommitmentKind, SigningWay
from liangzhan.credentials.exports.commitment import commitment_pdf
from liangzhan.credentials.forms.persons import PaperForm, SigningForm, TextForm
from liangzhan.credentials.queries.commitments import initial_text, station_board, text_on, text_with, texts
from liangzhan.credentials.queries.reach import commitment_for
from liangzhan.credentials.services.commitments import commit, publish_text, sign_own
from liangzhan.credentials.views.parts import Goes, OfPerson
from liangzhan.documents.views import stream
from liangzhan.toolkit.periods import today


class OfKind:
    """The text in force of the kind in the address, or 404."""

    def get_kind(self):
        if self.kwargs["kind"] not in CommitmentKind:
            raise Http404("没有这种承诺。")
        return self.kwargs["kind"]

    @cached_property
    def text(self):
        found = text_on(self.get_kind(), today())
        if found is None:
            raise Http404("省级还没有发布这种承诺的文本。")
        return found

    def get_title(self):
        return self.text.title


class CommitmentTextList(Page):
    action = Action.COMMITMENT_TEXT_MANAGE
    template_name = "credentials/commitment_text_list.html"
    title = "承诺文本"

    def get_context_data(self, **kwargs):
        current = {kind.value: text_on(kind, today()) for kind in CommitmentKind}
        return super().get_context_data(rows=list(texts()), current=current, kinds=CommitmentKind, **kwargs)


class CommitmentTextPublish(Goes, OfKind, ScopedForm):
    """The next version of a kind; begins with the latest text, else with the model."""

    action = Action.COMMITMENT_TEXT_MANAGE
    form_class = TextForm
    template_name = "credentials/commitment_publish.html"
    title = "发布新版"
    button = "发布"
    goes_to = "commitment-text-list"
    draft = True
    success_message = "已发布。到启用日期后，本年还没有签署的人按新版签署。"

    def get_initial(self):
        return initial_text(self.get_kind())

    def run(self, form):
        return publish_text(by=self.actor, **form.cleaned_data)

    def get_title(self):
        return self.title


class CommitmentTextPage(Page):
    """One version to read: by whoever signs or publishes."""

    action = Action.TRAINING_VIEW
    template_name = "credentials/commitment_text_page.html"

    @cached_property
    def text(self):
        found = text_with(self.kwargs["pk"])
        if found is None:
            raise Http404("没有这个文本。")
        return found

    def get_title(self):
        return self.text.title

    def get_context_data(self, **kwargs):
        answers = self.actor.may(Action.COMMITMENT_TEXT_MANAGE)
        return super().get_context_data(text=self.text, answers=answers, **kwargs)


class CommitmentForm(CommitmentTextPage):
    """The paper to sign."""

    def get(self, request, *args, **kwargs):
        response = HttpResponse(commitment_pdf(self.text, today().year), content_type="application/pdf")
        response["Content-Disposition"] = content_disposition_header(False, "承诺书.pdf")
        return response


class CommitmentSign(Goes, OfKind, ScopedForm):
    """Read, answer the scenarios, sign. A wrong answer is explained, never kept."""

    action = Action.STAFF_OWN
    form_class = SigningForm
    template_name = "credentials/commitment_sign.html"
    button = "签署承诺"
    success_message = "承诺已签署，本年有效。"
    goes_to = "own"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "scenarios": self.text.scenarios}

    def run(self, form):
        return sign_own(text=self.text, answers=form.answers(), by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.text, **kwargs)


class CommitmentList(Page):
    """Who of one's people has signed this year, and who has not."""

    action = Action.STAFF_MANAGE
    template_name = "credentials/commitment_list.html"
    title = "年度承诺"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**station_board(self.actor, today()), **kwargs)


class CommitmentPaper(OfPerson, OfKind, ScopedForm):
    """The head records a signed paper of one of his people."""

    action = Action.STAFF_MANAGE
    form_class = PaperForm
    template_name = "credentials/form.html"
    button = "登记"
    success_message = "纸质承诺已登记。"
    goes_to = "commitment-list"

    def get_subtitle(self):
        return f"{self.holder.label} · {self.holder.station.name}"

    def run(self, form):
        text = text_on(self.get_kind(), form.cleaned_data["signed_on"]) or self.text
        facts = {"person": self.holder.person, "station": self.holder.station, "text": text}
        return commit(**facts, **form.cleaned_data, way=SigningWay.PAPER, by=self.actor)


class CommitmentScan(Page):
    """The signed paper, for whose it is and for his head."""

    action = Action.TRAINING_VIEW

    def get(self, request, *args, **kwargs):
        found = commitment_for(self.actor, self.kwargs["pk"])
        if found is None or found.paper is None:
            raise Http404("没有找到这个文件，或者它不在您的范围内。")
        return stream(found.paper)
