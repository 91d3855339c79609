"""docs/forms.md, V-01 and 协调调解: every line has its column, and the page of the form asks for it."""

import re

import pytest
from django.apps import apps
from django.urls import reverse

from liangzhan.people.services.households import add_member, save_household
from tests.house.tree import ROOT

ROW = re.compile(r"^\| (.+?) \| (.+?) \| (.+?) \|$")
COLUMN = re.compile(r"`(\w+)\.(\w+)\.(\w+)`")
FORMS = {"V-01 探访": 20, "协调调解": 16}


def lines_of(form: str) -> list[tuple[str, str, str]]:
    """(line, column, field of the page) of one form of the document."""
    text = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    part = re.split(r"^## ", text.partition(f"\n## {form}\n")[2], maxsplit=1, flags=re.M)[0]
    rows = [ROW.match(line) for line in part.splitlines()]
    return [row.groups() for row in rows if row and not set(row[1]) <= {"-", "|"} and not row[1].startswith("Field (")]


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
