"""Risks and crises through the services: what is done, refused, told, and who reads it."""

import datetime as dt
import uuid

import pytest

from liangzhan.access.actions import Action
from liangzhan.audit.models import Event
from liangzhan.notices.models import Notice
from liangzhan.protection.models import Crisis, Risk, RiskStep
from liangzhan.protection.queries.crises import open_crises
from liangzhan.protection.queries.risks import current_level, open_risks
from liangzhan.protection.services.crises import add_measure, close_crisis, inform, save_safety_plan
from liangzhan.protection.services.risks import lower_risk, note_step, raise_risk
from liangzhan.protection.services.team import set_team
from liangzhan.staff.models import AgendaItem
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment, today
from tests.factories.accounts import make_person
from tests.factories.people import make_individual
from tests.factories.protection import make_crisis, make_risk
from tests.factories.staff import make_colleague

VIEW = Action.RISK_VIEW
CASE = "casework.Case:00000000-0000-4000-8000-000000000001"


@pytest.fixture
def colleague(station):
    return make_colleague("孙社工", station)


def test_a_level_is_raised_told_and_put_on_the_agenda(station, station_head, colleague):
    worker = colleague[1]
    risk = make_risk(station, colleague[0].actor, "3", domains=["HEALTH", "ELDER_NEGLECT"])
    assert (risk.level, risk.worker, risk.raised_on) == ("3", worker, today())
    assert {one.domain for one in risk.areas.all()} == {"HEALTH", "ELDER_NEGLECT"}
    assert current_level([risk.person_id]) == {risk.person_id: 3}
    texts = [notice.text for notice in Notice.objects.order_by("id")]
    assert len(texts) >= 2
    assert not any("王某某" in text for text in texts)
    assert Notice.objects.filter(recipient=station_head.user, text__contains="高风险").exists()
    assert AgendaItem.objects.get(worker=worker).voucher == risk.own_voucher
    assert Event.objects.filter(name="risk.raised", details={}).count() == 1


def test_raising_again_keeps_the_one_row(station, colleague):
    actor = colleague[0].actor
    risk = make_risk(station, actor)
    key = uuid.uuid4()
    again = make_risk(station, actor, "4", person=risk.person, domains=["HEALTH", "PSYCHOSIS"], form_key=key)
    sent = make_risk(station, actor, "4", person=risk.person, form_key=key)
    assert again.pk == sent.pk == risk.pk
    assert RiskStep.objects.count() == 2
    assert again.areas.count() == 2
    with pytest.raises(RuleBroken, match="降低等级"):
        make_risk(station, actor, "2", person=risk.person)
    other = make_risk(station, actor, "2", person=risk.person, voucher=CASE)
    assert other.pk != risk.pk
    assert current_level([risk.person_id]) == {risk.person_id: 4}


def test_lowering_to_green_ends_it(station, colleague):
    actor = colleague[0].actor
    risk = make_risk(station, actor, "3")
    assert lower_risk(risk=risk, level="2", reason="家人已回来", by=actor).ended_on is None
    with pytest.raises(RuleBroken, match="为什么"):
        lower_risk(risk=risk, level="1", reason=" ", by=actor)
    key = uuid.uuid4()
    ended = lower_risk(risk=risk, level="1", reason="家人照料", by=actor, form_key=key)
    assert lower_risk(risk=ended, level="1", reason="家人照料", by=actor, form_key=key).ended_on == today()
    assert current_level([risk.person_id]) == {risk.person_id: 1}
    assert not Notice.objects.filter(subject=risk.own_voucher, settled_at__isnull=True).exists()
    with pytest.raises(RuleBroken, match="已经解除"):
        note_step(risk=risk, kind="CONTACT", text="电话", by=actor)


def test_steps_are_written_once_and_never_in_the_future(station, colleague):
    actor = colleague[0].actor
    risk = make_risk(station, actor, "4")
    key = uuid.uuid4()
    first = note_step(risk=risk, kind="SUPERVISOR", text="电话告知", by=actor, form_key=key)
    assert note_step(risk=risk, kind="SUPERVISOR", text="电话告知", by=actor, form_key=key) == first
    with pytest.raises(RuleBroken, match="不能晚于现在"):
        note_step(risk=risk, kind="CONTACT", text="上门", at=moment() + dt.timedelta(hours=1), by=actor)
    with pytest.raises(RuleBroken, match="请写明情况"):
        note_step(risk=risk, kind="CONTACT", text=" ", by=actor)


def test_a_crisis_goes_its_way(station, colleague):
    actor = colleague[0].actor
    crisis = make_crisis(station, actor, "4", form_key=uuid.UUID(int=5))
    assert make_crisis(station, actor, "4", person=crisis.person, form_key=uuid.UUID(int=5)) == crisis
    assert open_crises([crisis.person_id]) == {crisis.person_id: [crisis]}
    assert crisis.risk.level == "4"
    told = inform(crisis=crisis, who="SUPERVISOR", at=moment(), by=actor, form_key=uuid.UUID(int=6))
    assert inform(crisis=crisis, who="SUPERVISOR", at=moment(), by=actor, form_key=uuid.UUID(int=6)) == told
    done = add_measure(crisis=crisis, text="陪同就医", contact=True, by=actor, form_key=uuid.UUID(int=7))
    assert add_measure(crisis=crisis, text="陪同就医", by=actor, form_key=uuid.UUID(int=7)) == done
    with pytest.raises(RuleBroken, match="安全计划"):
        close_crisis(crisis=crisis, outcome="已住院", review_on=today() + dt.timedelta(days=7), by=actor)
    with pytest.raises(RuleBroken, match="先结束危机"):
        lower_risk(risk=crisis.risk, level="1", reason="好了", by=actor)
    save_safety_plan(crisis=crisis, safety_plan="家人陪护，药品收好", handover="市精神卫生中心（示例）", by=actor)
    kinds = {step.kind for step in crisis.risk.steps.all()}
    assert kinds == {"RAISED", "RECORD", "SUPERVISOR", "CONTACT", "PLAN"}
    close_crisis(crisis=crisis, outcome="已住院", review_on=today() + dt.timedelta(days=7), level_after="2", by=actor)
    assert open_crises([crisis.person_id]) == {}
    assert current_level([crisis.person_id]) == {crisis.person_id: 2}
    with pytest.raises(RuleBroken, match="已经结束"):
        add_measure(crisis=crisis, text="再访", by=actor)


def test_what_a_crisis_refuses(station, colleague):
    actor = colleague[0].actor
    for words, wrong in (
        ("不能晚于现在", {"found_at": moment() + dt.timedelta(minutes=1)}),
        ("低风险不登记为危机", {"level": "1"}),
        ("哪些方面", {"domains": []}),
        ("亲眼所见", {"facts_observed": ""}),
    ):
        with pytest.raises(RuleBroken, match=words):
            make_crisis(station, actor, **wrong)
    crisis = make_crisis(station, actor)
    with pytest.raises(RuleBroken, match="知会了谁"):
        inform(crisis=crisis, who="OTHER", at=moment(), by=actor)
    with pytest.raises(RuleBroken, match="不能早于发现"):
        inform(crisis=crisis, who="HEAD", at=crisis.found_at - dt.timedelta(minutes=1), by=actor)
    with pytest.raises(RuleBroken, match="做了什么"):
        add_measure(crisis=crisis, text=" ", by=actor)
    with pytest.raises(RuleBroken, match="请写明安全计划"):
        save_safety_plan(crisis=crisis, safety_plan=" ", by=actor)


def test_a_second_crisis_never_lowers_the_risk(station, colleague):
    crisis = make_crisis(station, colleague[0].actor, "4")
    second = make_crisis(station, colleague[0].actor, "2", person=crisis.person)
    assert (second.level, second.risk.level, second.risk_id) == ("2", "4", crisis.risk_id)


def test_who_reads_a_risk(station, neighbour_station, station_head, neighbour_head, colleague, street_officer):
    mine, worker = colleague
    other, other_worker = make_colleague("吴社工", station)
    supervisor = make_person("督导", "SUPERVISOR", division=station.site.division)
    plain = make_risk(station, mine.actor, voucher=CASE)
    sealed = make_risk(station, mine.actor, sealed=True)
    make_risk(neighbour_station, neighbour_head.actor)

    def read(reader):
        return set(open_risks(reader.actor.scope))

    assert read(mine) == {plain, sealed}
    assert read(other) == set()
    assert read(station_head) == {plain}
    assert read(supervisor) == {plain}
    assert read(street_officer) == set()
    set_team(voucher=CASE, lead=worker, members=[other_worker], by=mine.actor)
    assert read(other) == {plain}
    set_team(voucher=CASE, lead=other_worker, members=[], by=mine.actor)
    plain.refresh_from_db()
    assert plain.worker == other_worker
    assert current_level([sealed.person_id], station_head.actor.scope) == {}
    assert current_level([sealed.person_id]) == {sealed.person_id: 2}


def test_a_sealed_crisis_tells_nobody_else(station, station_head, colleague):
    crisis = make_crisis(station, colleague[0].actor, sealed=True)
    assert not Notice.objects.filter(recipient=station_head.user).exists()
    assert not AgendaItem.objects.exists()
    assert open_crises([crisis.person_id], station_head.actor.scope) == {}
    assert open_crises([crisis.person_id], colleague[0].actor.scope) == {crisis.person_id: [crisis]}
    assert not Crisis.objects.within(station_head.actor.scope, VIEW).exists()


def test_what_stands_in_the_table_is_ciphertext(station, colleague):
    from django.db import connection

    crisis = make_crisis(station, colleague[0].actor, "4")
    with connection.cursor() as cursor:
        for model in (Risk, Crisis, RiskStep):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            text = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for row in cursor.fetchall() for v in row)
            assert "不想活" not in text
            assert "SUICIDE" not in text
            assert "RAISED" not in text
    assert crisis.facts_observed.startswith("本人说")


def test_a_merge_moves_the_rows_unless_both_are_open(station, colleague):
    from liangzhan.people.merging import DECISIONS

    decision = DECISIONS["protection.Risk.person"]
    first, second = make_crisis(station, colleague[0].actor), make_risk(station, colleague[0].actor)
    assert "各有一项" in decision.problem(first.person, second.person)
    kept = make_individual("李某", station=station, tie="CLIENT")
    assert decision.problem(kept, first.person) == ""
    assert decision.move(kept, first.person) == 1
    assert DECISIONS["protection.Crisis.person"].move(kept, first.person) == 1
    assert set(open_crises([kept.pk])) == {kept.pk}


def test_nobody_is_forgotten_while_a_crisis_is_kept(station, colleague):
    from liangzhan.people.erasing import ERASURES

    crisis = make_crisis(station, colleague[0].actor)
    stranger = make_individual("李某")
    for label in ("protection.Risk.person", "protection.Crisis.person"):
        assert "保管期满" in ERASURES[label].holds(crisis.person)
        assert ERASURES[label].holds(stranger) == ""


def test_raise_risk_needs_no_worker(station, station_head):
    assert (
        raise_risk(
            person=make_individual("李某"),
            station=station,
            domains=["HEALTH"],
            level="1",
            facts="电话",
            by=station_head.actor,
        ).ended_on
        == today()
    )
