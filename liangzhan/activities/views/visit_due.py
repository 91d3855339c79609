"""该探访谁, one client's visits, and what is decided about them."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail
from liangzhan.activities.forms.cycle import DueFilters, PauseForm, PlanForm
from liangzhan.activities.queries.cycle import plan_of, usual_days
from liangzhan.activities.queries.visit_agenda import agenda_page, wanted_of
from liangzhan.activities.queries.visit_form import ground_of
from liangzhan.activities.queries.visits import tied_station, visits_of_person
from liangzhan.activities.services.cycle import pause_visits, plan_visits, resume_visits
from liangzhan.activities.settings import CATEGORIES
from liangzhan.activities.views.visit_section import OfClient, OfWorker
from liangzhan.audit.services import record_reading
from liangzhan.people.queries.categories import primary_of
from liangzhan.people.queries.finding import ids_of
from liangzhan.staff.queries.workers import workers_at
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.periods import today


class VisitDue(Page):
    """Whom to visit today, the most pressing first; the visit that is underway stands above all."""

    action = Action.VISIT_RECORD
    template_name = "activities/visit_due.html"
    title = "该探访谁"

    def get_context_data(self, **kwargs):
        filters = DueFilters(self.request.GET or None, categories=CATEGORIES)
        chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
        page = agenda_page(self.actor, today(), wanted_of(chosen))
        reads = self.actor.reads("P3") and self.actor.second_factor
        if page.cards and reads:
            people = [card.person.uuid for card in page.cards]
            record_reading(page="activities:visit-due", ids=people, shown_class="P3", by=self.actor)
        return super().get_context_data(filters=filters, page=page, reads=reads, **kwargs)


class PersonVisits(OfClient, ScopedDetail):
    """All visits of one client as a timeline, the rhythm and why, who is in charge."""

    action = Action.VISIT_VIEW
    template_name = "activities/person_visits.html"
    page_size = 20

    def get_rows(self):
        rows, cursor = visits_of_person(ids_of(self.row), self.scope), self.request.GET.get("cursor", "")
        return page_of(rows, order=("-starts_at", "-pk"), cursor=cursor, size=self.page_size)

    def get_context_data(self, **kwargs):
        station = tied_station(self.row, self.scope)
        if station is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        ground, reads = ground_of(self.row, station, self.actor, today()), self.actor.reads("P3")
        if reads:
            record_reading(page="activities:person-visits", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        shown = {"title": ground.face.called, "page": self.get_rows(), "plan": plan_of(self.row, station)}
        told = {**super().get_context_data(**kwargs), **shown}
        return {**told, "person": self.row, "ground": ground, "reads": reads, "today_on": today()}


class OfPlan(OfWorker, OfClient):
    """What is decided about one client's visits; afterwards back to the client."""

    template_name = "activities/visit_phone.html"
    hint = ""

    @cached_property
    def station(self):
        return self.station_for(self.row)

    def get_success_url(self):
        return reverse("activities:person-visits", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class OfStationWorkers(OfPlan):
    """A form that chooses among the workers of the station, and knows what is usual for the client."""

    @cached_property
    def workers(self):
        return {worker.pk: worker for worker in workers_at(self.station, today())}

    def get_form_kwargs(self):
        category = primary_of([self.row.pk], self.station, today()).get(self.row.pk, "")
        usual = usual_days(category, today(), self.station.division_code)
        names = [(worker.pk, worker.display_name) for worker in self.workers.values()]
        return {**super().get_form_kwargs(), "workers": names, "usual": usual}


class VisitPlanEdit(OfStationWorkers, RowForm):
    """The reason is shown, so it is opened like the visits themselves, with a second factor."""

    action = Action.VISIT_VIEW
    form_class = PlanForm
    title = "调整探访安排"
    success_message = "探访安排已保存。"

    def get_initial(self):
        plan = plan_of(self.row, self.station)
        return {"worker": plan.worker_id, "days": plan.days, "reason": plan.reason} if plan else {}

    def run(self, form):
        given = form.cleaned_data
        worker = self.workers.get(given["worker"])
        told = {"days": given["days"], "reason": given["reason"]}
        return plan_visits(person=self.row, station=self.station, worker=worker, by=self.actor, **told)


class VisitPause(OfPlan, RowForm):
    form_class = PauseForm
    title = "暂停探访"
    button = "暂停"
    hint = "住院、外出等暂时见不到人的，写明到哪天为止；第二天起自动恢复。"
    success_message = "已暂停，到期自动恢复。"

    def run(self, form):
        return pause_visits(person=self.row, station=self.station, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("activities:visit-due")


class VisitResume(OfPlan, RowDeed):
    success_message = "已恢复探访。"

    def run(self):
        return resume_visits(person=self.row, station=self.station, by=self.actor)
