"""`liangzhan prepare` does what is missing, once, and starts a half-built demo anew."""

import json
from argparse import Namespace

import pytest

from liangzhan.cli import demo_accounts, migrate, prepare
from tests.harness.environment import ON_POSTGRESQL


@pytest.fixture
def calls(monkeypatch):
    """The sub-commands that prepare calls, instead of running them."""
    found = []

    def called(*words):
        found.append(words)
        if words[0] == "demo":
            demo_accounts.path().write_text(json.dumps({"accounts": []}), encoding="utf-8")
        return 0

    monkeypatch.setattr(prepare, "call", called)
    return found


def run(demo=True):
    return prepare.run(Namespace(demo=demo, scale="small"))


def test_a_prepared_home_needs_nothing_but_the_demo(committed_db, calls):
    assert run() == 0
    assert calls == [("demo", "--scale", "small")]
    assert not prepare.marker().exists()
    assert (committed_db.home / "keys.json").exists()
    assert run() == 0
    assert len(calls) == 1


def test_without_demo(committed_db, calls):
    assert run(demo=False) == 0
    assert calls == []


def test_divisions_are_loaded_when_missing(committed_db, calls, monkeypatch):
    monkeypatch.setattr(prepare, "divisions_loaded", lambda: False)
    run(demo=False)
    assert calls == [("divisions", "load")]


def test_a_failing_demo_leaves_its_marker(committed_db, monkeypatch):
    monkeypatch.setattr(prepare, "call", lambda *words: 1)
    with pytest.raises(SystemExit):
        run()
    assert prepare.marker().exists()


@pytest.mark.skipif(ON_POSTGRESQL, reason="only a SQLite home can be thrown away whole")
def test_a_half_built_demo_starts_anew(committed_db, calls):
    prepare.marker().touch()
    demo_accounts.path().write_text("{}", encoding="utf-8")
    assert run() == 0
    assert calls == [("divisions", "load"), ("demo", "--scale", "small")]
    assert migrate.pending() == []


def test_migrate(committed_db, monkeypatch, capsys):
    assert migrate.run(Namespace(check=True)) == 0
    assert migrate.run(Namespace(check=False)) == 0
    assert capsys.readouterr().err == "数据库结构已是最新（本次升级 0 项）。\n"
    monkeypatch.setattr(migrate, "pending", lambda: ["audit.0002_more"])
    assert migrate.run(Namespace(check=True)) == 1
    assert capsys.readouterr().out == "audit.0002_more\n"
