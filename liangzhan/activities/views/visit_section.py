"""What the pages of visits share: the worker behind the account, the client of an address, one visit."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.activities.queries.visits import client_rows, is_locked, may_change_visit, stations_of, visit_rows
from liangzhan.audit.services import record_reading
from liangzhan.staff.queries.workers import worker_of
from liangzhan.toolkit.periods import today


class OfWorker:
    """Whoever records must be a worker with a post; the sentence says what is missing."""

    action = Action.VISIT_RECORD

    @cached_property
    def worker(self):
        found = worker_of(self.actor)
        if found is None:
            raise Http404("您的账户还没有关联工作人员，请站长在人员名册中关联。")
        return found

    def station_for(self, person=None):
        found = stations_of(self.worker, self.scope, today(), person)
        if not found:
            raise Http404("您现在没有可以记录探访的岗位，或这个人不在您的站点登记。")
        return found[0]


class SentOnce:
    """The same form sent twice is answered like the first time and writes nothing. `written_by` finds what a key wrote."""

    written_by = None

    def post(self, request, *args, **kwargs):
        written = type(self).written_by(request.POST.get("form_key", ""))
        if written is None or written.recorded_by.uuid != self.actor.uuid:
            return super().post(request, *args, **kwargs)
        self.result = written
        messages.success(request, self.get_success_message())
        return HttpResponseRedirect(self.get_success_url())


class OfClient:
    """The person of the address within the reader's ties, or 404."""

    @cached_property
    def row(self):
        found = client_rows(self.scope, self.action, self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这个人，或者不在您的范围内。")
        return found


class FoundVisit:
    """One visit by its uuid, or 404."""

    @cached_property
    def row(self):
        rows = visit_rows().within(self.scope, self.action).filter(uuid=self.kwargs["uuid"])
        found = rows.select_related("worker__person", "station", "photo").first()
        if found is None:
            raise Http404("没有找到这次探访，或者不在您的范围内。")
        return found


class OfVisit(FoundVisit):
    """Who may read its texts and who may change it; whether it is locked."""

    @property
    def reads_texts(self):
        own = self.actor.person_uuid is not None and self.actor.person_uuid == self.row.worker.person.uuid
        return own or self.actor.reads("P3")

    @cached_property
    def changeable(self):
        return self.row.withdrawn_at is None and may_change_visit(self.row, self.actor)

    @cached_property
    def is_locked(self):
        return is_locked(self.row)

    def note_reading(self, page):
        record_reading(page=page, ids=[self.row.uuid], shown_class="P3", by=self.actor)
