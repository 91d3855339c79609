"""Finding somebody, starting and ending a visit with one tap each, writing it down on a phone or from paper."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.views import RowDeed, ScopedForm
from liangzhan.activities.forms.visits import (
    FOLDED,
    SHOWN,
    TYPED,
    Around,
    NewcomerForm,
    PaperForm,
    VisitForm,
    measured,
    recorded_words,
)
from liangzhan.activities.queries.visit_form import ground_of
from liangzhan.activities.queries.visits import underway_of, visit_of_key
from liangzhan.activities.services.underway import drop_visit, start_visit, stop_visit
from liangzhan.activities.services.visits import record_visit
from liangzhan.activities.views.visit_section import OfClient, OfWorker, SentOnce
from liangzhan.audit.services import record_reading
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.search import search_persons
from liangzhan.people.rules.identity import PersonFacts
from liangzhan.people.rules.searching import first_facts
from liangzhan.staff.queries.workers import workers_at
from liangzhan.toolkit.periods import today

DUE, RECORD = "activities:visit-due", "activities:visit-record"


class VisitFind(OfWorker, ScopedForm):
    """Search first: the same person is written down once. Whoever is not found begins with a name."""

    form_class = SearchForm
    template_name = "activities/visit_find.html"
    title = "探访谁"

    def form_valid(self, form):
        text = form.cleaned_data["q"]
        hits = search_persons(text, self.actor)
        if seen := [str(hit.person.uuid) for hit in hits if hit.face.sensitive]:
            record_reading(page="activities:visit-find", ids=seen, shown_class="P3", by=self.actor)
        newcomer = NewcomerForm(initial=first_facts(text[:60]))
        return self.render_to_response(self.get_context_data(form=form, hits=hits, searched=True, newcomer=newcomer))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"hits": [], "searched": False, "newcomer": None, **kwargs})


class VisitStart(OfWorker, OfClient, RowDeed):
    success_message = "已开始计时。离开时点“结束”，也可以直接写记录。"

    def run(self):
        return start_visit(worker=self.worker, station=self.station_for(self.row), person=self.row, by=self.actor)

    def get_success_url(self):
        return reverse(RECORD)


class VisitStartNew(OfWorker, ScopedForm):
    """A first visit: the name is asked at the door, everything else later."""

    form_class = NewcomerForm
    template_name = "activities/visit_phone.html"
    title = "第一次探访"
    button = "开始探访"
    success_message = VisitStart.success_message
    success_url = property(lambda self: reverse(RECORD))

    def run(self, form):
        return start_visit(worker=self.worker, station=self.station_for(), newcomer=form.facts(), by=self.actor)

    def get_context_data(self, **kwargs):
        hint = "有姓名或称呼就可以先探访，身份信息和书面同意以后补全。"
        return super().get_context_data(back=reverse("activities:visit-find"), hint=hint, **kwargs)


class OfUnderway(OfWorker):
    """A tap about the visit on which the worker is; without one it is over already."""

    @cached_property
    def row(self):
        return underway_of(self.worker)

    def get_success_url(self):
        return reverse(RECORD)

    def post(self, request, *args, **kwargs):
        return super().post(request, *args, **kwargs) if self.row else HttpResponseRedirect(reverse(DUE))


class VisitStop(OfUnderway, RowDeed):
    success_message = "已结束计时，请写记录。"

    def run(self):
        return stop_visit(underway=self.row, by=self.actor)


class VisitDrop(OfUnderway, RowDeed):
    success_message = "已放弃这一次，没有留下记录。"

    def run(self):
        return drop_visit(underway=self.row, by=self.actor)

    def get_success_url(self):
        return reverse(DUE)


class OfRecord(OfWorker):
    """What the form of V-01 knows before anything is typed."""

    person = None

    @cached_property
    def station(self):
        return self.station_for(self.person)

    @cached_property
    def ground(self):
        return ground_of(self.person, self.station, self.actor, today()) if self.person else None

    def around(self):
        ground = self.ground
        return Around(rhythm=ground.rhythm, last=ground.last, mates=ground.names) if ground else Around()

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "around": self.around()}

    def get_context_data(self, **kwargs):
        if self.ground and self.ground.face.sensitive:
            record_reading(page=RECORD, ids=[self.person.uuid], shown_class="P3", by=self.actor)
        shown = {"shown": SHOWN, "folded": FOLDED, "typed": TYPED, "ground": self.ground, "called": ""}
        return super().get_context_data(**{**shown, "back": reverse(DUE), **kwargs})


class Recording(SentOnce, OfRecord, ScopedForm):
    """The form of V-01."""

    written_by = staticmethod(visit_of_key)

    form_class = VisitForm
    template_name = "activities/visit_record.html"
    title = "探访记录"
    button = "提交记录"

    def get_success_message(self):
        return recorded_words(self.result)

    def get_success_url(self):
        return reverse(DUE)

    def deed(self, form):
        given, mates = form.cleaned_data, self.ground.mates if self.ground else ()
        chosen = [mate for mate in mates if str(mate.uuid) in given.get("others", ())]
        people = [self.person, *chosen] if self.person else []
        told = {"facts": form.facts, "persons": people, "form_key": given["form_key"], "photo": given.get("photo")}
        return {**told, "station": self.station, "by": self.actor}


class OfMeasured(Recording):
    """The visit that two taps measured: its person, its station, its key."""

    @cached_property
    def underway(self):
        return underway_of(self.worker)

    @property
    def person(self):
        return self.underway.person if self.underway else None

    @cached_property
    def station(self):
        return self.underway.station

    def around(self):
        return measured(super().around(), self.underway)


class VisitRecord(OfMeasured):
    """Without a visit underway there is nothing to write: back to the list."""

    def get(self, request, *args, **kwargs):
        return super().get(request, *args, **kwargs) if self.underway else HttpResponseRedirect(reverse(DUE))

    def post(self, request, *args, **kwargs):
        known = self.underway or visit_of_key(request.POST.get("form_key", ""))
        return super().post(request, *args, **kwargs) if known else HttpResponseRedirect(reverse(DUE))

    def run(self, form):
        row = self.underway
        names = {"name": row.name, "alias": row.alias, "legal_basis": row.legal_basis}
        newcomer = None if row.person_id else PersonFacts(**names)
        return record_visit(worker=self.worker, newcomer=newcomer, **self.deed(form))

    def get_context_data(self, **kwargs):
        called = "" if self.person else self.underway.name or self.underway.alias
        return super().get_context_data(**{"called": called, **kwargs})


class VisitRecordPerson(OfClient, Recording):
    """A visit that has just ended and was not measured."""

    person = property(lambda self: self.row)

    def run(self, form):
        return record_visit(worker=self.worker, **self.deed(form))


class VisitPaper(VisitRecordPerson):
    """补录: whoever has no smartphone wrote on paper; a colleague may type it in."""

    form_class = PaperForm
    title = "补录纸质探访记录"

    @cached_property
    def workers(self):
        return {worker.pk: worker for worker in workers_at(self.station, today())}

    def get_form_kwargs(self):
        names = [(worker.pk, worker.display_name) for worker in self.workers.values()]
        return {**super().get_form_kwargs(), "workers": names}

    def get_initial(self):
        return {"worker": self.worker.pk, "on": today()}

    def run(self, form):
        worker = self.workers[form.cleaned_data["worker"]]
        return record_visit(worker=worker, from_paper=True, **self.deed(form))
