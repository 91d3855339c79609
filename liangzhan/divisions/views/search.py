"""The search fragment behind every division picker, and the boundaries of the counties."""

from django.http import HttpResponse, HttpResponseNotModified

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.divisions.choices import Level
from liangzhan.divisions.queries import path_names, search
from liangzhan.divisions.queries.boundaries import boundaries
from liangzhan.toolkit.periods import today


class SearchFragment(Page):
    """`?q=&level=`: up to twenty units, each with its path; names are public, so no scope narrows them."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/search_fragment.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("q", "").strip()[:40]
        level = self.request.GET.get("level", "")
        found = search(asked, on=today(), level=level if level in Level.values else "", limit=20)
        names = path_names([one.code for one in found]) if found else {}
        hits = [
            {"code": one.code, "name": one.name, "path": " ".join(list(names[one.code].values())[1:-1])}
            for one in found
        ]
        return super().get_context_data(hits=hits, asked=asked, **kwargs)


class Boundaries(Page):
    """GeoJSON of the 100 counties, each with its `city_code`; for orientation only."""

    action = Action.DIVISION_VIEW

    def get(self, request, *args, **kwargs):
        content, tag = boundaries()
        known = request.headers.get("If-None-Match", "")
        response = HttpResponseNotModified() if tag in known else HttpResponse(content)
        response["Content-Type"] = "application/geo+json"
        response["ETag"] = tag
        response["Cache-Control"] = "private, max-age=86400"
        return response
