"""A code kept as a keyed token: a dump does not show it, and it can still be looked up, counted and constrained."""

import pytest
from django import forms
from django.core.exceptions import FieldError, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import Case, Count, F, Q, Value, When
from django.test.utils import isolate_apps

from liangzhan.toolkit import crypto, paths
from liangzhan.toolkit.encrypted import EncryptedChoiceField

pytestmark = pytest.mark.django_db


class Risk(models.TextChoices):
    LOW = "L", "低"
    HIGH = "H", "高"
    CRISIS = "C", "危机"


@pytest.fixture
def case_model(db):
    with isolate_apps("liangzhan.toolkit"):

        class Matter(models.Model):
            risk = EncryptedChoiceField("风险", choices=Risk.choices, blank=True)
            other = EncryptedChoiceField(choices=[("甲组", [("H", "高")]), ("L", "低")], null=True)
            number = models.IntegerField(default=0)

            class Meta:
                app_label = "toolkit"
                db_table = "toolkit_test_matter"
                constraints = [
                    models.UniqueConstraint(fields=["risk", "number"], name="t_once"),
                    models.UniqueConstraint(fields=["number"], condition=Q(risk="C"), name="t_one_crisis"),
                    models.CheckConstraint(condition=~Q(risk="H") | Q(number__gt=0), name="t_high_has_number"),
                    models.CheckConstraint(condition=Q(risk__in=["", *Risk.values]), name="t_known"),
                ]
                indexes = [models.Index(fields=["risk"], name="t_risk")]

            def __str__(self):
                return self.risk

        create_table(Matter)
        yield Matter  # the test's own transaction takes the table away again


def create_table(model):
    """As a migration would, inside the test's transaction."""
    editor = connection.schema_editor()
    editor.deferred_sql = []
    statements = [editor.table_sql(model), *((str(one), ()) for one in editor.deferred_sql)]
    with connection.cursor() as cursor:
        for statement, values in [*statements, *((str(one), ()) for one in editor._model_indexes_sql(model))]:
            cursor.execute(str(statement), values or None)


def raw():
    with connection.cursor() as cursor:
        cursor.execute("SELECT risk FROM toolkit_test_matter ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def test_a_dump_does_not_show_it(case_model):
    case_model.objects.create(risk=Risk.HIGH, number=1)
    case_model.objects.bulk_create([case_model(risk="H", number=2), case_model(risk="", number=3)])
    token = crypto.blind_index("H", "toolkit_test_matter|risk")[:24]
    assert raw() == [token, token, ""]
    assert [row.risk for row in case_model.objects.order_by("id")] == ["H", "H", ""]
    row = case_model.objects.first()
    assert (row.get_risk_display(), row.other) == ("高", None)


def test_each_column_has_its_own_tokens(case_model):
    case_model.objects.create(risk="H", other="H", number=1)
    assert case_model.objects.filter(risk=F("other")).count() == 0
    assert case_model.objects.get(other="H").other == "H"


def test_lookups(case_model):
    case_model.objects.bulk_create([case_model(risk=one, number=number) for number, one in enumerate("LHCLC", 1)])
    rows = case_model.objects.order_by("number")
    assert rows.filter(risk="L").count() == 2
    assert rows.exclude(risk=Risk.LOW).count() == 3
    assert list(rows.filter(risk__in=[Risk.HIGH, "C"]).values_list("risk", flat=True)) == ["H", "C", "C"]
    assert not rows.filter(risk="Z").exists() and not rows.filter(risk="").exists()
    assert rows.filter(other__isnull=True, other=None).count() == 5
    for name in ("gt", "contains", "startswith", "iexact", "lower"):
        with pytest.raises(FieldError):
            rows.filter(**{f"risk__{name}": "L"})


def test_counting_and_updating(case_model):
    case_model.objects.bulk_create([case_model(risk=one, number=number) for number, one in enumerate("LHCLC", 1)])
    counted = case_model.objects.values_list("risk").annotate(count=Count("id")).order_by()
    assert dict(counted) == {"L": 2, "H": 1, "C": 2}
    assert set(case_model.objects.values_list("risk", flat=True).distinct()) == {"L", "H", "C"}
    assert case_model.objects.filter(risk="L").update(risk="H") == 2
    field = case_model._meta.get_field("risk")
    choice = Case(When(number__gt=3, then=Value("L", output_field=field)), default=F("risk"))
    case_model.objects.update(risk=choice)
    assert list(case_model.objects.order_by("number").values_list("risk", flat=True)) == ["H", "H", "C", "L", "L"]
    row = case_model.objects.get(number=3)
    row.risk = "L"
    case_model.objects.bulk_update([row], ["risk"])
    row.save()
    assert case_model.objects.filter(risk="L").count() == 3


@pytest.mark.parametrize(("risk", "number"), [("L", 1), ("C", 2), ("H", 0)])
def test_constraints_hold(case_model, risk, number):
    case_model.objects.bulk_create([case_model(risk="L", number=1), case_model(risk="C", number=2)])
    with pytest.raises(IntegrityError), transaction.atomic():
        case_model.objects.create(risk=risk, number=number)
    with pytest.raises(ValidationError):
        case_model(risk=risk, number=number, other="L").full_clean()
    case_model(risk="H", number=3, other="L").full_clean()


def test_unknown_codes_are_not_written(case_model):
    for attempt in (
        lambda: case_model.objects.create(risk="Z"),
        lambda: case_model.objects.bulk_create([case_model(risk="Z")]),
        lambda: case_model.objects.update(risk="Z"),
    ):
        with pytest.raises(ValueError, match="not on the list"):
            attempt()
    with pytest.raises(ValidationError):
        case_model(risk="Z", other="L").full_clean()


def test_an_unknown_token_does_not_open(case_model):
    case_model.objects.create(risk="L")
    token = crypto.blind_index("Z", "toolkit_test_matter|risk")[:24]
    other = case_model._meta.get_field("other")
    with pytest.raises(crypto.SealBroken, match="risk"):
        case_model._meta.get_field("risk").from_db_value(token, None, connection)
    with pytest.raises(crypto.SealBroken):
        other.from_db_value(raw()[0], None, connection)


def test_keys_are_read_when_needed_and_again_when_they_change(case_model, tmp_path, monkeypatch):
    field = case_model._meta.get_field("risk")
    before = field.tokens()["L"]
    monkeypatch.setenv("LIANGZHAN_HOME", str(tmp_path))
    crypto.ensure_keys(paths.home())
    after = field.get_prep_value("L")
    assert after != before and field.from_db_value(after, None, connection) == "L"
    with pytest.raises(crypto.SealBroken):
        field.from_db_value(before, None, connection)
    assert EncryptedChoiceField(choices=Risk.choices)._key_id == ""


def test_as_a_field(case_model):
    field = case_model._meta.get_field("risk")
    form = forms.modelform_factory(case_model, fields=["risk", "number"])({"risk": "H", "number": 4})
    assert form.is_valid() and form.save().risk == "H"
    assert not forms.modelform_factory(case_model, fields=["risk"])({"risk": "Z"}).is_valid()
    assert ("H", "高") in list(field.formfield().choices)
    assert field.deconstruct()[1:] == (
        "liangzhan.toolkit.encrypted.EncryptedChoiceField",
        [],
        {"blank": True, "choices": Risk.choices, "verbose_name": "风险"},
    )
    assert field.value_to_string(case_model(risk="H")) == "H"
