"""Corrections of attendance: asked, decided by a second person; one day with what stands behind it."""

import datetime as dt

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.staff.forms.leave import CorrectionAskForm, CorrectionEnterForm, DecideForm
from liangzhan.staff.queries.attendance_pages import day_page, rights_at
from liangzhan.staff.queries.corrections import (
    concerns,
    corrections_of_actor,
    corrections_within,
    waiting_corrections,
)
from liangzhan.staff.queries.duty import posts_at, posts_of_actor
from liangzhan.staff.services.corrections import ask_correction, decide_correction, withdraw_correction
from liangzhan.staff.views.leave import STATIONS, OfStationWorker, Own, OwnAsk


def day_of(text):
    """2020-06-03, or None."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class DayAsked:
    def get_initial(self):
        day = day_of(self.request.GET.get("on", ""))
        return {"on": day} if day else {}


class CorrectionAsk(DayAsked, OwnAsk):
    form_class = CorrectionAskForm
    title = "申请更正考勤"
    hint = "原来的记录会保留。由另外的人审核：通常是站长；站长本人的由两委、乡镇（街道）或督导审核。"
    button = "提交申请"
    success_message = "更正申请已提交，已提醒审核人。"

    def run(self, form):
        return ask_correction(worker=self.worker, station=self.station_of(form), by=self.actor, **form.request())


class CorrectionEnter(DayAsked, OfStationWorker, RowForm):
    form_class = CorrectionEnterForm
    title = "代提考勤更正"
    hint = "您提出的更正要由另外的人审核：两委、乡镇（街道）或督导。原来的记录会保留。"
    button = "提交申请"
    success_message = "更正申请已提交，等待另外的人审核。"

    def get_initial(self):
        who = self.request.GET.get("worker", "")
        return {**super().get_initial(), **({"worker": int(who)} if who.isascii() and who.isdigit() else {})}

    def run(self, form):
        return ask_correction(worker=self.worker_of(form), station=self.row, by=self.actor, **form.request())


class CorrectionWithdraw(Own, RowDeed):
    success_message = "更正申请已撤回。"

    def get_rows(self):
        return corrections_of_actor(self.actor)

    def run(self):
        return withdraw_correction(correction=self.row, by=self.actor)


class CorrectionList(ScopedList):
    action = Action.ATTENDANCE_DECIDE
    order = ("on", "pk")
    template_name = "staff/correction_list.html"
    title = "考勤更正审核"

    def get_rows(self):
        if self.request.GET.get("show") == "all":
            return corrections_within(self.scope, self.action)
        return waiting_corrections(self.actor)

    def get_order(self):
        return ("-on", "-pk") if self.request.GET.get("show") == "all" else self.order

    def get_context_data(self, **kwargs):
        return super().get_context_data(show_all=self.request.GET.get("show") == "all", **kwargs)


class CorrectionPage(RowForm):
    """What was recorded, what is asked, why; decided by somebody else than who asked."""

    action = Action.ATTENDANCE_DECIDE
    form_class = DecideForm
    template_name = "staff/correction_page.html"
    title = "考勤更正审核"
    button = "提交审核"
    success_message = "已审核，当事人会收到提醒。"

    def get_rows(self):
        return corrections_within(self.scope, self.action)

    def run(self, form):
        note = form.cleaned_data["note"]
        return decide_correction(correction=self.row, accept=form.verdict_of(), note=note, by=self.actor)

    def get_success_url(self):
        return reverse("staff:correction-list")

    def get_context_data(self, **kwargs):
        found = day_page(self.row.worker, self.row.station, self.row.on, own=False) or {}
        own = concerns(self.row, self.actor)
        return super().get_context_data(found=found, own=own, back=self.get_success_url(), **kwargs)


class DayOf:
    """The day of the address, else 404."""

    template_name = "staff/attendance_day.html"
    title = "考勤明细"

    @cached_property
    def day(self):
        found = day_of(self.kwargs["day"])
        if found is None:
            raise Http404("没有这一天。")
        return found

    def shown(self, worker, station, *, own):
        found = day_page(worker, station, self.day, own=own) if worker else None
        if found is None:
            raise Http404("这一天不在本站岗位上。")
        rights = rights_at(self.actor, station)
        return {**found, "worker": worker, "station": station, "own": own, "rights": rights}


class AttendanceDayPage(DayOf, ScopedDetail):
    """One day of one worker of the station, for whoever looks after attendance."""

    action = Action.ATTENDANCE_VIEW
    queryset = STATIONS

    def get_context_data(self, **kwargs):
        held = [post for post in posts_at(self.row, self.day) if post.worker_id == self.kwargs["worker"]]
        worker = held[0].worker if held else None
        return super().get_context_data(**self.shown(worker, self.row, own=False), **kwargs)


class MyDay(DayOf, Page):
    """One's own day; a worker of several stations sees the first that knows the day."""

    action = Action.STAFF_OWN

    def get_context_data(self, **kwargs):
        from_posts = posts_of_actor(self.actor, self.day)
        if not from_posts:
            raise Http404("这一天您没有在岗的岗位。")
        post = from_posts[0]
        return super().get_context_data(**self.shown(post.worker, post.station, own=True), **kwargs)
