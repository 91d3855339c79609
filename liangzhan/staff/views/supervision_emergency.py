"""Risk to life: open, read for some hours, reviewed by another the next day."""

from django.http import Http404
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.staff.forms.supervision import EmergencyFilter, EmergencyForm, ReviewForm
from liangzhan.staff.models import EmergencyAccess
from liangzhan.staff.queries.supervision_emergency import (
    accesses,
    is_open,
    opened_notes,
    opened_sessions,
    to_review,
    workers_to_open,
)
from liangzhan.staff.services import supervision_notes
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.periods import moment, today

LIST = "staff:emergency-list"
ACCESSES = EmergencyAccess.objects.all()
HINT = "仅限危及生命安全的紧急情形。开放 {hours} 小时，只有您能看；会通知作者、本人和站长，并由另一人在次日复核。"


class EmergencyList(ScopedList):
    """Accesses of the area; workers are found by name."""

    action = Action.SUPERVISION_EMERGENCY
    queryset = ACCESSES
    template_name = "staff/emergency_list.html"
    filter_form = EmergencyFilter
    title = "紧急调阅"
    order = ("-opened_at", "-pk")

    def get_rows(self):
        return accesses(self.actor)

    def get_context_data(self, **kwargs):
        name = self.request.GET.get("name", "").strip()
        found = workers_to_open(self.actor).filter(display_name__contains=name).order_by("display_name", "id")
        now = moment()
        context = super().get_context_data(workers=list(found[:20]) if name else [], name=name, **kwargs)
        return {**context, "readable": {one.pk for one in context["rows"] if is_open(one, self.actor, now)}}


def hint_of_hours():
    """What opening means, with the hours of the parameter."""
    return HINT.format(hours=value_of("supervision.emergency.hours", on=today()))


class EmergencyOpen(RowForm):
    """About one worker, with a reason."""

    action = Action.SUPERVISION_EMERGENCY
    form_class = EmergencyForm
    template_name = "staff/supervision_form.html"
    button = "确认属于紧急情形，立即调阅"
    success_message = "已开放。作者和站长已收到通知，次日由他人复核。"

    def get_rows(self):
        return workers_to_open(self.actor)

    def get_title(self):
        return f"紧急调阅督导保密记录：{self.row.display_name}"

    def run(self, form):
        return supervision_notes.open_emergency(worker=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:emergency-page", args=[self.result.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(hint=hint_of_hours(), back=reverse(LIST), **kwargs)


class EmergencyPage(ScopedDetail):
    """The notes and records, for the reader himself and while the hours run."""

    action = Action.SUPERVISION_EMERGENCY
    template_name = "staff/emergency_page.html"
    title = "紧急调阅"

    def get_rows(self):
        return accesses(self.actor)

    def get_context_data(self, **kwargs):
        if not is_open(self.row, self.actor, moment()):
            raise Http404("这次紧急调阅不是您开放的，或已经到期。")
        notes, sessions = opened_notes(self.row), opened_sessions(self.row)
        ids = [f"session:{one.pk}" for one in sessions] + [f"note:{one.pk}" for one in notes]
        why = f"紧急调阅 {self.row.pk}"
        record_reading(page="staff:emergency-page", ids=ids, shown_class="P3", by=self.actor, reason=why)
        return super().get_context_data(notes=notes, sessions=sessions, **kwargs)


class ReviewList(ScopedList):
    """What another has to review."""

    action = Action.COMPLAINT_HANDLE
    queryset = ACCESSES
    template_name = "staff/review_list.html"
    title = "复核紧急调阅"
    order = ("-opened_at", "-pk")

    def get_rows(self):
        return to_review(self.actor)


class EmergencyReview(RowForm):
    """The reason is shown, never the notes."""

    action = Action.COMPLAINT_HANDLE
    form_class = ReviewForm
    template_name = "staff/emergency_review.html"
    title = "复核紧急调阅"
    button = "保存复核意见"
    success_message = "已复核。"

    def get_rows(self):
        return to_review(self.actor)

    def run(self, form):
        return supervision_notes.review_emergency(access=self.row, by=self.actor, **form.cleaned_data)

    def get_success_url(self):
        return reverse("staff:review-list")

    def get_context_data(self, **kwargs):
        record_reading(page="staff:emergency-review", ids=[self.row.pk], shown_class="P3", by=self.actor)
        return super().get_context_data(back=self.get_success_url(), **kwargs)
