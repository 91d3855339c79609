"""Rows by columns come in as `bulk_create` would write them, whatever the values are."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import connection, models
from django.test.utils import isolate_apps

from liangzhan.access.actor import Actor
from liangzhan.toolkit.bulk import insert_columns, insert_few, reserve_ids
from liangzhan.toolkit.encrypted import EncryptedChoiceField
from liangzhan.toolkit.fields import ActorField

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 3, 9, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))
VALUES = {
    "text": ["一", "tab\there", "line\nback\\slash\rreturn", "", "\\N"],
    "count": [1, 0, None, -5, 2**40],
    "day": [dt.date(2026, 3, 9), None, dt.date(2026, 3, 9), dt.date(1900, 1, 1), None],
    "at": [NOON, NOON.astimezone(dt.UTC), None, NOON + dt.timedelta(microseconds=1), NOON],
    "key": [uuid.UUID(int=number) for number in range(5)],
    "code": ["A", "", "B", "A", "B"],
    "by": [Actor.system("甲"), None, Actor.system("乙"), None, Actor.system("甲")],
}
ODD = {
    "amount": [Decimal("1.5"), None, Decimal("0.25"), None, Decimal("3")],
    "sure": [True, False, True, None, False],
    "facts": [{"a": 1}, [1, True], None, "x", 5],
}


@pytest.fixture
def thing_model(db):
    with isolate_apps("liangzhan.toolkit"):

        class Thing(models.Model):
            text = models.TextField()
            count = models.BigIntegerField(null=True)
            day = models.DateField(null=True)
            at = models.DateTimeField(null=True)
            key = models.UUIDField()
            code = EncryptedChoiceField(choices=[("A", "甲"), ("B", "乙")], blank=True)
            by = ActorField(null=True)
            amount = models.DecimalField(max_digits=9, decimal_places=2, null=True)
            sure = models.BooleanField(null=True)
            facts = models.JSONField(null=True)

            class Meta:
                app_label = "toolkit"
                db_table = "toolkit_test_thing"

            def __str__(self):
                return self.text

        editor = connection.schema_editor()
        editor.deferred_sql = []
        statement, values = editor.table_sql(Thing)
        with connection.cursor() as cursor:
            cursor.execute(statement, values or None)
        yield Thing  # the test's own transaction takes the table away again


@pytest.mark.parametrize("columns", [VALUES, {**VALUES, **ODD}], ids=["plain", "with types that have no plain text"])
@pytest.mark.parametrize("insert", [insert_columns, insert_few])
def test_equals_bulk_create(thing_model, columns, insert, monkeypatch):
    monkeypatch.setattr("liangzhan.toolkit.bulk.FEW", 2)
    insert(thing_model, columns)
    bulk = list(thing_model.objects.order_by("id").values_list(*columns))
    rows = zip(*columns.values(), strict=True)
    made = thing_model.objects.bulk_create([thing_model(**dict(zip(columns, row, strict=True))) for row in rows])
    assert list(thing_model.objects.filter(id__gte=made[0].pk).order_by("id").values_list(*columns)) == bulk
    assert [row[0] for row in bulk] == VALUES["text"] and [row[5] for row in bulk] == VALUES["code"]


def test_reserved_ids_are_nobody_elses(thing_model):
    ids = reserve_ids(thing_model, 3)
    insert_columns(thing_model, {"id": ids, **{name: values[:3] for name, values in VALUES.items()}})
    after = thing_model.objects.create(text="后", key=uuid.uuid4())
    assert after.pk not in ids and set(thing_model.objects.values_list("id", flat=True)) == {*ids, after.pk}


def test_an_unknown_code_is_refused(thing_model):
    with pytest.raises(ValueError, match="not on the list"):
        insert_columns(thing_model, {**VALUES, "code": ["A", "Z", "A", "A", "A"]})
