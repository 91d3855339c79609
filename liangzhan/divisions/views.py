"""The search fragment behind every division picker, and the boundaries of the counties."""

import json
from functools import cache
from pathlib import Path

from django.http import HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.divisions.choices import Level
from liangzhan.divisions.queries import path_names, search
from liangzhan.toolkit.periods import today

BOUNDARIES = Path(__file__).resolve().parent / "data" / "liaoning-counties.geojson"


class SearchFragment(Page):
    """`?q=&level=`: up to twenty units, each with its path; names are public, so no scope narrows them."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/search_fragment.html"

    def get_context_data(self, **kwargs):
        level = self.request.GET.get("level", "")
        found = search(
            self.request.GET.get("q", ""), on=today(), level=level if level in Level.values else "", limit=20
        )
        names = path_names([one.code for one in found])
        hits = [
            {"code": one.code, "name": one.name, "path": " ".join(list(names[one.code].values())[1:-1])}
            for one in found
        ]
        return super().get_context_data(hits=hits, asked=self.request.GET.get("q", "").strip(), **kwargs)


@cache
def boundaries() -> bytes:
    """The packaged boundaries, written small once per process."""
    return json.dumps(
        json.loads(BOUNDARIES.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":")
    ).encode()


@method_decorator(cache_control(public=False, private=True, max_age=86400), name="dispatch")
class Boundaries(Page):
    """GeoJSON of the 100 counties, for orientation only (docs: provenance beside the data)."""

    action = Action.DIVISION_VIEW

    def get(self, request, *args, **kwargs):
        return HttpResponse(boundaries(), content_type="application/geo+json")
