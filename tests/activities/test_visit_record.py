"""A visit on a phone: search first, start, end, six fields; the same form sent twice; paper; what is refused stays written."""

import uuid

import pytest
from django.urls import reverse

from liangzhan.activities.forms.visits import SHOWN, Around, VisitForm
from liangzhan.activities.models import Visit, VisitUnderway
from liangzhan.people.models import Person
from liangzhan.staff.models import FieldTime
from tests.factories.staff import make_colleague
from tests.factories.visits import make_client, sent

DUE, RECORD = reverse("activities:visit-due"), reverse("activities:visit-record")


def one(name, person):
    return reverse(f"activities:{name}", args=[person.uuid])


def typed(**changes):
    given = {"mode": "HOME", "time": "30", "service_kind": "S10", "finding": "STEADY", "condition": "在家，精神好"}
    return {**given, "next": "7", "form_key": str(uuid.uuid4()), **changes}


class TestPhone:
    def test_two_taps_and_six_fields(self, team):
        client = team.chen.client
        assert client.post(one("visit-start", team.sun)).url == RECORD
        page = client.get(RECORD).content.decode()
        assert "孙桂兰" in page
        assert len([name for name in SHOWN if f'id="field-{name}"' in page]) == 6
        client.post(reverse("activities:visit-stop"))
        running = VisitUnderway.objects.get()
        answer = sent(team.chen, RECORD, typed(time="measured", form_key=str(running.form_key)), follow=True)
        assert "外勤时间已自动记入考勤" in answer.content.decode()
        visit = Visit.objects.get()
        assert (visit.starts_at, visit.ends_at) == (running.started_at, running.ended_at)
        assert FieldTime.objects.get().voucher == visit.voucher

    def test_the_same_form_again_is_answered_like_the_first_time(self, team):
        form = typed()
        answers = [sent(team.chen, one("visit-record-person", team.sun), form) for _ in range(2)]
        assert [(a.status_code, a.url) for a in answers] == [(302, DUE)] * 2
        assert Visit.objects.count() == 1

    def test_defaults_come_from_the_last_visit(self, team):
        visit = team.visit(mode="ACCOMPANY", service_kind="S01", minutes=62)
        form = VisitForm(around=Around(last=visit))
        assert [form[name].initial for name in ("mode", "service_kind", "time")] == ["ACCOMPANY", "S01", "60"]

    def test_what_is_refused_stays_written(self, team):
        page = sent(team.chen, one("visit-record-person", team.sun), typed(condition="长" * 200_000))
        text = page.content.decode()
        assert page.status_code == 422
        assert "有 200,000 个字，最多 8,000 个字" in text
        assert "长" * 200_000 in text
        assert not Visit.objects.exists()

    def test_an_overlap_names_the_other(self, team):
        sent(team.chen, one("visit-record-person", team.sun), typed(time="60"))
        page = sent(team.chen, one("visit-record-person", team.li), typed(time="15"))
        assert "孙桂兰" in page.content.decode()
        assert "重叠" in page.content.decode()

    def test_times_that_are_half_typed(self, team):
        page = sent(team.chen, one("visit-record-person", team.sun), typed(time="", starts="09:00"))
        assert "开始和结束都要填写" in page.content.decode()
        page = sent(team.chen, one("visit-record-person", team.sun), typed(time=""))
        assert "请选择时间" in page.content.decode()

    def test_nothing_underway_leads_to_the_list(self, team):
        for name in ("visit-stop", "visit-drop"):
            assert team.chen.client.post(reverse(f"activities:{name}")).url == DUE
        assert team.chen.client.get(RECORD).url == DUE
        assert team.chen.client.post(RECORD, typed()).url == DUE
        team.chen.client.post(one("visit-start", team.sun))
        assert team.chen.client.post(reverse("activities:visit-drop")).url == DUE
        assert not VisitUnderway.objects.exists()


class TestFirstVisit:
    def test_search_then_an_alias_is_enough(self, team):
        client = team.chen.client
        found = client.post(reverse("activities:visit-find"), {"q": "孙桂"}).content.decode()
        assert "孙桂兰" in found
        assert "李国强" not in found
        assert (
            client.post(reverse("activities:visit-start-new"), {"alias": "三楼李奶奶", "legal_basis": "CONSENT"}).url
            == RECORD
        )
        running = VisitUnderway.objects.get()
        assert "三楼李奶奶" in client.get(RECORD).content.decode()
        sent(team.chen, RECORD, typed(time="measured", form_key=str(running.form_key)))
        assert Visit.objects.get().persons.get().person.alias == "三楼李奶奶"

    def test_an_emoji_name_is_refused_at_its_field(self, team):
        page = team.chen.client.post(reverse("activities:visit-start-new"), {"name": "李😀", "legal_basis": "CONSENT"})
        assert page.status_code == 422
        assert "表情" in page.content.decode()
        assert not Person.objects.filter(worker__isnull=True).exclude(pk__in=[team.sun.pk, team.li.pk]).exists()


class TestPaper:
    def test_a_colleague_types_it_in(self, team):
        _, zhou = make_colleague("周社工", team.station)
        client = team.chen.client
        assert "周社工" in client.get(one("visit-paper", team.sun)).content.decode()
        form = typed(worker=str(zhou.pk), starts="09:00", ends="09:40", next="none", time="")
        page = sent(team.chen, one("visit-paper", team.sun), form)
        assert "请填写日期" in page.content.decode()
        yesterday = str(team.visit().on)
        assert sent(team.chen, one("visit-paper", team.sun), {**form, "on": yesterday}).status_code == 302
        visit = Visit.objects.get(from_paper=True)
        assert (visit.worker, str(visit.on), visit.minutes, visit.next_on) == (zhou, yesterday, 40, None)

    def test_the_blank_sheet(self, team):
        assert team.chen.client.get(reverse("activities:visit-blank")).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["visit-record-person", "visit-paper"])
def test_a_client_of_the_station_next_door_is_not_there(team, neighbour_station, name):
    stranger = make_client("王德福", neighbour_station)
    assert team.chen.client.get(one(name, stranger)).status_code == 404
    assert team.chen.client.post(one("visit-start", stranger)).status_code == 404


def test_who_has_not_the_verb_and_who_is_no_worker(team, committee_member, station_head):
    assert committee_member.client.get(one("visit-record-person", team.sun)).status_code == 403
    assert station_head.client.get(one("visit-record-person", team.sun)).status_code == 404  # the account has no worker
    assert "还没有关联工作人员" in station_head.client.get(DUE).content.decode()
