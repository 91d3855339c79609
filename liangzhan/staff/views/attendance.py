"""My month, the station today, the month's sheet."""

import datetime as dt

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedList
from liangzhan.documents.rules import XLSX
from liangzhan.staff.exports.attendance import month_pdf, month_workbook, title_of
from liangzhan.staff.forms.duty import CloseForm
from liangzhan.staff.queries.attendance_pages import (
    latest_months,
    month_page,
    my_page,
    part_timers,
    rights_at,
    today_page,
)
from liangzhan.staff.queries.month import month_of, sheets_of, sheets_within
from liangzhan.staff.queries.month_table import LEGEND, day_titles, sum_titles
from liangzhan.staff.queries.workers import worker_of
from liangzhan.staff.rules.month import next_month, previous_month
from liangzhan.staff.services.duty import open_duty_day
from liangzhan.staff.services.month import close_month, countersign_month
from liangzhan.stations.models import Station
from liangzhan.toolkit.periods import moment, today

STATIONS = Station.objects.select_related("site__division")
FIRST_YEAR = 2000


def month_asked(request, fallback):
    """?month=2020-06, else the fallback; what cannot be read is the fallback too."""
    try:
        found = dt.datetime.strptime(request.GET.get("month", ""), "%Y-%m").date()  # noqa: DTZ007 -- a month has no zone
    except ValueError:
        return fallback
    return found if FIRST_YEAR <= found.year <= today().year + 1 else fallback


class MonthAsked:
    """The month of the address with its neighbours."""

    @cached_property
    def month_on(self):
        return month_asked(self.request, today().replace(day=1))

    def month_links(self):
        later = next_month(self.month_on)
        return {
            "month_on": self.month_on,
            "before": f"{previous_month(self.month_on):%Y-%m}",
            "after": f"{later:%Y-%m}" if later <= today() else "",
        }


class MyAttendance(MonthAsked, Page):
    """我的考勤: today's card, the days of the month, leave, corrections. Phone first."""

    action = Action.STAFF_OWN
    template_name = "staff/my_attendance.html"
    title = "我的考勤"

    def get_context_data(self, **kwargs):
        worker = worker_of(self.actor)
        shown = my_page(worker, self.month_on) if worker else {}
        return super().get_context_data(worker=worker, **shown, **self.month_links(), **kwargs)


class AttendanceStations(ScopedList):
    """Stations in reach, with the last confirmed month of each."""

    action = Action.ATTENDANCE_VIEW
    queryset = STATIONS.filter(closed_on__isnull=True)
    order = ("division_code", "kind", "pk")
    template_name = "staff/attendance_stations.html"
    title = "考勤"

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(**kwargs)
        return {**shown, "closed": latest_months(shown["rows"]), "due": previous_month(today())}


class OfStation:
    """A page about the station of the address."""

    action = Action.ATTENDANCE_VIEW
    queryset = STATIONS

    def get_subtitle(self):
        return self.row.name

    def get_context_data(self, **kwargs):
        return super().get_context_data(station=self.row, rights=rights_at(self.actor, self.row), **kwargs)


class AttendanceToday(OfStation, ScopedDetail):
    template_name = "staff/attendance_today.html"
    title = "今日考勤"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**today_page(self.row), **kwargs)


class AttendanceMonth(MonthAsked, OfStation, ScopedDetail):
    """The grid of a month, as it reads now or as it was confirmed."""

    template_name = "staff/attendance_month.html"

    @cached_property
    def month_on(self):
        return month_asked(self.request, previous_month(today()))

    def get_title(self):
        return title_of(self.month_on)

    def get_context_data(self, **kwargs):
        shown = month_page(self.row, self.month_on, self.actor)
        titles = sum_titles(confirmed=shown["sheet"] is not None)
        words = {"day_titles": day_titles(shown["month"].days), "sum_titles": titles, "legend": LEGEND}
        return super().get_context_data(**shown, **words, **self.month_links(), **kwargs)


class AttendancePrint(AttendanceMonth):
    def get(self, request, *args, **kwargs):
        shown = month_page(self.row, self.month_on, self.actor)
        content = month_pdf(self.row, self.month_on, shown["month"].days, shown["rows"], shown["sheet"])
        answer = HttpResponse(content, content_type="application/pdf")
        answer["Content-Disposition"] = 'inline; filename="attendance.pdf"'
        return answer


class AttendanceExport(AttendanceMonth):
    def get(self, request, *args, **kwargs):
        shown = month_page(self.row, self.month_on, self.actor)
        content = month_workbook(self.row, self.month_on, shown["month"].days, shown["rows"], shown["sheet"])
        answer = HttpResponse(content, content_type=XLSX)
        answer["Content-Disposition"] = content_disposition_header(True, f"{title_of(self.month_on)}.xlsx")
        return answer


class ClosedMonth(MonthAsked, OfStation):
    """The month that is to be confirmed: the last one unless the address says another."""

    @cached_property
    def month_on(self):
        return month_asked(self.request, previous_month(today()))

    @cached_property
    def month(self):
        return month_of(self.row, self.month_on, moment())

    def get_title(self):
        return f"确认{title_of(self.month_on)}"

    def get_success_url(self):
        return reverse("staff:attendance-month", args=[self.row.pk]) + f"?month={self.month_on:%Y-%m}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(month=self.month, back=self.get_success_url(), **kwargs)


class MonthClose(ClosedMonth, RowForm):
    """确认: what the month reads now is kept; part-timers' hours are said here."""

    action = Action.ATTENDANCE_MANAGE
    form_class = CloseForm
    template_name = "staff/month_close.html"
    button = "确认考勤"

    def get_form_kwargs(self):
        again = bool(sheets_of(self.row, self.month_on))
        return {**super().get_form_kwargs(), "part_timers": part_timers(self.month), "again": again}

    def run(self, form):
        given = {"declared": form.declared(), "note": form.cleaned_data.get("note", "")}
        return close_month(station=self.row, month_on=self.month_on, by=self.actor, **given)

    def get_success_message(self):
        more = (
            "本站只有一人，已提醒两委和乡镇（街道）复核，不影响使用。"
            if self.result.needs_second
            else "可以打印存档了。"
        )
        return f"{title_of(self.month_on)}已确认。{more}"


class MonthCountersign(RowDeed):
    action = Action.ATTENDANCE_DECIDE
    success_message = "已复核。"

    def get_rows(self):
        return sheets_within(self.scope, self.action)

    def run(self):
        return countersign_month(sheet=self.row, by=self.actor)

    def get_success_url(self):
        if not self.actor.may(Action.ATTENDANCE_VIEW):
            return reverse("staff:month-second-list")
        return reverse("staff:attendance-month", args=[self.row.station_id]) + f"?month={self.row.month_on:%Y-%m}"


class MonthSecondList(ScopedList):
    """Sheets that one person confirmed about himself and nobody else has looked at."""

    action = Action.ATTENDANCE_DECIDE
    order = ("month_on", "pk")
    template_name = "staff/month_second_list.html"
    title = "待复核考勤表"

    def get_rows(self):
        return sheets_within(self.scope, self.action).filter(needs_second=True, countersigned_at__isnull=True)


class DutyOpen(RowDeed):
    """The day's check-in is made by whoever of the station comes first, then shown."""

    action = Action.STAFF_OWN
    queryset = STATIONS
    success_message = "今天的签到已开启。"

    def run(self):
        return open_duty_day(station=self.row, on=today(), by=self.actor)

    def get_success_url(self):
        made = getattr(self, "result", None)
        if made is None:
            return reverse("staff:my-attendance")
        return reverse("occasions:show-code", args=[made.occasion.uuid])
