"""Every field is classified P0–P4 (domain.md 10.2): `data_class` for the model, `data_classes` for the exceptions.

Text that people write about people must be named in `data_classes`, so that nobody classifies it by accident.
"""

from django.db import models

from tests.house.tree import field_label, our_models, own_fields

CLASSES = {"P0", "P1", "P2", "P3", "P4"}
PERSONAL_WORDS = ("phone", "mobile", "email", "address", "id_number", "birth", "person_name", "contact")
# Fields whose name sounds personal and that the model's own class covers all the same.
NOT_PERSONAL: dict[str, str] = {
    "stations.Site.phone": "the station's own number, on its sign",
    "stations.Site.address": "the station's own address, on its sign",
    "audit.Event.address": "the network address a deed came from",
    "accounts.User.office_phone": "an office number belongs to the post (architecture.md, identity)",
}


def unclassified() -> set[str]:
    return {
        field_label(model, field.name)
        for model in our_models()
        for field in own_fields(model)
        if getattr(model, "data_classes", {}).get(field.name, getattr(model, "data_class", "")) not in CLASSES
    }


def unnamed_personal() -> set[str]:
    return {
        field_label(model, field.name)
        for model in our_models()
        for field in own_fields(model)
        if isinstance(field, models.CharField | models.TextField | models.DateField)
        and any(word in field.name for word in PERSONAL_WORDS)
        and field.name not in getattr(model, "data_classes", {})
    }


def test_every_field_is_classified():
    assert unclassified() == set()


def test_fields_about_people_are_named():
    assert unnamed_personal() - set(NOT_PERSONAL) == set()


def test_list_of_not_personal_is_not_stale():
    assert set(NOT_PERSONAL) - unnamed_personal() == set()


def test_exceptions_name_fields_that_exist():
    stale = {
        field_label(model, name)
        for model in our_models()
        for name in getattr(model, "data_classes", {})
        if name not in {field.name for field in model._meta.get_fields()}
    }
    assert stale == set()
