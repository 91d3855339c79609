"""docs/forms.md, V-01 and 协调调解: every line has its column, and the page of the form asks for it."""

import pytest
from django.apps import apps
from django.urls import reverse

from liangzhan.people.services.households import add_member, save_household
from tests.formbook.filling import COLUMN, lines_of

FORMS = {"V-01 探访": 20, "协调调解": 16}


@pytest.mark.parametrize("form", FORMS)
def test_every_line_has_its_column_and_its_field(team, form):
    house = save_household(station=team.station, head=team.sun, by=team.chen.actor)
    add_member(household=house, person=team.li, relation="1", by=team.chen.actor)
    address = reverse("activities:coordination-add")
    if form.startswith("V-01"):
        address = reverse("activities:visit-record-person", args=[team.sun.uuid])
    page = team.chen.client.get(address).content.decode()
    lines = lines_of(form)
    assert len(lines) == FORMS[form]
    for line, column, field in lines:
        if named := COLUMN.fullmatch(column):
            assert apps.get_model(named[1], named[2])._meta.get_field(named[3]), line
        else:
            assert column.startswith("— "), line
        if field.startswith("`"):
            assert f'name="{field.strip("`")}"' in page, line
        else:
            assert field.startswith("—"), line
