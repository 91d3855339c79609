"""Migrations are complete and linear: one leaf per room, each but the first with one parent in its room."""

import os
import re
import sqlite3
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from tests.harness.environment import ON_POSTGRESQL
from tests.house.tree import our_models


def rooms() -> set[str]:
    return {model._meta.app_label for model in our_models()}


def test_no_migration_is_missing(monkeypatch):
    from django.db import connection

    monkeypatch.setattr(connection, "ensure_connection", lambda: None)
    output = StringIO()
    monkeypatch.setattr(MigrationLoader, "check_consistent_history", lambda self, connection: None)
    call_command("makemigrations", "--check", "--dry-run", *sorted(rooms()), stdout=output, verbosity=1)
    assert output.getvalue().strip().startswith("No changes detected")


def test_one_leaf_and_one_line_per_room():
    loader = MigrationLoader(None)
    leaves = {room: loader.graph.leaf_nodes(room) for room in rooms()}
    assert {room for room, found in leaves.items() if len(found) != 1} == set()
    forks = {
        str(key)
        for key, migration in loader.disk_migrations.items()
        if key[0] in rooms() and len([parent for parent in migration.dependencies if parent[0] == key[0]]) > 1
    }
    assert forks == set()


def test_a_new_database_is_built_at_once(committed_db):
    """The template of the tests was built so; nothing is pending on it, and it holds what migrations would make."""
    from liangzhan.cli import migrate, structure

    assert migrate.pending() == []
    assert structure.is_empty() is False
    assert structure.build() is False


def test_data_in_a_migration_makes_a_new_database_walk():
    from django.db.migrations import Migration, RunPython

    from liangzhan.cli import structure

    loader = MigrationLoader(None)
    assert structure.carries_data(loader) == []
    step = Migration("0009_fill", "stations")
    step.operations = [RunPython(RunPython.noop)]
    loader.disk_migrations["stations", "0009_fill"] = step
    assert structure.carries_data(loader) == ["stations.0009_fill"]


@pytest.mark.soak
@pytest.mark.skipif(ON_POSTGRESQL, reason="compares the files of two SQLite databases")
def test_both_ways_end_in_the_same_structure(tmp_path):
    built, walked = tmp_path / "built", tmp_path / "walked"
    for home, code in ((built, "from liangzhan.cli import structure; assert structure.build()"), (walked, WALK)):
        home.mkdir()
        setup = "import django; django.setup(); "
        subprocess.run(
            [sys.executable, "-c", setup + code],
            env={**os.environ, "LIANGZHAN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "liangzhan.settings"},
            check=True,
        )
    assert shape(built / "liangzhan.sqlite3") == shape(walked / "liangzhan.sqlite3")


WALK = "from django.core.management import call_command; call_command('migrate', verbosity=0)"


def shape(path: Path) -> dict[str, object]:
    """Columns, indexes and rules of every table, whatever the order in which they were made."""
    plain = sqlite3.connect(path)
    tables = [row[0] for row in plain.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found: dict[str, object] = {
        f"{kind} {name}": sorted(re.findall(r"\w+", text or ""))
        for kind, name, text in plain.execute("SELECT type, name, sql FROM sqlite_master WHERE type <> 'index'")
    }
    for table in tables:
        indexes = plain.execute(f"PRAGMA index_list('{table}')").fetchall()
        columns = [tuple(c[2] for c in plain.execute(f"PRAGMA index_info('{index[1]}')")) for index in indexes]
        found[f"indexes {table}"] = sorted(zip([index[2] for index in indexes], columns, strict=True))
    plain.close()
    return found
