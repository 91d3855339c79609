"""docs/forms.md, C-07, C-08, C-09, C-11: every line has its column, and the page of the form asks for it."""

import pytest
from django.apps import apps
from django.urls import reverse

from tests.factories.casework import ago
from tests.factories.casework_later import make_closing, make_follow_up
from tests.formbook.filling import COLUMN, lines_of

LINES = {"C-07": 20, "C-08": 14, "C-09": 6, "C-11": 6}


def page_of(form, land):
    """The page that offers the form, opened by whoever fills it in."""
    if form == "C-09":
        row = make_follow_up(make_closing(land.case, approved=ago(10)))
        return land.worker.client.get(reverse("casework:follow-up-done", args=[row.pk]))
    name, who = {
        "C-07": ("referral-add", land.worker),
        "C-08": ("closing-add", land.worker),
        "C-11": ("opinion-add", land.head),
    }[form]
    return who.client.get(reverse(f"casework:{name}", args=[land.case.pk]))


@pytest.mark.parametrize("form", LINES)
def test_every_line_has_its_column_and_its_field(land, form):
    lines = lines_of(form)
    assert len(lines) == LINES[form]
    page = page_of(form, land).content.decode()
    for line, column, field in lines:
        named = COLUMN.fullmatch(column)
        assert named and apps.get_model(named[1], named[2])._meta.get_field(named[3]), line
        if field.startswith("`"):
            assert f'name="{field.strip("`")}"' in page, line
        else:
            assert field.startswith("— "), line
