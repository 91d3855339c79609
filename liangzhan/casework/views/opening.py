"""接案: search first, then C-01; the decision; mending C-01."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import ScopedForm
from liangzhan.audit.services import record_reading
from liangzhan.casework.choices import IntakeDecision
from liangzhan.casework.forms.opening import DecideForm, IntakeForm, OpenForm, OpenNewForm
from liangzhan.casework.queries.cases import open_cases_of, reachable_client
from liangzhan.casework.services.cases import decide_case, edit_intake, open_case
from liangzhan.casework.views.case import CaseForm
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.cards import faces_of, stations_for
from liangzhan.people.queries.consents import missing_for_clients
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.searching import first_facts
from liangzhan.toolkit.periods import today


class CaseSearch(ScopedForm):
    """Only after a search does one open a case. Sent by POST, so that no name stands in an address."""

    action = Action.CASE_OPEN
    form_class = SearchForm
    template_name = "casework/case_search.html"
    title = "接案"
    subtitle = "先查找服务对象，同一个人只登记一次"

    def form_valid(self, form):
        hits = search_persons(form.cleaned_data["q"], self.actor)
        if seen := [str(hit.person.uuid) for hit in hits if hit.face.sensitive]:
            record_reading(page="casework:case-search", ids=seen, shown_class="P3", by=self.actor)
        running = open_cases_of([hit.person for hit in hits], self.scope)
        return self.render_to_response(self.get_context_data(form=form, hits=hits, searched=True, running=running))

    def get_context_data(self, **kwargs):
        empty = {"hits": [], "searched": False, "running": {}, "missing": missing_for_clients(today())}
        return super().get_context_data(**{**empty, **kwargs})


class Opening(ScopedForm):
    """C-01; the stations are those where the worker opens cases."""

    action = Action.CASE_OPEN
    template_name = "casework/case_open.html"
    title = "接案登记"
    button = "保存接案登记"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "stations": stations_for(self.scope, self.action).filter(kind="SW")}

    def get_success_message(self):
        return after_decision(self.result)

    def get_success_url(self):
        return after_page(self.result)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=reverse("casework:case-search"), **kwargs)


class CaseOpen(Opening):
    """For a person whom the station knows."""

    form_class = OpenForm

    @cached_property
    def person(self):
        found = reachable_client(self.kwargs["uuid"], self.scope)
        if found is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return found

    def get_subtitle(self):
        return f"服务对象：{faces_of([self.person], self.actor)[self.person.pk].called}"

    def get_context_data(self, **kwargs):
        running = open_cases_of([self.person], self.scope).get(self.person.pk, [])
        return super().get_context_data(running=running, **kwargs)

    def run(self, form):
        return open_case(person=self.person, by=self.actor, **form.given())


class CaseOpenNew(Opening):
    """For a person who is not registered yet; the form comes from the search."""

    form_class = OpenNewForm

    def get(self, request, *args, **kwargs):
        messages.info(request, "请先查找，确认没有登记过，再登记新的服务对象。")
        return HttpResponseRedirect(reverse("casework:case-search"))

    def post(self, request, *args, **kwargs):
        if "q" in request.POST:
            stations = self.get_form_kwargs()["stations"]
            empty = OpenNewForm(initial=first_facts(request.POST["q"][:60]), stations=stations)
            return self.render_to_response(self.get_context_data(form=empty))
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(running=[], **kwargs)

    def run(self, form):
        return open_case(new_person=form.person_facts(), by=self.actor, **form.given())


def after_decision(case):
    """What was saved and what comes next."""
    if case.number:
        return f"已接案，案号 {case.number}。接着请与服务对象签订服务同意书。"
    if case.state == "ACTIVE":
        return "接案登记已保存，还没有编号。请尽快决定是否接案。"
    return "已记下不接案的决定和理由，请向本人说明。"


def after_page(case):
    """A crisis is written down at once (C-10); otherwise the case itself comes next."""
    if case.number and case.intake.decision == IntakeDecision.CRISIS:
        return f"{reverse('protection:crisis-add', args=[case.person.uuid])}?origin={case.voucher}"
    return reverse("casework:case-page", args=[case.pk])


class CaseDecide(CaseForm):
    form_class = DecideForm
    title = "决定是否接案"
    button = "保存决定"
    hint = "接案后编号并建档；不接案、转介的，理由要能向本人说明。"

    def run(self, form):
        return decide_case(case=self.row, by=self.actor, **form.cleaned_data)

    def get_success_message(self):
        return after_decision(self.result)

    def get_success_url(self):
        return after_page(self.result)


class IntakeEdit(CaseForm):
    form_class = IntakeForm
    title = "修改接案登记"
    success_message = "接案登记已修改。"

    def get_initial(self):
        intake = self.row.intake
        names = ("on", "source", "problem", "prior_help", "urgency")
        return {**{name: getattr(intake, name) for name in names}, "risk_note": intake.risk_screen}

    def run(self, form):
        return edit_intake(case=self.row, facts=form.facts(), by=self.actor)
