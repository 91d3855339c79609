"""Rows of a place can be filtered by place; reading everything is for the few listed here."""

import ast

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from tests.house.tree import module_of, our_models, own_fields, parsed, python_files

# Models that hold a place but are not filtered by it.
UNSCOPED: dict[str, str] = {
    "audit.Event": "read by the audit administrator only, who sees all deeds",
    "ledger.DirtyMark": "a note to the rebuilding worker, read by nobody else",
    "ledger.SealedCell": "no scope reaches it: queries.sealed reads it for whom the caller names (P4)",
    "ledger.SealedEntry": "the same",
    "ledger.SealedPosting": "the same",
    "stations.Equipment": "a part of its site, read only through the site",
    "stations.OpeningHours": "a part of its site, read only through the site",
    "stations.RosterFact": "a part of its station, read only through the station",
    "stations.StaffDeclaration": "a part of its station, read only through the station",
}
# Modules that may call Scope.whole().
WHOLE: dict[str, str] = {
    "liangzhan.access.actor": "a named job acts everywhere; its deeds are recorded under its name",
}
PLACES = {"division_code", "station", "site", "division"}


def places_of(model: type[Model]) -> set[str]:
    return PLACES.intersection(field.name for field in own_fields(model))


def unscoped() -> set[str]:
    return {model._meta.label for model in our_models() if places_of(model) and not hasattr(model, "scope_paths")}


def callers_of_whole() -> set[str]:
    found = set()
    for path in python_files("liangzhan/"):
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Attribute) and node.attr == "whole" and getattr(node.value, "id", "") == "Scope":
                found.add(module_of(path))
    return found


def resolves(model: type[Model], path: str) -> bool:
    """Whether a lookup path leads to a column."""
    here = model
    for step in path.split("__"):
        try:
            field = here._meta.get_field(step if step == "id" else step.removesuffix("_id"))
        except FieldDoesNotExist:
            return False
        here = field.related_model or here
    return True


def test_rows_of_a_place_declare_their_scope_path():
    assert unscoped() - set(UNSCOPED) == set()


def test_unscoped_list_is_not_stale():
    assert set(UNSCOPED) - unscoped() == set()


def test_scope_paths_lead_somewhere():
    wrong = {
        f"{model._meta.label}: {path}"
        for model in our_models()
        for path in getattr(model, "scope_paths", {}).values()
        if not resolves(model, path)
    }
    assert wrong == set()


def test_scoped_models_have_a_scoped_queryset():
    bare = {
        model._meta.label
        for model in our_models()
        if getattr(model, "scope_paths", None) and not hasattr(model._default_manager.all(), "within")
    }
    assert bare == set()


def test_whole_scope_is_only_for_the_listed():
    assert callers_of_whole() - set(WHOLE) == set()


def test_whole_list_is_not_stale():
    assert set(WHOLE) - callers_of_whole() == set()
