"""Search first, then register; the list of the station's persons."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.forms.person import PersonFilters, RegisterForm, SearchForm
from liangzhan.people.queries.cards import list_rows, people_within, stations_for
from liangzhan.people.queries.categories import people_listed
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.searching import first_facts
from liangzhan.people.services.register import register_person
from liangzhan.toolkit.periods import today


class PersonSearch(ScopedForm):
    """Only after a search does one register. Sent by POST, so that no name stands in an address."""

    action = Action.PERSON_VIEW
    form_class = SearchForm
    template_name = "people/person_search.html"
    title = "人员查找"
    subtitle = "登记前先查找，同一个人只登记一次"

    def form_valid(self, form):
        hits = search_persons(form.cleaned_data["q"], self.actor)
        if seen := [str(hit.person.uuid) for hit in hits if hit.face.sensitive]:
            record_reading(page="people:person-search", ids=seen, shown_class="P3", by=self.actor)
        return self.render_to_response(self.get_context_data(form=form, hits=hits, searched=True))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"hits": [], "searched": False, **kwargs})


class AfterSearch(ScopedForm):
    """The form comes from the search, with what was searched for in its field; nobody begins here."""

    action = Action.PERSON_REGISTER
    form_class = RegisterForm

    def get(self, request, *args, **kwargs):
        messages.info(request, "请先查找，确认没有登记过，再登记新人员。")
        return HttpResponseRedirect(reverse("people:person-search"))

    def post(self, request, *args, **kwargs):
        if "q" in request.POST:
            empty = RegisterForm(initial=first_facts(request.POST["q"][:60]), stations=self.stations())
            return self.render_to_response(self.get_context_data(form=empty))
        return super().post(request, *args, **kwargs)

    def stations(self):
        return stations_for(self.scope, self.action)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": self.stations()}


class Register(AfterSearch):
    """A person is registered once; a number that is known elsewhere is answered like a new one."""

    template_name = "people/register.html"
    title = "登记新人员"
    button = "登记"
    success_message = "已登记。请接着登记本人的同意。"

    def run(self, form):
        chosen = form.cleaned_data
        return register_person(facts=form.facts(), station=chosen["station"], tie=chosen["tie"], by=self.actor)

    def get_success_url(self):
        return reverse("people:person-page", kwargs={"uuid": self.result.uuid})


class PersonList(ScopedList):
    """Persons of the reader's stations, the latest registered first."""

    action = Action.PERSON_VIEW
    filter_form = PersonFilters
    order = ("-pk",)
    template_name = "people/person_list.html"
    title = "本站人员"
    group = ""

    def get_rows(self):
        return people_within(self.scope)

    def narrow(self, rows, chosen):
        self.group = chosen.get("group", "")
        return people_listed(self.scope, kind=chosen["kind"], show=chosen["show"], group=self.group, on=today())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        lines = list_rows(context["rows"], self.actor)
        # Whoever asks for a group reads the category of everybody shown.
        if seen := [str(line.person.uuid) for line in lines if line.face.sensitive or self.group]:
            record_reading(page="people:person-list", ids=seen, shown_class="P3", by=self.actor)
        return {**context, "lines": lines}
