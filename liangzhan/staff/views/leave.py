"""Leave and trips: asking, the queue, deciding, coming back; corrections of attendance."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, RowMixin, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.documents.views import stream
from liangzhan.staff.forms.leave import (
    DecideForm,
    EndEarlyForm,
    LeaveAskForm,
    LeaveEnterForm,
)
from liangzhan.staff.queries.duty import posts_at
from liangzhan.staff.queries.leave import leaves_of_actor, leaves_within, waiting_leaves
from liangzhan.staff.queries.workers import posts_of, worker_of
from liangzhan.staff.services.leave import ask_leave, decide_leave, end_early, withdraw_leave
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import today

STATIONS = Station.objects.select_related("site__division")


class Own:
    """A form of the worker about himself; afterwards back to the month."""

    action = Action.STAFF_OWN
    template_name = "staff/attendance_phone.html"
    hint = ""

    def get_success_url(self):
        return reverse("staff:my-attendance")

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class OwnAsk(Own, ScopedForm):
    """Asking needs a post in force today; with several stations the form asks which."""

    @cached_property
    def worker(self):
        found = worker_of(self.actor)
        if found is None:
            raise Http404("您的账户还没有关联工作人员，请站长在人员名册中关联。")
        return found

    @cached_property
    def stations(self):
        found = {post.station_id: post.station for post in posts_of(self.worker, today())}
        if not found:
            raise Http404("您现在没有在岗的岗位，不能办理考勤事项。")
        return found

    def get_form_kwargs(self):
        names = [(pk, station.name) for pk, station in self.stations.items()]
        return {**super().get_form_kwargs(), "stations": names}

    def station_of(self, form):
        return self.stations[form.cleaned_data.get("station") or next(iter(self.stations))]


class LeaveAsk(OwnAsk):
    form_class = LeaveAskForm
    title = "请假、出差"
    button = "提交申请"
    success_message = "申请已提交，已提醒审批人。批准前可以撤回。"

    def run(self, form):
        return ask_leave(worker=self.worker, station=self.station_of(form), by=self.actor, **form.request())


class AtStation:
    """A form about the station of the address; afterwards back to its day."""

    action = Action.ATTENDANCE_MANAGE
    queryset = STATIONS
    template_name = "staff/attendance_form.html"
    hint = ""

    def get_subtitle(self):
        return self.row.name

    def get_success_url(self):
        return reverse("staff:attendance-today", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class OfStationWorker(AtStation):
    """About a worker of the station, entered by whoever manages attendance."""

    @cached_property
    def workers(self):
        return {post.worker_id: post.worker for post in posts_at(self.row, today())}

    def get_form_kwargs(self):
        names = [(pk, worker.display_name) for pk, worker in self.workers.items()]
        return {**super().get_form_kwargs(), "workers": names}

    def worker_of(self, form):
        return self.workers[form.cleaned_data["worker"]]


class LeaveEnter(OfStationWorker, RowForm):
    """代登: the worker came with a paper."""

    form_class = LeaveEnterForm
    title = "代登请假、出差"
    hint = "替没有手机的同事登记纸质请假条。登记后仍要审批；站长本人的由两委或乡镇（街道）审批。"
    button = "登记申请"
    success_message = "申请已登记，等待审批。"

    def run(self, form):
        return ask_leave(worker=self.worker_of(form), station=self.row, by=self.actor, **form.request())


class OwnLeave(Own):
    """One's own leave: another's is not there."""

    def get_rows(self):
        return leaves_of_actor(self.actor)


class LeaveWithdraw(OwnLeave, RowDeed):
    success_message = "申请已撤回。"

    def run(self):
        return withdraw_leave(leave=self.row, by=self.actor)


class LeaveReturn(OwnLeave, RowForm):
    form_class = EndEarlyForm
    title = "销假"
    hint = "提前回来上班，填写请假实际到哪天为止。要延长请另行申请。"
    button = "办理销假"
    success_message = "已销假，考勤已按实际天数计算。"

    def run(self, form):
        return end_early(leave=self.row, by=self.actor, **form.cleaned_data)


class LeaveList(ScopedList):
    """What waits for this reader, then what was decided."""

    action = Action.ATTENDANCE_DECIDE
    order = ("starts_on", "pk")
    template_name = "staff/leave_list.html"
    title = "请假审批"

    def get_rows(self):
        if self.request.GET.get("show") == "all":
            return leaves_within(self.scope, self.action)
        return waiting_leaves(self.actor)

    def get_order(self):
        return ("-starts_on", "-pk") if self.request.GET.get("show") == "all" else self.order

    def get_context_data(self, **kwargs):
        return super().get_context_data(show_all=self.request.GET.get("show") == "all", **kwargs)


class LeavePage(RowForm):
    """One request with its sealed reason: reading is recorded; deciding once, never about oneself."""

    action = Action.ATTENDANCE_DECIDE
    form_class = DecideForm
    template_name = "staff/leave_page.html"
    title = "请假审批"
    button = "提交审批"
    success_message = "已审批，申请人会收到提醒。"

    def get_rows(self):
        return leaves_within(self.scope, self.action)

    def run(self, form):
        note = form.cleaned_data["note"]
        return decide_leave(leave=self.row, approve=form.verdict_of(), note=note, by=self.actor)

    def get_success_url(self):
        return reverse("staff:leave-list")

    def get_context_data(self, **kwargs):
        if self.row.reason:
            record_reading(page="staff:leave-page", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        own = self.actor.person_uuid is not None and self.row.worker.person.uuid == self.actor.person_uuid
        return super().get_context_data(own=own, back=self.get_success_url(), **kwargs)


class LeaveNote(RowMixin, Page):
    """The paper behind a request, for deciders; reading is recorded."""

    action = Action.ATTENDANCE_DECIDE

    def get_rows(self):
        return leaves_within(self.scope, self.action)

    def get(self, request, *args, **kwargs):
        if self.row.note_file is None:
            raise Http404("这份申请没有证明材料。")
        record_reading(page="staff:leave-note", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return stream(self.row.note_file)
