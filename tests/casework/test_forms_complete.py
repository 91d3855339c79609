"""docs/forms.md, C-01 … C-06: every line has its column, and the page of the form asks for it."""

import pytest
from django.apps import apps
from django.urls import reverse

from liangzhan.toolkit.encrypted import EncryptedChoiceField, EncryptedTextField
from tests.formbook.filling import COLUMN, lines_of

PAGES = {
    "C-01": "case-open",
    "C-02": "agreement-add",
    "C-03": "assessment-add",
    "C-04": "plan-add",
    "C-05": "contact-add",
    "C-06": "review-add",
}


@pytest.mark.parametrize("form", PAGES)
def test_every_line_has_its_column_and_its_field(ground, sign_in, form):
    lines = lines_of(form)
    assert len(lines) > 5
    case = ground.case(papers=True)
    where = ground.client.uuid if form == "C-01" else case.pk
    page = sign_in(ground.a.user).get(reverse(f"casework:{PAGES[form]}", args=[where])).content.decode()
    for line, column, field in lines:
        if named := COLUMN.fullmatch(column):
            assert apps.get_model(named[1], named[2])._meta.get_field(named[3]), line
        else:
            assert column.startswith("— "), line
        if field.startswith("`"):
            assert f'name="{field.strip("`")}"' in page, line
        else:
            assert field.startswith("—"), line


def test_no_line_of_the_fields_list_is_left_out():
    """The lines of domain.md 5.1, counted: a shorter table has lost one."""
    assert [len(lines_of(form)) for form in PAGES] == [15, 16, 19, 17, 19, 6]


# Columns of class P3 and P4 that are no ciphertext, each for its reason.
PLAIN = {
    "Review.progress": "numbers under the uuids of objectives; what they are about is ciphertext",
}


def test_what_people_write_about_clients_is_ciphertext():
    """Texts and codes are encrypted; days, times, numbers and links are not: rows are found and counted by them."""
    plain = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("casework").get_models()
        for field in model._meta.local_fields
        if field.get_internal_type() in ("CharField", "TextField", "JSONField")
        and not field.name.endswith("_by")
        and getattr(model, "data_classes", {}).get(field.name, model.data_class) in ("P3", "P4")
        and not isinstance(field, EncryptedChoiceField | EncryptedTextField)
    }
    assert plain == set(PLAIN)
