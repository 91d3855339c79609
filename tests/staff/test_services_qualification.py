"""Certificates, registrations, degrees, recognition, alerts."""

import datetime as dt
from decimal import Decimal as D

import pytest

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role
from liangzhan.notices.models import Notice
from liangzhan.staff import posts_cards
from liangzhan.staff.models import Registration
from liangzhan.staff.queries.professionals import professional_ids
from liangzhan.staff.queries.qualification import learning_now
from liangzhan.staff.services.alerts import remind_expiring
from liangzhan.staff.services.qualification import add_registration, move_registration, save_certificate, save_degree
from liangzhan.staff.services.recognition import ask_recognition, decide_recognition
from liangzhan.staff.tasks.posts import nightly
from liangzhan.stations.models import StaffDeclaration
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue, run_pending
from liangzhan.toolkit.models import Job, Move, Parameter
from tests.factories.accounts import make_person
from tests.factories.credentials import make_clearance, make_learning
from tests.factories.documents import pdf_bytes
from tests.factories.staff import make_certificate, make_colleague, make_post, make_registration, make_worker

BY = Actor.system("测试")
TODAY = dt.date.today()
PASSED = dt.date(2019, 9, 1)


def refusal(service, **given):
    with pytest.raises(RuleBroken) as caught:
        service(**given)
    return caught.value.field, caught.value.reasons[0]


@pytest.fixture
def worker(station):
    return make_worker(station=station)


def set_parameter(key, value, area="21"):
    Parameter.objects.create(
        key=key, area_code=area, value=value, valid_from=dt.date(2019, 1, 1), basis="测试", set_by=BY
    )


class TestCertificate:
    def test_saves_and_counts(self, worker, station):
        held = save_certificate(worker=worker, level="SW", number="SL 2019 0001", passed_on=PASSED, by=BY)
        assert (held.number, held.level) == ("SL20190001", "SW")
        row = StaffDeclaration.objects.get(station=station)
        assert (row.full_time, row.certified, row.basis) == (1, 1, "持证 1 人")

    def test_again_corrects_the_row_and_keeps_the_scan(self, worker, tmp_path, monkeypatch):
        monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
        import io

        first = save_certificate(worker=worker, level="SW", passed_on=PASSED, file=io.BytesIO(pdf_bytes()), by=BY)
        again = save_certificate(worker=worker, level="SW", passed_on=dt.date(2018, 9, 1), number="SL20180001", by=BY)
        assert (again.pk, again.file_id, again.passed_on) == (first.pk, first.file_id, dt.date(2018, 9, 1))

    def test_number_of_somebody_else(self, worker):
        save_certificate(worker=worker, level="SW", number="SL20190001", passed_on=PASSED, by=BY)
        other = make_worker("李小红")
        given = {"worker": other, "level": "ASW", "passed_on": PASSED, "by": BY}
        assert refusal(save_certificate, **given, number="SL20190001") == (
            "number",
            "这个管理号已登记在另一人名下，请核对证书。",
        )
        assert save_certificate(**given, number="")
        assert save_certificate(worker=make_worker("赵小兰"), level="ASW", passed_on=PASSED, by=BY)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"passed_on": TODAY + dt.timedelta(1)}, "passed_on"),
            ({"passed_on": dt.date(2007, 12, 31)}, "passed_on"),
            ({"number": "短"}, "number"),
        ],
    )
    def test_refused(self, worker, fields, field):
        given = {"worker": worker, "level": "SW", "passed_on": PASSED, "by": BY}
        assert refusal(save_certificate, **{**given, **fields})[0] == field

    def test_first_year_is_a_parameter(self, worker):
        set_parameter("sw.exam.first_year", 2020)
        assert refusal(save_certificate, worker=worker, level="SW", passed_on=PASSED, by=BY)[0] == "passed_on"

    def test_not_after_its_own_registration(self, worker):
        held = make_certificate(worker)
        make_registration(held)
        given = {"worker": worker, "level": "ASW", "by": BY}
        assert refusal(save_certificate, **given, passed_on=dt.date(2025, 6, 2))[0] == "passed_on"


class TestRegistration:
    def test_issued(self, worker):
        held = make_certificate(worker)
        row = add_registration(
            certificate=held, state="ISSUED", number="示例 1 号", valid_from=dt.date(2024, 6, 1), by=BY
        )
        assert (row.valid_to, row.state) == (dt.date(2027, 5, 31), "ISSUED")

    def test_a_late_first_one_is_told_never_refused(self, worker):
        from liangzhan.staff.queries.qualification import is_late

        given = {"certificate": make_certificate(worker), "state": "ISSUED", "by": BY}
        late = add_registration(**given, valid_from=dt.date(2020, 9, 2))
        assert is_late(late, TODAY)
        again = add_registration(**given, valid_from=dt.date(2023, 9, 2))
        assert not is_late(again, TODAY)
        waiting = add_registration(certificate=make_certificate(worker, "SW"), state="WAITING", by=BY)
        assert not is_late(waiting, TODAY)

    def test_length_is_a_parameter(self, worker):
        set_parameter("sw.registration.years", 5)
        row = add_registration(
            certificate=make_certificate(worker), state="ISSUED", valid_from=dt.date(2024, 6, 1), by=BY
        )
        assert row.valid_to == dt.date(2029, 5, 31)

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"valid_from": None}, "valid_from"),
            ({"valid_from": dt.date(2019, 8, 31)}, "valid_from"),
            ({"valid_from": dt.date(2027, 1, 1)}, "valid_from"),
            ({"valid_from": dt.date(2021, 1, 1), "valid_to": dt.date(2022, 1, 1)}, "valid_to"),
        ],
    )
    def test_refused(self, worker, fields, field):
        held = make_certificate(worker)
        make_registration(held)
        given = {"certificate": held, "state": "ISSUED", "by": BY, **fields}
        assert refusal(add_registration, **given)[0] == field

    def test_through_the_states(self, worker):
        held = make_certificate(worker)
        row = add_registration(certificate=held, state="WAITING", valid_from=dt.date(2024, 6, 1), by=BY)
        assert (row.valid_from, row.valid_to) == (None, None)
        assert refusal(add_registration, certificate=held, state="WAITING", by=BY)[0] == "state"
        move_registration(registration=row, to="FIRST_PASSED", by=BY)
        issued = move_registration(registration=row, to="ISSUED", number="2 号", valid_from=dt.date(2024, 6, 1), by=BY)
        assert (issued.state, issued.number, issued.valid_to) == ("ISSUED", "2 号", dt.date(2027, 5, 31))
        assert Move.objects.filter(object_label="staff.registration").count() == 2
        assert "不能变为" in refusal(move_registration, registration=row, to="WAITING", by=BY)[1]


class TestDegreeAndRecognition:
    def test_degree(self, worker, station):
        assert refusal(save_degree, worker=worker, note=" ", by=BY)[0] == "note"
        save_degree(worker=worker, note="示例大学社会工作专业，2016 年", by=BY)
        assert StaffDeclaration.objects.get(station=station).basis == "社会工作专业学历 1 人"

    def test_ask_and_recognise(self, worker, station, station_head, county_officer, city_officer):
        assert refusal(ask_recognition, worker=worker, note="", by=BY)[0] == "note"
        asked = ask_recognition(worker=worker, note="示例培训 48 学时", by=BY)
        assert (asked.recognition, asked.professional_basis) == ("ASKED", "TRAINING")
        assert [one.recipient for one in Notice.objects.all()] == [county_officer.user]
        assert "已提交" in refusal(ask_recognition, worker=worker, note="又一次", by=BY)[1]
        given = {"worker": worker, "recognised": True, "by": county_officer.actor}
        assert refusal(decide_recognition, **given, reason="")[0] == "reason"
        done = decide_recognition(**given, reason="培训属实")
        assert (done.recognition, done.recognition_on, done.recognition_by.uuid) == (
            "RECOGNISED", TODAY, county_officer.actor.uuid,
        )  # fmt: skip
        assert StaffDeclaration.objects.get(station=station).full_time == 1
        assert Notice.objects.filter(recipient=station_head.user, kind="RESULT").count() == 1
        assert not Notice.objects.filter(recipient=county_officer.user, settled_at__isnull=True).exists()
        assert "已经办理" in refusal(decide_recognition, **given, reason="再来")[1]

    def test_refused_ones_may_ask_again(self, station):
        colleague, worker = make_colleague("陈社工", station)
        ask_recognition(worker=worker, note="示例培训", by=BY)
        decide_recognition(worker=worker, recognised=False, reason="学时不足", by=BY)
        assert Notice.objects.get(recipient=colleague.user).text.endswith("未认定。")
        again = ask_recognition(worker=worker, note="补了学时", by=BY)
        assert (again.recognition, again.recognition_on, again.recognition_by) == ("ASKED", None, None)

    def test_who_counts(self, station):
        certified, degree, trained, plain = (make_worker(name) for name in ("甲某", "乙某", "丙某", "丁某"))
        make_certificate(certified)
        save_degree(worker=degree, note="示例大学", by=BY)
        ask_recognition(worker=trained, note="示例培训", by=BY)
        ids = [one.pk for one in (certified, degree, trained, plain)]
        code = station.division_code
        assert professional_ids(ids, TODAY, code) == {certified.pk, degree.pk}
        decide_recognition(worker=trained, recognised=True, reason="属实", by=BY)
        assert professional_ids(ids, TODAY, code) == {certified.pk, degree.pk, trained.pk}
        assert professional_ids(ids, dt.date(2019, 1, 1), code) == {degree.pk}
        set_parameter("staff.professional_bases", ["CERTIFICATE"], code[:6])
        assert professional_ids(ids, TODAY, code) == {certified.pk}
        assert professional_ids([], TODAY, code) == set()


class TestAlerts:
    def registration(self, worker, days):
        last = TODAY + dt.timedelta(days)
        start = last - dt.timedelta(days=1095)
        return make_registration(make_certificate(worker), valid_from=start, valid_to=last)

    def test_worker_and_head_once_each(self, station, station_head):
        colleague, worker = make_colleague("陈社工", station)
        self.registration(worker, 80)
        assert remind_expiring(on=TODAY, by=BY) == 1
        assert {one.recipient for one in Notice.objects.all()} == {colleague.user, station_head.user}
        Notice.objects.all().delete()
        assert remind_expiring(on=TODAY + dt.timedelta(1), by=BY) == 0
        assert remind_expiring(on=TODAY + dt.timedelta(20), by=BY) == 1
        assert remind_expiring(on=TODAY + dt.timedelta(51), by=BY) == 1
        assert remind_expiring(on=TODAY + dt.timedelta(70), by=BY) == 0

    def test_who_left_is_not_reminded(self, station, station_head):
        worker = make_worker()
        make_post(worker, station, ends_on=TODAY - dt.timedelta(1))
        self.registration(worker, 20)
        assert remind_expiring(on=TODAY, by=BY) == 0

    def test_a_head_is_told_once(self, station):
        head, worker = make_colleague("张站长", station, role="STATION_HEAD")
        self.registration(worker, 20)
        remind_expiring(on=TODAY, by=BY)
        assert [one.recipient for one in Notice.objects.all()] == [head.user]

    def test_renewal_settles_it(self, station, station_head):
        worker = make_worker(station=station)
        held = self.registration(worker, 20)
        remind_expiring(on=TODAY, by=BY)
        follows = held.valid_to + dt.timedelta(1)
        add_registration(certificate=held.certificate, state="ISSUED", valid_from=follows, by=BY)
        assert Notice.objects.get().settled_at is not None

    def test_the_night(self, station, station_head):
        worker = make_worker()
        make_post(worker, station, starts_on=TODAY)
        self.registration(worker, 20)
        enqueue("staff.tasks.posts.nightly", by=BY, title="夜间核对")
        assert run_pending(reraise=True) == 1
        assert Job.objects.get().result == {"closed": 0, "ties": 0, "counted": 1, "told": 1}
        assert nightly.__doc__


class TestLearning:
    def test_hours_of_the_period(self, station, worker):
        held = make_certificate(worker)
        assert learning_now(worker, TODAY) is None
        make_registration(held, valid_from=TODAY - dt.timedelta(400), valid_to=TODAY + dt.timedelta(695))
        make_learning(worker.person, station, hours=D(30), state="COUNTED", completed_on=TODAY - dt.timedelta(10))
        make_learning(worker.person, station, hours=D(50), state="COUNTED", completed_on=TODAY - dt.timedelta(500))
        found = learning_now(worker, TODAY)
        assert (found.required, found.earned, found.gap) == (72, D(30), D(42))

    def test_the_highest_certificate_counts(self, worker):
        for level in ("SW", "ASW"):
            make_registration(
                make_certificate(worker, level),
                valid_from=TODAY - dt.timedelta(400),
                valid_to=TODAY + dt.timedelta(695),
            )
        assert learning_now(worker, TODAY).required == 90


class TestCards:
    def test_own(self, station, worker):
        assert posts_cards.qualification(worker, True, TODAY).tone == "none"
        held = make_certificate(worker)
        assert posts_cards.qualification(worker, True, TODAY).tone == "miss"
        row = make_registration(held, valid_from=TODAY - dt.timedelta(10), valid_to=TODAY + dt.timedelta(1085))
        assert posts_cards.qualification(worker, True, TODAY).tone == "met"
        assert posts_cards.learning(worker, True, TODAY).lines[0] == "已得 0 学时，要求 72 学时，还差 72 学时"
        Registration.objects.filter(pk=row.pk).update(valid_to=TODAY + dt.timedelta(30))
        assert posts_cards.qualification(worker, True, TODAY).tone == "wait"
        assert posts_cards.qualification(worker, False, TODAY) is None

    def test_clearance_only_for_work_with_minors(self, station):
        worker = make_worker()
        post = make_post(worker, station)
        assert posts_cards.clearance(worker, True, TODAY) is None
        type(post).objects.filter(pk=post.pk).update(serves_minors=True)
        assert posts_cards.clearance(worker, True, TODAY).tone == "miss"
        make_clearance(worker.person, station)
        assert posts_cards.clearance(worker, True, TODAY).tone == "met"


class TestPanels:
    def test_each(self, station, station_head, county_officer, neighbour_county):
        from liangzhan.staff.panels import posts as panels

        colleague, worker = make_colleague("陈社工", station)
        last = TODAY + dt.timedelta(50)
        make_registration(make_certificate(worker), valid_from=last - dt.timedelta(1095), valid_to=last)
        ask_recognition(worker=make_worker("李小红", station=station), note="示例培训", by=BY)
        assert [one.count for one in panels.recognitions_to_decide(county_officer.actor, TODAY)] == [1]
        assert panels.recognitions_to_decide(neighbour_county.actor, TODAY) == []
        assert panels.recognitions_to_decide(station_head.actor, TODAY) == []
        assert [one.due_on for one in panels.own_registration(colleague.actor, TODAY)] == [last]
        assert panels.own_registration(station_head.actor, TODAY) == []
        assert [one.count for one in panels.registrations_that_end(station_head.actor, TODAY)] == [1]
        assert panels.registrations_that_end(neighbour_county.actor, TODAY) == []
        assert panels.registrations_that_end(make_person("某", Role.EVALUATOR).actor, TODAY) == []
