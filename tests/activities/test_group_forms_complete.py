"""docs/forms.md, G-01 … G-08 and K-01 … K-06: every line has its column, and the page of the form asks for it."""

import pytest
from django.apps import apps
from django.urls import reverse

from liangzhan.activities.services.activity_ratings import open_ratings
from tests.factories.groups import hold_activity, hold_session, make_activity, make_group, make_member, make_session
from tests.factories.people import BY
from tests.factories.staff import make_colleague
from tests.formbook.filling import COLUMN, lines_of

LINES = {
    "G-01": 17, "G-02": 7, "G-03": 4, "G-04": 7, "G-05": 6, "G-06": 1, "G-07": 6, "G-08": 9,
    "K-01": 2, "K-02": 16, "K-03": 2, "K-04": 3, "K-05": 8, "K-06": 4,
}  # fmt: skip


@pytest.fixture
def pages(station):
    """{form: HTML of its page}, read by the worker who leads."""
    who, worker = make_colleague("陈社工", station)
    group = make_group(station, worker)
    member = make_member(group, state="APPLIED")
    make_member(group, "李大爷")
    hold_session(make_session(group))
    later, coming = make_session(group, 2, days=-2), make_activity(station, worker, days=-4)
    held = hold_activity(make_activity(station, worker))
    sheet = open_ratings(plan=held, by=BY)
    places = {
        "G-01": ("group-add", None), "G-02": ("member-screen", member.uuid), "G-03": ("contract-edit", group.uuid),
        "G-04": ("session-add", group.uuid), "G-05": ("session-record", later.uuid), "G-07": ("test-edit", group.uuid),
        "G-08": ("group-report", group.uuid), "K-01": ("activity-add", None), "K-02": ("activity-add", None),
        "K-03": ("activity-record", coming.uuid), "K-04": ("activity-record", coming.uuid),
        "K-05": ("ratings-paper", sheet.pk), "K-06": ("activity-summary", held.uuid),
    }  # fmt: skip
    return {
        form: who.client.get(reverse(f"activities:{name}", args=[row] if row else [])).text
        for form, (name, row) in places.items()
    }


def test_every_line_has_its_column_and_its_field(pages):
    for form, count in LINES.items():
        lines = lines_of(form)
        assert len(lines) == count, form  # a shorter table has lost a line of domain.md 5.2, 5.3
        for line, column, field in lines:
            named = COLUMN.fullmatch(column)
            assert named and apps.get_model(named[1], named[2])._meta.get_field(named[3]), (form, line)
            if field.startswith("`"):
                assert f'name="{field.strip("`")}"' in pages[form], (form, line)
            else:
                assert field.startswith("— "), (form, line)
