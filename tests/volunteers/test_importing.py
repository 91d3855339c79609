"""An existing list of volunteers: preview, everybody waits for his own yes, bulk as one by one, the asker's right of now."""

import datetime as dt
import io

import pytest
from django.db import transaction
from django.urls import reverse

from liangzhan.accounts.models import Grant
from liangzhan.documents.models import KeptFile
from liangzhan.notices.models import PersonNotice
from liangzhan.people.models import Card, Person
from liangzhan.toolkit import jobs
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.models import Job
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from liangzhan.volunteers.imports.register import COLUMNS, read_volunteers, volunteer_template
from liangzhan.volunteers.models import Volunteer
from liangzhan.volunteers.queries.importing import TASK
from liangzhan.volunteers.rules.importing import VolunteerRow, codes_in, facts_of, person_of, row_problems, twins_in
from liangzhan.volunteers.services.importing import import_volunteers
from liangzhan.volunteers.services.register import apply_volunteer
from tests.factories.people import BY, resident_number
from tests.factories.volunteers import make_volunteer

pytestmark = pytest.mark.django_db
UPLOAD = reverse("volunteers:import-upload")
OLD = dt.date(1980, 3, 4)
CHILD = dt.date(today().year - 10, 1, 2)
GUARDED = {"guardian_name": "赵父", "guardian_relation": "PARENT", "guardian_mobile": "13900000001"}


def row(number=2, serial=1, **fields):
    return VolunteerRow(number, **{"name": "赵大", "id_number": resident_number(OLD, serial=serial), **fields})


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, set()),
        ({"areas": "敬老扶幼、环境保护", "skills": "急救"}, set()),
        ({"skills": "外语、手语"}, set()),
        ({"areas": "敬老"}, {"areas"}),
        ({"skills": "会做饭"}, {"skills"}),
        ({"national_no": "甲"}, {"national_no"}),
        ({"id_number": "1"}, {"id_number"}),
        ({"name": " "}, {"name"}),
        ({"id_number": resident_number(CHILD)}, {"guardian_name", "guardian_relation", "guardian_mobile"}),
    ],
)
def test_a_row(fields, wrong):
    assert set(row_problems(row(**fields), today=today())) == wrong


def test_words_and_twins():
    assert codes_in("一、二，一", [("1", "一"), ("2", "二")]) == (("1", "2"), "")
    assert facts_of(row(areas="敬老扶幼")).areas == ("V04",)
    rows = [row(2), row(3), row(4, 2, national_no="N123"), row(5, 3, national_no="N123")]
    assert {number: set(found) for number, found in twins_in(rows).items()} == {3: {"id_number"}, 5: {"national_no"}}
    table, empty = read_volunteers(io.BytesIO(volunteer_template()))
    assert empty == [] and table.positions.keys() == {column.name for column in COLUMNS}


def told(rows, station, take):
    """What stands afterwards, and then as if nothing had."""
    with transaction.atomic():
        refused = take(rows, station)
        names = ("number", "national_no", "national_state", "source", "state", "skills", "areas", "check_result")
        found = [
            (one.person.name, one.person.id_number, *(getattr(one, name) for name in names))
            for one in Volunteer.objects.filter(source="IMPORT").select_related("person").order_by("number")
        ]
        cards = sorted((card.name, card.mobile, card.station_id) for card in Card.objects.all())
        transaction.set_rollback(True)
    return sorted((one[:2], one[3:]) for one in found), len(found), cards, refused


def one_by_one(rows, station):
    refused = set()
    for one in rows:
        try:
            with transaction.atomic():
                given = {"facts": facts_of(one), "person_facts": person_of(one), "station": station}
                apply_volunteer(**given, source="IMPORT", by=BY)
        except RuleBroken:
            refused.add(one.number)
    return refused


def in_bulk(rows, station):
    outcome = import_volunteers(rows=rows, station=station, by=BY)
    known = len(rows) - outcome["made"] - len(outcome["refused"])
    assert outcome["known"] == known
    return {*outcome["refused"], *(one.number for one in rows if one.name == "在册")}


def test_bulk_is_one_by_one(station, neighbour_station):
    here = make_volunteer("在册", station=station, born_on=OLD)
    there = make_volunteer("外站", station=neighbour_station, born_on=OLD, national_no="N0001")
    rows = [
        row(2, 11, mobile="13900000002", areas="敬老扶幼"),
        row(3, 12, national_no="N0001"),
        row(4, 13, national_no="N0002", skills="急救、法律"),
        row(5, name="在册", id_number=here.person.id_number),
        row(6, name="外站", id_number=there.person.id_number),
        row(7, name="同号人", id_number=there.person.id_number),
        row(8, id_number=resident_number(CHILD), name="赵小", **GUARDED),
        row(9, id_number="1"),
        row(10, 14, areas="没有这项"),
    ]
    good = [one for one in rows if one.number != 10]  # words of a workbook are no concern of one registration
    assert told(good, station, in_bulk) == told(good, station, one_by_one)
    outcome = import_volunteers(rows=rows, station=station, by=BY)
    assert (outcome["made"], outcome["known"], set(outcome["refused"])) == (4, 1, {3, 6, 9, 10})
    waiting = Volunteer.objects.filter(source="IMPORT")
    assert {one.state for one in waiting} == {"APPLIED"} and PersonNotice.objects.count() == 4
    again = import_volunteers(rows=rows, station=station, by=BY)
    assert again["made"] == 0 and Volunteer.objects.filter(source="IMPORT").count() == 4


def upload(by, station, count):
    lines = [{"name": "赵大", "id_number": resident_number(OLD, serial=at + 1)} for at in range(count)]
    lines[0]["id_number"] = "1"
    heads = [column for column in COLUMNS if column.name in ("name", "id_number")]
    file = io.BytesIO(workbook_bytes([Sheet("志愿者名册", heads, lines)]))
    file.name = "名册.xlsx"
    return by.client.post(UPLOAD, {"station": station.pk, "workbook": file})


def test_a_list_comes_in_once_and_everybody_waits(station, station_head, neighbour_head):
    preview = upload(station_head, station, 30).headers["Location"]
    text = station_head.client.get(preview).text
    assert "待本人确认" in text and "下载问题清单" in text and not Volunteer.objects.exists()
    assert neighbour_head.client.get(preview).status_code == 404
    assert station_head.client.get(preview + "errors.xlsx").content[:2] == b"PK"
    assert station_head.client.get(reverse("volunteers:import-template")).content[:2] == b"PK"
    first = station_head.client.post(preview).headers["Location"]
    assert station_head.client.post(preview).headers["Location"] == first
    jobs.run_pending(reraise=True)
    job = Job.objects.get(task=TASK)
    assert {name: job.result[name] for name in ("made", "known", "refused")} == {"made": 29, "known": 0, "refused": 1}
    assert job.file_uuid and not KeptFile.objects.filter(title="志愿者名册").exists()
    assert Volunteer.objects.filter(state="APPLIED", source="IMPORT").count() == 29
    assert not Person.objects.filter(id_number_index="").exists()
    assert "待本人确认" in station_head.client.get(first).text


def test_whoever_lost_the_post_imports_no_further(station, station_head):
    preview = upload(station_head, station, 3).headers["Location"]
    station_head.client.post(preview)
    Grant.objects.filter(station=station).update(valid_to=today() - dt.timedelta(days=1))
    jobs.run_pending()
    job = Job.objects.get(task=TASK)
    assert job.state == "FAILED" and "没有在这个站点导入的权限" in job.error
    assert not Volunteer.objects.exists()
