"""The province publishes, the worker signs on the phone, the head records papers."""

from django.urls import reverse

from liangzhan.credentials.models import Commitment, CommitmentText
from liangzhan.credentials.rules.commitments import read_scenarios, write_scenarios
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import kept_scan, queries_of
from tests.factories.credentials import SCENARIOS, make_commitment, make_text
from tests.factories.people import make_individual
from tests.factories.stations import make_photo


def url(name, *args):
    return reverse(f"credentials:{name}", args=args)


def test_scenarios_as_they_are_typed():
    text = write_scenarios(SCENARIOS)
    assert read_scenarios(text) == SCENARIOS
    assert read_scenarios("\n\n" + text.replace("*", "＊ ") + "\n\n\n") == SCENARIOS
    assert read_scenarios("题目\n甲\n乙") == [{"question": "题目", "options": ["甲", "乙"], "right": None, "why": ""}]
    both = read_scenarios("题目\n*甲\n*乙\n理由：都对")
    assert (both[0]["right"], both[0]["why"]) == (None, "都对")


class TestTexts:
    def test_publish_from_the_sample_and_again_from_the_last(self, province_officer):
        client, address = province_officer.client, url("commitment-text-publish", "ETHICS")
        page = client.get(address).text
        assert "示例范本" in page and "社会工作者职业道德指引" in page
        given = {
            "kind": "ETHICS",
            "title": "承诺书",
            "basis": "依据",
            "text": "我承诺如实记录。",
            "valid_from": today(),
        }
        answer = client.post(address, {**given, "scenarios": "题目"})
        assert answer.status_code == 422 and "情景题应为 3 至 4 道" in answer.text and "我承诺如实记录" in answer.text
        assert client.post(address, {**given, "scenarios": write_scenarios(SCENARIOS)}).status_code == 302
        row = CommitmentText.objects.get()
        assert row.scenarios == SCENARIOS
        assert "我承诺如实记录" in client.get(address).text
        shown = client.get(url("commitment-text-list")).text
        assert "承诺书" in shown and "还没有发布过" in shown
        assert client.get(url("commitment-text-publish", "OTHER")).status_code == 404

    def test_right_answers_are_for_who_publishes(self, province_officer, worker):
        row = make_text()
        assert "理由1" in province_officer.client.get(url("commitment-text-page", row.pk)).text
        assert "理由1" not in worker.client.get(url("commitment-text-page", row.pk)).text
        assert worker.client.get(url("commitment-form", row.pk)).content.startswith(b"%PDF")
        assert worker.client.get(url("commitment-text-page", 0)).status_code == 404

    def test_nobody_else_publishes(self, county_officer, station_head):
        for who in (county_officer, station_head):
            assert who.client.get(url("commitment-text-list")).status_code == 403
            assert who.client.get(url("commitment-text-publish", "ETHICS")).status_code == 403


class TestSign:
    def test_read_answer_sign(self, worker, person, station):
        make_text()
        address = url("commitment-sign", "ETHICS")
        page = worker.client.get(address).text
        assert "我承诺尊重每一位服务对象" in page and "第1个情景" in page and "理由1" not in page
        answer = worker.client.post(address, {"q0": "0", "q1": "1", "q2": "0", "agreed": "on"})
        assert answer.status_code == 422 and "第 2 题再想一想：理由2。" in answer.text
        answer = worker.client.post(address, {"q0": "0", "q1": "0", "q2": "0"})
        assert answer.status_code == 422 and Commitment.objects.count() == 0
        worker.client.post(address, {"q0": "0", "q1": "0", "q2": "0", "agreed": "on"})
        row = Commitment.objects.get()
        assert (row.person, row.station, row.way, row.year) == (person, station, "PAGE", today().year)

    def test_without_a_text_or_a_person(self, worker, social_worker):
        assert worker.client.get(url("commitment-sign", "ETHICS")).status_code == 404
        assert worker.client.get(url("commitment-sign", "OTHER")).status_code == 404
        make_text()
        given = {"q0": "0", "q1": "0", "q2": "0", "agreed": "on"}
        answer = social_worker.client.post(url("commitment-sign", "ETHICS"), given)
        assert answer.status_code == 422 and "由站长登记" in answer.text


class TestStation:
    def test_who_signed(self, station, person, neighbour, station_head):
        make_commitment(person, station, make_text())
        make_individual("赵某人", station=station)
        page = station_head.client.get(url("commitment-list")).text
        assert "王小明" in page and "赵某人" in page and "李大明" not in page
        assert page.count("登记纸质承诺") == 1 and page.count("已签署") == 1

    def test_record_a_paper(self, station, person, neighbour, station_head, worker):
        address = url("commitment-paper", "ETHICS", person.uuid)
        assert station_head.client.get(address).status_code == 404  # no text yet
        make_text()
        assert "王小明" in station_head.client.get(address).text
        station_head.client.post(address, {"signed_on": today(), "paper": make_photo()})
        assert Commitment.objects.get().way == "PAPER"
        assert station_head.client.get(url("commitment-paper", "ETHICS", neighbour.uuid)).status_code == 404
        assert worker.client.get(address).status_code == 403

    def test_who_reads_the_scan(self, station, person, worker, station_head, neighbour_head, social_worker):
        row = make_commitment(person, station, make_text(), way="PAPER", paper=kept_scan())
        for who in (worker, station_head):
            assert who.client.get(url("commitment-scan", row.pk)).status_code == 200
        for who in (neighbour_head, social_worker):
            assert who.client.get(url("commitment-scan", row.pk)).status_code == 404

    def test_queries_with_one_and_three_rows(self, station, station_head):
        make_text()
        found = []
        for count in (1, 2):
            for _ in range(count):
                make_individual(station=station)
            found.append(queries_of(station_head.client, url("commitment-list")))
        assert found == [10, 10]
