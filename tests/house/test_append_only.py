"""Tables that are only ever added to refuse UPDATE and DELETE by triggers, on the database the tests run on."""

import pytest
from django.db import DatabaseError, connection, transaction

from liangzhan.cli import checks
from tests.house.tree import our_models


def guarded() -> list:
    return [model for model in our_models() if getattr(model, "append_only", False)]


def test_some_tables_are_append_only():
    assert {"audit.Event", "audit.Reading", "audit.Seal"} - {model._meta.label for model in guarded()} == set()


def test_every_append_only_table_has_its_triggers(db):
    assert checks.missing_triggers() == []


@pytest.mark.parametrize("model", guarded(), ids=lambda model: model._meta.label)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_the_database_itself_refuses(db, model, statement):
    from tests.house.rows import insert_bare_row

    table = connection.ops.quote_name(model._meta.db_table)
    column = connection.ops.quote_name(model._meta.pk.column)
    with transaction.atomic():
        insert_bare_row(model)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement.format(table=table, column=column))
        transaction.set_rollback(True)  # the bare row's foreign keys lead nowhere
