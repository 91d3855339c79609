"""Computed by the platform and counted again by a program that shares no code with it: the same figures."""

import json
import subprocess
import sys
from pathlib import Path

from django.db import connection

from liangzhan.divisions.models import Division
from liangzhan.programme.queries.october import compute, reporting_areas
from tests.factories import divisions as places
from tests.programme.october_data import CUTOFF, province

SCRIPT = Path(__file__).with_name("second_count.py")


def second_count(database, code):
    words = [sys.executable, SCRIPT, database.name, "2020", CUTOFF.isoformat(), code]
    ran = subprocess.run(words, check=True, capture_output=True, text=True, env=database.environment)
    return json.loads(ran.stdout)


def test_shares_no_code():
    assert "import liangzhan" not in SCRIPT.read_text() and "from liangzhan" not in SCRIPT.read_text()


def test_the_same_figures(committed_db):
    plan = province()
    areas = [*reporting_areas(plan), Division.objects.get(code=places.PROVINCE)]
    computed = {area.code: compute(plan, area, cutoff=CUTOFF).figures.as_dict() for area in areas}
    connection.close()
    for code, figures in computed.items():
        figures.pop("definition")
        assert second_count(committed_db, code) == figures
    assert computed[places.CITY]["sw"] == 2 and computed[places.PROVINCE]["sw"] == 3
