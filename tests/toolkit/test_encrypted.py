"""A column that is kept encrypted."""

import uuid

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from liangzhan.toolkit import crypto
from liangzhan.toolkit.encrypted import EncryptedTextField

pytestmark = pytest.mark.django_db


@pytest.fixture
def note_model(db):
    with isolate_apps("liangzhan.toolkit"):

        class Note(models.Model):
            uuid = models.UUIDField(default=uuid.uuid4, null=True)
            body = EncryptedTextField("正文", max_length=50)
            extra = EncryptedTextField(null=True, blank=True)

            class Meta:
                app_label = "toolkit"
                db_table = "toolkit_test_note"

            def __str__(self):
                return str(self.uuid)

        columns = ", ".join(
            f"{field.column} {field.db_type(connection)} {field.db_type_suffix(connection) or ''}"
            + (" PRIMARY KEY" if field.primary_key and connection.vendor == "postgresql" else "")
            for field in Note._meta.local_fields
            if not (field.primary_key and connection.vendor == "sqlite")
        )
        if connection.vendor == "sqlite":
            columns = "id integer PRIMARY KEY AUTOINCREMENT, " + columns
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE toolkit_test_note ({columns})")
        yield Note  # the test's own transaction takes the table away again


def raw(row, column="body") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM toolkit_test_note WHERE id = %s", [row.pk])
        value = cursor.fetchone()[0]
    return None if value is None else bytes(value)


def test_round_trip(note_model):
    row = note_model.objects.create(body="示例甲")
    assert row.body == "示例甲"
    assert crypto.open_sealed(raw(row), f"toolkit_test_note|body|{row.uuid}") == "示例甲"
    assert note_model.objects.get().body == "示例甲"
    assert note_model.objects.get().extra is None


def test_bulk_create_and_empty(note_model):
    note_model.objects.bulk_create([note_model(body="一"), note_model(body="", extra="二")])
    rows = note_model.objects.order_by("id")
    assert [(row.body, row.extra) for row in rows] == [("一", None), ("", "二")]
    assert raw(rows[1]) == b""


def test_a_value_nobody_read_is_saved_as_it_was(note_model):
    before = raw(note_model.objects.create(body="示例甲"))
    row = note_model.objects.get()
    row.extra = "乙"
    row.save()
    assert raw(row) == before
    row.body = "丙"
    row.save(update_fields=["body"])
    assert note_model.objects.get().body == "丙"


def test_copied_to_another_row_it_does_not_open(note_model):
    one, other = note_model.objects.create(body="一"), note_model.objects.create(body="二")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE toolkit_test_note SET body = %s WHERE id = %s", [raw(one), other.pk])
    with pytest.raises(crypto.SealBroken):
        _ = note_model.objects.get(pk=other.pk).body


def test_deferred(note_model):
    note_model.objects.create(body="示例甲")
    assert note_model.objects.only("id", "uuid").get().body == "示例甲"
    assert "body" not in note_model.objects.defer("body").get().__dict__


def test_ways_without_a_row_are_refused(note_model):
    row = note_model.objects.create(body="示例甲")
    row.body = "乙"
    for attempt in (
        lambda: note_model.objects.update(body="乙"),
        lambda: note_model.objects.bulk_update([row], ["body"]),
        lambda: note_model.objects.filter(body="示例甲").exists(),
        lambda: note_model.objects.filter(body__contains="甲").exists(),
    ):
        with pytest.raises(FieldError), transaction.atomic():
            attempt()
    assert note_model.objects.filter(extra__isnull=True).count() == 1


def test_a_row_without_uuid_binds_to_nothing(note_model):
    with pytest.raises(FieldError):
        note_model.objects.create(uuid=None, body="示例甲")


def test_as_a_field(note_model):
    field = note_model._meta.get_field("body")
    assert field.formfield().max_length == 50
    assert field.deconstruct()[1:] == (
        "liangzhan.toolkit.encrypted.EncryptedTextField",
        [],
        {"max_length": 50, "verbose_name": "正文"},
    )
    assert EncryptedTextField(row_field="number").deconstruct()[3] == {"row_field": "number"}
    assert field.to_python(12) == "12" and field.to_python(None) is None
    assert field.value_to_string(note_model(body="示例甲")) == "示例甲"
    assert note_model.body.field is field
