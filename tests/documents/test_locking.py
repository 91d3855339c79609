"""A record may be corrected for some days, set for its place; then only addenda."""

import datetime as dt

import pytest

from liangzhan.documents.queries.locking import record_locked
from liangzhan.documents.retention import LOCK_DAYS
from liangzhan.documents.rules.locking import past_correcting
from liangzhan.toolkit.models import Parameter
from tests.factories.people import BY

DAY = dt.date(2026, 11, 20)


@pytest.mark.parametrize(("later", "locked"), [(0, False), (7, False), (8, True)])
def test_a_week_is_a_week(later, locked):
    assert past_correcting(DAY, today=DAY + dt.timedelta(days=later), days=7) is locked


def test_the_setting_of_the_place(db):
    Parameter.objects.create(key=LOCK_DAYS, area_code="2101", value=2, valid_from=DAY, basis="示例", set_by=BY)
    asked = [record_locked(DAY, code, today=DAY + dt.timedelta(days=3)) for code in ("210102001001", "210202001001")]
    assert asked == [True, False]
