"""Whoever is forgotten is forgotten in what was sent as well."""

import pytest

from liangzhan.exchange.exports.batches import batch_workbook
from liangzhan.exchange.services.batches import make_batch
from liangzhan.volunteers.decisions import forget_volunteers
from tests.exchange.ground import make_record
from tests.factories.people import BY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["HOURS", "PEOPLE"])
def test_the_line_stays_without_its_content(station, kind):
    gone, other = make_record(station), make_record(station)
    batch = make_batch(station=station, kind=kind, by=BY)
    forget_volunteers(gone.volunteer.person)
    lines = {one.record_id or one.volunteer_id: one for one in batch.items.all()}
    mine, theirs = (lines[one.pk if kind == "HOURS" else one.volunteer_id] for one in (gone, other))
    assert mine.content == "" and mine.content_hash and "王志愿" in theirs.content
    assert batch_workbook(batch)[:2] == b"PK"
