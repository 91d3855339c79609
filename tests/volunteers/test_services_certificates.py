"""Issuing by the volunteer himself or for him, taking back, replacing, sealing; the independent script."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest

from liangzhan.access.actor import Actor
from liangzhan.audit.models import Event
from liangzhan.credentials.models import Award
from liangzhan.notices.models import PersonNotice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.models import Certificate
from liangzhan.volunteers.queries.certificates import changes_since, first_day, told_in
from liangzhan.volunteers.queries.verifying import answer_to_code, answer_to_payload
from liangzhan.volunteers.rules.certificates import OWN_RECORD, check_code
from liangzhan.volunteers.services.certificates import ask_seal, decide_seal, issue_certificate, revoke_certificate
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.volunteers import make_record, make_volunteer

pytestmark = pytest.mark.django_db
START, END = dt.date(2020, 6, 1), dt.date(2020, 12, 31)


def himself(volunteer):
    return replace(Actor.system("本人"), unlimited=False, uuid=uuid4(), person_uuid=volunteer.person.uuid)


@pytest.fixture
def volunteer(station):
    found = make_volunteer(station=station)
    for month in (7, 8, 9):
        make_record(found, on=dt.date(2020, month, 1), minutes=35)
    return found


def issued(volunteer, **more):
    return issue_certificate(volunteer=volunteer, starts_on=START, ends_on=END, by=himself(volunteer), **more)


class TestIssue:
    def test_by_himself_with_exactly_what_the_order_asks(self, volunteer, station):
        make_record(volunteer, on=dt.date(2021, 1, 1))  # outside the period
        make_record(volunteer, on=dt.date(2020, 10, 1), state="CONFIRMED")  # not verified
        make_record(make_volunteer("李别人", station=station), on=dt.date(2020, 7, 2))
        key = uuid4()
        row = issued(volunteer, form_key=key)
        told = told_in(row)
        assert (row.minutes, told["hours"], told["times"]) == (105, "1.7", 3)
        assert [line[2:5] for line in told["lines"]] == [["护河", "清理河岸", 35]] * 3
        assert told["period"] == ["2020-06-01", "2020-12-31"] and told["issuer"] == row.issuer
        assert row.issuer.endswith("居民委员会") and {line[5] for line in told["lines"]} == {row.issuer}
        assert told["name"] == "王志愿" and "*" in told["id_number"] and told["remark"] == OWN_RECORD
        assert told["handler"] == "本人自助办理" and told["extras"] == {}
        assert row.number.startswith(f"{station.division_code}-VS-CERT-") and row.number.endswith("-0001")
        assert issued(volunteer, form_key=key) == row and Certificate.objects.count() == 1
        assert issued(volunteer).number.endswith("-0002")
        other = make_volunteer("李别人", station=station)
        make_record(other, on=dt.date(2020, 7, 3))
        with pytest.raises(RuleBroken, match="已经用过"):
            issued(other, form_key=key)
        event = Event.objects.filter(name="certificate.issued").first()
        assert event.details == {"starts_on": "2020-06-01", "ends_on": "2020-12-31"}
        assert PersonNotice.objects.count() == 0 and first_day(volunteer) == dt.date(2020, 7, 1)

    def test_a_registered_station_issues_itself(self, volunteer, station):
        station.legal_form = "SOCIAL_SERVICE_ORG"
        station.save()
        assert issued(volunteer).issuer == station.name

    def test_hours_of_an_earlier_registration_count(self, volunteer, station, neighbour_station):
        gone = make_volunteer(person=volunteer.person, station=neighbour_station, state="QUIT")
        make_record(gone, on=dt.date(2020, 6, 2))
        told = told_in(issued(volunteer))
        assert told["times"] == 4 and told["lines"][0][5] != told["issuer"]

    def test_by_the_station_for_whoever_has_no_phone(self, volunteer, station_head, neighbour_head, committee_member):
        given = {"volunteer": volunteer, "starts_on": START, "ends_on": END}
        row = issue_certificate(**given, by=station_head.actor)
        assert told_in(row)["handler"] == station_head.actor.label
        assert row.number in PersonNotice.objects.get(person=volunteer.person_id).text
        for stranger in (
            neighbour_head.actor,
            committee_member.actor,
            himself(make_volunteer("李别人", station=volunteer.station)),
        ):
            with pytest.raises(RuleBroken, match="自己的证明"):
                issue_certificate(**given, by=stranger)

    def test_awards_stand_on_it_when_wanted(self, volunteer, station):
        Award.objects.create(
            person=volunteer.person, label="王", station=station, name="优秀志愿者（示例）", level="COUNTY",
            awarded_on=END, giver="示例区", saved_by=BY,
        )  # fmt: skip
        assert told_in(issued(volunteer, extras=True))["extras"] == {
            "awards": [["优秀志愿者（示例）", "2020-12-31", "示例区"]]
        }

    def test_refusals(self, volunteer, station):
        by = himself(volunteer)
        for start, end, words, field in (
            (END, START, "早于起期", "ends_on"),
            (START, today() + dt.timedelta(days=1), "晚于今天", "ends_on"),
            (dt.date(2019, 1, 1), dt.date(2019, 2, 1), "没有已核实", "starts_on"),
        ):
            with pytest.raises(RuleBroken, match=words) as refusal:
                issue_certificate(volunteer=volunteer, starts_on=start, ends_on=end, by=by)
            assert refusal.value.field == field
        make_record(volunteer, on=dt.date(2019, 1, 2), state="RECORDED")
        with pytest.raises(RuleBroken, match="1 条服务记录还没有核实"):
            issue_certificate(volunteer=volunteer, starts_on=dt.date(2019, 1, 1), ends_on=dt.date(2019, 2, 1), by=by)
        waiting = make_volunteer("赵待定", station=station, state="APPLIED")
        with pytest.raises(RuleBroken, match="本人确认"):
            issue_certificate(volunteer=waiting, starts_on=START, ends_on=END, by=himself(waiting))

    def test_a_child_asks_through_the_station(self, station, station_head):
        child = make_volunteer("小志愿", station=station, born_on=today() - dt.timedelta(days=6 * 366))
        make_record(child, on=dt.date(2020, 7, 1))
        with pytest.raises(RuleBroken, match="监护人"):
            issued(child)
        assert issue_certificate(volunteer=child, starts_on=START, ends_on=END, by=station_head.actor).pk


class TestStanding:
    def test_revoked_with_a_reason_and_seen_at_once(self, volunteer, station_head):
        row = issued(volunteer)
        assert answer_to_code(row.number, f" {check_code(row.digest).lower()} ").stands
        with pytest.raises(RuleBroken, match="理由"):
            revoke_certificate(certificate=row, reason=" ", by=station_head.actor)
        revoke_certificate(certificate=row, reason="示例：重复出具", by=station_head.actor)
        answer = answer_to_payload(row.payload)
        assert (answer.state, answer.stands, answer.facts["name"]) == ("REVOKED", False, "王**")
        assert "重复出具" in PersonNotice.objects.get().text and changes_since(row) == []
        with pytest.raises(RuleBroken, match="已撤销"):
            revoke_certificate(certificate=row, reason="再来", by=station_head.actor)
        with pytest.raises(RuleBroken, match="已撤销"):
            ask_seal(certificate=row, purpose="", by=himself(volunteer))

    def test_a_new_one_is_offered_when_records_changed(self, volunteer, station):
        row = issued(volunteer)
        assert changes_since(row) == []
        record = volunteer.records.order_by("served_on").first()
        record.minutes = 60
        record.save()
        volunteer.records.filter(served_on=dt.date(2020, 8, 1)).update(state="REJECTED")
        assert changes_since(row) == ["有 1 条记录后来不再认定", "有 1 条记录后来作了更正"]
        newer = issued(volunteer, replaces=row)
        row.refresh_from_db()
        assert (row.state, row.replaced_by, newer.minutes, row.minutes) == ("SUPERSEDED", newer, 95, 105)
        assert answer_to_payload(row.payload).replaced_by == newer.number
        other = make_volunteer("李别人", station=station)
        make_record(other, on=dt.date(2020, 7, 1))
        with pytest.raises(RuleBroken, match="自己的"):
            issued(other, replaces=newer)

    def test_unknown_codes_and_papers_without_a_row(self, volunteer):
        row = issued(volunteer)
        assert answer_to_code(row.number, "ABCDEFGHJK").state == answer_to_code("x", "").state == "UNKNOWN"
        Certificate.objects.all().delete()
        assert answer_to_payload(row.payload).state == "UNLISTED" and answer_to_payload("LZC1.x").state == "FORGED"


class TestSeal:
    def test_asked_once_and_sealed_with_a_scan(self, volunteer, committee_member):
        row, by = issued(volunteer), himself(volunteer)
        seal = ask_seal(certificate=row, purpose="入职", by=by)
        assert ask_seal(certificate=row, purpose="", by=by) == seal
        with pytest.raises(RuleBroken, match="自己的"):
            ask_seal(certificate=row, purpose="", by=committee_member.actor)
        with pytest.raises(RuleBroken, match="扫描件"):
            decide_seal(seal=seal, sealed=True, note="", by=committee_member.actor)
        decide_seal(seal=seal, sealed=True, note="", scan=make_photo(), by=committee_member.actor)
        seal.refresh_from_db()
        assert seal.state == "SEALED" and seal.scan is not None
        with pytest.raises(RuleBroken, match="已经盖章"):
            ask_seal(certificate=row, purpose="", by=by)

    def test_refused_with_a_reason(self, volunteer, committee_member):
        row, by = issued(volunteer), himself(volunteer)
        seal = ask_seal(certificate=row, purpose="", by=by)
        with pytest.raises(RuleBroken, match="原因") as refusal:
            decide_seal(seal=seal, sealed=False, note=" ", by=committee_member.actor)
        assert refusal.value.field == "note"
        revoke_certificate(certificate=row, reason="示例", by=BY)
        seal.certificate.refresh_from_db()
        with pytest.raises(RuleBroken, match="不能盖章"):
            decide_seal(seal=seal, sealed=True, note="", scan=make_photo(), by=committee_member.actor)
        decide_seal(seal=seal, sealed=False, note="证明已撤销", by=committee_member.actor)
        assert "证明已撤销" in PersonNotice.objects.order_by("-pk").first().text
