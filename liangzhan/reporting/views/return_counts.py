"""Completeness of returns by the units below, and the reminder to those who let the day pass."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.reporting.forms.returns import CountFilters
from liangzhan.reporting.queries.return_counts import completeness
from liangzhan.reporting.queries.return_pages import counted
from liangzhan.reporting.services.returns import remind_missing
from liangzhan.reporting.views.asked import WantedMixin
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


class ReturnCounts(WantedMixin, Page):
    """Who has handed in, in time or late, and who is missing: one click to each."""

    action = Action.RETURN_ACCEPT
    template_name = "reporting/return_counts.html"
    title = "报送情况"

    def get_context_data(self, **kwargs):
        asked = counted(self.actor, self.request.GET, today=today())
        if asked is None:
            return super().get_context_data(asked=None, **kwargs)
        found = completeness(self.scope, self.area, ends_on=asked["period"].end, today=today(), **asked["names"])
        told = {"filters": CountFilters.of(asked), "found": found, "query": urlencode(asked["query"])}
        return super().get_context_data(asked=asked, area=self.area, **told, **kwargs)


class ReturnRemind(Page):
    """A button: remind whoever let the day pass."""

    action = Action.RETURN_ACCEPT
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        given = {name: request.POST.get(name, "")[:20] for name in ("form_code", "period", "level")}
        try:
            rows = remind_missing(**given, by=self.actor)
            messages.success(request, f"已催报 {len(rows)} 个单位。")
        except RuleBroken as refusal:
            messages.error(request, " ".join(refusal.reasons))
        query = urlencode({"form": given["form_code"], "period": given["period"], "level": given["level"]})
        return HttpResponseRedirect(f"{reverse('reporting:return-counts')}?{query}")
