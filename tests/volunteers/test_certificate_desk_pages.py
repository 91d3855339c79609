"""The keeper's certificates and the queue of seals: neighbours, verbs, number of queries."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.roles import Role
from liangzhan.audit.models import Reading
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.panels_certificates import certificates_wait
from liangzhan.volunteers.services.certificates import ask_seal, decide_seal, issue_certificate
from tests.factories.accounts import make_person
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer

pytestmark = pytest.mark.django_db
START, END = dt.date(2020, 6, 1), dt.date(2020, 12, 31)


def page(name, **more):
    return reverse(f"volunteers:{name}", kwargs=more)


def issued(station, name="王志愿"):
    volunteer = make_volunteer(name, station=station)
    make_record(volunteer, on=dt.date(2020, 7, 1), minutes=95)
    return issue_certificate(volunteer=volunteer, starts_on=START, ends_on=END, by=BY)


def asked(station, name="王志愿"):
    return ask_seal(certificate=issued(station, name), purpose="入学", by=BY)


@pytest.fixture
def keeper(station):
    return make_person("孙工作人员", Role.VS_KEEPER, station=station)


def test_the_list(station, keeper, neighbour_station, committee_member, county_officer):
    row, other = issued(station), issued(neighbour_station, "李邻站")
    address = page("certificate-list")
    keeper.client.get(address)  # the session is made with the first request
    shown = keeper.client.get(address)
    assert row.number in shown.text and "王**" in shown.text and "1.5" in shown.text and other.number not in shown.text
    counted = keeper.client.queries
    for name in ("张一", "张二"):
        issued(station, name)
    count = keeper.client.get(address).text.count("-VS-CERT-")
    assert (count, keeper.client.queries) == (3, counted) and counted <= 15
    assert keeper.client.get(f"{address}?text={row.number}").text.count("张*") == 0
    assert "没有符合条件" in keeper.client.get(f"{address}?state=REVOKED").text
    assert row.number in committee_member.client.get(address).text
    assert county_officer.client.get(address).status_code == 403


def test_one_certificate_and_taking_it_back(station, keeper, committee_member, neighbour_head):
    row = issued(station)
    address = page("certificate-page", uuid=row.uuid)
    shown = keeper.client.get(address)
    assert row.number in shown.text and "撤销" in shown.text and "王志愿" not in shown.text
    assert "撤销" not in committee_member.client.get(address).text.split("</header>")[-1].split("盖章")[0]
    for name in ("certificate-page", "certificate-pdf", "certificate-scan", "certificate-revoke"):
        assert neighbour_head.client.get(page(name, uuid=row.uuid)).status_code == 404
    assert keeper.client.get(page("certificate-pdf", uuid=row.uuid)).content[:4] == b"%PDF"
    assert Reading.objects.get(page="volunteers:certificate-pdf").object_ids == [str(row.uuid)]
    assert keeper.client.get(page("certificate-scan", uuid=row.uuid)).status_code == 404
    assert committee_member.client.get(page("certificate-revoke", uuid=row.uuid)).status_code == 403
    assert keeper.client.post(page("certificate-revoke", uuid=row.uuid), {"reason": ""}).status_code == 422
    assert keeper.client.post(page("certificate-revoke", uuid=row.uuid), {"reason": "示例：重复"}).url == address
    assert "已撤销" in keeper.client.get(address).text


def test_issued_for_whoever_has_no_phone(station, keeper, neighbour_head):
    volunteer = make_volunteer(station=station)
    address = page("certificate-issue", uuid=volunteer.uuid)
    assert "还没有可以证明的服务" in keeper.client.get(address).text
    make_record(volunteer, on=dt.date(2020, 7, 1), minutes=95)
    assert neighbour_head.client.get(address).status_code == 404
    offered = keeper.client.get(address)
    assert "证明会这样写" in offered.text and "1.5 小时" in offered.text
    sent = {"starts_on": START, "ends_on": END, "form_key": "0197a3f0-0000-7000-8000-00000000000d"}
    assert keeper.client.post(address, {**sent, "ends_on": "2999-01-01"}).status_code == 422
    with keeper.client.allow(40):
        made = keeper.client.post(address, sent)
    assert made.url == page("certificate-page", uuid=Certificate.objects.get().uuid)
    volunteer.records.update(state="REJECTED")
    assert "不再认定" in keeper.client.get(made.url).text
    assert "请核对" in keeper.client.get(page("certificate-list")).text
    assert [one.count for one in certificates_wait(keeper.actor, START)] == [1]


def test_the_committee_seals(station, committee_member, neighbour_committee, station_head):
    seal = asked(station)
    address, one = page("seal-list"), page("seal-decide", pk=seal.pk)
    client = committee_member.client
    client.get(address)
    assert seal.certificate.number in client.get(address).text
    counted = client.queries
    asked(station, "张二")
    count = client.get(address).text.count("-VS-CERT-")
    assert (count, client.queries) == (2, counted) and counted <= 15
    assert "没有盖章申请" in neighbour_committee.client.get(address).text
    assert neighbour_committee.client.get(one).status_code == 404
    assert neighbour_committee.client.get(page("seal-pdf", pk=seal.pk)).status_code == 404
    assert station_head.client.get(one).status_code == 404  # a station that is no legal person has no seal of its own
    assert "证明盖章申请 2 份" in certificates_wait(committee_member.actor, START)[0].object
    assert client.get(page("seal-pdf", pk=seal.pk)).content[:4] == b"%PDF"
    refused = client.post(one, {"decision": "no", "note": ""})
    assert refused.status_code == 422 and "请写明不盖章的原因" in refused.text
    with client.allow(40):
        assert client.post(one, {"decision": "yes", "scan": make_photo()}).url == address
    seal.refresh_from_db()
    assert seal.state == "SEALED" and "没有符合条件" in client.get(f"{address}?state=REFUSED").text
    assert client.get(page("certificate-scan", uuid=seal.certificate.uuid)).status_code == 200


def test_a_registered_station_seals_itself(station, station_head, committee_member, keeper):
    seal = asked(station)
    station.legal_form = "SOCIAL_SERVICE_ORG"
    station.save()
    seal.refresh_from_db()
    assert committee_member.client.get(page("seal-decide", pk=seal.pk)).status_code == 404
    with pytest.raises(RuleBroken, match="自己盖章"):
        decide_seal(seal=seal, sealed=False, note="x", by=committee_member.actor)
    assert keeper.client.get(page("seal-list")).status_code == 403
    with station_head.client.allow(40):
        station_head.client.post(page("seal-decide", pk=seal.pk), {"decision": "no", "note": "公章送检"})
    seal.refresh_from_db()
    assert seal.state == "REFUSED"
