"""Returns: the list, one return, its words and notes, handing in, sending back, accepting, correcting, its versions."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.reporting.exports.returns import return_workbook
from liangzhan.reporting.forms.returns import CorrectForm, NoteForm, ReturnFilters, SendBackForm, WordsForm
from liangzhan.reporting.queries.return_pages import form_names, narrowed, page_facts, version_facts
from liangzhan.reporting.queries.return_units import forms_in_force
from liangzhan.reporting.queries.returns import (
    accepted_by,
    changed_since,
    listed,
    written_by,
)
from liangzhan.reporting.rules.return_samples import SAMPLE
from liangzhan.reporting.services.returns import (
    accept_return,
    add_note,
    correct_return,
    send_back,
    submit_return,
    write_words,
)
from liangzhan.reporting.settings_returns import due_days
from liangzhan.toolkit.periods import today


class ReturnList(ScopedList):
    """All returns within reach, the newest period first; what is filtered stands in the URL."""

    action = Action.RETURN_VIEW
    queryset = listed().defer("figures", "words")
    order = ("-ends_on", "-id")
    template_name = "reporting/return_list.html"
    title = "报表"

    def get_form(self):
        return ReturnFilters(self.request.GET or None, actor=self.actor, names=form_names())

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen, today=today())

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=today(), counts=self.actor.may(Action.RETURN_ACCEPT), **kwargs)


class ReturnPage(ScopedDetail):
    """One return: figures (frozen once sent, of now before that), notes beside them, words, what may be done."""

    action = Action.RETURN_VIEW
    queryset = listed()
    template_name = "reporting/return_page.html"

    def get_title(self):
        return f"{self.row.unit_name} · {self.row.form.name}"

    def get_context_data(self, **kwargs):
        facts = page_facts(self.row, self.actor, today=today())
        return super().get_context_data(today=today(), **facts, **kwargs)


class OwnReturn:
    """A return of the writer's own unit; that of another level or unit is not there."""

    action = Action.RETURN_WRITE
    template_name = "reporting/return_form.html"

    def get_rows(self):
        return listed().filter(written_by(self.actor))

    def get_success_url(self):
        return reverse("reporting:return-page", args=[self.row.pk])

    def get_subtitle(self):
        return f"{self.row.unit_name} · {self.row.form.name}"


class ReturnBelow(OwnReturn):
    """A return of a level below."""

    action = Action.RETURN_ACCEPT

    def get_rows(self):
        return listed().filter(accepted_by(self.actor))


class ReturnWords(OwnReturn, RowForm):
    form_class = WordsForm
    title = "填写文字说明"
    button = "保存说明"
    success_message = "文字说明已保存。核对数字后请报送。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.row}

    def run(self, form):
        return write_words(row=self.row, words=form.cleaned_data, by=self.actor)


class ReturnNoteAdd(OwnReturn, RowForm):
    form_class = NoteForm
    title = "在数字旁加注"
    button = "保存加注"
    success_message = "加注已保存，显示在数字旁。"

    def get_subtitle(self):
        columns = {one.key: one.heading for one in self.row.form.columns.all()}
        if self.kwargs["column"] not in columns:
            raise Http404("报表里没有这一栏。")
        return f"{self.row.unit_name} · {columns[self.kwargs['column']]}"

    def run(self, form):
        return add_note(row=self.row, column=self.kwargs["column"], text=form.cleaned_data["text"], by=self.actor)


class ReturnSubmit(OwnReturn, RowDeed):
    success_message = "已报送，数字已冻结；上级审核后会通知您。"

    def run(self):
        return submit_return(row=self.row, by=self.actor)


class ReturnAccept(ReturnBelow, RowDeed):
    success_message = "已审核通过，填报单位会收到通知。"

    def run(self):
        return accept_return(row=self.row, by=self.actor)


class ReturnSendBack(ReturnBelow, RowForm):
    form_class = SendBackForm
    title = "退回报表"
    button = "退回"
    success_message = "已退回，填报单位会看到您的理由。"

    def run(self, form):
        return send_back(row=self.row, reason=form.cleaned_data["reason"], by=self.actor)


class ReturnCorrect(OwnReturn, RowForm):
    """A new version, beside what changed and why."""

    form_class = CorrectForm
    template_name = "reporting/return_correct.html"
    title = "另报更正版"
    button = "生成更正版"
    success_message = "更正版已生成，原版保留。请核对后报送。"

    def get_context_data(self, **kwargs):
        return super().get_context_data(changed=changed_since(self.row, today=today()), **kwargs)

    def run(self, form):
        return correct_return(row=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("reporting:return-page", args=[self.result.pk])


class ReturnVersions(ScopedDetail):
    """All versions with what differs, the records of now beside them, and the figures as known at a past day."""

    action = Action.RETURN_VIEW
    queryset = listed()
    template_name = "reporting/return_versions.html"
    title = "版本和变化"

    def get_subtitle(self):
        return f"{self.row.unit_name} · {self.row.form.name}"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("known", "")
        return super().get_context_data(**version_facts(self.row, asked, today=today()), **kwargs)


class ReturnFile(ScopedDetail):
    """The return as a workbook."""

    action = Action.RETURN_VIEW
    queryset = listed()

    def get(self, request, *args, **kwargs):
        facts = page_facts(self.row, self.actor, today=today())
        response = HttpResponse(return_workbook(self.row, facts), content_type=XLSX)
        name = f"{self.row.unit_name}{self.row.form.name}{self.row.period}.xlsx"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response


class ReturnForms(Page):
    """The forms in force, with their columns and due days."""

    action = Action.RETURN_VIEW
    template_name = "reporting/return_forms.html"
    title = "报表表样"

    def get_context_data(self, **kwargs):
        forms = forms_in_force(today())
        rows = [(form, due_days(form, on=today(), code=self.actor.home_code)) for form in forms]
        return super().get_context_data(rows=rows, sample=SAMPLE, **kwargs)
