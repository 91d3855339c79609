"""The phase and the limits said in SQL are those of the rules, whatever exists of a case; the desk and the appraisal."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liangzhan.casework.models import Case, Closing
from liangzhan.casework.panels.cases import cases_waiting, late_cases
from liangzhan.casework.queries.cases import case_rows
from liangzhan.casework.queries.desk import case_counts, contact_counts
from liangzhan.casework.queries.lists import late_ones, listed, narrowed, places_by_limits, with_phase, words_of
from liangzhan.casework.queries.phases import standing_of
from liangzhan.casework.rules.limits import due_of
from liangzhan.casework.rules.phases import phase_of
from liangzhan.people.choices import ClientCategory
from liangzhan.toolkit.periods import today
from tests.factories.accounts import make_person
from tests.factories.casework import (
    ago,
    make_agreement,
    make_assessment,
    make_case,
    make_contact,
    make_member,
    make_plan,
    make_review,
    make_scores,
)
from tests.factories.people import BY

DAYS = st.one_of(st.none(), st.integers(1, 200))


@given(
    papers=st.tuples(DAYS, DAYS, DAYS, DAYS, DAYS, DAYS),
    contacts=st.integers(0, 4),
    state=st.sampled_from(["ACTIVE", "SUSPENDED", "REOPENED"]),
    accepted=st.booleans(),
    closed=st.booleans(),
    reopened=DAYS,
)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_list_knows_what_the_rules_know(ground, papers, contacts, state, accepted, closed, reopened):
    agreed, assessed, planned, reviewed, scored, opened = papers
    case = ground.case(opened_on=ago(opened or 3), accepted=accepted, state=state)
    if closed:
        Case.objects.filter(pk=case.pk).update(closed_on=today())
    for days, make in (
        (agreed, make_agreement),
        (assessed, make_assessment),
        (planned, make_plan),
        (reviewed, make_review),
    ):
        if days is not None:
            make(case, on=ago(days))
    if scored is not None:
        make_scores(case, "POST", on=ago(scored))
    if reopened is not None:
        given_ = {"voided_on": ago(reopened), "approved_on": ago(201), "approved_by": BY}
        Closing.objects.create(case=case, on=ago(201), reason="GOAL_MET", saved_by=BY, **given_)
    for number in range(contacts):
        make_contact(case, ground.worker_a, on=ago(20 + number), number=number + 1)
    places = places_by_limits(ground.boss.actor, today())
    limits = next(iter(places))
    row = with_phase(case_rows().filter(pk=case.pk), places).get()
    standing = standing_of(row)
    assert row.phase == phase_of(standing, min_contacts=limits.min_contacts)
    due = due_of(standing, limits, on=today())
    late = late_ones(with_phase(case_rows(), places), places, today()).filter(pk=case.pk).exists()
    assert late is (due is not None and due.late)


class TestFilters:
    @pytest.mark.parametrize(
        ("chosen", "count"),
        [
            ({}, 1),
            ({"show": "all"}, 3),
            ({"show": "closed"}, 1),
            ({"show": "refused"}, 1),
            ({"phase": "CLOSED"}, 1),
            ({"show": "all", "category": "E1"}, 1),
        ],
    )
    def test_what_is_shown(self, ground, chosen, count):
        ground.case(category="E1")
        ground.case(closed_on=today())
        ground.case(accepted=False, state="NOT_ACCEPTED")
        places = places_by_limits(ground.boss.actor, today())
        rows = listed(ground.boss.actor, places, mine=False)
        assert narrowed(rows, chosen, places, today()).count() == count
        assert not listed(ground.boss.actor, places, mine=True).exists()

    def test_the_filters_in_words(self):
        chosen = {"phase": "PLAN", "category": "E1", "worker": "3", "late": True}
        words = words_of(chosen, [("3", "甲社工")])
        assert words == f"计划 · {ClientCategory.LIVING_ALONE.label} · 甲社工 · 已超期"
        assert words_of({}, []) == "全部"


class TestDesk:
    def test_a_worker_sees_what_is_due_by_number_not_by_name(self, ground, django_assert_num_queries):
        late = ground.case(opened_on=ago(30))
        soon = ground.case(papers=True, contacts=1)
        make_contact(soon, ground.worker_a, on=ago(2), number=2, next_on=today() + dt.timedelta(days=1))
        ground.case(papers=True)
        actor = ground.a.actor
        with django_assert_num_queries(2):
            todos = cases_waiting(actor, today())
        assert [todo.verb for todo in todos] == ["签订服务同意书", "联系服务对象"]
        assert (todos[0].object, todos[0].tone) == (f"（个案 {late.number[-9:]}）", "miss")
        assert cases_waiting(ground.b.actor, today()) == []
        keeper = make_person("孙工作人员", "VS_KEEPER", station=ground.station)
        assert cases_waiting(keeper.actor, today()) == late_cases(keeper.actor, today()) == []

    def test_the_head_sees_with_whom_cases_are_late(self, ground):
        for _ in range(2):
            ground.case(opened_on=ago(30))
        ground.case(papers=True)
        (warning,) = late_cases(ground.boss.actor, today())
        assert (warning.object, warning.count) == ("甲社工有 2 个个案超过时限", 2)
        assert late_cases(ground.a.actor, today()) == []


def test_quantities_of_the_appraisal(ground):
    year = ago(10).year
    case = ground.case(papers=True, formal=True, formal_on=ago(10))
    make_contact(case, ground.worker_a, on=ago(10))
    make_contact(case, ground.worker_a, on=ago(9), number=2, with_client=False)
    make_contact(case, ground.worker_a, on=ago(800), number=3)
    make_member(case, ground.worker_b)
    make_case(ground.station, worker=ground.worker_b)
    both = [ground.worker_a.pk, ground.worker_b.pk]
    assert dict(contact_counts(both, year)) == {ground.worker_a.pk: 1}
    assert dict(case_counts(both, year)) == {ground.worker_a.pk: 1}
    assert dict(case_counts(both, year - 1)) == {}
    Case.objects.filter(pk=case.pk).update(sealed=True)  # told to nobody, not even as a number
    assert (dict(contact_counts(both, year)), dict(case_counts(both, year))) == ({}, {})
