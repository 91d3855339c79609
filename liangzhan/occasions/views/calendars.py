"""Calendars that other programs read."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views import View

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed
from liangzhan.occasions.exports.calendar import calendar_of
from liangzhan.occasions.queries.feeds import feed_by, feeds_of, occasions_of, stations_for, user_of
from liangzhan.occasions.services.feeds import end_feed, make_feed
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


class Calendars(Page):
    """The living feeds; a new one is shown on the answer to its button and never again."""

    action = Action.OCCASION_VIEW
    template_name = "occasions/calendars.html"
    title = "日历订阅"
    subtitle = "让手机日历自动显示日程。地址只显示一次，知道地址的人就能看到日程名称，请勿转发。"

    def get_context_data(self, **kwargs):
        kwargs = {"fresh": "", "problem": "", **kwargs}
        return super().get_context_data(
            feeds=list(feeds_of(self.actor)), stations=list(stations_for(self.actor)), **kwargs
        )

    def post(self, request, *args, **kwargs):
        try:
            _, token = make_feed(by=self.actor, **whose(self.actor, request.POST.get("station", "")))
        except RuleBroken as refusal:
            return self.render_to_response(self.get_context_data(problem=" ".join(refusal.reasons)), status=422)
        fresh = request.build_absolute_uri(reverse("occasions:feed", args=[token]))
        return self.render_to_response(self.get_context_data(fresh=fresh))


def whose(actor, station):
    """A station the post names, or the reader's own account."""
    if not station:
        return {"user": user_of(actor)}
    return {"station": get_object_or_404(stations_for(actor), pk=station if station.isdigit() else 0)}


class CalendarEnd(RowDeed):
    action = Action.OCCASION_VIEW
    success_message = "订阅地址已停用，日历程序不会再更新。"

    @property
    def row(self):
        return get_object_or_404(feeds_of(self.actor), pk=self.kwargs["pk"])

    def run(self):
        return end_feed(feed=self.row, by=self.actor)

    def get_success_url(self):
        return reverse("occasions:calendars")


class Feed(View):
    """GET /occasions/calendars/<token>.ics, without sign-in: calendar programs cannot sign in."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, token):
        feed = feed_by(token)
        if feed is None:
            raise Http404("这个订阅地址不存在或已停用。")
        name = feed.station.name if feed.station else "我的日程"
        text = calendar_of(occasions_of(feed, now=moment()), name=name)
        answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="calendar.ics"'
        return answer
