"""Open recruiting for everybody, without sign-in: what, when, where, conditions, risks, seats left; nothing of anybody."""

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from liangzhan.access.actions import Action
from liangzhan.occasions.rules.arranging import when_words
from liangzhan.toolkit.keyset import page_of
from liangzhan.volunteers.forms.own_activities import PlacedFilters
from liangzhan.volunteers.queries.activity_list import heads_of
from liangzhan.volunteers.queries.activity_open import open_activities, open_activity, open_places, open_problem
from liangzhan.volunteers.queries.activity_page import conditions_of, post_lines
from liangzhan.volunteers.views.own_register import WANTED

ORDER = ("starts_at", "pk")


class OpenList(TemplateView):
    """The next first; county and area in the URL."""

    template_name = "volunteers/open_list.html"

    def get_context_data(self, **kwargs):
        form = PlacedFilters(self.request.GET or None, places=open_places())
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {"place": "", "area": ""}
        rows = open_activities(chosen["place"])
        rows = rows.filter(area=chosen["area"]) if chosen["area"] else rows
        page = page_of(rows, order=ORDER, cursor=self.request.GET.get("cursor", ""), size=20)
        shown = {"filters": form, "page": page, "rows": page.items, "heads": heads_of([one.pk for one in page.items])}
        return super().get_context_data(**shown, **kwargs)


class OfOpen:
    """The activity of the address, when it is or was open to everybody; else 404."""

    @cached_property
    def row(self):
        found = open_activity(self.kwargs["uuid"])
        if found is None:
            raise Http404("没有这项活动，请核对二维码。")
        return found


class OpenPage(OfOpen, TemplateView):
    template_name = "volunteers/open_page.html"

    def get_context_data(self, **kwargs):
        row = self.row
        shown = {"row": row, "when": when_words(row.starts_at, row.ends_at), "posts": post_lines(row)}
        return super().get_context_data(**shown, conditions=conditions_of(row), problem=open_problem(row), **kwargs)


class OpenJoin(OfOpen, TemplateView):
    """Who is known on this phone goes on to his own page; the others are shown the two ways in, and come back here."""

    template_name = "volunteers/open_join.html"

    def get(self, request, *args, **kwargs):
        if request.actor.may(Action.VOLUNTEER_OWN):
            return HttpResponseRedirect(reverse("volunteers:own-activity", kwargs={"uuid": self.row.uuid}))
        request.session[WANTED] = str(self.row.uuid)
        return self.render_to_response({"row": self.row})
