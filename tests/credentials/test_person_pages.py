"""Pages about persons: own page, learning, queries, awards."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
from django.urls import reverse

from liangzhan.audit.models import Reading
from liangzhan.credentials.models import Award, Learning, MinorsClearance
from liangzhan.credentials.panels import (
    commitments_to_sign,
    learning_to_check,
    queries_due,
    trainings_to_confirm,
)
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import kept_scan, queries_of
from tests.factories.credentials import (
    make_award,
    make_clearance,
    make_commitment,
    make_enrolment,
    make_learning,
    make_text,
    make_training,
)
from tests.factories.people import make_individual, make_tie
from tests.factories.stations import make_kept, make_photo

DAY = dt.date(2026, 3, 2)


def url(name, *args):
    return reverse(f"credentials:{name}", args=args)


class TestOwn:
    def test_everything_of_mine_and_nothing_of_others(self, worker, person, station):
        text = make_text()
        make_commitment(person, station, text)
        make_learning(person, station, title="我的课", completed_on=today(), hours=Decimal("4.5"))
        make_learning(make_individual(station=station), station, title="别人的课", completed_on=today())
        make_enrolment(make_training(title="我的培训"), station, person)
        make_award(person, station, name="我的奖")
        make_clearance(person, station)
        shown = worker.client.get(url("own")).text
        assert all(word in shown for word in ("我的课", "我的培训", "我的奖", "4.5", "已签署", "查询有效"))
        assert "别人的课" not in shown

    def test_an_account_without_a_person(self, social_worker):
        assert "还没有关联人员信息" in social_worker.client.get(url("own")).text


class TestLearning:
    def test_typed_in_and_checked(self, worker, person, station, station_head, neighbour_head, county_officer):
        given = {"holder": f"{station.pk}-{person.uuid}", "source": "COURSE", "title": "小组工作", "completed_on": DAY}
        with worker.client.allow(40):  # a scan is kept and the second persons are told
            answer = worker.client.post(url("learning-add"), {**given, "hours": "8", "proof": make_photo()})
        assert answer.url == url("own")
        row = Learning.objects.get()
        assert "小组工作" in station_head.client.get(url("learning-list")).text
        assert "小组工作" not in neighbour_head.client.get(url("learning-list")).text
        address = url("learning-decide", row.pk)
        assert "王小明" in station_head.client.get(address).text
        assert neighbour_head.client.get(address).status_code == 404
        assert worker.client.get(address).status_code == 403
        answer = station_head.client.post(address, {"accepted": "no"})
        assert answer.status_code == 422 and "请写明不予计入的理由" in answer.text
        with station_head.client.allow(40):  # the learner is told
            station_head.client.post(address, {"accepted": "yes"})
        row.refresh_from_db()
        assert row.state == "COUNTED"

    def test_not_for_others_by_a_form_that_was_changed(self, worker, station, station_head):
        colleague = make_individual(station=station)
        given = {"holder": f"{station.pk}-{colleague.uuid}", "source": "COURSE", "title": "课", "completed_on": DAY}
        given |= {"hours": "8"}
        assert worker.client.post(url("learning-add"), {**given, "proof": make_photo()}).status_code == 422
        answer = station_head.client.post(url("learning-add-for-people"), {**given, "proof": make_photo()})
        assert answer.status_code == 302
        assert Learning.objects.get().person == colleague
        assert "没有待核对的学时" in station_head.client.get(url("learning-list")).text  # typed by himself

    def test_who_reads_the_proof(
        self, worker, person, station, station_head, neighbour_head, committee_member, visitor
    ):
        row = make_learning(person, station, proof=kept_scan())
        for who in (worker, station_head, committee_member):
            assert who.client.get(url("learning-proof", row.pk)).status_code == 200
        assert neighbour_head.client.get(url("learning-proof", row.pk)).status_code == 404
        bare = make_learning(person, station)
        assert worker.client.get(url("learning-proof", bare.pk)).status_code == 404

    def test_queries_with_one_and_three_rows(self, station, station_head):
        found = []
        for count in (1, 2):
            for _ in range(count):
                make_learning(make_individual(station=station), station, state="WAITING")
            found.append(queries_of(station_head.client, url("learning-list")))
        assert found == [5, 5]


class TestClearance:
    def test_own_people_the_longest_first_and_every_look_recorded(self, station, station_head, person, neighbour):
        make_clearance(person, station)
        never = make_individual("赵某人", station=station)
        text = station_head.client.get(url("clearance-list")).text
        assert text.index("赵某人") < text.index("王小明")
        assert "李大明" not in text
        reading = Reading.objects.get()
        assert (set(reading.object_ids), reading.shown_class) == ({str(person.pk), str(never.pk)}, "P3")
        due = station_head.client.get(f"{url('clearance-list')}?due=due").text
        assert "赵某人" in due and "王小明" not in due

    def test_record_on_the_page(self, station, station_head, person, neighbour):
        address = url("clearance-page", person.uuid)
        assert "从未查询" in station_head.client.get(address).text
        given = {"queried_on": today(), "channel": "POLICE", "result": "HIT", "reference": "示例秘密 7 号"}
        station_head.client.post(address, {**given, "file": make_photo()})
        row = MinorsClearance.objects.get()
        text = station_head.client.get(address).text
        assert "不得从事" in text and "示例秘密 7 号" not in text
        assert station_head.client.get(url("clearance-receipt", row.pk)).status_code == 200
        assert Reading.objects.filter(page="credentials:clearance-receipt", object_ids=[str(row.pk)]).count() == 1
        assert station_head.client.get(url("clearance-page", neighbour.uuid)).status_code == 404
        given = {**given, "queried_on": today() + dt.timedelta(days=1), "result": "CLEAR"}
        answer = station_head.client.post(address, given)
        assert answer.status_code == 422 and "查询日期不能晚于今天" in answer.text

    def test_the_receipt_is_for_that_station_only(
        self, station, person, neighbour_head, worker, social_worker, province_officer, county_officer
    ):
        row = make_clearance(person, station, result="HIT", file=make_kept())
        bare = make_clearance(person, station)
        assert neighbour_head.client.get(url("clearance-receipt", row.pk)).status_code == 404
        for who in (worker, province_officer):
            assert who.client.get(url("clearance-receipt", row.pk)).status_code == 403
        assert county_officer.client.get(url("clearance-receipt", bare.pk)).status_code == 404
        assert Reading.objects.count() == 0

    def test_a_person_of_two_stations_shows_the_other_receipt_closed(
        self, station, neighbour_station, station_head, person
    ):
        make_tie(person, neighbour_station)
        make_clearance(person, neighbour_station, file=make_kept())
        text = station_head.client.get(url("clearance-page", person.uuid)).text
        assert "在登记的站点" in text and "下载" not in text

    def test_queries_with_one_and_three_rows(self, station, station_head):
        found = []
        for count in (1, 2):
            for _ in range(count):
                make_clearance(make_individual(station=station), station)
            found.append(queries_of(station_head.client, url("clearance-list")))
        assert found == [10, 10]


class TestAwards:
    def test_list_filters_and_export(self, station, neighbour_station, person, neighbour, station_head):
        make_award(person, station, name="本站的奖")
        make_award(
            person,
            station,
            name="撤销的奖",
            level="STREET",
            withdrawn_at="2026-01-01T00:00Z",
            withdrawn_by=station_head.actor,
        )
        make_award(neighbour, neighbour_station, name="邻站的奖")
        address = url("award-list")
        text = station_head.client.get(address).text
        assert "本站的奖" in text and "撤销的奖" in text and "邻站的奖" not in text
        for query, there, gone in (
            ("state=standing", "本站的奖", "撤销的奖"),
            ("state=withdrawn", "撤销的奖", "本站的奖"),
            ("level=STREET", "撤销的奖", "本站的奖"),
            ("q=本站", "本站的奖", "撤销的奖"),
            ("year=2025&q=示例区", "本站的奖", "邻站的奖"),
            (f"area={station.division_code}&level=COUNTY", "本站的奖", "撤销的奖"),
        ):
            text = station_head.client.get(f"{address}?{query}").text
            assert there in text and gone not in text, query
        assert "没有符合条件的表彰" in station_head.client.get(f"{address}?year=1999").text
        answer = station_head.client.get(f"{url('award-export')}?state=standing")
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.values for cell in row]
        assert "本站的奖" in cells and "撤销的奖" not in cells and "邻站的奖" not in cells

    def test_record_and_withdraw(self, station, person, neighbour, station_head, neighbour_head):
        given = {"name": "优秀社工", "level": "COUNTY", "awarded_on": DAY, "giver": "示例区民政局"}
        address, key = url("award-add"), f"{station.pk}-{person.uuid}"
        answer = station_head.client.post(address, {**given, "person": key})
        assert answer.status_code == 422 and "凭证书或文件登记" in answer.text
        answer = station_head.client.post(address, {**given, "person": f"{station.pk}-{neighbour.uuid}"})
        assert answer.status_code == 422
        assert station_head.client.post(address, {**given, "person": key, "proof": make_photo()}).status_code == 302
        row = Award.objects.get()
        assert row.label == "王小明"
        assert station_head.client.get(url("award-proof", row.pk)).status_code == 200
        for name in ("award-withdraw", "award-proof"):
            assert neighbour_head.client.get(url(name, row.pk)).status_code == 404
        assert "撤销的是登记" in station_head.client.get(url("award-withdraw", row.pk)).text
        station_head.client.post(url("award-withdraw", row.pk), {"reason": "登记错人"})
        row.refresh_from_db()
        assert row.withdrawn_reason == "登记错人"
        bare = make_award(person, station, name="另一个", proof=None)
        assert station_head.client.get(url("award-proof", bare.pk)).status_code == 404

    def test_queries_with_one_and_three_rows(self, station, person, station_head):
        found = []
        for count in (1, 2):
            for _ in range(count):
                make_award(person, station)
            found.append(queries_of(station_head.client, url("award-list")))
        assert found == [6, 6]


class TestPanels:
    def test_what_waits(self, station, person, worker, station_head, neighbour_head, county_officer, visitor):
        make_learning(person, station, state="WAITING")
        training = make_training(days=-1, state="SEATED")
        make_text()
        assert [one.count for one in learning_to_check(station_head.actor, today())] == [1]
        assert learning_to_check(neighbour_head.actor, today()) == learning_to_check(worker.actor, today()) == []
        assert [one.href for one in trainings_to_confirm(county_officer.actor, today())] == [
            url("completion", training.pk)
        ]
        assert trainings_to_confirm(station_head.actor, today()) == trainings_to_confirm(worker.actor, today()) == []
        assert [one.count for one in queries_due(station_head.actor, today())] == [1]
        make_clearance(person, station)
        assert queries_due(station_head.actor, today()) == queries_due(worker.actor, today()) == []

    def test_ones_own_commitment(self, station, person, worker, station_head, county_officer):
        text = make_text()
        make_text(version=2, valid_from=today())
        make_commitment(person, station, text, year=today().year - 1)
        assert [one.href for one in commitments_to_sign(worker.actor, today())] == [url("commitment-sign", "ETHICS")]
        make_commitment(person, station, text)
        for who in (worker, station_head, county_officer):
            assert commitments_to_sign(who.actor, today()) == []
