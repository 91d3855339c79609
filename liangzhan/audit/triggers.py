"""Append-only tables, guarded in the database itself on SQLite and PostgreSQL.

Installed again after every migration: SQLite rebuilds a table on AlterField and drops its triggers silently.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection

MESSAGE = "append-only: this table takes new rows only"
_VERBS = ("UPDATE", "DELETE")


def guarded_tables() -> list[str]:
    """Tables of the models that say `append_only = True`."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def _unless_blanked(table: str, vendor: str) -> str:
    """WHEN clause of the guard against UPDATE. A model may name texts in `blanked_on_destruction` (档案销毁): an update
    that empties all of them and touches nothing else passes, once; every other one is refused.
    """
    model = next(one for one in apps.get_models() if one._meta.db_table == table)
    names = getattr(model, "blanked_on_destruction", ())
    if not names:
        return ""
    blanked = [one.column for one in model._meta.local_fields if one.name in names]
    same = "IS" if vendor == "sqlite" else "IS NOT DISTINCT FROM"
    others = [one.column for one in model._meta.local_fields if one.column not in blanked]
    passes = " AND ".join(
        [f'length(NEW."{one}") = 0' for one in blanked] + [f'NEW."{one}" {same} OLD."{one}"' for one in others]
    )
    was_there = " OR ".join(f'length(OLD."{one}") > 0' for one in blanked)
    return f"WHEN (NOT ({passes} AND ({was_there}))) "


def _names(table: str, vendor: str) -> dict[str, str]:
    """Trigger name → statement that makes it."""
    if vendor == "sqlite":
        return {
            f"{table}_no_{verb.lower()}": f'CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb.lower()}" BEFORE {verb} ON "{table}" '
            f"{_unless_blanked(table, vendor) if verb == 'UPDATE' else ''}"
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for verb in _VERBS
        }
    statements = {}
    for verb in (*_VERBS, "TRUNCATE"):
        name = f"{table}_no_{verb.lower()}"
        each = "STATEMENT" if verb == "TRUNCATE" else "ROW"
        statements[name] = (
            f'CREATE OR REPLACE TRIGGER "{name}" BEFORE {verb} ON "{table}" '
            f"FOR EACH {each} {_unless_blanked(table, vendor) if verb == 'UPDATE' else ''}EXECUTE FUNCTION liangzhan_append_only()"
        )
    return statements


def install_triggers(**kwargs: Any) -> None:
    """Put every guard in place (post_migrate); safe to repeat."""
    vendor = connection.vendor
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION liangzhan_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
            )
        for table in guarded_tables():
            if table in existing:
                for statement in _names(table, vendor).values():
                    cursor.execute(statement)


def missing_triggers() -> list[str]:
    """Guards on the list that the database does not have; used by doctor and a house test."""
    wanted = [name for table in guarded_tables() for name in _names(table, connection.vendor)]
    query = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in present]
