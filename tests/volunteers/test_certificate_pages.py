"""Own certificates on the phone, and the page where anybody verifies one."""

import base64
import datetime as dt
import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from liangzhan.cli.main import main
from liangzhan.toolkit import verify_certificate
from liangzhan.toolkit.crypto import public_keys
from liangzhan.volunteers.exports.certificates import certificate_pdf, check_address
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.rules.certificates import check_code
from liangzhan.volunteers.services.certificates import decide_seal, issue_certificate, revoke_certificate
from liangzhan.volunteers.services.passing import desk_code
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
START, END = dt.date(2020, 6, 1), dt.date(2020, 12, 31)
DEED = 40  # a certificate for another writes both, their move and the record in one transaction
CHECK = "/volunteers/check/"


def own(name, **more):
    return reverse(f"volunteers:{name}", kwargs=more)


def holding(volunteer, by):
    """A phone with the volunteer's pass."""
    phone = StrictClient()
    code = desk_code(volunteer=volunteer, document_seen=True, by=by)
    assert phone.post(own("code", uuid=volunteer.uuid), {"code": code}).status_code == 302
    return phone


@pytest.fixture
def volunteer(station):
    found = make_volunteer(station=station)
    for month in (7, 8, 9):
        make_record(found, on=dt.date(2020, month, 1), minutes=35)
    return found


def issued(volunteer, **more):
    return issue_certificate(volunteer=volunteer, starts_on=START, ends_on=END, by=BY, **more)


def test_alone_on_the_phone_in_four_taps(volunteer, station, station_head, committee_member):
    phone = holding(volunteer, station_head.actor)
    assert "我的时长和证明" in phone.get(own("own-home")).text
    listed = phone.get(own("own-certificates"))
    assert "1.7" in listed.text and "还没有开具过" in listed.text
    offered = phone.get(own("own-issue"))
    assert "证明会这样写" in offered.text and "本平台记录" in offered.text and phone.queries <= 15
    assert "没有已核实" in phone.get(f"{own('own-issue')}?starts_on=2019-01-01&ends_on=2019-02-01").text
    assert "不能早于" in phone.get(f"{own('own-issue')}?starts_on=2020-02-01&ends_on=2020-01-01").text
    key = "0197a3f0-0000-7000-8000-00000000000b"
    sent = {"starts_on": "2020-06-01", "ends_on": "2020-12-31", "form_key": key}
    made = phone.post(own("own-issue"), sent)
    again = phone.post(own("own-issue"), sent)
    row = Certificate.objects.get()
    assert made.url == again.url == own("own-certificate", uuid=row.uuid)
    assert phone.post(own("own-issue"), {**sent, "ends_on": "2999-01-01", "form_key": ""}).status_code == 422
    page = phone.get(made.url)
    assert row.number in page.text and check_code(row.digest) in page.text and phone.queries <= 15
    assert phone.get(own("own-pdf", uuid=row.uuid)).content[:4] == b"%PDF"
    assert phone.get(own("own-scan", uuid=row.uuid)).status_code == 404
    phone.post(own("own-seal", uuid=row.uuid), {"purpose": "入学"})
    decide_seal(seal=row.seals.get(), sealed=True, note="", scan=make_photo(), by=committee_member.actor)
    assert "下载盖章件" in phone.get(made.url).text
    assert phone.get(own("own-scan", uuid=row.uuid)).status_code == 200
    phone.post(own("own-seal", uuid=row.uuid))
    assert "已经盖章" in phone.get(made.url).text and row.seals.count() == 1


def test_a_new_one_for_an_old_one(volunteer, station_head):
    row, phone = issued(volunteer), holding(volunteer, station_head.actor)
    make_record(volunteer, on=dt.date(2020, 10, 1))
    assert "又核实了 1 条" in phone.get(own("own-certificate", uuid=row.uuid)).text
    address = f"{own('own-issue')}?replaces={row.uuid}"
    assert row.number in phone.get(address).text
    with phone.allow(DEED):
        phone.post(address, {"starts_on": START, "ends_on": END, "form_key": "0197a3f0-0000-7000-8000-00000000000c"})
    row.refresh_from_db()
    assert row.state == "SUPERSEDED" and "看新证明" in phone.get(own("own-certificate", uuid=row.uuid)).text


def test_nobody_else_s(volunteer, station, station_head):
    row = issued(volunteer)
    stranger = make_volunteer("李别人", station=station)
    phone = holding(stranger, station_head.actor)
    for name in ("own-certificate", "own-pdf", "own-scan"):
        assert phone.get(own(name, uuid=row.uuid)).status_code == 404
    assert phone.post(own("own-seal", uuid=row.uuid)).status_code == 404
    assert "还没有可以证明的服务" in phone.get(own("own-issue")).text
    assert "还没有可以证明" in phone.get(f"{own('own-issue')}?replaces=x").text
    assert StrictClient().get(own("own-certificates")).status_code == 302


def test_anybody_verifies_and_sees_masked_facts_alone(volunteer, station_head):
    row, visitor = issued(volunteer), StrictClient()
    link = check_address(row.payload)
    answer = visitor.get(link[link.index(CHECK) :])
    for words in ("目前有效", "王**", "1.7 小时", row.issuer, row.number):
        assert words in answer.text
    assert "王志愿" not in answer.text and "清理河岸" not in answer.text and "219*" not in answer.text
    typed = {"number": row.number, "code": check_code(row.digest)}
    assert "目前有效" in visitor.get(CHECK, typed).text
    assert "没有找到" in visitor.get(CHECK, {**typed, "code": "AAAAAAAAAA"}).text
    assert "不能采信" in visitor.get(CHECK, {"p": row.payload.replace(".", ".A", 1)}).text
    assert "校验码" in visitor.get(CHECK).text
    revoke_certificate(certificate=row, reason="示例：重复", by=station_head.actor)
    revoked = visitor.get(CHECK, typed)
    assert "已于" in revoked.text and "撤销" in revoked.text and "重复" not in revoked.text


def test_guessing_is_stopped(volunteer):
    row, visitor = issued(volunteer), StrictClient()
    for _ in range(20):
        visitor.get(CHECK, {"number": row.number, "code": "AAAAAAAAAA"})
    assert visitor.get(CHECK, {"number": row.number, "code": check_code(row.digest)}).status_code == 429


def test_the_script_and_the_keys_are_open_to_everybody():
    visitor = StrictClient()
    page = visitor.get(own("certificate-offline")).text
    assert all(f"{key_id}={key}" in page for key_id, key in public_keys().items())
    assert visitor.get(own("certificate-script")).content.startswith(b'"""Checks a certificate')


def test_the_paper_carries_its_own_proof(volunteer, tmp_path, capsys):
    for day in range(1, 29):
        make_record(volunteer, on=dt.date(2020, 11, day), minutes=90)
    row = issued(volunteer)
    pdf = certificate_pdf(row)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert len(PdfReader(io.BytesIO(pdf)).pages) >= 2
    for words in ("志愿服务证明", row.number, "王志愿", row.issuer, "清理河岸", "以全国志愿服务信息系统查验为准"):
        assert words in text.replace("\n", ""), words
    place = tmp_path / "certificate.pdf"
    place.write_bytes(pdf)
    keys = [f"--key={key_id}={key}" for key_id, key in public_keys().items()]
    assert verify_certificate.main([str(place), *keys]) == 0
    assert main(["certificate", "verify", str(place)]) == 0 and "目前有效" in capsys.readouterr().out
    assert main(["certificate", "verify", "--offline", row.payload]) == 0
    assert main(["certificate", "verify", "--offline", "x"]) == 1
    forged = row.payload.split(".")
    forged[1] = (
        base64.urlsafe_b64encode(verify_certificate.decoded(forged[1]).replace(b"43", b"93")).decode().rstrip("=")
    )
    capsys.readouterr()
    assert main(["certificate", "verify", ".".join(forged)]) == 1 and "不能采信" in capsys.readouterr().out
    revoke_certificate(certificate=row, reason="示例", by=BY)
    assert main(["certificate", "verify", str(place)]) == 1 and "已经撤销" in capsys.readouterr().out
    void = certificate_pdf(row)
    assert "已撤销" in PdfReader(io.BytesIO(void)).pages[0].extract_text()
