"""The base pages: rows through `within`, filters and cursors in the URL, one service per form, buttons by POST."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.session import SessionStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404
from django.test import RequestFactory

from liangzhan.access.actions import Action
from liangzhan.access.views import Page, RowDeed, RowForm, ScopedDetail, ScopedForm, ScopedList
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken


class KindFilter(forms.Form):
    kind = forms.ChoiceField(choices=[("", "全部"), ("SW", "社"), ("VS", "志")], required=False)

    def __init__(self, *args, actor=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor


class Stations(ScopedList):
    action = Action.STATION_VIEW
    queryset = Station.objects.all()
    filter_form = KindFilter
    order = ("name", "pk")
    page_size = 1
    title, subtitle = "站点", "全部"

    def narrow(self, rows, chosen):
        return rows.filter(kind=chosen["kind"]) if chosen["kind"] else rows


class PlainStations(ScopedList):
    action = Action.STATION_VIEW
    queryset = Station.objects.all()


class OneStation(ScopedDetail):
    action = Action.STATION_VIEW
    queryset = Station.objects.all()


class ReadWithAnotherVerb(OneStation):
    action = Action.OWN_ACCOUNT
    row_action = Action.STATION_EDIT


class NoQueryset(ScopedDetail):
    action = Action.STATION_VIEW


class NameForm(forms.Form):
    name = forms.CharField()


class Rename(RowForm):
    action = Action.STATION_EDIT
    queryset = Station.objects.all()
    form_class = NameForm
    template_name = "divisions/plain_form.html"
    success_url = "/done/"

    def run(self, form):
        if form.cleaned_data["name"] == "坏":
            raise RuleBroken("这个名称不行。", "再想一个。", field="name")
        if form.cleaned_data["name"] == "锁":
            raise RuleBroken("现在不能改名。", field="no_such_field")
        return self.row

    def get_context_data(self, **kwargs):
        return super().get_context_data(cancel="/", **kwargs)


class Deed(RowDeed):
    action = Action.STATION_EDIT
    queryset = Station.objects.all()

    def run(self):
        if self.row.kind == "VS":
            raise RuleBroken("不行。", "原因在此。")
        return self.row

    def get_success_url(self):
        return "/after/"


def ask(view, person, method="get", data=None, path="/sample/", **kwargs):
    request = getattr(RequestFactory(), method)(path, data or {})
    request.actor = person.actor
    request.session = SessionStore()
    request._messages = SessionStorage(request)
    request.user = person.user
    page = view()
    page.setup(request, **kwargs)
    return page, request


def context(view, person, data=None, **kwargs):
    page, _ = ask(view, person, data=data, **kwargs)
    return page.get_context_data()


class TestScopedList:
    def test_only_what_is_within(self, county_officer, neighbour_county, station, neighbour_station):
        found = context(PlainStations, county_officer)
        assert {one.pk for one in found["rows"]} == {station.pk, neighbour_station.pk}
        assert (found["filters"], context(PlainStations, neighbour_county)["rows"]) == (None, [])

    def test_a_head_sees_the_own_one(self, station_head, station, neighbour_station):
        assert context(PlainStations, station_head)["rows"] == [station]

    def test_filters_in_the_url(self, county_officer, station, neighbour_station):
        Station.objects.filter(pk=station.pk).update(kind="VS")
        found = context(Stations, county_officer, {"kind": "VS"})
        assert (found["rows"], found["filters"].actor, found["title"], found["subtitle"]) == (
            [station],
            county_officer.actor,
            "站点",
            "全部",
        )

    def test_a_filter_that_makes_no_sense_narrows_nothing(self, county_officer, station):
        found = context(Stations, county_officer, {"kind": "XX"})
        assert (found["rows"], bool(found["filters"].errors)) == ([station], True)

    def test_pages_by_cursor(self, county_officer, station, neighbour_station):
        first = context(Stations, county_officer)
        second = context(Stations, county_officer, {"cursor": first["page"].next_cursor})
        assert {first["rows"][0].pk, second["rows"][0].pk} == {station.pk, neighbour_station.pk}
        assert (second["page"].next_cursor, bool(second["page"].previous_cursor)) == ("", True)


class TestRows:
    def test_the_own_row(self, station_head, station):
        assert context(OneStation, station_head, pk=station.pk)["row"] == station

    def test_a_neighbours_row_is_not_there(self, station_head, neighbour_station):
        page, _ = ask(OneStation, station_head, pk=neighbour_station.pk)
        with pytest.raises(Http404, match="没有找到这条记录"):
            page.get_context_data()

    def test_the_row_may_ask_for_another_verb(self, station_head, committee_member, station):
        assert context(ReadWithAnotherVerb, station_head, pk=station.pk)["row"] == station
        with pytest.raises(Http404):
            context(ReadWithAnotherVerb, committee_member, pk=station.pk)

    def test_a_page_without_rows_is_a_mistake(self, station_head):
        with pytest.raises(ImproperlyConfigured, match="NoQueryset needs queryset"):
            context(NoQueryset, station_head, pk=1)

    def test_the_row_is_read_once(self, station_head, station, django_assert_num_queries):
        page, _ = ask(OneStation, station_head, pk=station.pk)
        assert page.actor.scope is not None
        with django_assert_num_queries(1):
            assert page.row is page.row


class TestScopedForm:
    def post(self, person, station, name):
        page, request = ask(Rename, person, "post", {"name": name}, pk=station.pk)
        return page, request, page.post(request)

    def test_runs_one_service_and_says_so(self, station_head, station):
        page, request, response = self.post(station_head, station, "新名")
        assert (response.status_code, response["Location"], page.result) == (302, "/done/", station)
        assert [str(one) for one in get_messages(request)] == ["已保存。"]

    def test_refusals_stand_at_their_field(self, station_head, station):
        _, _, response = self.post(station_head, station, "坏")
        assert response.status_code == 422
        assert response.context_data["form"].errors == {"name": ["这个名称不行。", "再想一个。"]}
        assert response.context_data["form"]["name"].value() == "坏"

    def test_a_refusal_of_no_field_stands_on_top(self, station_head, station):
        _, _, response = self.post(station_head, station, "锁")
        assert response.context_data["form"].non_field_errors() == ["现在不能改名。"]

    def test_nothing_typed(self, station_head, station):
        assert self.post(station_head, station, "")[2].status_code == 422

    def test_without_words_nothing_is_said(self, station_head, station, monkeypatch):
        monkeypatch.setattr(Rename, "success_message", "")
        assert list(get_messages(self.post(station_head, station, "新名")[1])) == []

    def test_a_neighbours_row(self, station_head, neighbour_station):
        with pytest.raises(Http404):
            self.post(station_head, neighbour_station, "新名")[2].render()

    def test_back_to_the_same_page_when_nothing_else_is_said(self, station_head, station, monkeypatch):
        monkeypatch.setattr(Rename, "success_url", None)
        assert self.post(station_head, station, "新名")[2]["Location"] == "/sample/"

    def test_a_form_must_name_its_service(self):
        with pytest.raises(NotImplementedError):
            ScopedForm().run(None)


class TestRowDeed:
    def press(self, person, row):
        page, request = ask(Deed, person, "post", pk=row.pk)
        return request, page.post(request)

    def test_runs_and_goes_on(self, station_head, station):
        request, response = self.press(station_head, station)
        assert response["Location"] == "/after/"
        assert [(one.level_tag, str(one)) for one in get_messages(request)] == [("success", "已保存。")]

    def test_a_refusal_is_said(self, station_head, station):
        Station.objects.filter(pk=station.pk).update(kind="VS")
        request, _ = self.press(station_head, station)
        assert [(one.level_tag, str(one)) for one in get_messages(request)] == [("error", "不行。 原因在此。")]

    def test_only_by_post(self, station_head, station):
        page, request = ask(Deed, station_head, pk=station.pk)
        assert page.dispatch(request, pk=station.pk).status_code == 405

    def test_a_button_must_name_its_service_and_its_way_on(self):
        for missing in (RowDeed().run, RowDeed().get_success_url):
            with pytest.raises(NotImplementedError):
                missing()


def test_a_page_knows_who_asks(county_officer):
    page, _ = ask(Page, county_officer)
    assert (page.actor, page.scope) == (county_officer.actor, county_officer.actor.scope)
