"""Resources, their uses and the ledger; projects and their needs."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from liangzhan.ledger.models import Entry, Posting
from liangzhan.ledger.queries.verifying import voucher_differences
from liangzhan.needs.models import Need, ProjectNeed, Resource, ResourceUse
from liangzhan.needs.rules.projects import NO_NEED
from liangzhan.needs.services import answering, projects, resources, uses
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today
from tests.factories.needs import BY, make_need, make_project, make_resource, project_facts, use_facts


def ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)


class TestAnswering:
    def test_followed_to_the_end(self, station):
        need = make_need(station, raised_on=ago(20), contact="电话 024-1234")
        answering.verify_need(need=need, on=ago(18), note="入户问过", by=BY)
        answering.plan_need(need=need, on=ago(15), by=BY)
        answering.serve_need(need=need, on=ago(10), by=BY)
        answering.close_need(need=need, outcome="每周有人来，满意", on=ago(1), by=BY)
        need = Need.objects.get()
        assert (need.state, need.answered_on, need.served_on) == ("CLOSED", ago(15), ago(10))
        assert (need.outcome, need.contact, need.note) == ("每周有人来，满意", "", "入户问过")
        answering.reopen_need(need=need, reason="又没人来了", by=BY)
        assert (need.state, need.answered_on, need.note) == ("VERIFIED", ago(15), "又没人来了")

    def test_refuses(self, station):
        need = make_need(station)
        for deed, field in (
            (lambda: answering.refer_need(need=need, referred_to="", reason="不归本站", by=BY), "referred_to"),
            (lambda: answering.reject_need(need=need, reason=" ", by=BY), "reason"),
            (lambda: answering.close_need(need=need, outcome="好了", by=BY), ""),
            (lambda: answering.verify_need(need=need, on=ago(1), by=BY), "on"),
            (lambda: answering.reopen_need(need=need, reason="再办", by=BY), ""),
        ):
            with pytest.raises(RuleBroken) as refusal:
                deed()
            assert refusal.value.field == field
        need.refresh_from_db()
        assert need.state == "NEW"

    def test_a_project_of_another_station(self, station, neighbour_station):
        other = make_project(neighbour_station)
        with pytest.raises(RuleBroken) as refusal:
            answering.plan_need(need=make_need(station), project=other, by=BY)
        assert refusal.value.field == "project"


class TestResources:
    def test_once_for_each_form(self, station):
        key = uuid.uuid4()
        first = make_resource(station, form_key=key)
        assert make_resource(station, form_key=key).pk == first.pk
        assert (first.confirmed_on, first.owner) == (today(), "社区居委会")

    def test_confirmed_ended_resumed(self, station):
        row = make_resource(station)
        Resource.objects.update(confirmed_on=ago(400))
        assert resources.confirm_resource(resource=row, by=BY).confirmed_on == today()
        with pytest.raises(RuleBroken):
            resources.end_resource(resource=row, reason="", by=BY)
        resources.end_resource(resource=row, reason="房屋收回", by=BY)
        for deed in (
            lambda: resources.confirm_resource(resource=row, by=BY),
            lambda: uses.record_use(resource=row, facts=use_facts(), form_key=uuid.uuid4(), by=BY),
        ):
            with pytest.raises(RuleBroken):
                deed()
        assert resources.resume_resource(resource=row, by=BY).state == "ACTIVE"
        with pytest.raises(RuleBroken):
            resources.confirm_resource(resource=row, on=ago(-1), by=BY)

    def test_bad_facts(self, station):
        with pytest.raises(RuleBroken) as refusal:
            make_resource(station, value_fen=5)
        assert refusal.value.field == "value_basis"


class TestUses:
    def test_only_what_counts_is_posted(self, station):
        row = make_resource(station)
        for basis in ("GOVERNMENT", "VOLUNTEER"):
            use = uses.record_use(
                resource=row, facts=use_facts(value_fen=500, value_basis=basis), form_key=uuid.uuid4(), by=BY
            )
            assert use.posted_version == 0
        assert not Posting.objects.exists()

    def test_posted_corrected_withdrawn(self, station):
        key, facts = uuid.uuid4(), use_facts(value_fen=12_000, value_basis="CASH", service_kind="S01")
        row, need = make_resource(station), make_need(station)
        use = uses.record_use(resource=row, facts=facts, form_key=key, need=need, by=BY)
        assert uses.record_use(resource=row, facts=facts, form_key=key, by=BY).pk == use.pk
        entry = Entry.objects.get()
        assert (entry.kind, entry.fen, entry.service_kind, entry.person_id) == ("RESOURCE_LINKED", 12_000, "S01", None)
        assert voucher_differences() == []
        uses.correct_use(use=use, facts=use_facts(value_fen=800, value_basis="CASH"), need=need, by=BY)
        assert sum(one.sign * one.fen for one in Entry.objects.all()) == 800
        assert voucher_differences() == []
        with pytest.raises(RuleBroken):
            uses.withdraw_use(use=use, reason="", by=BY)
        uses.withdraw_use(use=use, reason="重复登记", by=BY)
        assert sum(one.sign * one.fen for one in Entry.objects.all()) == 0
        assert voucher_differences() == []
        with pytest.raises(RuleBroken):
            uses.correct_use(use=use, facts=facts, by=BY)
        assert ResourceUse.objects.get().withdrawn_reason == "重复登记"

    def test_corrected_to_nothing_that_counts(self, station):
        row = make_resource(station)
        facts = use_facts(value_fen=800, value_basis="CASH")
        use = uses.record_use(resource=row, facts=facts, form_key=uuid.uuid4(), by=BY)
        uses.correct_use(use=use, facts=use_facts(value_fen=800, value_basis="VOLUNTEER"), by=BY)
        assert sum(one.sign * one.fen for one in Entry.objects.all()) == 0
        assert voucher_differences() == []

    def test_needs_of_the_own_station(self, station, neighbour_station):
        with pytest.raises(RuleBroken) as refusal:
            uses.record_use(
                resource=make_resource(station),
                facts=use_facts(),
                form_key=uuid.uuid4(),
                need=make_need(neighbour_station),
                by=BY,
            )
        assert refusal.value.field == "need"


class TestProjects:
    def test_names_a_need_and_plans_it(self, station):
        need, key = make_need(station), uuid.uuid4()
        with pytest.raises(RuleBroken) as refusal:
            projects.open_project(facts=project_facts(), station=station, needs=[], form_key=key, by=BY)
        assert (refusal.value.field, refusal.value.reasons) == ("needs", (NO_NEED,))
        project = projects.open_project(facts=project_facts(), station=station, needs=[need], form_key=key, by=BY)
        again = projects.open_project(facts=project_facts(), station=station, needs=[need], form_key=key, by=BY)
        assert again.pk == project.pk
        need.refresh_from_db()
        assert (need.state, need.answered_on) == ("PLANNED", today())
        assert project.number == f"{station.division_code}-PROJ-{project.starts_on.year}-0001"

    def test_needs_of_the_own_station(self, station, neighbour_station):
        with pytest.raises(RuleBroken) as refusal:
            make_project(station, needs=[make_need(neighbour_station)])
        assert refusal.value.field == "needs"

    def test_from_beginning_to_end(self, station):
        project = make_project(station)
        measure = projects.add_measure(
            project=project, name="每周探访", unit="人", before=Decimal(0), target=Decimal(20), by=BY
        )
        for told in ({"name": "每周探访"}, {"name": " "}):
            with pytest.raises(RuleBroken) as refusal:
                projects.add_measure(project=project, unit="人", before=Decimal(0), target=Decimal(1), by=BY, **told)
            assert refusal.value.field == "name"
        projects.start_project(project=project, by=BY)
        with pytest.raises(RuleBroken):
            projects.finish_project(project=project, outcome="好", by=BY)
        with pytest.raises(RuleBroken):
            projects.take_measure(measure=measure, after=Decimal(1), on=ago(-1), by=BY)
        projects.take_measure(measure=measure, after=Decimal(21), by=BY)
        projects.finish_project(project=project, outcome="二十一位老人每周有人来", by=BY)
        assert project.state == "DONE"
        with pytest.raises(RuleBroken):
            projects.take_measure(measure=measure, after=Decimal(1), by=BY)

    def test_corrected_and_stopped(self, station):
        project, other = make_project(station), make_need(station, category="PUBLIC_AFFAIR")
        projects.correct_project(project=project, facts=project_facts(name="楼道灯"), needs=[other], by=BY)
        assert [link.need for link in ProjectNeed.objects.all()] == [other]
        with pytest.raises(RuleBroken):
            projects.stop_project(project=project, reason="", by=BY)
        projects.stop_project(project=project, reason="物业已修好", by=BY)
        assert (project.state, project.outcome) == ("STOPPED", "物业已修好")

    def test_never_runs_without_a_need(self, station):
        project = make_project(station)
        ProjectNeed.objects.all().delete()
        with pytest.raises(RuleBroken) as refusal:
            projects.start_project(project=project, by=BY)
        assert refusal.value.reasons == (NO_NEED,)
