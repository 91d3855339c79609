"""On the demo province every indicator equals a second computation that reads the tables and imports nothing of ours."""

import datetime as dt
from pathlib import Path

from liangzhan.access.actor import Actor
from liangzhan.reporting.rules.definitions import BY_CODE
from tests.reporting import second

# Hours come into the demo with the pages of activities; until then both ways agree that there are none.
NOTHING_IN_THE_DEMO = {"I15", "I16", "I17", "I18"}
ALONE = {
    "I02",
    "I19",
    "I27",
}  # I02 is I01 over a quota, I19 workdays, I27 small counts: each has its own worked example
AREAS = ("210000000000", "210100000000", "210102000000")
PERIODS = ("2026-10", "2026-11", "2026-Q4", "2026-H2", "2026", "2025")


def test_it_imports_nothing_of_ours():
    text = Path(second.__file__).read_text(encoding="utf-8")
    assert not [
        line for line in text.splitlines() if line.lstrip().startswith(("import", "from")) and "liangzhan" in line
    ]


def test_every_indicator_is_computed_twice(demo):
    from django.db import connection

    seen = set()
    for code in AREAS:
        for period in PERIODS:
            asked, ours = first(code, period)
            with connection.cursor() as cursor:
                tables = second.Tables(cursor, asked.prefixes, asked.period.start, asked.on, key_tokens(), pre_token())
                theirs = second.figures(tables)
            assert {name: ours[name] for name in theirs} == theirs, (code, period)
            seen |= {name for name, parts in theirs.items() if any(parts.values())}
    assert set(theirs) | ALONE == set(BY_CODE)
    assert set(theirs) - seen <= NOTHING_IN_THE_DEMO


def first(code, period):
    from liangzhan.reporting.queries.asked import question
    from liangzhan.reporting.queries.indicators import compute
    from liangzhan.reporting.queries.places import area_of
    from liangzhan.reporting.rules.periods import period_of

    actor = Actor.system("测试")
    asked = question(actor, area_of(actor, code), period_of(period), today=dt.date.today())
    return asked, {one.indicator.code: one.values for one in compute(asked)}


def key_tokens():
    """Categories are kept as keyed tokens: the raw values of the five groups."""
    from liangzhan.ledger.models import Entry
    from liangzhan.reporting.queries.services import KEY_GROUPS

    field = Entry._meta.get_field("category")
    return {field.get_prep_value(one) for one in KEY_GROUPS}


def pre_token():
    """The moment of a scale is a keyed token as well."""
    from liangzhan.casework.choices import ScaleMoment
    from liangzhan.casework.models import ScaleScore

    return ScaleScore._meta.get_field("moment").get_prep_value(ScaleMoment.PRE)
