"""Bad input of everyday work, through the pages: a plain sentence at its field, what was typed is still there, nothing half done."""

import datetime as dt
import io
import os
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from liangzhan.activities.models import GroupSession, Visit
from liangzhan.casework.models import Case, Closing, Contact
from liangzhan.casework.services.contacts import save_contact
from liangzhan.ledger.models import Entry
from liangzhan.ledger.queries.verifying import cell_differences, voucher_differences
from liangzhan.people.models import Person
from liangzhan.people.services.merging import merge_persons
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.casework.ground import contact
from tests.casework.land import send
from tests.factories.acceptance import picture
from tests.factories.casework import ago, make_case
from tests.factories.groups import make_group, make_session
from tests.factories.people import BY, make_individual
from tests.factories.protection import make_crisis

TOLD = "陪同整理药盒，问了近来的睡眠。"
CONTACT = {
    "starts": "09:00", "ends": "09:40", "mode": "HOME_VISIT", "with_client": "on", "service_kind": "S10",
    "purpose": "了解近况", "content": TOLD,
}  # fmt: skip
VISIT = {"mode": "HOME", "service_kind": "S10", "finding": "STEADY", "time": "30", "next": "none", "condition": TOLD}


def at(name, *args):
    return reverse(name, args=args)


def day(days):
    return f"{today() + dt.timedelta(days=days):%Y-%m-%d}"


def refused(answer, sentence, *typed):
    """Sent back with its sentence; every word is still in the form."""
    text = answer.content.decode()
    shown = "".join(re.findall("还没有保存.*?</ul>", text, re.S))
    assert (answer.status_code, sentence in shown) == (422, True), shown
    for words in typed:
        assert words in text, words


@pytest.fixture
def own(ground, sign_in):
    return sign_in(ground.a.user)


@pytest.mark.parametrize(
    ("born_on", "sentence"),
    [
        (day(1), "出生日期不能晚于今天。"),
        ("1850-01-01", f"出生日期早于 {today().year - 120} 年，请核对。"),
        ("2026-02-30", "请按 2020-10-31 这样填写日期。"),
        ("0000-00-00", "请按 2020-10-31 这样填写日期。"),
    ],
)
def test_impossible_ages(ground, own, born_on, sentence):
    given = {"alias": "三楼李奶奶", "born_on": born_on, "on": today(), "source": "OUTREACH", "problem": TOLD}
    given |= {"urgency": "1", "sex": "2", "station": ground.station.pk, "decision": ""}
    before = Person.objects.count()
    refused(send(own, at("casework:case-open-new"), given), sentence, TOLD, "三楼李奶奶")
    assert (Case.objects.count(), Person.objects.count()) == (0, before)


def test_closing_with_an_open_crisis(land):
    make_crisis(land.case.station, land.worker.actor, person=land.case.person)
    given = {"reason": "GOAL_MET", "on": day(0), "progress_1": "70", "satisfaction": "5", "client_opinion": TOLD}
    given |= {f"scale_{number}": "4" for number in range(1, 9)} | {"separation": "当面道别", "follow_up_plan": "电话"}
    answer = send(land.worker.client, at("casework:closing-add", land.case.pk), given)
    refused(answer, "有未解除的危机，不能结案；请先在危机处置记录中写明处置结果并解除。", TOLD, "当面道别")
    assert not Closing.objects.exists()


class TestOverlaps:
    def test_two_contacts_of_a_case(self, ground, own):
        case = ground.case(papers=True)
        where = at("casework:contact-add", case.pk)
        assert send(own, where, {**CONTACT, "on": day(-1)}).status_code == 302
        answer = send(own, where, {**CONTACT, "on": day(-1), "starts": "09:30", "ends": "10:00"})
        refused(answer, "第 1 次过程记录", TOLD)
        assert Contact.objects.count() == 1

    def test_two_sessions_of_a_group(self, ground, own):
        group = make_group(ground.station, ground.worker_a)
        make_session(group, days=3)
        given = {"number": "2", "phase": "FORM", "starts_at": f"{day(3)}T10:00", "ends_at": f"{day(3)}T11:00"}
        given |= {"aims": "互相认识。", "activities": TOLD, "form_key": uuid.uuid4()}
        refused(send(own, at("activities:session-add", group.uuid), given), "银龄互助小组", TOLD)
        assert GroupSession.objects.count() == 1


def test_the_same_visit_sent_twice(ground, own):
    where, key = at("activities:visit-record-person", ground.client.uuid), {"form_key": str(uuid.uuid4())}
    first = send(own, where, {**VISIT, **key})
    again = send(own, where, {**VISIT, **key})
    assert (first.status_code, again.status_code) == (302, 302)
    assert Visit.objects.count() == 1
    assert Entry.objects.filter(kind="VISIT").count() == 1
    assert Entry.objects.filter(kind="VISIT_HOUSEHOLD").count() == 1
    other = send(own, where, {**VISIT, "form_key": str(uuid.uuid4())})
    refused(other, "与已记录的探访时间重叠", TOLD)
    assert Visit.objects.count() == 1


def big_photo(size):
    """A true JPEG with noise behind its end, so long as asked."""
    held = io.BytesIO()
    Image.new("RGB", (64, 48), "#1f5fa6").save(held, "JPEG")
    return SimpleUploadedFile("photo.jpg", held.getvalue() + os.urandom(size - held.tell()), content_type="image/jpeg")


def test_a_photo_of_more_than_30_mb(ground, own):
    where = at("activities:visit-record-person", ground.client.uuid)
    given = {**VISIT, "form_key": str(uuid.uuid4())}
    answer = send(own, where, {**given, "photo": big_photo(31 * 1024 * 1024)})
    refused(answer, "30 MB", TOLD)
    assert not Visit.objects.exists()
    assert send(own, where, {**given, "photo": picture()}).status_code == 302


@pytest.mark.parametrize("form", ["contact", "visit", "intake"])
def test_200000_characters(ground, own, form):
    long = "老人说近来睡得不好。" * 20_000
    case = ground.case(papers=True, opened_on=ago(2))
    where, given, field = {
        "contact": (at("casework:contact-add", case.pk), {**CONTACT, "on": day(-1)}, "content"),
        "visit": (at("activities:visit-record-person", ground.client.uuid), VISIT, "condition"),
        "intake": (at("casework:intake-edit", case.pk), {"on": day(-2), "source": "SELF", "urgency": "1"}, "problem"),
    }[form]
    answer = send(own, where, {**given, field: long, "form_key": str(uuid.uuid4())})
    refused(answer, "字", long)
    assert not Contact.objects.exists() and not Visit.objects.exists()


def test_an_emoji_in_a_name(ground, own):
    given = {"name": "李奶奶🌸", "on": day(-1), "source": "OUTREACH", "problem": TOLD, "urgency": "1", "sex": "2"}
    given |= {"station": ground.station.pk, "decision": "ACCEPT"}
    where = at("casework:case-open-new")
    refused(send(own, where, given), "姓名中有数字、符号或表情，请核对。", TOLD, "李奶奶🌸")
    assert send(own, where, {**given, "name": "", "alias": "花阿姨🌸"}).status_code == 302
    case = Case.objects.get()
    assert "花阿姨🌸" in own.get(at("casework:case-page", case.pk)).content.decode()
    paper = own.get(at("casework:form-print", case.pk, "intake", case.intake.pk))
    assert paper.content.startswith(b"%PDF")


def test_a_withdrawal_in_mid_case(ground, own):
    case = ground.case(papers=True, contacts=1)
    assert send(own, at("casework:agreement-withdraw", case.pk), {"on": day(0), "reason": ""}).status_code == 302
    where, before = at("casework:contact-add", case.pk), Contact.objects.count()
    now = {**CONTACT, "on": day(0), "starts": "00:00", "ends": "00:01"}
    refused(send(own, where, now), "不能再记录新的服务", TOLD)
    assert Contact.objects.count() == before
    taken = send(own, where, {**now, "despite": "CLOSING"})
    assert taken.status_code == 302, re.findall("还没有保存.*?</ul>", taken.content.decode(), re.S)
    page = own.get(at("casework:case-page", case.pk)).content.decode()
    assert "撤回" in page and "示例目的" in page  # what was done before stays


def test_two_persons_with_cases_in_two_stations_become_one(ground, own, sign_in, neighbour_station, station_head):
    """Both cases go on, each at its station, each seen by its own team alone, and the ledger still balances."""
    here, twin = ground.case(papers=True), make_individual("王小明", station=neighbour_station, tie="CLIENT")
    there = make_case(neighbour_station, twin, ground.worker_near, papers=True)
    save_contact(case=here, facts=contact(hour=9), by=ground.a.actor)
    save_contact(case=there, facts=contact(hour=11), by=ground.near.actor)
    with pytest.raises(
        RuleBroken, match="请先核对双方的姓名和证件号码"
    ):  # neither station tells the other who is known
        merge_persons(kept=ground.client, alias=twin, reason="核对后为同一人", by=station_head.actor)
    merge_persons(kept=ground.client, alias=twin, reason="核对后为同一人", by=BY)
    for case in (here, there):
        case.refresh_from_db()
    assert (here.person, there.person, here.state) == (ground.client, ground.client, there.state)
    near = sign_in(ground.near.user)
    assert near.get(at("casework:case-page", there.pk)).status_code == 200
    assert near.get(at("casework:case-page", here.pk)).status_code == 404
    assert own.get(at("casework:case-page", here.pk)).status_code == 200
    assert own.get(at("casework:case-page", there.pk)).status_code == 404
    assert there.number not in own.get(at("casework:case-page", here.pk)).content.decode()
    answer = send(
        near, at("casework:contact-add", there.pk), {**CONTACT, "on": day(0), "starts": "00:00", "ends": "00:01"}
    )
    assert answer.status_code == 302
    assert not cell_differences() and not voucher_differences()


def test_two_running_cases_at_one_station_are_refused(ground, station_head):
    twin = make_individual("王小明", station=ground.station, tie="CLIENT")
    ground.case()
    make_case(ground.station, twin, ground.worker_b)
    with pytest.raises(RuleBroken, match="各有一个在办个案，请先办结其中一个，再合并"):
        merge_persons(kept=ground.client, alias=twin, reason="核对后为同一人", by=station_head.actor)
