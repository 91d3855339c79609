"""The inbox."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, ScopedList
from liangzhan.notices.forms import NoticeFilter
from liangzhan.notices.queries import notices_of
from liangzhan.notices.services import mark_all_read, mark_read


class Inbox(ScopedList):
    """One's own notices, unread ones unless told."""

    action = Action.NOTICE_READ
    template_name = "notices/inbox.html"
    title = "提醒"
    filter_form = NoticeFilter
    order = ("-told_at", "-id")

    def get_form(self):
        return NoticeFilter(self.request.GET, actor=self.actor)

    def get_rows(self):
        return notices_of(self.actor)

    def narrow(self, rows, chosen):
        if chosen["kind"]:
            rows = rows.filter(kind=chosen["kind"])
        return rows if chosen["show"] == "all" else rows.filter(read_at__isnull=True)


class OpenNotice(Page):
    """Marks one notice as read and goes on to what it speaks of."""

    action = Action.NOTICE_READ

    def get(self, request, *args, **kwargs):
        notice = mark_read(pk=self.kwargs["pk"], by=self.actor)
        if notice is None:
            raise Http404("没有找到这条提醒。")
        inside = url_has_allowed_host_and_scheme(notice.href, None)
        return HttpResponseRedirect(notice.href if inside and notice.href else reverse("notices:inbox"))


class ReadNotice(Page):
    """Marks one, or all of them, as read and stays in the inbox."""

    action = Action.NOTICE_READ
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if "pk" not in self.kwargs:
            messages.success(request, f"已把 {mark_all_read(by=self.actor)} 条提醒标为已读。")
        elif mark_read(pk=self.kwargs["pk"], by=self.actor) is None:
            raise Http404("没有找到这条提醒。")
        return HttpResponseRedirect(reverse("notices:inbox"))
