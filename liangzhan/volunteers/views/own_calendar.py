"""One's own volunteer activities as a file that the phone's calendar opens."""

from django.http import HttpResponse

from liangzhan.access.views import Page
from liangzhan.occasions.exports.calendar import calendar_of
from liangzhan.toolkit.periods import moment
from liangzhan.volunteers.queries.own_calendar import own_occasions
from liangzhan.volunteers.views.own_register import Own


class OwnCalendar(Own, Page):
    """GET: text/calendar; titles, times and places, no names."""

    def get(self, request, *args, **kwargs):
        text = calendar_of(own_occasions(self.row, moment()), name="我的志愿服务")
        answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'attachment; filename="volunteering.ics"'
        return answer
