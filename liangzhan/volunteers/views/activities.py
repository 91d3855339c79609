"""Volunteer activities of a station: the list, one activity, planning it."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property

from liangzhan.access.actions import Action
from liangzhan.access.views import RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.audit.services import record_reading
from liangzhan.people.queries.cards import stations_for
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.activity_links import links_for
from liangzhan.volunteers.forms.activities import ActivityFilters, ActivityForm
from liangzhan.volunteers.queries.activities import activities_shown
from liangzhan.volunteers.queries.activity_list import (
    heads_of,
    last_like,
    narrowed,
    project_at,
    projects_at,
    years_of,
)
from liangzhan.volunteers.queries.activity_page import activity_rows, facts_again, like_within, shown_of
from liangzhan.volunteers.services.activities import save_activity

OFFERED = ("organiser", "leader", "place", "guarantees", "hour_rule")  # of the last one, for a new one


class ActivityList(ScopedList):
    """The latest first."""

    action = Action.VOLUNTEERING_VIEW
    order = ("-starts_at", "-pk")
    template_name = "volunteers/activity_list.html"
    title = "志愿服务活动"

    def get_rows(self):
        return activities_shown(self.scope, self.action)

    def get_form(self):
        return ActivityFilters(self.request.GET or None, actor=self.actor, years=years_of(today()))

    def narrow(self, rows, chosen):
        return narrowed(rows, chosen)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        heads = heads_of([row.pk for row in context["rows"]])
        return {**context, "heads": heads, "manages": self.actor.may(Action.VOLUNTEERING_MANAGE)}


class OfActivity:
    """The activity of the address within the reader's scope, or 404."""

    action = Action.VOLUNTEERING_MANAGE
    template_name = "volunteers/activity_form.html"
    hint = ""

    @cached_property
    def row(self):
        found = activity_rows(self.scope, self.action).filter(uuid=self.kwargs["uuid"]).first()
        if found is None:
            raise Http404("没有找到这项活动，或者它不在您的范围内。")
        return found

    def may(self, action):
        return self.actor.may_at(action, code=self.row.division_code, station_id=self.row.station_id)

    def get_subtitle(self):
        return self.row.title

    def get_success_url(self):
        return reverse("volunteers:activity-page", kwargs={"uuid": self.row.uuid})

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"back": self.get_success_url(), "hint": self.hint, **kwargs})


class ActivityPage(OfActivity, ScopedDetail):
    action = Action.VOLUNTEERING_VIEW
    template_name = "volunteers/activity_page.html"

    def get_title(self):
        return self.row.title

    def get_subtitle(self):
        row = self.row
        return " · ".join(one for one in (row.get_area_display(), row.station.name, row.number) if one)

    def get_context_data(self, **kwargs):
        shown = shown_of(self.row, self.actor)
        if shown["sensitive"]:
            record_reading(page="volunteers:activity-page", ids=[str(self.row.uuid)], shown_class="P3", by=self.actor)
        return super().get_context_data(**shown, links=links_for(self.row, self.actor), **kwargs)


class Planning:
    """The form of a draft; what was typed goes to one service."""

    form_class = ActivityForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "projects": projects_at(self.place())}

    def run(self, form):
        station, given = self.place(), form.cleaned_data
        told = {"project": project_at(station, given["project"]), "form_key": given["form_key"]}
        return save_activity(facts=form.facts(), station=station, activity=self.draft(), by=self.actor, **told)

    def get_success_url(self):
        return reverse("volunteers:activity-page", kwargs={"uuid": self.result.uuid})


class AtStation:
    """`?station=` among the reader's own; `?like=` an activity whose words are offered again."""

    action = Action.VOLUNTEERING_MANAGE
    template_name = "volunteers/activity_form.html"

    @cached_property
    def stations(self):
        found = list(stations_for(self.scope, self.action)[:20])
        if not found:
            raise Http404("您没有可以组织活动的站点。")
        return found

    @cached_property
    def like(self):
        return like_within(self.scope, self.request.GET.get("like", ""))

    def place(self):
        wanted = str(self.like.station_id) if self.like else self.request.GET.get("station", "")
        return next((one for one in self.stations if str(one.pk) == wanted), self.stations[0])

    def get_context_data(self, **kwargs):
        others = [one for one in self.stations if one != self.place()]
        shown = {"at_station": self.place(), "other_stations": others, "hint": ""}
        return super().get_context_data(**shown, back=reverse("volunteers:activity-list"), **kwargs)


class ActivityAdd(AtStation, Planning, ScopedForm):
    title = "计划志愿服务活动"
    success_message = "活动已保存为草稿，时间已列入日程。下一步：核对后提交审核。"

    def draft(self):
        return None

    def get_initial(self):
        if self.like:
            return facts_again(self.like)
        last = last_like(self.place())
        return {name: getattr(last, name) for name in OFFERED} if last else {"organiser": self.place().name}


class ActivityEdit(OfActivity, Planning, RowForm):
    title = "修改活动"
    success_message = "活动已保存。下一步：核对后提交审核。"

    def place(self):
        return self.row.station

    def draft(self):
        return self.row

    def get_initial(self):
        names = ("starts_at", "ends_at", "recruits_on", "recruit_ends_on")
        given = {name: getattr(self.row, name) for name in names}
        return {**facts_again(self.row), **given}

    def get_success_url(self):
        return OfActivity.get_success_url(self)
