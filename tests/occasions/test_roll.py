"""The roll page and its deeds."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from liangzhan.audit.models import Reading
from liangzhan.occasions.models import Attendee, Occasion, Presence, SheetPage
from liangzhan.occasions.owners import NAMES
from liangzhan.occasions.services.roll import keep_sheet
from tests.factories.occasions import hours, make_occasion, make_stay
from tests.factories.people import BY, make_individual
from tests.factories.stations import make_photo


def address(name, occasion, **more):
    return reverse(f"occasions:{name}", kwargs={"uuid": occasion.uuid, **more})


def shown_key(page):
    return re.search(r'name="key" value="([0-9a-f-]{36})"', page)[1]


def form_of(occasion, page, **marks):
    """What the page would send, with marks {person id: mark}."""
    rows = {row.person_id: row.mark for row in Attendee.objects.filter(occasion=occasion)}
    data = {"key": shown_key(page), "unidentified": "0"}
    for pk, mark in rows.items():
        data |= {f"was-{pk}": mark, f"mark-{pk}": marks.get(str(pk), mark)}
    return data


class TestPage:
    def test_names_chips_stays_and_sheet(self, occasion, person, station_head):
        make_stay(occasion, person, out=False, inside=False)
        page = station_head.client.get(address("roll", occasion)).content.decode()
        assert "林某某" in page and "未签退" in page and "不在范围内" in page and "上传签到表" in page

    def test_voided_stays_remain_to_be_seen(self, occasion, person, station_head):
        stay = make_stay(occasion, person)
        send = {"reason": "替人签到"}
        station_head.client.post(reverse("occasions:stay-void", args=[stay.uuid]), send)
        page = station_head.client.get(address("roll", occasion)).content.decode()
        assert "作废：替人签到" in page and "张站长" in page

    def test_one_phone_for_many(self, station, station_head):
        people = [make_individual(f"某{n}", station=station) for n in range(4)]
        crowded = make_occasion(station=station, expected=people)
        for one in people:
            make_stay(crowded, one, device="f" * 64)
        assert "这部手机为 4 人签到" in station_head.client.get(address("roll", crowded)).content.decode()

    def test_an_officer_reads_masked_names_unless_the_owner_knows_them(self, person, county_officer, monkeypatch):
        training = make_occasion("县级培训", kind="TRAINING", expected=[person])
        page = county_officer.client.get(address("roll", training)).content.decode()
        assert "林某某" not in page and "林**" in page
        monkeypatch.setitem(NAMES, "TRAINING", lambda occasion, ids: dict.fromkeys(ids, "林某某（南湖站）"))
        assert "林某某（南湖站）" in county_officer.client.get(address("roll", training)).content.decode()

    def test_a_childs_name_is_recorded_as_read(self, station, station_head):
        born = timezone.localdate() - dt.timedelta(days=10 * 365)
        child = make_individual("小满", station=station, tie="PARTICIPANT", born_on=born)
        camp = make_occasion("假期托管", station=station, expected=[child])
        assert "小满" in station_head.client.get(address("roll", camp)).content.decode()
        reading = Reading.objects.get()
        assert (reading.page, reading.object_ids, reading.shown_class) == ("occasions:roll", [str(child.uuid)], "P3")
        station_head.client.get(address("roll-add", camp) + "?q=小满")
        assert Reading.objects.filter(page="occasions:roll-add").count() == 1

    @pytest.mark.parametrize("count", [1, 3])
    def test_queries(self, station, station_head, count):
        people = [make_individual(f"某{n}", station=station) for n in range(count)]
        full = make_occasion(station=station, expected=people)
        for one in people:
            make_stay(full, one)
        station_head.client.get(address("roll", full))
        station_head.client.get(address("roll", full))
        assert station_head.client.queries == 11

    def test_a_neighbour_and_the_committee(self, occasion, neighbour_head, committee_member):
        names = ["roll", "roll-add", "roll-reopen", "stay-enter", "sheet-paper", "sheet-keep", "occasion-edit"]
        for name in [*names, "occasion-cancel"]:
            assert neighbour_head.client.get(address(name, occasion)).status_code == 404, name
            assert committee_member.client.get(address(name, occasion)).status_code == 403, name
        for name in ("roll", "roll-put", "roll-take", "roll-close"):
            assert neighbour_head.client.post(address(name, occasion)).status_code == 404, name


class TestSave:
    def test_marks_and_heads(self, occasion, person, station_head):
        page = station_head.client.get(address("roll", occasion)).content.decode()
        data = form_of(occasion, page, **{str(person.pk): "PRESENT"}) | {"unidentified": "7", "from_sheet": "on"}
        assert station_head.client.post(address("roll", occasion), data).status_code == 302
        occasion.refresh_from_db()
        stay = Presence.objects.get()
        assert (occasion.unidentified_heads, stay.in_way, stay.in_by.label) == (7, "SHEET", "张站长")

    def test_a_form_sent_twice_or_after_a_scan(self, occasion, person, station_head):
        page = station_head.client.get(address("roll", occasion)).content.decode()
        data = form_of(occasion, page) | {"unidentified": "3"}
        make_stay(occasion, person, out=False)  # scanned while the leader was looking
        for _ in range(2):
            assert station_head.client.post(address("roll", occasion), data).status_code == 302
        assert Attendee.objects.get().mark == "PRESENT" and Presence.objects.count() == 1

    def test_a_refusal_stands_at_its_row_and_loses_nothing(self, occasion, person, station_head):
        make_stay(occasion, person, out=False)
        page = station_head.client.get(address("roll", occasion)).content.decode()
        data = form_of(occasion, page, **{str(person.pk): "ABSENT"}) | {"unidentified": "9"}
        answer = station_head.client.post(address("roll", occasion), data)
        page = answer.content.decode()
        assert answer.status_code == 422 and "已扫码签到，不能直接改为未到" in page and 'value="9"' in page
        assert f'href="#field-mark-{person.pk}"' in page

    def test_heads_alone(self, station, station_head):
        bare = make_occasion(station=station)
        page = station_head.client.get(address("roll", bare)).content.decode()
        assert "名单上还没有人" in page
        station_head.client.post(address("roll", bare), {"key": shown_key(page), "unidentified": "12"})
        bare.refresh_from_db()
        assert bare.unidentified_heads == 12

    def test_impossible_heads(self, occasion, station_head):
        page = station_head.client.get(address("roll", occasion)).content.decode()
        answer = station_head.client.post(address("roll", occasion), form_of(occasion, page) | {"unidentified": "-1"})
        assert answer.status_code == 422


class TestNames:
    def test_found_inside_own_ties_and_put_on(self, occasion, station, neighbour_station, station_head):
        own = make_individual("赵小红", station=station)
        make_individual("赵小兰", station=neighbour_station)
        page = station_head.client.get(address("roll-add", occasion) + "?q=赵小").content.decode()
        assert "赵小红" in page and "赵小兰" not in page
        station_head.client.post(address("roll-put", occasion), {"person": own.uuid})
        assert Attendee.objects.filter(occasion=occasion, person=own).exists()
        assert "已在名单上" in station_head.client.get(address("roll-add", occasion) + "?q=赵小").content.decode()

    def test_nobody_from_next_door(self, occasion, neighbour_station, station_head):
        stranger = make_individual(station=neighbour_station)
        for name in ("roll-put", "roll-take"):
            for who in (stranger.uuid, "x", ""):
                assert station_head.client.post(address(name, occasion), {"person": who}).status_code == 404
        assert Attendee.objects.count() == 1

    def test_taken_off(self, occasion, person, station_head):
        station_head.client.post(address("roll-take", occasion), {"person": person.uuid})
        assert not Attendee.objects.exists()

    def test_no_match_says_why(self, occasion, station_head):
        assert "没有找到" in station_head.client.get(address("roll-add", occasion) + "?q=无此人").content.decode()
        assert "输入姓名" in station_head.client.get(address("roll-add", occasion)).content.decode()


class TestStays:
    def test_entered_from_memory(self, occasion, person, station_head):
        page = address("stay-enter", occasion)
        local = timezone.localtime(occasion.starts_at)
        data = {"person": person.uuid, "in_at": f"{local:%Y-%m-%dT%H:%M}", "reason": ""}
        data["out_at"] = f"{local + hours(0.5):%Y-%m-%dT%H:%M}"
        answer = station_head.client.post(page, data)
        assert answer.status_code == 422 and "补记的理由" in answer.content.decode()
        assert station_head.client.post(page, data | {"reason": "手机没电"}).status_code == 302
        assert Presence.objects.get().out_reason == "手机没电"

    def test_settled(self, station, person, station_head, neighbour_head):
        gone = make_occasion(station=station, begins=-8, expected=[person])
        stay = make_stay(gone, person, out=False)
        page = reverse("occasions:stay-settle", args=[stay.uuid])
        assert "没有签退" in station_head.client.get(page).content.decode()
        assert neighbour_head.client.get(page).status_code == 404
        at = f"{timezone.localtime(gone.ends_at):%Y-%m-%dT%H:%M}"
        assert station_head.client.post(page, {"at": at, "reason": "与本人核对"}).status_code == 302
        stay.refresh_from_db()
        assert stay.out_at == gone.ends_at

    def test_voided(self, occasion, person, station_head, neighbour_head):
        stay = make_stay(occasion, person)
        page = reverse("occasions:stay-void", args=[stay.uuid])
        assert "作废后记录保留" in station_head.client.get(page).content.decode()
        assert neighbour_head.client.post(page, {"reason": "x"}).status_code == 404
        assert station_head.client.post(page, {"reason": ""}).status_code == 422
        assert station_head.client.post(page, {"reason": "误扫"}).status_code == 302
        stay.refresh_from_db()
        assert stay.voided_by.label == "张站长"


class TestClose:
    def test_close_and_open_again(self, occasion, person, station_head):
        station_head.client.post(address("roll-close", occasion))
        page = station_head.client.get(address("roll", occasion)).content.decode()
        assert "签到已确认" in page and "保存点名" not in page and Attendee.objects.get().mark == "ABSENT"
        reopen = address("roll-reopen", occasion)
        assert station_head.client.post(reopen, {"reason": ""}).status_code == 422
        assert station_head.client.post(reopen, {"reason": "漏记"}).status_code == 302
        assert Occasion.objects.get().state == "PLANNED"

    def test_a_refusal_is_told(self, occasion, person, station_head):
        make_stay(occasion, person, out=False)
        answer = station_head.client.post(address("roll-close", occasion), follow=True)
        assert "还有 1 人没有签退" in answer.content.decode()


class TestSheet:
    def test_paper(self, occasion, station_head):
        answer = station_head.client.get(address("sheet-paper", occasion))
        assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")

    def test_uploaded_and_shown_beside_the_roll(self, occasion, station_head, neighbour_head, station):
        answer = station_head.client.post(address("sheet-keep", occasion), {"file": make_photo()})
        assert answer.status_code == 302
        picture = address("sheet-file", occasion, page=SheetPage.objects.get().pk)
        assert picture in station_head.client.get(address("roll", occasion)).content.decode()
        assert station_head.client.get(picture)["Content-Type"].startswith("image/")
        assert neighbour_head.client.get(picture).status_code == 404

    def test_a_page_of_another_occasion(self, occasion, station, station_head):
        other = keep_sheet(occasion=make_occasion(station=station), upload=make_photo(), by=BY)
        assert station_head.client.get(address("sheet-file", occasion, page=other.pk)).status_code == 404

    def test_what_is_no_picture(self, occasion, station_head):
        from django.core.files.uploadedfile import SimpleUploadedFile

        answer = station_head.client.post(address("sheet-keep", occasion), {"file": SimpleUploadedFile("a.exe", b"MZ")})
        assert answer.status_code == 422
