"""One bare row of any model, only so that a trigger has something to refuse."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection, models

from liangzhan.access.actor import Actor
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.fields import ActorField

SAMPLES: list[tuple[type, Any]] = [
    (models.BooleanField, False),
    (models.IntegerField, 1),
    (models.UUIDField, uuid.UUID(int=7)),
    (models.DateTimeField, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)),
    (models.DateField, dt.date(2020, 1, 1)),
    (models.JSONField, {}),
    (models.BinaryField, b""),
    (models.DecimalField, 0),
    (models.CharField, "x"),
    (models.TextField, "x"),
]


def sample(field: models.Field) -> Any:
    """A value the column accepts; foreign keys point at row 1, which need not exist while constraints are deferred."""
    if isinstance(field, ActorField):
        return Actor.system("测试")
    if field.null:
        return None
    if isinstance(field, EncryptedTextField):
        return ""
    if field.choices:
        return next(value for value, _ in field.flatchoices)
    if isinstance(field, models.ForeignKey):
        return 1
    return next((value for kind, value in SAMPLES if isinstance(field, kind)), "x")


def insert_bare_row(model: type[models.Model]) -> None:
    """INSERT by hand: no service, no default, no signal; deferred foreign keys are never checked as we roll back."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = [field.get_db_prep_save(sample(field), connection) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(values))})", values)
