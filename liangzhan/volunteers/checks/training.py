"""2.6.5: the rule on training volunteers is lived by ([N 二(六)]); A11 says besides how many the national system knows."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from liangzhan.stations.checks.people import national_team
from liangzhan.stations.checks.sentences import met, not_applicable
from liangzhan.stations.evidence import Evidence, Source, Standing
from liangzhan.stations.models import Station
from liangzhan.toolkit.parameters import value_of
from liangzhan.toolkit.templating import day
from liangzhan.volunteers.queries.trainings import in_books, trained_within
from liangzhan.volunteers.settings_training import PROOF_DAYS


def trained(station: Station, on: dt.date) -> Evidence:
    """2.6.5: a volunteer of the community completed a training within the days of the parameter.

    Volunteers are kept at one of the two stations of a community, so both ask for its whole community.
    """
    days = int(value_of(PROOF_DAYS, on=on, division_code=station.division_code))
    count, last = trained_within(station.division_code, on - dt.timedelta(days=days), on)
    if count and last is not None:
        return met(f"近 {days} 天志愿者培训 {count} 人次，最近一次 {day(last)}。")
    if not in_books(station.division_code)[0]:
        return not_applicable("本社区（村）还没有在册的志愿者。")
    url = reverse("credentials:training-list")
    return Evidence(Standing.MISSING, f"近 {days} 天没有志愿者培训记录。", Source.REGISTER, (), url, "安排培训")


def national_system(station: Station, on: dt.date) -> Evidence:
    """A11: the team as `stations` knows it; how many volunteers have a number that the national system accepted."""
    held = national_team(station, on)
    if held.standing != Standing.MET:
        return held
    total, accepted = in_books(station.division_code)
    if not total:
        return held
    text = f"{held.text.rstrip('。')}；在册志愿者 {total} 人，其中全国系统已登记 {accepted} 人。"
    return Evidence(held.standing, text, held.source, held.files, held.mend_url, held.mend_label)
