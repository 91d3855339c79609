"""Migrations are complete and linear: one leaf per room, each but the first with one parent in its room."""

from io import StringIO

from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

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
