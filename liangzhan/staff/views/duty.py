"""班次: weekly patterns of a station and its posts, single days."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm, ScopedDetail
from liangzhan.staff.forms.duty import EndWeekForm, ShiftForm, WeekForm
from liangzhan.staff.queries.attendance_pages import clock
from liangzhan.staff.queries.duty import (
    post_at,
    posts_at,
    shifts_of,
    shifts_within,
    week_in_use,
    weeks_of,
    weeks_within,
)
from liangzhan.staff.services.duty import end_week, remove_shift, save_week, set_shift
from liangzhan.staff.views.attendance import OfStation
from liangzhan.toolkit.periods import today


class DutyPage(OfStation, ScopedDetail):
    """The weeks that hold, single days to come."""

    template_name = "staff/duty_page.html"
    title = "班次"

    def get_context_data(self, **kwargs):
        on = today()
        return super().get_context_data(
            weeks=weeks_of(self.row, on),
            shifts=shifts_of(self.row, on),
            opening=week_in_use(self.row, on),
            clock=clock,
            **kwargs,
        )


class DutyForm(OfStation):
    """A form about the station's duty; afterwards back to the weeks."""

    action = Action.ATTENDANCE_MANAGE

    @cached_property
    def posts(self):
        """Full-time posts: part-timers do not clock and have no shifts."""
        return [post for post in posts_at(self.row, today()) if post.employment == "FULL_TIME"]

    def get_form_kwargs(self):
        names = [(post.pk, f"{post.worker.display_name}（{post.get_role_display()}）") for post in self.posts]
        return {**super().get_form_kwargs(), "posts": names}

    def get_success_url(self):
        return reverse("staff:duty-page", args=[self.row.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint="", **kwargs)


class DutyWeekEdit(DutyForm, RowForm):
    form_class = WeekForm
    template_name = "staff/duty_week.html"
    title = "设置每周班次"
    button = "保存班次"
    success_message = "班次已保存，从启用日期起执行。"

    @cached_property
    def post_asked(self):
        """?post=: whose week the form starts from."""
        asked = self.request.GET.get("post", "")
        return post_at(int(asked), self.row, today()) if asked.isascii() and asked.isdigit() else None

    def get_initial(self):
        given = {"post": self.post_asked.pk if self.post_asked else None}
        for day, spans in week_in_use(self.row, today(), self.post_asked).items():
            for part, (start, end) in zip("ab", spans, strict=False):
                given |= {f"d{day}{part}o": clock(start), f"d{day}{part}c": clock(end)}
        return given

    def run(self, form):
        post = post_at(form.cleaned_data["post"], self.row, today()) if form.cleaned_data["post"] else None
        valid_from = form.cleaned_data["valid_from"]
        return save_week(station=self.row, post=post, times=form.times(), valid_from=valid_from, by=self.actor)


class DutyWeekEnd(RowForm):
    action = Action.ATTENDANCE_MANAGE
    form_class = EndWeekForm
    template_name = "staff/attendance_form.html"
    title = "停用班次"
    button = "停用"
    success_message = "班次到期停用，之后按全站班次或开放时间执行。"

    def get_rows(self):
        return weeks_within(self.scope, self.action)

    def run(self, form):
        return end_week(week=self.row, ends_on=form.cleaned_data["ends_on"], by=self.actor)

    def get_success_url(self):
        return reverse("staff:duty-page", args=[self.row.station_id])

    def get_context_data(self, **kwargs):
        return super().get_context_data(back=self.get_success_url(), hint="", **kwargs)


class ShiftAdd(DutyForm, RowForm):
    form_class = ShiftForm
    template_name = "staff/attendance_form.html"
    title = "安排单日班次"
    button = "保存"
    success_message = "当天的班次已保存。"

    def run(self, form):
        given = dict(form.cleaned_data)
        post = post_at(given.pop("post"), self.row, today())
        if post is None:
            raise Http404("没有找到这个岗位。")
        return set_shift(post=post, by=self.actor, **given)


class ShiftRemove(RowDeed):
    action = Action.ATTENDANCE_MANAGE
    success_message = "已取消，当天按每周班次执行。"

    def get_rows(self):
        return shifts_within(self.scope, self.action)

    def run(self):
        return remove_shift(shift=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("staff:duty-page", args=[self.row.station_id])
