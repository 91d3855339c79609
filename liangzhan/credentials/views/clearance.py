"""Queries before and during work with minors: who is due, one person's queries, the receipt (未成年人保护法 §62)."""

from django.http import Http404

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowMixin, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.credentials.forms.persons import ClearanceFilters, ClearanceForm
from liangzhan.credentials.models import MinorsClearance
from liangzhan.credentials.queries.clearance import due_persons, persons_to_query
from liangzhan.credentials.queries.clearance_page import board, person_facts
from liangzhan.credentials.services.clearance import record_clearance
from liangzhan.credentials.views.parts import OfPerson
from liangzhan.documents.views import stream
from liangzhan.toolkit.periods import today

QUERIES = MinorsClearance.objects.select_related("file")


class ClearanceList(ScopedList):
    """The people of one's stations, the longest without a query first. Every look is recorded."""

    action = Action.CLEARANCE_MANAGE
    filter_form = ClearanceFilters
    template_name = "credentials/clearance_list.html"
    title = "从业查询"
    order = ("last_on", "pk")

    def get_rows(self):
        return persons_to_query(self.scope)

    def narrow(self, rows, chosen):
        return due_persons(self.scope, today()) if chosen["due"] else rows

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        persons = context["rows"]
        if persons:
            ids = [one.pk for one in persons]
            record_reading(page="credentials:clearance-list", ids=ids, shown_class="P3", by=self.actor)
        return {**context, **board(persons, self.actor, today())}


class ClearancePage(OfPerson, ScopedForm):
    """One person's queries and the form for the next one. Of a hit only the consequence is shown."""

    action = Action.CLEARANCE_MANAGE
    form_class = ClearanceForm
    template_name = "credentials/clearance_page.html"
    button = "登记查询结果"
    success_message = "查询结果已登记。"
    goes_to = "clearance-list"

    def get_title(self):
        return f"从业查询：{self.holder.label}"

    def get_subtitle(self):
        return self.holder.station.name

    def run(self, form):
        holder = self.holder
        return record_clearance(person=holder.person, station=holder.station, by=self.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        person = self.holder.person
        record_reading(page="credentials:clearance-page", ids=[person.pk], shown_class="P3", by=self.actor)
        return super().get_context_data(**person_facts(person, self.scope, today()), **kwargs)


class ClearanceReceipt(RowMixin, Page):
    """The receipt of one query: for whoever records queries at that station; every look is recorded."""

    action = Action.CLEARANCE_MANAGE
    queryset = QUERIES

    def get(self, request, *args, **kwargs):
        if self.row.file is None:
            raise Http404("这次查询没有上传回执。")
        record_reading(page="credentials:clearance-receipt", ids=[self.row.pk], shown_class="P3", by=self.actor)
        return stream(self.row.file, inline=False)
