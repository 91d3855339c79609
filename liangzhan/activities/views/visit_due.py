"""该探访谁, one client's visits, and what is decided about them."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail
from liangzhan.activities.forms.cycle import DueFilters, PauseForm, PlanForm
from liangzhan.activities.queries.cycle import Wanted, agenda_of, named, plan_of, usual_days
from liangzhan.activities.queries.visit_form import ground_of
from liangzhan.activities.queries.visits import underway_of, visits_of_person
from liangzhan.activities.services.cycle import pause_visits, plan_visits, resume_visits
from liangzhan.activities.settings import CYCLE_DEFAULT
from liangzhan.activities.views.visit_section import OfClient, OfWorker
from liangzhan.audit.services import record_reading
from liangzhan.people.choices import ClientCategory
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.finding import ids_of
from liangzhan.staff.queries.workers import worker_of, workers_at
from liangzhan.toolkit.keyset import page_of
from liangzhan.toolkit.periods import today

SHOWN = 40
CATEGORIES = [(code, ClientCategory(code).label) for code in CYCLE_DEFAULT]


class VisitDue(Page):
    """Whom to visit today, the most pressing first; the visit that is underway stands above all."""

    action = Action.VISIT_RECORD
    template_name = "activities/visit_due.html"
    title = "该探访谁"

    def get_context_data(self, **kwargs):
        filters = DueFilters(self.request.GET or None, categories=CATEGORIES)
        chosen = filters.cleaned_data if filters.is_bound and filters.is_valid() else {}
        wanted = Wanted(chosen.get("who") != "all", chosen.get("category", ""), chosen.get("only") == "overdue")
        agenda = agenda_of(self.scope, today(), wanted=wanted)
        cards = named([*agenda.due[:SHOWN], *agenda.soon[:10], *agenda.paused[:10]], self.actor)
        reads = self.actor.reads("P3") and self.actor.second_factor
        if cards and reads:
            people = [card.person.uuid for card in cards]
            record_reading(page="activities:visit-due", ids=people, shown_class="P3", by=self.actor)
        worker = worker_of(self.actor)
        running = underway_of(worker) if worker else None
        face = faces_of([running.person], self.actor)[running.person_id] if running and running.person else None
        due, soon = len(agenda.due[:SHOWN]), len(agenda.soon[:10])
        return super().get_context_data(
            filters=filters,
            worker=worker,
            underway=running,
            underway_face=face,
            due=cards[:due],
            soon=cards[due : due + soon],
            paused=cards[due + soon :],
            total=len(agenda.due),
            overdue=sum(1 for row in agenda.due if row.overdue > 0),
            reads=reads,
            **kwargs,
        )


class PersonVisits(OfClient, ScopedDetail):
    """All visits of one client as a timeline, the rhythm and why, who is in charge."""

    action = Action.VISIT_VIEW
    template_name = "activities/person_visits.html"
    page_size = 20

    def get_title(self):
        return self.face.called

    @cached_property
    def face(self):
        return faces_of([self.row], self.actor)[self.row.pk]

    @cached_property
    def station(self):
        found = self.row.ties.filter(ended_on__isnull=True).within(self.scope, self.action)
        tie = found.select_related("station").order_by("station__kind", "id").first()
        if tie is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return tie.station

    def get_context_data(self, **kwargs):
        reads, ground = self.actor.reads("P3"), ground_of(self.row, self.station, self.actor, today())
        if reads:
            record_reading(page="activities:person-visits", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        rows = visits_of_person(ids_of(self.row), self.scope)
        cursor = self.request.GET.get("cursor", "")
        page = page_of(rows, order=("-starts_at", "-pk"), cursor=cursor, size=self.page_size)
        return super().get_context_data(
            person=self.row,
            face=self.face,
            ground=ground,
            plan=plan_of(self.row, self.station),
            page=page,
            rows=page.items,
            reads=reads,
            today_on=today(),
            **kwargs,
        )


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


class VisitPlanEdit(OfPlan, RowForm):
    """The reason is shown, so it is opened like the visits themselves, with a second factor."""

    action = Action.VISIT_VIEW
    form_class = PlanForm
    title = "调整探访安排"
    success_message = "探访安排已保存。"

    @cached_property
    def workers(self):
        return {worker.pk: worker for worker in workers_at(self.station, today())}

    def get_form_kwargs(self):
        category = ground_of(self.row, self.station, self.actor, today()).category
        usual = usual_days(category, today(), self.station.division_code)
        names = [(worker.pk, worker.display_name) for worker in self.workers.values()]
        return {**super().get_form_kwargs(), "workers": names, "usual": usual}

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
