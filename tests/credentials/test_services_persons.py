"""Learning on proof, queries, awards, commitments: does, refuses, records."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.utils import DatabaseError

from liangzhan.access.roles import Role
from liangzhan.audit.models import Event
from liangzhan.credentials.models import Award, Commitment, CommitmentText, Learning, MinorsClearance
from liangzhan.credentials.services.awards import record_award, withdraw_award
from liangzhan.credentials.services.clearance import record_clearance
from liangzhan.credentials.services.commitments import commit, publish_text
from liangzhan.credentials.services.learning import add_learning, decide_learning
from liangzhan.notices.models import Notice
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.credentials.conftest import refused
from tests.factories import divisions as places
from tests.factories.accounts import make_person
from tests.factories.credentials import (
    SCENARIOS,
    make_award,
    make_clearance,
    make_commitment,
    make_learning,
    make_text,
)
from tests.factories.people import BY, make_individual
from tests.factories.stations import make_kept, make_photo, make_site, make_station

DAY = dt.date(2026, 3, 2)
TOMORROW = dt.timedelta(days=1)


def learn(person, station, by, **change):
    given = {
        "source": "COURSE",
        "title": "小组工作",
        "completed_on": DAY,
        "hours": Decimal("8.0"),
        "proof": make_photo(),
    }
    return add_learning(person=person, station=station, by=by, **{**given, **change})


class TestLearning:
    def test_waits_for_a_second_person_who_is_told(self, station, person, worker, station_head, committee_member):
        row = learn(person, station, worker.actor)
        assert (row.state, row.hours, row.proof.title) == ("WAITING", Decimal("8.0"), "继续教育证明")
        told = set(Notice.objects.values_list("recipient__display_name", flat=True))
        assert {"张站长", "两委"} <= told and "王小明" not in told
        decide_learning(learning=row, accepted=True, by=station_head.actor)
        row.refresh_from_db()
        assert row.state == "COUNTED"
        assert Notice.objects.filter(recipient=worker.user, text__contains="已计入").count() == 1

    def test_a_degree_counts_ninety_once_and_the_county_checks(
        self, station, person, worker, station_head, county_officer
    ):
        row = learn(person, station, worker.actor, source="DEGREE", title="社会工作硕士", hours=Decimal(1))
        assert row.hours == Decimal(90)
        assert [one.recipient for one in Notice.objects.all()] == [county_officer.user]
        with refused("由县级核对"):
            decide_learning(learning=row, accepted=True, by=station_head.actor)
        decide_learning(learning=row, accepted=True, by=county_officer.actor)
        with refused("只计一次", "source"):
            learn(person, station, worker.actor, source="DEGREE", title="另一个学历")

    def test_nobody_checks_himself_or_what_he_typed(self, station, person, station_head, committee_member):
        alone = make_person("王小明", Role.STATION_HEAD, station=station, person_uuid=person.uuid)
        own = learn(person, station, alone.actor)
        typed = learn(make_individual(station=station), station, station_head.actor)
        for row, who in ((own, alone), (typed, station_head)):
            with refused("不能自己核对"):
                decide_learning(learning=row, accepted=True, by=who.actor)
        for row in (own, typed):
            decide_learning(learning=row, accepted=True, by=committee_member.actor)

    def test_not_the_neighbour_and_not_twice(self, station, person, worker, station_head, neighbour_head):
        row = learn(person, station, worker.actor)
        with refused("不在您核对的范围内"):
            decide_learning(learning=row, accepted=True, by=neighbour_head.actor)
        with refused("不予计入的理由", "reason"):
            decide_learning(learning=row, accepted=False, by=station_head.actor)
        decide_learning(learning=row, accepted=False, reason="证书不清楚", by=station_head.actor)
        row.refresh_from_db()
        assert row.state == "REFUSED"
        with refused("不用再核对"):
            decide_learning(learning=row, accepted=True, by=station_head.actor)

    def test_what_is_refused(self, station, neighbour_station, person, worker, station_head, neighbour):
        for change, field in (
            ({"completed_on": today() + TOMORROW}, "completed_on"),
            ({"hours": None}, "hours"),
            ({"proof": None}, "proof"),
            ({"source": "TRAINING"}, "source"),
        ):
            with refused("", field):
                learn(person, station, worker.actor, **change)
        with refused("只能登记自己或本站人员"):
            learn(make_individual(station=station), station, worker.actor)
        with refused("不是这个站点的人员"):
            learn(neighbour, station, station_head.actor)
        assert Learning.objects.count() == 0

    def test_the_same_course_on_a_day_once_unless_refused(self, station, person, worker):
        make_learning(person, station, completed_on=DAY, title="小组工作", state="REFUSED")
        learn(person, station, worker.actor)
        with refused("同一天已登记过", "title"):
            learn(person, station, worker.actor, title="《小组 工作》")
        assert learn(person, station, worker.actor, title="个案工作")
        assert learn(person, station, worker.actor, completed_on=DAY + TOMORROW)

    def test_no_proof_that_is_no_proof(self, station, person, worker):
        with refused("", "proof"):
            learn(person, station, worker.actor, proof=SimpleUploadedFile("a.pdf", b"hello"))


def query(person, station, by, **change):
    given = {"queried_on": today(), "channel": "POLICE", "result": "CLEAR"}
    return record_clearance(person=person, station=station, by=by, **{**given, **change})


class TestClearance:
    def test_records_without_telling_the_result_in_the_deeds(self, station, person, station_head):
        row = query(person, station, station_head.actor, result="HIT", reference="示例 1 号", file=make_photo())
        assert (row.result, row.reference, row.file.title) == ("HIT", "示例 1 号", "从业查询回执")
        details = Event.objects.get(name="clearance.recorded").details
        assert set(details) == {"station", "queried_on", "channel"}

    def test_what_is_refused(self, station, neighbour_station, person, neighbour, station_head, neighbour_head, worker):
        with refused("不能晚于今天", "queried_on"):
            query(person, station, station_head.actor, queried_on=today() + TOMORROW)
        make_clearance(person, station, DAY)
        with refused("不能登记更早的查询", "queried_on"):
            query(person, station, station_head.actor, queried_on=DAY - TOMORROW)
        with refused("不是这个站点的人员"):
            query(neighbour, station, station_head.actor)
        for who in (neighbour_head, worker):
            with refused("您不能登记这个站点"):
                query(person, station, who.actor)

    def test_a_hit_turned_clear_needs_the_receipt(self, station, person, station_head):
        make_clearance(person, station, DAY, result="HIT")
        with refused("须上传新的查询回执", "file"):
            query(person, station, station_head.actor)
        assert query(person, station, station_head.actor, file=make_photo())

    def test_append_only(self, station, person):
        row = make_clearance(person, station, DAY, result="HIT")
        with pytest.raises(DatabaseError):
            MinorsClearance.objects.filter(pk=row.pk).update(result="CLEAR")


def honour(person, station, by, **change):
    given = {"label": "王小明", "name": " 优秀社工 ", "level": "COUNTY", "awarded_on": DAY, "giver": "示例区民政局"}
    return record_award(person=person, station=station, by=by, **{"proof": make_photo(), **given, **change})


class TestAwards:
    def test_records_name_day_and_giver(self, station, person, station_head):
        row = honour(person, station, station_head.actor)
        assert (row.name, row.awarded_on, row.giver, row.proof.title) == (
            "优秀社工",
            DAY,
            "示例区民政局",
            "表彰证书或文件",
        )
        with refused("已经登记", "name"):
            honour(person, station, station_head.actor)
        assert honour(person, station, station_head.actor, awarded_on=DAY + TOMORROW, level="AGENCY", proof=None)

    def test_what_is_refused(self, station, person, neighbour, station_head, neighbour_head, worker):
        with refused("凭证书或文件登记", "proof"):
            honour(person, station, station_head.actor, proof=None)
        with refused("不是这个站点的人员", "person"):
            honour(neighbour, station, station_head.actor)
        for who in (neighbour_head, worker):
            with refused("您不能登记这个站点的表彰"):
                honour(person, station, who.actor)

    def test_withdrawn_with_a_reason_it_stays(self, station, person, station_head):
        row = make_award(person, station)
        with refused("理由", "reason"):
            withdraw_award(award=row, reason=" ", by=station_head.actor)
        withdraw_award(award=row, reason="登记错人", by=station_head.actor)
        row.refresh_from_db()
        assert (row.withdrawn_reason, row.withdrawn_by.label, row.withdrawn_at is None) == (
            "登记错人",
            station_head.actor.label,
            False,
        )
        with refused("已经撤销"):
            withdraw_award(award=row, reason="再一次", by=station_head.actor)
        assert honour(person, station, station_head.actor, name=row.name, awarded_on=row.awarded_on)
        assert Award.objects.count() == 2


def publish(by, **change):
    given = {"kind": "ETHICS", "title": "承诺书", "basis": "依据", "text": "我承诺。", "scenarios": SCENARIOS}
    return publish_text(by=by, **{"valid_from": today(), **given, **change})


class TestText:
    def test_versions_go_up_by_kind_and_are_never_edited(self, province_officer):
        versions = [
            publish(province_officer.actor, kind=kind).version for kind in ("ETHICS", "ETHICS", "CONFIDENTIALITY")
        ]
        assert versions == [1, 2, 1]
        with pytest.raises(DatabaseError):
            CommitmentText.objects.filter(version=2).update(text="改了")

    def test_what_is_refused(self, province_officer):
        with refused("不能早于今天", "valid_from"):
            publish(province_officer.actor, valid_from=today() - TOMORROW)
        with refused("情景题应为 3 至 4 道", "scenarios"):
            publish(province_officer.actor, scenarios=SCENARIOS[:1])
        make_text(valid_from=today() + 2 * TOMORROW)
        with refused("新版不能更早", "valid_from"):
            publish(province_officer.actor)


def sign(person, station, text, by, **change):
    given = {"way": "PAGE", "answers": [0, 0, 0]}
    return commit(person=person, station=station, text=text, by=by, **{**given, **change})


class TestCommit:
    def test_oneself_on_the_page(self, station, person, worker):
        row = sign(person, station, make_text(), worker.actor)
        assert (row.year, row.signed_on, row.way, row.paper) == (today().year, today(), "PAGE", None)
        with refused("已经签署"):
            sign(person, station, row.text, worker.actor)

    def test_a_wrong_answer_is_explained_and_not_kept(self, station, person, worker):
        text = make_text()
        with refused("第 2 题再想一想：理由2。第 3 题还没有回答。", "q1"):
            sign(person, station, text, worker.actor, answers=[0, 1])
        assert (Commitment.objects.count(), Event.objects.filter(name="commitment.signed").count()) == (0, 0)

    def test_nobody_signs_for_another(self, station, person, station_head, worker):
        text = make_text()
        with refused("由本人签署"):
            sign(person, station, text, station_head.actor)
        with refused("由站长或街道登记"):
            sign(person, station, text, worker.actor, way="PAPER", paper=make_photo())

    def test_the_head_records_a_paper(self, station, person, station_head):
        text, last = make_text(), dt.date(today().year - 1, 12, 30)
        paper = {"way": "PAPER", "paper": make_photo(), "signed_on": last}
        row = sign(person, station, text, station_head.actor, **paper)
        assert (row.year, row.signed_on, row.paper.title) == (last.year, last, "承诺书")
        assert sign(person, station, text, station_head.actor, **{**paper, "signed_on": today(), "paper": make_kept()})

    def test_papers_that_cannot_be(self, station, person, station_head, neighbour, neighbour_head):
        text = make_text()
        paper = {"way": "PAPER", "paper": make_photo(), "signed_on": today()}
        for change, field in (({"paper": None}, "paper"), ({"signed_on": today() + TOMORROW}, "signed_on")):
            with refused("", field):
                sign(person, station, text, station_head.actor, **{**paper, **change})
        with refused("由站长或街道登记"):
            sign(person, station, text, neighbour_head.actor, **paper)
        with refused("不是这个站点的人员"):
            sign(neighbour, station, text, station_head.actor, **paper)

    def test_the_text_in_force_only(self, station, person, worker):
        old = make_text()
        make_text(version=2, valid_from=today())
        with refused("已有新版"):
            sign(person, station, old, worker.actor)

    def test_a_signature_of_a_merged_row_counts(self, station, person, worker):
        text = make_text()
        make_commitment(make_individual(state="MERGED", merged_into=person), station, text)
        with refused("已经签署"):
            sign(person, station, text, worker.actor)


def test_two_sign_at_once(committed_db):
    station = make_station(make_site(places.communities(places.COUNTY[:6])[0]))
    person, text = make_individual(station=station), make_text()
    found, start = [], threading.Barrier(2)

    def run():
        try:
            start.wait()
            commit(person=person, station=station, text=text, way="PAPER", paper=make_kept(), by=BY)
            found.append("done")
        except RuleBroken as refusal:
            found.append(refusal.reasons[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(["done", f"{today().year} 年已经签署，不用重复签署。"])
