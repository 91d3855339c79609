"""协调调解: the list, one record with its parties and steps, and what is done about it."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.activities.forms.coordination import CoordinationFilters, CoordinationForm, StepForm
from liangzhan.activities.forms.visits import WithdrawForm
from liangzhan.activities.queries.coordination import coordination_of_key, coordination_rows, narrowed
from liangzhan.activities.queries.visits import client_rows, is_locked, may_change_visit
from liangzhan.activities.services.coordination import (
    add_party,
    add_step,
    correct_coordination,
    drop_party,
    record_coordination,
    withdraw_coordination,
)
from liangzhan.activities.views.visit_section import OfWorker, SentOnce
from liangzhan.audit.services import record_reading
from liangzhan.people.forms.person import SearchForm
from liangzhan.people.queries.cards import faces_of
from liangzhan.people.queries.search import search_persons


class CoordinationList(ScopedList):
    """The latest first."""

    action = Action.VISIT_VIEW
    filter_form = CoordinationFilters
    order = ("-starts_at", "-pk")
    template_name = "activities/coordination_list.html"
    title = "协调调解"

    def get_rows(self):
        return coordination_rows().within(self.scope, self.action)

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)


class CoordinationAdd(SentOnce, OfWorker, ScopedForm):
    """A matter that was talked over; the parties' names come afterwards."""

    written_by = staticmethod(coordination_of_key)
    form_class = CoordinationForm
    template_name = "activities/visit_phone.html"
    title = "记录协调调解"
    button = "保存记录"
    success_message = "已记录，计入台账。请接着登记愿意留下姓名的当事人。"

    def run(self, form):
        told = {"station": self.station_for(), "form_key": form.cleaned_data["form_key"]}
        return record_coordination(facts=form.facts, worker=self.worker, by=self.actor, **told)

    def get_success_url(self):
        return reverse("activities:coordination-page", kwargs={"uuid": self.result.uuid})

    def get_context_data(self, **kwargs):
        hint = "站点只帮各方坐下来谈，不裁决；谈不拢的，告知人民调解和主管部门的途径。"
        return super().get_context_data(back=reverse("activities:coordination-list"), hint=hint, **kwargs)


class OfCoordination:
    """One record by its uuid, or 404."""

    @cached_property
    def row(self):
        found = coordination_rows().within(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这条记录，或者不在您的范围内。")
        return found

    @cached_property
    def changeable(self):
        return self.row.withdrawn_at is None and may_change_visit(self.row, self.actor)

    def get_success_url(self):
        return reverse("activities:coordination-page", kwargs={"uuid": self.row.uuid})


class CoordinationPage(OfCoordination, ScopedDetail):
    action = Action.VISIT_VIEW
    template_name = "activities/coordination_page.html"
    title = "协调调解"

    def get_context_data(self, **kwargs):
        people = [party.person for party in self.row.parties.all()]
        faces = faces_of(people, self.actor)
        own = self.actor.person_uuid is not None and self.actor.person_uuid == self.row.worker.person.uuid
        reads = own or self.actor.reads("P3")
        if reads:
            page = "activities:coordination-page"
            record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(
            people=[(person, faces[person.pk]) for person in people],
            steps=list(self.row.steps.order_by("-on", "-id")) if reads else [],
            reads=reads,
            changeable=self.changeable,
            is_locked=is_locked(self.row),
            **kwargs,
        )


class CoordinationRowForm(OfCoordination, RowForm):
    """A form about one record, for whoever may change it; afterwards back to the record."""

    action = Action.VISIT_RECORD
    template_name = "activities/visit_phone.html"
    hint = ""

    def get_form(self, form_class=None):
        if not self.changeable:
            raise Http404("只有促成人本人、登记人和站长可以更正、跟进或撤销，已撤销的不能再改。")
        return super().get_form(form_class)

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class CoordinationEdit(CoordinationRowForm):
    """The texts are shown, so it is opened with a second factor."""

    action = Action.VISIT_VIEW
    form_class = CoordinationForm
    title = "更正协调调解"
    success_message = "已更正，台账同步更新。"

    def get_form_kwargs(self):
        parties = len(self.row.parties.all())
        return {**super().get_form_kwargs(), "row": self.row, "parties": parties}

    def get_context_data(self, **kwargs):
        page = "activities:coordination-edit"
        record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(**kwargs)

    def run(self, form):
        return correct_coordination(row=self.row, facts=form.facts, by=self.actor)


class CoordinationStepAdd(CoordinationRowForm):
    form_class = StepForm
    title = "跟进"
    button = "保存跟进"
    success_message = "跟进已保存。"

    def get_initial(self):
        return {"outcome": self.row.outcome}

    def run(self, form):
        return add_step(row=self.row, by=self.actor, **form.cleaned_data)


class CoordinationWithdraw(CoordinationRowForm):
    form_class = WithdrawForm
    title = "撤销协调调解记录"
    button = "撤销这条记录"
    hint = "撤销后不再计入台账，记录和理由仍然保留，不能恢复。"
    success_message = "已撤销，台账已冲回。"

    def run(self, form):
        return withdraw_coordination(row=self.row, by=self.actor, **form.cleaned_data)


class CoordinationPartyFind(CoordinationRowForm):
    """Who of the station's people was a party; the search is sent by POST, no name stands in an address."""

    form_class = SearchForm
    template_name = "activities/coordination_party.html"
    title = "登记当事人"
    button = "查找"

    def form_valid(self, form):
        hits = search_persons(form.cleaned_data["q"], self.actor)
        return self.render_to_response(self.get_context_data(form=form, hits=hits, searched=True))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"hits": [], "searched": False, **kwargs})


class OfParty(OfCoordination, RowDeed):
    """A button about one person of the reader's stations."""

    action = Action.VISIT_RECORD

    @cached_property
    def person(self):
        found = client_rows(self.scope, self.action, self.kwargs["person"]).first()
        if found is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return found


class CoordinationPartyAdd(OfParty):
    success_message = "已登记为当事人。"

    def run(self):
        return add_party(row=self.row, person=self.person, by=self.actor)


class CoordinationPartyDrop(OfParty):
    success_message = "已移出，改为只计人数。"

    def run(self):
        return drop_party(row=self.row, person=self.person, by=self.actor)
