"""Needs: list, one need, registering, correcting, following to the end."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.needs.exports.needs import needs_workbook
from liangzhan.needs.forms.needs import NeedFilters, NeedForm, NeedWords
from liangzhan.needs.queries.need_list import narrowed, need_rows, rows_for, years_of
from liangzhan.needs.queries.need_page import history_of, links_of, person_here, uses_of
from liangzhan.needs.services.exporting import note_export
from liangzhan.needs.services.needs import correct_need, name_need, raise_need
from liangzhan.needs.views.deeds import DEEDS, deeds_open, form_for, run_deed
from liangzhan.needs.views.parts import AtStations, ByUuid, as_file, note_words_read
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.search import search_persons
from liangzhan.toolkit.periods import today


class NeedList(ScopedList):
    """The most urgent first; the words of a named need stand on its own page."""

    action = Action.NEED_VIEW
    order = ("-raised_on", "-pk")
    template_name = "needs/need_list.html"
    title = "居民需求"

    def get_rows(self):
        return need_rows().within(self.scope, self.action)

    def get_form(self):
        return NeedFilters(self.request.GET or None, actor=self.actor, years=years_of(today()))

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = rows_for(context["rows"], self.actor)
        note_words_read("needs:need-list", [line.need for line in lines if line.text], self.actor)
        return {**context, "lines": lines, "manages": self.actor.may(Action.NEED_MANAGE)}


class NeedExport(NeedList):
    """What is filtered, as a workbook without names."""

    def get(self, request, *args, **kwargs):
        form, rows = self.get_filtered()
        content, count = needs_workbook(rows.order_by("-raised_on", "-pk"), self.actor)
        chosen = {k: v for k, v in form.cleaned_data.items() if v} if form.is_bound and form.is_valid() else {}
        note_export(filters=chosen, rows=count, by=self.actor)
        return as_file(content, XLSX, "居民需求{day}.xlsx")


class NeedAdd(AtStations, ScopedForm):
    action = Action.NEED_MANAGE
    form_class = NeedForm
    template_name = "needs/need_form.html"
    title = "登记需求"
    button = "登记"
    success_message = "需求已登记。下一步：核实，或者直接安排服务。"

    def run(self, form):
        return raise_need(by=self.actor, **form.told())

    def get_success_url(self):
        return reverse("needs:need-page", kwargs={"uuid": self.result.uuid})


class OfNeed(ByUuid):
    """One need of the address."""

    manage_action = Action.NEED_MANAGE

    def get_rows(self):
        return need_rows()

    @cached_property
    def line(self):
        return rows_for([self.row], self.actor, texts_of_named=True)[0]

    def get_success_url(self):
        return reverse("needs:need-page", kwargs={"uuid": self.row.uuid})

    def note_reading(self, page):
        note_words_read(page, [] if self.line.hidden else [self.row], self.actor)


class NeedPage(OfNeed, ScopedDetail):
    """Everything about it, and what may be done next."""

    action = Action.NEED_VIEW
    template_name = "needs/need_page.html"

    def get_title(self):
        return f"需求 · {self.row.get_category_display()}"

    def get_context_data(self, **kwargs):
        self.note_reading("needs:need-page")
        return super().get_context_data(
            line=self.line,
            deeds=deeds_open(self.row) if self.manages else [],
            history=history_of(self.row),
            links=links_of(self.row),
            uses=uses_of(self.row),
            **kwargs,
        )


class NeedRowForm(OfNeed, RowForm):
    """A form about one need; nobody works on words that he may not read."""

    action = Action.NEED_MANAGE
    template_name = "needs/need_form.html"

    def get_form(self, form_class=None):
        if self.line.hidden:
            raise Http404("这条需求涉及个人，请用第二因素登录后办理，或由社会工作者办理。")
        return super().get_form(form_class)


class NeedEdit(NeedRowForm):
    form_class = NeedWords
    title = "更正需求"
    success_message = "已更正。"

    def get_initial(self):
        self.note_reading("needs:need-edit")
        return {name: getattr(self.row, name) for name in NeedWords.base_fields}

    def run(self, form):
        return correct_need(need=self.row, by=self.actor, **form.cleaned_data)


class NeedDeed(NeedRowForm):
    """One step: verified, planned, served, sent on, declined, taken up again, closed."""

    @cached_property
    def deed(self):
        found = DEEDS.get(self.kwargs["to"])
        if found is None:
            raise Http404("没有这一步。")
        return found

    title = property(lambda self: self.deed.title)
    button = property(lambda self: self.deed.title)
    success_message = property(lambda self: self.deed.done)

    def get_form(self, form_class=None):
        return form_for(self.deed, self.row, self.get_form_kwargs())

    def run(self, form):
        return run_deed(self.deed, self.row, form, self.actor)


class NeedName(NeedRowForm):
    """Search for the person, then write the need down under that name."""

    form_class = SearchForm
    template_name = "needs/need_name.html"
    title = "记到本人名下"

    def form_valid(self, form):
        hits = search_persons(form.cleaned_data["q"], self.actor)
        return self.render_to_response(self.get_context_data(form=form, hits=hits, searched=True))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"hits": [], "searched": False, **kwargs})


class NeedNameTo(OfNeed, RowDeed):
    """This is the person."""

    action = Action.NEED_MANAGE
    success_message = "已记到本人名下。"

    def run(self):
        person = person_here(self.scope, self.kwargs["person"])
        if person is None or self.line.hidden:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return name_need(need=self.row, person=person, by=self.actor)
