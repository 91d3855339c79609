"""The visit cycle: who is due and why, who is in charge, other days with a reason, pauses."""

import datetime as dt

import pytest

from liangzhan.activities.panels import visits_due
from liangzhan.activities.queries.cycle import Wanted, agenda_of
from liangzhan.activities.services.cycle import pause_visits, plan_visits, resume_visits
from liangzhan.people.rules.categories import CategoryFacts
from liangzhan.people.services.categories import set_category
from liangzhan.protection.services.risks import raise_risk
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.staff import make_colleague
from tests.factories.visits import make_client


def days(count: int) -> dt.date:
    return today() + dt.timedelta(days=count)


@pytest.fixture
def alone(team):
    """孙桂兰 lives alone: every seven days."""
    facts = CategoryFacts("E1", days(-300))
    set_category(person=team.sun, station=team.station, facts=facts, by=team.chen.actor)
    return team.sun


class TestDue:
    def test_by_category_since_the_last_visit(self, team, alone, neighbour_station):
        make_client("王德福", neighbour_station)
        (never,) = agenda_of(team.chen.actor.scope, today()).due
        assert (never.person_id, never.last_on) == (alone.pk, None)
        team.visit(days_ago=10)
        (late,) = agenda_of(team.chen.actor.scope, today()).due
        assert (late.overdue, late.rhythm.why) == (3, "独居老年人，每 7 天探访一次")
        team.visit(days_ago=4)
        agenda = agenda_of(team.chen.actor.scope, today())
        assert (agenda.due, [row.due_on for row in agenda.soon]) == ([], [days(3)])
        team.visit(days_ago=1, finding="ABSENT", condition="")  # a closed door is no visit
        assert [row.due_on for row in agenda_of(team.chen.actor.scope, today()).soon] == [days(3)]

    def test_an_agreed_day_comes_first(self, team, alone):
        team.visit(days_ago=3, next_on=days(-1))
        (row,) = agenda_of(team.chen.actor.scope, today()).due
        assert row.overdue == 1

    def test_somebody_without_category_is_due_only_when_agreed(self, team):
        assert agenda_of(team.chen.actor.scope, today()).due == []
        team.visit(team.li, days_ago=3, next_on=today())
        assert [row.person_id for row in agenda_of(team.chen.actor.scope, today()).due] == [team.li.pk]

    def test_a_risk_shortens_the_days_and_stands_first(self, team, alone):
        team.visit(days_ago=20)
        team.visit(team.li, days_ago=4)
        told = {"domains": ["HEALTH"], "facts": "头晕跌倒", "by": team.chen.actor}
        raise_risk(person=team.li, station=team.station, level="3", **told)
        rows = agenda_of(team.chen.actor.scope, today()).due
        assert [(row.person_id, row.risk, row.rhythm.days) for row in rows] == [
            (team.li.pk, 3, 3),
            (team.sun.pk, 1, 7),
        ]
        assert [row.person_id for row in agenda_of(team.chen.actor.scope, today(), risks=False).due] == [team.sun.pk]

    def test_filters(self, team, alone):
        team.visit(days_ago=7)
        scope = team.chen.actor.scope
        for wanted, count in ((Wanted(category="E1"), 1), (Wanted(category="P1"), 0), (Wanted(overdue=True), 0)):
            assert len(agenda_of(scope, today(), wanted=wanted).due) == count

    def test_the_number_of_queries_does_not_grow(self, team, alone, django_assert_num_queries):
        team.visit(days_ago=10)
        for name in ("赵秀英", "钱国强"):
            team.visit(
                make_client(name, team.station), days_ago=9, hour=14 if name[0] == "赵" else 16, next_on=days(-2)
            )
        with django_assert_num_queries(5):
            assert len(agenda_of(team.chen.actor.scope, today()).due) == 3
        with django_assert_num_queries(3):
            (todo,) = visits_due(team.chen.actor, today())
        assert (todo.count, todo.tone) == (3, "miss")

    def test_the_desk_is_silent_for_others(self, team, alone, station_head, committee_member):
        assert visits_due(committee_member.actor, today()) == visits_due(station_head.actor, today()) == []


class TestPlan:
    def test_a_worker_in_charge(self, team, alone):
        zhou, worker = make_colleague("周社工", team.station)
        plan = {"person": alone, "station": team.station, "by": team.chen.actor}
        plan_visits(worker=worker, days=None, reason="", **plan)
        assert agenda_of(team.chen.actor.scope, today()).due == []
        assert len(agenda_of(zhou.actor.scope, today()).due) == 1
        assert len(agenda_of(team.chen.actor.scope, today(), wanted=Wanted(mine=False)).due) == 1

    def test_other_days_need_a_reason(self, team, alone):
        plan = {"person": alone, "station": team.station, "worker": None, "by": team.chen.actor}
        with pytest.raises(RuleBroken) as refusal:
            plan_visits(days=30, reason=" ", **plan)
        assert refusal.value.field == "reason"
        team.visit(days_ago=10)
        plan_visits(days=30, reason="女儿同住照料", **plan)
        assert agenda_of(team.chen.actor.scope, today()).due == []
        plan_visits(days=0, reason="本人不愿意", **plan)
        assert agenda_of(team.chen.actor.scope, today()).soon == []

    def test_refuses(self, team, alone, neighbour_station):
        stranger = make_client("王德福", neighbour_station)
        _, other = make_colleague("邻站社工", neighbour_station)
        plan = {"station": team.station, "days": None, "reason": "", "by": team.chen.actor}
        for changes in ({"person": stranger, "worker": None}, {"person": alone, "worker": other}):
            with pytest.raises(RuleBroken):
                plan_visits(**{**plan, **changes})
        with pytest.raises(RuleBroken):
            plan_visits(person=alone, worker=None, **{**plan, "days": 367, "reason": "x"})


class TestPause:
    def test_silent_until_the_day_after(self, team, alone):
        team.visit(days_ago=10)
        told = {"person": alone, "station": team.station, "by": team.chen.actor}
        pause_visits(kind="HOSPITAL", until=days(5), note="", **told)
        agenda = agenda_of(team.chen.actor.scope, today())
        assert (agenda.due, [row.word for row in agenda.paused]) == ([], ["住院"])
        assert agenda_of(team.chen.actor.scope, days(6)).due[0].overdue == 0
        resume_visits(**told)
        assert len(agenda_of(team.chen.actor.scope, today()).due) == 1

    def test_refuses(self, team, alone):
        told = {"person": alone, "station": team.station, "by": team.chen.actor}
        for kind, until, field in (("HOSPITAL", days(-1), "until"), ("OTHER", days(5), "note")):
            with pytest.raises(RuleBroken) as refusal:
                pause_visits(kind=kind, until=until, note="", **told)
            assert refusal.value.field == field
        assert resume_visits(**told) is None
