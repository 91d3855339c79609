"""Signing up on the phone, seats, completion, what goes out."""

import io
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from liangzhan.credentials.models import Enrolment
from tests.credentials.conftest import queries_of
from tests.credentials.test_training_pages import page
from tests.factories.credentials import make_enrolment, make_present, make_training
from tests.factories.people import make_individual


def withdraw(row):
    return reverse("credentials:enrolment-withdraw", args=[row.pk])


class TestEnrol:
    def test_oneself_and_back(self, worker, person, station):
        training = make_training(seats=5)
        assert "我要报名" in worker.client.get(page("training-page", training)).text
        worker.client.post(page("enrol-self", training))
        row = Enrolment.objects.get()
        assert (row.person, row.label, row.station, row.state) == (person, "王小明", station, "APPLIED")
        text = worker.client.get(page("training-page", training)).text
        assert "我要报名" not in text and "退出报名" in text
        worker.client.post(withdraw(row))
        row.refresh_from_db()
        assert row.state == "WITHDRAWN"

    def test_an_account_without_a_person_is_told_what_to_do(self, social_worker):
        training = make_training()
        answer = social_worker.client.post(page("enrol-self", training), follow=True)
        assert "请让站长为您报名" in answer.text
        assert Enrolment.objects.count() == 0

    @pytest.mark.parametrize("who", ["station_head", "street_officer", "committee_member"])
    def test_people_each_once_and_never_the_neighbours(
        self, request, who, station, person, neighbour, community_workers
    ):
        client, training = request.getfixturevalue(who).client, make_training(seats=5)
        community_workers.add(person.pk)
        address = page("enrol-people", training)
        text = client.get(address).text
        assert "（社区工作者）" in text
        assert ("李**" in text) is (who == "street_officer")  # both stations are the street's
        client.post(address, {"people": [f"{station.pk}-{person.uuid}"]})
        row = Enrolment.objects.get()
        assert (row.label, row.community_worker) == (f"人{person.pk}", True)
        assert str(person.uuid) not in client.get(address).text
        answer = client.post(address, {"people": [f"{station.pk}-{make_individual().uuid}"]})
        assert answer.status_code == 422

    def test_workers_do_not_sign_up_others(self, worker):
        assert worker.client.get(page("enrol-people", make_training())).status_code == 403

    def test_who_may_end_a_line(self, worker, station, neighbour_head, station_head, county_officer, social_worker):
        training = make_training()
        row = make_enrolment(training, station)
        for stranger in (worker, neighbour_head, social_worker):
            assert stranger.client.post(withdraw(row)).status_code == 404
        assert station_head.client.post(withdraw(row)).status_code == 302
        second = make_enrolment(training, station)
        assert county_officer.client.post(withdraw(second)).status_code == 302
        assert set(training.enrolments.values_list("state", flat=True)) == {"WITHDRAWN"}


class TestSeats:
    def test_why_and_fix(self, station, county_officer):
        training = make_training(seats=1)
        make_enrolment(training, station, label="先来的")
        make_enrolment(training, station, label="社区来的", community_worker=True)
        text = county_officer.client.get(page("seats", training)).text
        assert text.index("社区来的") < text.index("先来的")
        assert "社区工作者优先，第 1 位" in text and "候补第 1 位" in text and "优先安排社区工作者" in text
        with county_officer.client.allow(50):  # the same for any number of people
            county_officer.client.post(page("seats-fix", training))
        assert set(training.enrolments.values_list("label", "state")) == {
            ("先来的", "WAITLIST"),
            ("社区来的", "SEATED"),
        }
        assert "确定名额并通知" not in county_officer.client.get(page("seats", training)).text

    def test_queries_with_one_and_three_rows(self, station, county_officer):
        training, found = make_training(seats=2), []
        for count in (1, 2):
            for _ in range(count):
                make_enrolment(training, station)
            found.append(queries_of(county_officer.client, page("seats", training)))
        assert found == [7, 7]


class TestCompletion:
    def test_the_roll_beside_the_hours(self, station, person, county_officer):
        training = make_training(days=-1, state="SEATED")
        there = make_enrolment(training, station, person, state="SEATED", label="到场的")
        absent = make_enrolment(training, station, state="SEATED", label="没来的")
        make_present(training, person, make_individual())
        address = page("completion", training)
        text = county_officer.client.get(address).text
        assert "另有 1 人到场但不在录取名单上" in text
        answer = county_officer.client.post(address, {f"line-{absent.pk}": "6"})
        assert answer.status_code == 422 and "没来的：签到记录里没有到场" in answer.text
        with county_officer.client.allow(40):  # the same for any number of people
            county_officer.client.post(address, {f"line-{there.pk}": "5.5", f"cert-{there.pk}": "示例 1 号"})
        there.refresh_from_db()
        assert (there.state, there.hours, there.certificate_no) == ("COMPLETED", Decimal("5.5"), "示例 1 号")
        absent.refresh_from_db()
        assert absent.state == "ABSENT"

    def test_set_right(self, station, person, county_officer, neighbour_county):
        training = make_training(days=-1, state="HELD")
        row = make_enrolment(training, station, person, state="ABSENT")
        make_present(training, person)
        address = page("completion-correct", training, line=row.pk)
        assert "王小明" in county_officer.client.get(address).text
        assert neighbour_county.client.get(address).status_code == 404
        assert county_officer.client.get(page("completion-correct", training, line=0)).status_code == 404
        county_officer.client.post(address, {"completed": "yes", "hours": "6", "reason": "漏登记"})
        row.refresh_from_db()
        assert (row.state, row.hours) == ("COMPLETED", Decimal(6))

    def test_nobody_to_confirm(self, county_officer):
        text = county_officer.client.get(page("completion", make_training(days=-1, state="SEATED"))).text
        assert "没有录取的人" in text


class TestOut:
    def test_workbook_and_paper(self, station, county_officer):
        training = make_training()
        make_enrolment(training, station, label="先来的")
        make_enrolment(training, station, label="社区来的", community_worker=True)
        make_enrolment(training, station, label="走了的", state="WITHDRAWN")
        answer = county_officer.client.get(page("roster-export", training))
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
        cells = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
        names = [row[0] for row in cells if row and row[0] in ("先来的", "社区来的", "走了的")]
        assert names == ["社区来的", "先来的"]
        paper = county_officer.client.get(page("roster-paper", training))
        assert paper.content.startswith(b"%PDF")
