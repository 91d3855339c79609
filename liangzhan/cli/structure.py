"""An empty database gets its whole structure at once; migrations are for databases that hold something.

Replaying every migration builds the state of all models again for each step: a minute of work for what the models say
in two seconds. Both ways end in the same structure (tests/house/test_migrations.py), and the migrations count as applied.
"""

from __future__ import annotations

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL
from django.db.migrations.recorder import MigrationRecorder


def is_empty() -> bool:
    """Does the database hold no table at all?"""
    return not connection.introspection.table_names()


def carries_data(loader: MigrationLoader) -> list[str]:
    """Our own migrations that do more than change structure; while one exists, a new database has to walk through them."""
    return sorted(
        f"{label}.{name}"
        for (label, name), migration in loader.disk_migrations.items()
        if apps.get_app_config(label).name.startswith("liangzhan.")
        and any(isinstance(step, RunPython | RunSQL) for step in migration.operations)
    )


def build() -> bool:
    """Make every table of an empty database and mark all migrations as applied; False when that is not possible here."""
    loader = MigrationLoader(connection)
    if not is_empty() or carries_data(loader):
        return False
    emit_pre_migrate_signal(0, False, connection.alias)
    recorder = MigrationRecorder(connection)
    applied = [recorder.Migration(app=label, name=name) for label, name in sorted(loader.disk_migrations)]
    with connection.schema_editor() as editor:  # one transaction: whoever is killed here finds an empty database again
        for model in (*apps.get_models(), recorder.Migration):
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        recorder.migration_qs.bulk_create(applied)
    emit_post_migrate_signal(0, False, connection.alias)
    return True
