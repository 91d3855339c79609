"""The doctor names what is wrong, one line each, and finishes its round whatever happens."""

import datetime as dt
import os
from argparse import Namespace

import pytest
from django.utils import timezone

from liangzhan.access.actor import Actor
from liangzhan.cli import checks, doctor
from liangzhan.cli.checks import Level
from liangzhan.toolkit import paths
from liangzhan.toolkit.models import Job, JobState, ScheduleRun


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
    return tmp_path


def test_keys(home):
    assert checks.keys_are_closed()[0] is Level.BAD
    keys = home / "keys.json"
    keys.write_text("{}")
    keys.chmod(0o644)
    assert checks.keys_are_closed()[1] == f"其他用户也能读取（权限 644），请运行 chmod 600 {keys}。"
    keys.chmod(0o600)
    assert checks.keys_are_closed() == (Level.GOOD, "只有本用户可读。")


def test_structure(db, monkeypatch):
    assert checks.structure_is_current()[0] is Level.GOOD
    monkeypatch.setattr(checks, "pending", lambda: ["audit.0002_more"])
    assert checks.structure_is_current()[1] == "有 1 项没有升级，请运行 liangzhan migrate。"


@pytest.mark.parametrize(("free", "level"), [(0.5, Level.BAD), (3, Level.WARNING), (9, Level.GOOD)])
def test_disk(monkeypatch, free, level):
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda place: Namespace(free=free * checks.GIGABYTE))
    assert checks.disk_has_room()[0] is level


def job(state, **fields):
    return Job.objects.create(
        task="toolkit.tasks.x", title="示例", state=state, created_by=Actor.system("测试"), **fields
    )


def test_jobs(db):
    job(JobState.RUNNING, lease_until=timezone.now() + dt.timedelta(minutes=1))
    job(JobState.QUEUED)
    job(JobState.DONE)
    assert checks.jobs_move() == (Level.GOOD, "没有积压。")
    job(JobState.RUNNING, lease_until=timezone.now() - dt.timedelta(minutes=3))
    old = job(JobState.QUEUED)
    Job.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(minutes=11))
    assert checks.jobs_move()[1].startswith("1 个停住，1 个等了十分钟以上。")


def test_clock(db):
    assert checks.clock_is_alive()[0] is Level.WARNING
    run = ScheduleRun.objects.create(task="a.tasks.b", last_run_at=timezone.now() - dt.timedelta(hours=30))
    assert checks.clock_is_alive()[0] is Level.BAD
    run.last_run_at = timezone.now()
    run.save()
    assert checks.clock_is_alive()[0] is Level.GOOD


def test_backup_age(home):
    assert checks.backup_is_fresh()[0] is Level.WARNING
    (home / "backups").mkdir()
    archive = home / "backups" / "liangzhan-1.tar"
    archive.write_bytes(b"")
    assert checks.backup_is_fresh() == (Level.GOOD, "最近的备份是 0 天前的。")
    long_ago = (dt.datetime.now() - dt.timedelta(days=9)).timestamp()
    os.utime(archive, (long_ago, long_ago))
    assert checks.backup_is_fresh() == (Level.WARNING, "最近的备份是 9 天前的，请运行 liangzhan backup。")


def test_audit_seals(db):
    from liangzhan.audit.models import Event

    assert checks.audit_is_sealed()[0] is Level.GOOD
    Event.objects.create(name="x", by=Actor.system("测试"))
    assert checks.audit_is_sealed()[0] is Level.GOOD


def test_report_and_exit_code(monkeypatch, capsys):
    def broken():
        raise ValueError("no")

    monkeypatch.setattr(checks, "CHECKS", {"一": lambda: (Level.GOOD, "好。")})
    assert doctor.run(Namespace()) == 0
    monkeypatch.setattr(checks, "CHECKS", {"字体": broken, "一": lambda: (Level.GOOD, "好。")})
    assert doctor.run(Namespace()) == 1
    assert capsys.readouterr().out == "[正常] 一：好。\n[有问题] 字体：无法检查（ValueError：no）。\n[正常] 一：好。\n"


def test_home_of_the_tests_is_not_the_developers():
    assert "liangzhan-test-" in str(paths.home())
