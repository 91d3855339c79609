"""Time at forms: counted by station, form and month, capped, and nobody's name beside it."""

import datetime as dt
from types import SimpleNamespace
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from liangzhan.reporting.burden_counter import note_form_time
from liangzhan.reporting.models import FormTime
from liangzhan.reporting.queries.burden import form_words
from liangzhan.reporting.rules.burden import counted_seconds, minutes, station_of
from liangzhan.toolkit import form_time
from liangzhan.toolkit.periods import today

PAGE = "reporting:burden"
QUERIES = 11


@pytest.mark.parametrize(
    ("seconds", "counted"), [(0, (0, 0)), (59, (59, 0)), (600, (600, 0)), (601, (600, 1)), (-3, (0, 0))]
)
def test_capped(seconds, counted):
    assert counted_seconds(seconds, cap=600) == counted


def test_whose_time_it_is():
    assert station_of([7, 4], 7) == 7 and station_of([7, 4], 9) == 4
    assert station_of([7, 4], None) == 4 and station_of([], 7) is None
    assert [minutes(one) for one in (0, 29, 30, 89, 90)] == [0, 0, 1, 1, 2]


class Asked:
    """As little of a request as the field reads."""

    def __init__(self, **post):
        self.POST = post


def value_in(field):
    return str(field).split('value="')[1].split('"')[0]


def test_the_moment_is_signed_and_kept_when_the_form_comes_back():
    with time_machine.travel(dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC), tick=False):
        first = value_in(form_time.opened_field(Asked()))
    assert value_in(form_time.opened_field(Asked(opened_at=first))) == first
    forged = first.replace(first[:3], "100", 1)
    assert value_in(form_time.opened_field(Asked(opened_at=forged))) != forged


@pytest.mark.django_db
def test_one_counter_for_station_form_and_month(station, social_worker, county_officer):
    for seconds in (30, 900):
        note_form_time(social_worker.actor, "needs:need-add", seconds, None)
    note_form_time(county_officer.actor, "needs:need-add", 30, None)
    row = FormTime.objects.get()
    assert (row.station_id, row.form, row.month) == (station.pk, "needs:need-add", today().replace(day=1))
    assert (row.count, row.seconds, row.capped) == (2, 630, 1)
    named = {field.name for field in FormTime._meta.get_fields()}
    assert named == {"id", "station", "division_code", "form", "month", "count", "seconds", "capped"}


@pytest.mark.django_db
def test_a_form_that_is_saved_is_counted_and_one_with_errors_is_not(station, social_worker):
    address = reverse("needs:need-add")
    shown = social_worker.client.get(address).content.decode()
    assert 'name="opened_at"' in shown
    value = shown.split('name="opened_at" value="')[1].split('"')[0]
    social_worker.client.post(address, {"opened_at": value})
    assert not FormTime.objects.exists()
    given = {"station": station.pk, "category": "S01", "description": "轮椅坏了没法下楼", "group": "DISABLED"}
    given |= {"persons_concerned": "1", "urgency": "3", "importance": "4", "source": "DOOR"}
    given |= {"raised_on": str(today()), "form_key": str(uuid4()), "opened_at": value}
    answer = social_worker.client.post(address, given)
    assert answer.status_code == 302 and FormTime.objects.get().form == "needs:need-add"
    social_worker.client.post(address, {**given, "opened_at": "100:forged"})
    assert FormTime.objects.get().count == 1


@pytest.mark.django_db
def test_the_page_for_station_and_area(
    station, neighbour_station, station_head, neighbour_head, county_officer, django_assert_num_queries
):
    note_form_time(station_head.actor, "needs:need-add", 300, None)
    note_form_time(neighbour_head.actor, "needs:need-add", 60, None)
    own = station_head.client.get(reverse(PAGE)).content.decode()
    assert form_words("needs:need-add") in own and station.name in own and neighbour_station.name not in own
    theirs = f"?area={neighbour_station.division_code}&station={neighbour_station.pk}"
    assert station_head.client.get(reverse(PAGE) + theirs).status_code == 404
    client = county_officer.client
    both = client.get(reverse(PAGE)).content.decode()
    assert station.name in both and neighbour_station.name in both and "不用于考核" in both
    with django_assert_num_queries(QUERIES):
        client.get(reverse(PAGE))
    assert "还没有开始" in client.get(reverse(PAGE) + "?period=2031-01").content.decode()
    assert form_words("nowhere:form") == "其他表单"


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["casework:sealed-open", "protection:report-facts", "documents:sealed-consult"])
def test_a_form_whose_use_is_a_secret_is_not_counted(station, social_worker, form):
    note_form_time(social_worker.actor, form, 30, None)
    assert not FormTime.objects.exists()
    note_form_time(social_worker.actor, "casework:case-add", 30, None)
    assert FormTime.objects.count() == 1


@pytest.mark.parametrize("name", ["result", "row", "case"])
def test_a_form_about_a_sealed_matter_is_told_to_nobody(monkeypatch, rf, name):
    heard = []
    monkeypatch.setattr(form_time, "_listeners", [lambda *told: heard.append(told)])
    for subject in (uuid4(), None):
        request = rf.post("/", {"opened_at": value_in(form_time.opened_field(Asked()))})
        request.actor, request.resolver_match = None, SimpleNamespace(view_name="casework:contact-add")
        view = SimpleNamespace(request=request, result=None, row=None, case=None)
        setattr(view, name, SimpleNamespace(sealed_subject=subject))
        form_time.saved(view)
    assert len(heard) == 1
