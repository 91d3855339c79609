"""G-04, G-05: sessions are planned, recorded on a phone, corrected, added to."""

from django.http import HttpResponse
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowForm, ScopedDetail
from liangzhan.activities.exports.group_papers import session_pdf
from liangzhan.activities.forms.group_plan import ReasonForm
from liangzhan.activities.forms.group_sessions import PhotoForm, RecordForm, SessionForm
from liangzhan.activities.queries.activity_page import session_photo_within
from liangzhan.activities.queries.group_page import may_at, reopened
from liangzhan.activities.queries.group_sessions import next_session, reads_record, session_locked
from liangzhan.activities.rules.group_sessions import SessionRecord
from liangzhan.activities.services.group_sessions import (
    add_session_photo,
    cancel_session,
    edit_session,
    plan_session,
    record_session,
    recount_session,
)
from liangzhan.activities.views.activity_section import OfGroup, OfSession, found, room_at, rooms_of
from liangzhan.audit.services import record_reading
from liangzhan.documents.queries.addenda import addenda_of
from liangzhan.documents.views.addenda import AddsAddendum
from liangzhan.documents.views.stream import stream
from liangzhan.occasions.queries.agenda import counts_of
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.periods import moment


class SessionAdd(OfGroup, RowForm):
    form_class = SessionForm
    title = "安排节次"
    success_message = "已安排，组员已列入名单，日程里可以看到。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rooms": rooms_of(self.row.station)}

    def get_initial(self):
        return next_session(self.row)

    def run(self, form):
        given = form.cleaned_data
        room = room_at(self.row.station, given.get("room"))
        return plan_session(group=self.row, facts=form.facts(), room=room, form_key=given["form_key"], by=self.actor)

    def get_success_url(self):
        return reverse("activities:session-page", args=[self.result.uuid])


class SessionPage(OfSession, ScopedDetail):
    """What happened between people only for whoever reads P3; every opening of it is recorded."""

    action = Action.ACTIVITY_VIEW
    template_name = "activities/session_page.html"

    def get_title(self):
        return f"{self.row}：{self.row.group.name}"

    def get_subtitle(self):
        return f"{self.row.get_phase_display()} · {when_words(self.row.occasion.starts_at, self.row.occasion.ends_at)}"

    def get_context_data(self, **kwargs):
        row, shown = self.row, reads_record(self.row, self.actor)
        if shown and row.recorded_at:
            record_reading(page="activities:session-page", ids=[row.uuid], shown_class="P3", by=self.actor)
        facts = {"shown": shown, "locked": session_locked(row), "reopened": reopened(row), "begun": began(row)}
        facts["may_manage"] = may_at(row.group, Action.ACTIVITY_MANAGE, self.actor)
        facts["roll"] = counts_of([row.occasion]).get(row.occasion_id, {"expected": 0, "present": 0})
        more = {"addenda": addenda_of(row.voucher) if shown else [], "names": self.actor.reads("P2")}
        return super().get_context_data(**facts, **more, photos=list(row.photos.order_by("pk")), **kwargs)


def began(row):
    """Has the session begun?"""
    return row.occasion.starts_at <= moment()


class SessionEdit(OfSession, RowForm):
    form_class = SessionForm
    title = "调整节次"
    success_message = "已调整。请告知组员。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rooms": rooms_of(self.row.group.station)}

    def get_initial(self):
        row, occasion = self.row, self.row.occasion
        times = {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at, "place": occasion.place}
        plain = ("number", "phase", "aims", "activities", "materials")
        return {name: getattr(row, name) for name in plain} | times | {"room": str(row.room_id or "")}

    def run(self, form):
        room = room_at(self.row.group.station, form.cleaned_data.get("room"))
        return plan_session(group=self.row.group, session=self.row, facts=form.facts(), room=room, by=self.actor)


class SessionCancel(OfSession, RowForm):
    form_class = ReasonForm
    title = "取消这一节"
    button = "取消这一节"
    success_message = "这一节已取消，节次可以重新安排。请告知组员。"

    def run(self, form):
        return cancel_session(session=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_success_url(self):
        return reverse("activities:group-page", args=[self.row.group.uuid])


class SessionRecordAdd(OfSession, RowForm):
    """Standing up, on a phone: who was there comes from the roll."""

    form_class = RecordForm
    template_name = "activities/session_record.html"
    title = "记录这一节"
    button = "提交记录"
    success_message = "记录已保存，出席已计入台账，签到已确认。"

    def get_initial(self):
        return {"unidentified": self.row.occasion.unidentified_heads}

    def run(self, form):
        heads = form.cleaned_data["unidentified"]
        return record_session(session=self.row, record=form.record(), unidentified=heads, by=self.actor)

    def get_context_data(self, **kwargs):
        roll = counts_of([self.row.occasion]).get(self.row.occasion_id, {"expected": 0, "present": 0})
        return super().get_context_data(roll=roll, **kwargs)


class SessionAmend(OfSession, RowForm):
    """Words only; heads are corrected through the roll. Whoever does not read the record does not change it."""

    form_class = RecordForm
    title = "修改这一节的记录"
    success_message = "记录已修改。"

    def get_form_kwargs(self):
        found(self.row if reads_record(self.row, self.actor) else None)
        return {**super().get_form_kwargs(), "with_heads": False}

    def get_initial(self):
        return {name: getattr(self.row, name) for name in SessionRecord.__dataclass_fields__}

    def run(self, form):
        return edit_session(session=self.row, record=form.record(), by=self.actor)

    def get_context_data(self, **kwargs):
        record_reading(page="activities:session-amend", ids=[self.row.uuid], shown_class="P3", by=self.actor)
        return super().get_context_data(**kwargs)


class SessionRecount(OfSession, RowForm):
    form_class = ReasonForm
    title = "更正出席"
    button = "按签到更正"
    success_message = "出席已按签到更正，台账记为新的一版。"

    def run(self, form):
        return recount_session(session=self.row, reason=form.cleaned_data["reason"], by=self.actor)

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint="先在点名页重新打开签到、改好名单，再在这里更正。", **kwargs)


class SessionAddendum(AddsAddendum, OfSession, RowForm):
    def target(self):
        return {"voucher": self.row.voucher, "folder": self.row.group.voucher, "title": f"{self.row}记录"}


class SessionPhotoAdd(OfSession, RowForm):
    form_class = PhotoForm
    template_name = "activities/phone_form.html"
    title = "添加照片"
    success_message = "照片已添加。"

    def run(self, form):
        return add_session_photo(session=self.row, upload=form.cleaned_data["photo"], by=self.actor)


class SessionPhotoFile(Page):
    action = Action.ACTIVITY_VIEW

    def get(self, request, *args, **kwargs):
        return stream(found(session_photo_within(self.actor, self.kwargs["pk"])), inline=True)


class SessionPaper(OfSession, ScopedDetail):
    """G-04 and G-05 on A4, as far as the reader may read it."""

    action = Action.ACTIVITY_VIEW

    def get(self, request, *args, **kwargs):
        row, shown = self.row, reads_record(self.row, self.actor)
        if shown and row.recorded_at:
            record_reading(page="activities:session-paper", ids=[row.uuid], shown_class="P3", by=self.actor)
        return HttpResponse(session_pdf(row, with_record=shown), content_type="application/pdf")
