"""A complaint: received without a name, routed past the person concerned, answered within its deadline."""

import datetime as dt
import uuid

import pytest

from liangzhan.access.roles import Role
from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.staff.models import Complaint
from liangzhan.staff.queries.complaints import (
    at_desk,
    complaint_by_code,
    counts,
    handlers,
    overdue,
    public_facts,
    staffed_desk,
)
from liangzhan.staff.services import complaints
from liangzhan.toolkit.periods import add_workdays, today
from tests.factories.accounts import make_person
from tests.factories.people import BY
from tests.factories.stations import make_photo
from tests.factories.supervision import make_complaint
from tests.staff.supervised import refused

TEXT = "周三下午两次去站里都没有人开门"


def receive(station, **fields):
    given = {"about": "SERVICE", "desk": "STREET", "text": TEXT, "form_key": uuid.uuid4(), "by": BY, **fields}
    return complaints.receive_complaint(station=station, **given)


class TestReceive:
    def test_receipt_and_deadline(self, station, street_officer):
        row, code = receive(station, complainer="一位居民", contact="024-0")
        assert (row.state, row.desk, row.acknowledge_due_on) == ("RECEIVED", "STREET", add_workdays(today(), 5))
        assert complaint_by_code(code.lower().replace("-", " ")) == row
        assert complaint_by_code("ZZZZ-ZZZZ-ZZZZ") is None
        assert code not in row.code_index
        told = Notice.objects.get()
        assert (told.recipient, told.due_on) == (street_officer.user, row.acknowledge_due_on)

    def test_nothing_personal_in_the_record_of_deeds(self, station, street_officer):
        receive(station, complainer="一位居民", contact="024-0")
        event = Event.objects.get(name="complaint.received")
        assert (event.details, event.address) == ({"about": "SERVICE"}, "")
        assert "居民" not in " ".join(Notice.objects.values_list("text", flat=True))

    def test_about_the_head_never_to_the_station(self, station, station_head, street_officer):
        assert receive(station, about="HEAD", desk="STATION")[0].desk == "STREET"
        assert receive(station, about="WORKER", desk="STATION")[0].desk == "STATION"

    def test_an_empty_desk_passes_it_up(self, station, county_officer):
        assert receive(station, desk="STATION")[0].desk == "COUNTY"

    def test_nobody_at_all_waits_for_the_county(self, station):
        assert receive(station, desk="STATION")[0].desk == "COUNTY"

    def test_the_same_form_twice(self, station, street_officer):
        key = uuid.uuid4()
        receive(station, form_key=key)
        assert "已经提交过" in refused(receive, station=station, form_key=key)[0]
        assert Complaint.objects.count() == 1

    def test_too_short(self, station):
        assert refused(receive, station=station, text="不好")[1] == "text"

    def test_a_letter_with_its_scan(self, station, street_officer):
        row, _ = receive(station, way="PAPER", paper=make_photo())
        assert row.paper is not None


class TestDesks:
    def test_each_reads_its_own(
        self, station, station_head, committee_member, street_officer, county_officer, city_officer, social_worker,
        neighbour_head, neighbour_committee, neighbour_county,
    ):  # fmt: skip
        near, street, county = (
            make_complaint(station, code=f"AAAA-AAAA-AAA{n}", desk=desk)
            for n, desk in enumerate(("STATION", "STREET", "COUNTY"), 2)
        )
        for one in (station_head, committee_member):
            assert list(at_desk(one.actor)) == [near]
        assert list(at_desk(street_officer.actor)) == [street]
        assert list(at_desk(county_officer.actor)) == [county]
        for one in (city_officer, social_worker, neighbour_head, neighbour_committee, neighbour_county):
            assert list(at_desk(one.actor)) == []

    def test_never_the_person_concerned(self, ground, station, station_head):
        row = make_complaint(station, desk="STATION", about="WORKER", worker=ground.worker_boss)
        assert list(at_desk(ground.boss.actor)) == []
        assert list(at_desk(station_head.actor)) == [row]
        assert handlers(row) == [station_head.user]

    def test_staffed_desk(self, ground, station, county_officer):
        assert staffed_desk("STATION", station) == "STATION"
        assert staffed_desk("STATION", station, ground.worker_boss) == "COUNTY"
        assert staffed_desk("STREET", station) == "COUNTY"

    def test_a_handlers_expired_grant(self, station, street_officer):
        make_complaint(station)
        street_officer.user.grants.update(valid_to=today() - dt.timedelta(days=1))
        assert list(at_desk(street_officer.actor)) == []
        assert staffed_desk("STREET", station) == "COUNTY"


class TestHandling:
    @pytest.fixture
    def row(self, station, street_officer):
        return make_complaint(station)

    def test_the_whole_way(self, row, street_officer):
        by = street_officer.actor
        row = complaints.accept_complaint(complaint=row, by=by)
        assert (row.state, row.answer_due_on) == ("ACCEPTED", add_workdays(today(), 20))
        complaints.write_step(complaint=row, text="去站里看了", by=by)
        assert row.state == "HANDLING"
        row = complaints.answer_complaint(complaint=row, outcome="OPINION", opinion="调整值班", answer="已调整", by=by)
        facts = public_facts(row)
        assert (row.state, facts["answer"], facts["due_on"]) == ("ANSWERED", "已调整", None)
        row = complaints.close_complaint(complaint=row, note="无异议", by=by)
        assert [one.what for one in row.steps.order_by("id")] == ["受理", "办理", "提出处理意见", "办结"]
        assert Notice.objects.filter(settled_at__isnull=True).count() == 0

    def test_answered_at_once_after_acceptance(self, row, street_officer):
        row = complaints.accept_complaint(complaint=row, by=street_officer.actor)
        given = {"outcome": "TRANSFERRED", "employer": "示例社工机构", "answer": "已移送", "by": street_officer.actor}
        assert complaints.answer_complaint(complaint=row, **given).state == "ANSWERED"

    def test_not_accepted_with_a_reason(self, row, street_officer):
        refuse = complaints.refuse_complaint
        assert refused(refuse, complaint=row, reason=" ", by=street_officer.actor)[1] == "reason"
        row = refuse(complaint=row, reason="不属于本站事项", by=street_officer.actor)
        assert (row.state, public_facts(row)["reason"]) == ("NOT_ACCEPTED", "不属于本站事项")
        assert "不能再改" in refused(complaints.name_person, complaint=row, worker=None, by=street_officer.actor)[0]
        given = {"complaint": row, "to": "COUNTY", "reason": "请看", "by": street_officer.actor}
        assert "不能移交" in refused(complaints.pass_complaint, **given)[0]

    def test_refused(self, row, street_officer, station_head, county_officer):
        by = street_officer.actor
        assert "请先受理" in refused(complaints.write_step, complaint=row, text="看了", by=by)[0]
        assert refused(complaints.write_step, complaint=row, text=" ", by=by)[1] == "text"
        given = {"complaint": row, "outcome": "OPINION", "answer": "好", "by": by}
        assert refused(complaints.answer_complaint, **given)[1] == "opinion"
        for other in (station_head, county_officer):
            said = refused(complaints.accept_complaint, complaint=row, by=other.actor)[0]
            assert said == "这件投诉不在您的办理范围内。"

    def test_passed_on(self, row, street_officer, county_officer):
        pass_on = complaints.pass_complaint
        given = {"complaint": row, "reason": "涉及两个街道", "by": street_officer.actor}
        assert refused(pass_on, to="STATION", **given)[1] == "to"
        assert refused(pass_on, to="COUNTY", **{**given, "reason": " "})[1] == "reason"
        row = pass_on(to="COUNTY", **given)
        assert list(at_desk(county_officer.actor)) == [row]
        assert Notice.objects.filter(recipient=county_officer.user, settled_at__isnull=True).count() == 1

    def test_not_to_an_empty_desk(self, row, street_officer):
        given = {"complaint": row, "to": "COUNTY", "reason": "请看", "by": street_officer.actor}
        assert complaints.pass_complaint(**given).desk == "COUNTY"  # the county is the last resort
        lone = make_complaint(row.station, code="BBBB-BBBB-BBBB", desk="COUNTY")
        county = make_person("王县", Role.COUNTY, division=row.station.site.division.parent.parent)
        street_officer.user.grants.update(valid_to=today() - dt.timedelta(days=1))
        given = {"complaint": lone, "to": "STREET", "reason": "请看", "by": county.actor}
        assert refused(complaints.pass_complaint, **given)[1] == "to"


class TestPerson:
    def test_named_and_taken_back(self, ground, station, station_head):
        row = make_complaint(station, desk="STATION", about="WORKER")
        complaints.name_person(complaint=row, worker=ground.worker_a, by=station_head.actor)
        assert (row.worker, row.desk) == (ground.worker_a, "STATION")
        complaints.name_person(complaint=row, worker=None, by=station_head.actor)
        assert row.worker is None

    def test_a_head_takes_it_off_the_station(self, ground, station, street_officer):
        row = make_complaint(station, desk="STATION", about="WORKER")
        complaints.name_person(complaint=row, worker=ground.worker_boss, by=ground.boss.actor)
        assert (row.desk, list(at_desk(street_officer.actor))) == ("STREET", [row])
        assert list(at_desk(ground.boss.actor)) == []

    def test_only_people_of_the_station(self, ground, station, street_officer):
        row = make_complaint(station)
        given = {"complaint": row, "worker": ground.worker_near, "by": street_officer.actor}
        assert refused(complaints.name_person, **given)[1] == "worker"


def test_counts_and_overdue(station, street_officer):
    late = make_complaint(station, acknowledge_due_on=today() - dt.timedelta(days=1))
    make_complaint(station, code="CCCC-CCCC-CCCC")
    slow = {"state": "HANDLING", "answer_due_on": today() - dt.timedelta(days=1)}
    working = make_complaint(station, code="DDDD-DDDD-DDDD", **slow)
    found = counts(street_officer.actor, today().year)
    assert {key: value for key, value in found.items() if value} == {"RECEIVED": 2, "HANDLING": 1}
    assert set(overdue(at_desk(street_officer.actor), today())) == {late, working}
    assert counts(street_officer.actor, today().year - 1)["RECEIVED"] == 0
