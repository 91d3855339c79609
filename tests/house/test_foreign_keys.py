"""A foreign key points to the same or a lower storey, so that a room can be read without the rooms above it."""

from tests.house.tree import field_label, our_models, own_fields, storey_of


def upward_keys() -> set[str]:
    found = set()
    for model in our_models():
        for field in own_fields(model):
            target = field.related_model
            if target is None or not target._meta.app_config.name.startswith("liangzhan."):
                continue
            if storey_of(target._meta.app_label) > storey_of(model._meta.app_label):
                found.add(field_label(model, field.name))
    return found


def test_no_foreign_key_points_upward():
    assert upward_keys() == set()
