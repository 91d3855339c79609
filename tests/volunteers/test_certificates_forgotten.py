"""Whoever asks for deletion: the content goes, number and digest stay, and whoever verifies the paper is told."""

import datetime as dt

import pytest
from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.cli.main import main
from liangzhan.documents.models import KeptFile
from liangzhan.people.models import Person
from liangzhan.people.services.forgetting import forget_person
from liangzhan.people.services.merging import merge_persons
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.queries.certificates import changes_since, spoilt_certificates
from liangzhan.volunteers.queries.stars import own_stars, public_rows
from liangzhan.volunteers.queries.verifying import answer_to_code, answer_to_payload
from liangzhan.volunteers.rules.certificates import check_code
from liangzhan.volunteers.services.certificates import ask_seal, decide_seal, issue_certificate, revoke_certificate
from liangzhan.volunteers.services.stars import agree_star, propose_star, publish_star
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer
from tests.harness.client import StrictClient

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 7, 1)


def experienced(station, name="王志愿", **fields):
    found = make_volunteer(name, station=station, **fields)
    for at in range(10):
        make_record(found, on=DAY + dt.timedelta(days=at), minutes=600, quality=5)
    return found


def issued(volunteer):
    return issue_certificate(volunteer=volunteer, starts_on=DAY, ends_on=dt.date(2020, 12, 31), by=BY)


def forget(volunteer):
    volunteer.state = "QUIT"
    volunteer.save()
    forget_person(person=Person.objects.get(pk=volunteer.person_id), reason="本人申请", by=Actor.system("测试"))


def test_the_content_goes_and_whoever_verifies_is_told(station, station_head, committee_member, capsys):
    volunteer = experienced(station)
    stands, taken_back, waits = issued(volunteer), issued(volunteer), issued(volunteer)
    payload = stands.payload
    decide_seal(
        seal=ask_seal(certificate=stands, purpose="入学", by=BY), sealed=True, note="王志愿", scan=make_photo(), by=BY
    )
    queued = ask_seal(certificate=waits, purpose="入职", by=BY)
    revoke_certificate(certificate=taken_back, reason="冒用他人时长", by=BY)
    star = agree_star(proposal=propose_star(volunteer=volunteer, stars=1, words="照顾邻居王奶奶", by=BY), by=BY)
    publish_star(proposal=star, by=BY)
    files = KeptFile.objects.count()
    forget(volunteer)
    for row in Certificate.objects.all():
        assert (row.snapshot, row.payload, row.reason) == ("", "", "") and row.erased and row.number and row.digest
        assert changes_since(row) == []
    assert KeptFile.objects.count() == files - 1
    queued.refresh_from_db()
    star.refresh_from_db()
    assert (queued.state, queued.purpose) == ("REFUSED", "")
    assert (star.state, star.words) == ("REFUSED", "") and not public_rows().exists()
    assert answer_to_payload(payload).state == "ERASED" and answer_to_payload(payload).facts == {}
    assert answer_to_code(stands.number, check_code(stands.digest)).state == "ERASED"
    assert answer_to_code(taken_back.number, check_code(taken_back.digest)).state == "REVOKED"
    shown = StrictClient().get(reverse("volunteers:certificate-check"), {"p": payload})
    assert "已按本人要求删除" in shown.text and "王" not in shown.text and "100" not in shown.text
    assert main(["certificate", "verify", payload]) == 1 and "已按本人要求删除" in capsys.readouterr().out
    volunteer.records.update(state="REJECTED")
    assert not spoilt_certificates(station_head.actor.scope).exists()
    listed = station_head.client.get(reverse("volunteers:certificate-list"))
    assert "已按本人要求删除" in listed.text and "王" not in listed.text.split("<tbody>")[1].split("</tbody>")[0]
    one = station_head.client.get(reverse("volunteers:certificate-page", kwargs={"uuid": stands.uuid}))
    assert "打开证明" not in one.text
    pdf = reverse("volunteers:certificate-pdf", kwargs={"uuid": stands.uuid})
    assert station_head.client.get(pdf).status_code == 404


def test_one_star_of_each_kind_when_two_persons_are_one(station, neighbour_station):
    kept, alias = experienced(station), experienced(neighbour_station, "王志愿", state="QUIT")
    alias.state = "ACTIVE"  # both were proposed while nobody knew
    alias.save()
    for volunteer in (kept, alias):
        propose_star(volunteer=volunteer, stars=1, words="示例", by=BY)
    alias.state = "QUIT"
    alias.save()
    Person.objects.filter(pk=alias.person_id).update(id_number_index="", shadow=True)
    merge_persons(
        kept=kept.person, alias=Person.objects.get(pk=alias.person_id), reason="同一人", by=Actor.system("测试")
    )
    assert len(own_stars(kept)) == 2
