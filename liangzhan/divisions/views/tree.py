"""Browsing the tree of a day, finding a unit, taking an area's units away."""

from urllib.parse import quote

from django.http import Http404, HttpResponse

from liangzhan.access.actions import Action
from liangzhan.access.views import Page
from liangzhan.divisions.choices import Level
from liangzhan.divisions.exports import units_workbook
from liangzhan.divisions.forms.units import FindForm, asked_day
from liangzhan.divisions.queries import path_names, register, search
from liangzhan.divisions.rules import LEVEL_ORDER, is_pseudo_street
from liangzhan.toolkit.periods import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class UnitMixin:
    """The unit of the address (names are public, so every signed-in reader sees every unit), and the day asked for."""

    @property
    def unit(self):
        if not hasattr(self, "_unit"):
            self._unit = register.unit(self.kwargs["pk"]) if "pk" in self.kwargs else register.province()
        if self._unit is None:
            raise Http404("没有找到这个单位。")
        return self._unit

    @property
    def on(self):
        return asked_day(self.request.GET.get("on", ""), today())


class DivisionPage(UnitMixin, Page):
    """One unit: where it stands, what lies beneath it, where it came from, who is in charge."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/division_page.html"

    def get_context_data(self, **kwargs):
        unit, on = self.unit, self.on
        shown = facts_of(unit, on)
        rights = {
            "may_change": self.actor.may_at(Action.DIVISION_MANAGE, code=unit.code),
            "may_authorise": self.actor.may_at(Action.AUTHORITY_MANAGE, code=unit.code),
        }
        return super().get_context_data(
            title=unit.name, unit=unit, on=on, past=on != today(), **shown, **rights, **kwargs
        )


def facts_of(unit, on):
    """What the page of a unit shows of the register."""
    counts = register.counts_beneath(unit, on=on)
    return {
        "path": register.path_of(unit, on=on),
        "counts": [(Level(one).label, counts[one]) for one in (*LEVEL_ORDER, Level.ZONE) if one in counts],
        "branches": register.branches(unit, on=on),
        "history": register.history_of(unit),
        "authorities": register.authorities_of(unit),
        "pseudo": unit.level == Level.STREET and is_pseudo_street(unit.code),
    }


class FindUnits(Page):
    """Search over the whole register, with the path of each hit; also of an earlier day."""

    action = Action.DIVISION_VIEW
    template_name = "divisions/find_units.html"
    title = "查找区划"

    def get_context_data(self, **kwargs):
        form = FindForm(self.request.GET or None)
        asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
        found = search(asked.get("q", ""), on=asked.get("on") or today(), level=asked.get("level", ""), limit=100)
        names = path_names([one.code for one in found]) if found else {}
        paths = {code: " ".join(list(path.values())[:-1]) for code, path in names.items()}
        return super().get_context_data(filters=form, rows=found, paths=paths, asked=asked.get("q", ""), **kwargs)


class ExportUnits(UnitMixin, Page):
    """All units of an area on the day, as a workbook."""

    action = Action.DIVISION_VIEW

    def get(self, request, *args, **kwargs):
        response = HttpResponse(units_workbook(self.unit, on=self.on), content_type=XLSX)
        name = quote(f"{self.unit.name}行政区划{self.on:%Y%m%d}.xlsx")
        response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
        return response
