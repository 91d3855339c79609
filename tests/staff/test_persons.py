"""Two workers become one; a worker's data are deleted."""

import datetime as dt

import pytest

from liangzhan.access.actor import Actor
from liangzhan.people.models import Person
from liangzhan.staff import persons
from liangzhan.staff.models import Certificate, Worker
from liangzhan.staff.queries.persons import still_in_post, two_workers_problem
from liangzhan.stations.models import StaffDeclaration
from liangzhan.toolkit.errors import RuleBroken
from tests.factories.people import make_individual
from tests.factories.staff import make_certificate, make_post, make_registration, make_worker
from tests.factories.stations import make_kept

BY = Actor.system("测试")
TODAY = dt.date.today()


class TestMerge:
    def test_only_the_alias_works(self, station):
        worker, kept = make_worker(station=station), make_individual("王小明")
        assert two_workers_problem(kept, worker.person) == ""
        assert persons.merge_workers(kept, worker.person) == 1
        worker.refresh_from_db()
        assert worker.person_id == kept.pk

    def test_neither_or_only_the_kept_works(self, station):
        worker, alias = make_worker(station=station), make_individual("王小明")
        assert persons.merge_workers(worker.person, alias) == 0
        assert persons.merge_workers(alias, make_individual("王小明")) == 0

    def test_two_workers(self, station, neighbour_station):
        kept, alias = (
            make_worker("王小明"),
            make_worker("王小明", education_note="示例大学", professional_basis="DEGREE"),
        )
        make_post(kept, station, ends_on=dt.date(2021, 1, 1))
        make_post(alias, station, starts_on=dt.date(2021, 1, 2))
        make_certificate(alias)
        assert two_workers_problem(kept.person, alias.person) == ""
        assert persons.merge_workers(kept.person, alias.person) == 2
        kept.refresh_from_db()
        assert (kept.posts.count(), kept.certificates.count(), kept.education_note) == (2, 1, "示例大学")
        assert StaffDeclaration.objects.get(station=station).full_time == 1
        assert Worker.objects.get(person=alias.person).posts.count() == 0

    @pytest.mark.parametrize("where", ["same post", "too much", "certificate"])
    def test_refused(self, station, neighbour_station, where):
        kept, alias = make_worker("王小明"), make_worker("王小明")
        if where == "same post":
            make_post(kept, station, fte="0.3")
            make_post(alias, station, fte="0.3")
        if where == "too much":
            make_post(kept, station, fte="0.6")
            make_post(alias, neighbour_station, fte="0.6")
        if where == "certificate":
            make_certificate(kept)
            make_certificate(alias)
        found = two_workers_problem(kept.person, alias.person)
        assert ("证书" if where == "certificate" else "岗位日期重叠") in found

    def test_a_clash_underneath_refuses(self, station):
        kept, alias = make_worker("王小明"), make_worker("王小明")
        make_certificate(kept)
        make_certificate(alias)
        with pytest.raises(RuleBroken, match="都有工作记录"):
            persons.merge_workers(kept.person, alias.person)


class TestForget:
    def test_not_while_in_post(self, station):
        worker = make_worker(station=station)
        assert "先结束岗位" in still_in_post(worker.person)
        worker.posts.update(ends_on=TODAY - dt.timedelta(1))
        assert still_in_post(worker.person) == ""

    def test_blanks(self, station, tmp_path, monkeypatch):
        monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
        worker = make_worker(
            station=station, employer="示例机构", office_phone="024-12345678", education_note="示例大学",
            basis_file=make_kept("学历"), contract_starts_on=TODAY,
        )  # fmt: skip
        held = make_certificate(worker, number="SL20190001", file=make_kept("证书"))
        make_registration(held)
        assert persons.blank_worker(worker.person) == 1
        worker, held = Worker.objects.get(), Certificate.objects.get()
        assert (worker.display_name, worker.employer, worker.office_phone, worker.education_note) == (
            "（已删除）",
            "",
            "",
            "",
        )
        assert (worker.contract_starts_on, worker.basis_file, held.number, held.number_index, held.file) == (
            None, None, "", "", None,
        )  # fmt: skip
        assert held.registrations.get().number == ""
        assert worker.posts.count() == 1
        assert persons.blank_worker(make_individual("李小红")) == 0
        assert Person.objects.count() == 2
