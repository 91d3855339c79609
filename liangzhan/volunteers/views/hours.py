"""The station's hours: list, one record, what waits to be confirmed or verified."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.queries.cards import faces_of
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.qr import svg
from liangzhan.volunteers.exports.hours import hours_workbook
from liangzhan.volunteers.forms.hours import CorrectForm, HoursFilters, ReasonForm, times_of
from liangzhan.volunteers.queries.hours import (
    Sought,
    activities_to_record,
    activity_at,
    hours_rows,
    hours_shown,
    of_activity,
    picked,
    record_at,
    to_confirm,
    to_verify,
)
from liangzhan.volunteers.queries.hours_page import confirmed_by_me, odd_among, record_shown
from liangzhan.volunteers.services.corrections import correct_record
from liangzhan.volunteers.services.hours_export import note_hours_export
from liangzhan.volunteers.services.records import confirm_records, record_stays, reject_record, verify_records

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def faces_shown(view, records):
    """{person id: face}; a list that shows something of class P3 in full is written down."""
    faces = faces_of({one.volunteer.person_id: one.volunteer.person for one in records}.values(), view.actor)
    if seen := [str(one.uuid) for one in records if faces[one.volunteer.person_id].sensitive]:
        name = view.request.resolver_match.view_name
        record_reading(page=name, ids=seen, shown_class="P3", by=view.actor)
    return faces


class Rows(ScopedList):
    """Records of the reader's places by the filters, the latest service first."""

    action = Action.HOURS_VIEW
    filter_form = HoursFilters
    order = ("-served_on", "-pk")

    def get_rows(self):
        return hours_rows(self.scope, self.action)

    def narrow(self, rows, chosen):
        return hours_shown(rows, Sought(**chosen))


class HoursList(Rows):
    template_name = "volunteers/hours_list.html"
    title = "服务时长"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        confirms = self.actor.may(Action.HOURS_CONFIRM)
        to_record = list(activities_to_record(self.scope)[:10]) if confirms else []
        return {**context, "faces": faces_shown(self, context["rows"]), "confirms": confirms, "to_record": to_record}


class HoursExport(Rows):
    """What is filtered, as a workbook."""

    def get(self, request, *args, **kwargs):
        _, rows = self.get_filtered()
        content, count = hours_workbook(rows.order_by(*self.order), self.actor)
        note_hours_export(rows=count, by=self.actor)
        response = HttpResponse(content, content_type=XLSX)
        response["Content-Disposition"] = 'attachment; filename="hours.xlsx"'
        return response


class Batch(ScopedList):
    """Records that wait, ticked and done together: all or none."""

    template_name = "volunteers/hours_batch.html"
    order = ("served_on", "pk")
    page_size = 100
    verb, done = "", ""

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = context["rows"]
        told = {"mine": confirmed_by_me(rows, self.actor), "odd": odd_among(rows), "verb": self.verb, "note": self.note}
        return {**context, "faces": faces_shown(self, rows), **told}

    def post(self, request, *args, **kwargs):
        try:
            done = self.run(picked(self.get_rows(), request.POST.getlist("record")))
            messages.success(request, self.done.format(len(done)))
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(request.get_full_path())


class ConfirmHours(Batch):
    action = Action.HOURS_CONFIRM
    title = "待确认的时长"
    verb, done = "确认勾选的记录", "已确认 {} 条。下一步：由另一个人核实。"
    note = "请核对每个人的起止时间，有不对的先更正。确认后由另一个人核实，核实了才计入时长。本人的记录由别人确认。"

    def get_rows(self):
        return to_confirm(self.actor)

    def run(self, rows):
        return confirm_records(records=rows, by=self.actor)


class VerifyHours(Batch):
    action = Action.HOURS_VERIFY
    title = "待核实的时长"
    verb, done = "核实勾选的记录", "已核实 {} 条，计入时长和台账。"
    note = "您是第二个人：请看证据再核实。您自己确认过的和本人的记录，由别人核实；站点只有一人时，请两委、乡镇（街道）或者督导核实。"

    def get_rows(self):
        return to_verify(self.actor)

    def run(self, rows):
        return verify_records(records=rows, by=self.actor)


class OfRecord:
    """The record of the address within reach of the verb, or 404."""

    @cached_property
    def row(self):
        found = record_at(self.scope, self.action, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有找到这条服务记录，或者不在您的范围内。")
        return found

    def get_subtitle(self):
        return f"{self.row.activity.title} · {self.row.volunteer.number}"

    def get_success_url(self):
        return reverse("volunteers:hours-record", kwargs={"uuid": self.row.uuid})


class HoursRecord(OfRecord, ScopedDetail):
    """One record: what it says, why one may believe it, what became of it."""

    action = Action.HOURS_VIEW
    template_name = "volunteers/hours_record.html"
    title = "服务记录"

    def get_context_data(self, **kwargs):
        place = {"code": self.row.division_code, "station_id": self.row.station_id}
        verbs = {
            "confirms": self.actor.may_at(Action.HOURS_CONFIRM, **place),
            "verifies": self.actor.may_at(Action.HOURS_VERIFY, **place),
        }
        face = faces_shown(self, [self.row])[self.row.volunteer.person_id]
        return super().get_context_data(shown=record_shown(self.row), face=face, **verbs, **kwargs)


class RecordForm(OfRecord, RowForm):
    action = Action.HOURS_CONFIRM
    template_name = "volunteers/register_form.html"
    hint = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint=self.hint, **kwargs)


class CorrectHours(RecordForm):
    form_class = CorrectForm
    title = "更正服务记录"
    button = "更正"
    hint = "原来的内容会留存。更正已核实的记录，要由另一个人重新核实后才计入时长；本人会收到通知。"
    success_message = "已更正，等待另一个人核实。"

    def get_initial(self):
        return times_of(self.row)

    def run(self, form):
        right, reason = form.right(self.row), form.cleaned_data["reason"]
        return correct_record(record=self.row, right=right, reason=reason, by=self.actor)


class RejectHours(RecordForm):
    form_class = ReasonForm
    title = "不予认定"
    button = "不予认定"
    hint = "这条记录不再计入时长，已入台账的会冲回，不能再恢复；确有服务的，以后只能补录。本人会收到通知。"
    success_message = "已不予认定，并通知本人。"

    def run(self, form):
        return reject_record(record=self.row, reason=form.cleaned_data["reason"], by=self.actor)


class RefuseHours(RejectHours):
    """The same by the second person."""

    action = Action.HOURS_VERIFY


class OfHeldActivity:
    """A held activity at a place where the reader confirms hours, or 404."""

    action = Action.HOURS_CONFIRM

    @cached_property
    def row(self):
        found = activity_at(self.scope, self.kwargs["uuid"])
        if found is None:
            raise Http404("没有找到这项活动，或者它还没有开展，或者不在您的范围内。")
        return found

    def get_success_url(self):
        return reverse("volunteers:hours-activity", kwargs={"uuid": self.row.uuid})


class HoursActivity(OfHeldActivity, ScopedDetail):
    """How far the hours of an activity are: stays, records, what recipients said."""

    template_name = "volunteers/hours_activity.html"
    subtitle = "活动的服务时长"

    def get_title(self):
        return self.row.title

    def get_context_data(self, **kwargs):
        code = self.row.recipient_code
        address = self.request.build_absolute_uri(f"{reverse('volunteers:served')}?code={code}")
        return super().get_context_data(told=of_activity(self.row), qr=svg(address) if code else "", **kwargs)


class RecordActivity(OfHeldActivity, RowDeed):
    """Stays become records; what could not is said by the number of the register."""

    def run(self):
        return record_stays(activity=self.row, by=self.actor)

    @property
    def success_message(self):
        done = self.result
        words = [f"已记录 {len(done.made)} 条，并通知本人。下一步：确认时长。"]
        words += [f"{who.number}：{why}" for who, why in done.refused[:10]]
        if done.open:
            words.append(f"还有 {done.open} 人没有签退，请先在点名页补记。")
        return " ".join(words)
