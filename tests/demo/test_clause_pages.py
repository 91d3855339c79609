"""Whatever the ledger of clauses calls built stands on its page, for the account it names."""

import html
import re
from collections.abc import Callable

import pytest
from django.urls import reverse

from tests.harness.demo import Demo
from tests.house.clauses import Row, built

MAIN = re.compile(r"<main\b.*</main>", re.S)
TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)


def plan(**facts):
    from liangzhan.programme.models import Plan

    return Plan.objects.get(**facts).pk


def station(state: str, kind: str):
    """The first station of 和平区 in the state."""
    from liangzhan.stations.models import Station

    rows = Station.objects.filter(division_code__startswith="210102", state=state, kind=kind, from_roster=False)
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def main_station(demo: Demo, kind: str):
    """The station of the demo's head, which lacks only its sign photos."""
    from liangzhan.accounts.models import Grant

    return Grant.objects.get(user__username="head", station__kind=kind).station_id


def open_nomination(demo: Demo):
    from liangzhan.programme.models import Nomination

    rows = Nomination.objects.filter(state="NOMINATED", division_code__startswith="210102")
    return rows.order_by("pk").values_list("pk", flat=True)[0]


def city_report(demo: Demo):
    from liangzhan.programme.models import OctoberReport

    return OctoberReport.objects.get(division_code="210100000000", plan__is_sample=False).pk


def open_training(demo: Demo):
    """The city's, with more people than seats."""
    from liangzhan.credentials.models import Training

    return Training.objects.get(state="OPEN", level="CITY").pk


def paid_list(demo: Demo):
    from liangzhan.staff.models import AllowanceList

    return AllowanceList.objects.get(state="PAID").pk


def scored_case(demo: Demo):
    """A case with scores before and after."""
    from liangzhan.casework.models import ScaleScore

    return ScaleScore.objects.filter(moment="POST").order_by("pk").values_list("case_id", flat=True)[0]


# What a word after `=` in the column "Page" stands for.
ROWS: dict[str, Callable[[Demo], int]] = {
    "finished-plan": lambda demo: plan(is_sample=False),
    "current-plan": lambda demo: plan(is_sample=True),
    "main-sw": lambda demo: main_station(demo, "SW"),
    "main-vs": lambda demo: main_station(demo, "VS"),
    "signed-sw": lambda demo: station("ACCEPTED", "SW"),
    "signed-vs": lambda demo: station("ACCEPTED", "VS"),
    "open-nomination": open_nomination,
    "city-report": city_report,
    "paid-list": paid_list,
    "open-training": open_training,
    "scored-case": scored_case,
}


def address(row: Row, demo: Demo) -> str:
    """`programme:progress plan=current-plan ?area=…` as an address on this demo."""
    name, *words = row.page.strip("`").split()
    query = "".join(word for word in words if word.startswith("?"))
    named = dict(word.split("=", 1) for word in words if not word.startswith("?"))
    return reverse(name, kwargs={key: ROWS[value](demo) for key, value in named.items()}) + query


def text_of(page: str) -> str:
    """What a reader sees in the main part of a page, without the menu and the frame."""
    main = MAIN.search(page)
    return html.unescape(re.sub(r"\s+", " ", TAGS.sub(" ", main[0] if main else "")))


@pytest.mark.parametrize("row", built(), ids=lambda row: row.clause)
def test_built_page_shows_it(demo, row):
    client = demo.client(row.login)
    response = client.get(address(row, demo))
    assert response.status_code == 200
    assert row.shown in text_of(response.content.decode())
