"""The street's sheet (2.6.1): template, preview, refusals with row and column, errors back, imported once."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from liangzhan.staff.imports.attendance import COLUMNS, read_sheet
from liangzhan.staff.models import ImportedDay
from liangzhan.staff.queries.attendance_sheet import SheetRow
from liangzhan.staff.queries.corrections import day_of_worker
from liangzhan.staff.services.attendance_sheet import import_days
from liangzhan.staff.services.month import close_month
from liangzhan.toolkit.jobs import run_pending
from liangzhan.toolkit.periods import acting_on, today
from liangzhan.toolkit.spreadsheets import Sheet, workbook_bytes
from tests.factories.attendance import open_hours
from tests.factories.people import BY
from tests.factories.staff import make_post, make_worker
from tests.staff.test_services_leave import street_mode

D = dt.date
DAY = D(2026, 5, 6)


@pytest.fixture
def worker(station):
    open_hours(station)
    street_mode(station)
    return make_worker("陈某", station=station)


def row(station, name="陈某", number=2, **given):
    given = {"worker_number": None, "on": DAY, "status": "NORMAL", "minutes": 450, **given}
    return SheetRow(number=number, station=station.name, name=name, **given)


class TestImport:
    def test_the_day_is_what_the_street_says(self, station, worker):
        assert day_of_worker(worker, station, DAY).status == "AWAITED"
        out = import_days(rows=[row(station, status="LATE")], by=BY)
        assert (out.made, out.changed, out.same, out.refused) == (1, 0, 0, [])
        assert (day_of_worker(worker, station, DAY).status, day_of_worker(worker, station, DAY).minutes) == (
            "LATE",
            450,
        )

    def test_once(self, station, worker):
        import_days(rows=[row(station)], by=BY)
        assert import_days(rows=[row(station)], by=BY).same == 1
        assert import_days(rows=[row(station, status="ABSENT", minutes=None)], by=BY).changed == 1
        assert ImportedDay.objects.get().status == "ABSENT"

    def test_the_neighbour_is_out_of_reach(self, station, neighbour_station, worker, neighbour_head):
        out = import_days(rows=[row(station)], by=neighbour_head.actor)
        assert out.made == 0 and out.refused == [(2, "station", "在您的范围内没有这个站点，请按站点名册填写全称")]

    @pytest.mark.parametrize(
        ("given", "column"),
        [
            ({"name": "李某"}, "name"),
            ({"on": D(2020, 3, 2)}, "name"),
            ({"on": D(2099, 5, 6)}, "on"),
            ({"worker_number": 99999}, "name"),
        ],
    )
    def test_refuses_row_by_row(self, station, worker, given, column):
        out = import_days(rows=[row(station, **given), row(station, number=3, on=D(2026, 5, 7))], by=BY)
        assert [(number, where) for number, where, _ in out.refused] == [(2, column)] and out.made == 1

    def test_two_of_one_name_need_the_number(self, station, worker):
        other = make_worker("陈某", station=station)
        assert import_days(rows=[row(station)], by=BY).refused[0][1] == "number"
        import_days(rows=[row(station, worker_number=other.pk)], by=BY)
        assert ImportedDay.objects.get().worker == other

    def test_the_same_day_twice(self, station, worker):
        assert import_days(rows=[row(station), row(station, number=3)], by=BY).refused[0][:2] == (3, "on")

    def test_not_where_we_keep_attendance_nor_in_a_confirmed_month(self, station, neighbour_station, worker):
        close_month(station=station, month_on=DAY, by=BY)
        assert "已经确认" in import_days(rows=[row(station)], by=BY).refused[0][2]
        with acting_on(D(2019, 12, 31)):
            out = import_days(rows=[row(station, on=D(2019, 12, 30))], by=BY)
        assert "平台考勤" in out.refused[0][2]


def workbook(*rows):
    content = workbook_bytes([Sheet("街道考勤表", COLUMNS, rows)])
    return SimpleUploadedFile("sheet.xlsx", content)


def line(station, name="陈某", on=DAY, status="正常", hours=7.5):
    return {"station": station.name, "name": name, "on": on, "status": status, "hours": hours}


class TestPages:
    def upload(self, who, *rows, code=302):
        with who.client.allow(60):
            response = who.client.post(reverse("staff:sheet-upload"), {"workbook": workbook(*rows)})
        assert response.status_code == code, response.content.decode()[:2000]
        return response

    def test_the_whole_way(self, station, worker, street_officer, county_officer, neighbour_head):
        client = street_officer.client
        assert county_officer.client.get(reverse("staff:sheet-upload")).status_code == 403
        upload = self.upload(street_officer, line(station), line(station, name="李某"), line(station, status="不知道"))
        preview = upload["Location"]
        text = client.get(preview).content.decode()
        assert "导入 1 行" in text and "这一天本站没有这名在岗人员" in text and "考勤情况" in text
        assert neighbour_head.client.get(preview).status_code == 404
        errors = client.get(preview + "errors.xlsx")
        assert errors.status_code == 200 and errors.content.startswith(b"PK")
        assert not ImportedDay.objects.exists()
        with client.allow(60):
            job = client.post(preview)["Location"]
            assert client.post(preview)["Location"] == job
        run_pending(reraise=True)
        assert "新增 1 条" in client.get(job).content.decode()
        assert "新增 1 条" in client.get(job + "progress/").content.decode()
        assert neighbour_head.client.get(job).status_code == 404
        table, rows = read_sheet(io.BytesIO(client.get(job + "errors.xlsx").content))
        assert len(table.rows) == 3 and len(rows) == 2  # every row comes back, the wrong ones with their reason
        assert ImportedDay.objects.get().imported_by.uuid == street_officer.user.uuid

    def test_all_good_leaves_no_errors(self, station, worker, street_officer):
        preview = self.upload(street_officer, line(station))["Location"]
        with street_officer.client.allow(60):
            job = street_officer.client.post(preview)["Location"]
        run_pending(reraise=True)
        assert street_officer.client.get(job + "errors.xlsx").status_code == 404

    def test_what_is_no_sheet_is_refused_at_the_field(self, worker, street_officer):
        with street_officer.client.allow(60):
            bad = street_officer.client.post(
                reverse("staff:sheet-upload"), {"workbook": SimpleUploadedFile("a.xlsx", b"x")}
            )
        assert bad.status_code == 422
        assert "没有数据行" in self.upload(street_officer, code=422).content.decode()

    def test_the_template_is_filled_in(self, station, worker, street_officer):
        make_post(make_worker("兼某"), station, employment="PART_TIME")
        make_post(make_worker("离某"), station, ends_on=D(2026, 5, 6))
        answer = street_officer.client.get(reverse("staff:sheet-template") + "?month=2026-05")
        table, _ = read_sheet(io.BytesIO(answer.content))
        names = [one.values["name"] for one in table.rows]
        assert (names.count("陈某"), names.count("离某"), names.count("兼某")) == (19, 1, 0)

    def test_five_thousand_rows_of_which_three_hundred_are_wrong(self, station, worker):
        days = [D(2026, 1, 1) + dt.timedelta(n) for n in range(100)]
        workers = [worker, *(make_worker(f"同事{n}", station=station) for n in range(49))]
        rows = [
            row(station, name=one.display_name, number=2 + at * 100 + n, on=day)
            for at, one in enumerate(workers)
            for n, day in enumerate(days)
        ]
        rows[:300] = [row(station, name="不在", number=one.number, on=one.on) for one in rows[:300]]
        with acting_on(max(today(), D(2026, 6, 1))):
            out = import_days(rows=rows, by=BY)
        assert (len(out.refused), out.made) == (300, 4700)
