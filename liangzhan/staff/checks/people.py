"""A05 professionals (SW) and A06 keeper (VS) from the posts themselves: nothing to upload [N 二(四)]."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse

from liangzhan.staff.choices.posts import RecognitionState
from liangzhan.staff.queries.staffing import posts_of_stations
from liangzhan.staff.rules.staffing import CountedPost, count, has_begun, own_staff
from liangzhan.staff.settings import BASES
from liangzhan.stations.checks import people as declared
from liangzhan.stations.choices import StationKind
from liangzhan.stations.evidence import Evidence, Standing, register
from liangzhan.stations.models import Station
from liangzhan.stations.queries.dossier import dossier_of, offer_section

SECTION = "posts"
RANK = 10


def register_all() -> None:
    """These rows answer before the station's declaration."""
    offer_section(SECTION, posts_of_stations, settings=[BASES])
    register("A05", professionals, rank=RANK)
    register("A06", keeper, rank=RANK)


def professionals(station: Station, on: dt.date) -> Evidence:
    """A05: at least one full- or part-time 社会工作专业人才 in post on the day; the declaration while no post is known."""
    posts = dossier_of(station).section(SECTION)
    if station.kind != StationKind.SW or not has_begun(posts, on):
        return _led(station, declared.professionals(station, on))
    dossier = dossier_of(station)
    least = dossier.minimum("staff.sw.min", on)
    found = count(posts, kind=station.kind, on=on, bases=dossier.setting(BASES, on))
    total = found.full_time + found.part_time
    if total >= least:
        return _met(
            station,
            f"专职 {found.full_time} 人、兼职 {found.part_time} 人，其中持证 {found.certified} 人；{found.basis}",
        )
    staff = own_staff(posts, on)
    waiting = len({post.worker_id for post in staff if post.recognition == RecognitionState.ASKED})
    text = f"在岗 {_persons(staff)} 人，其中社会工作专业人才 {total} 人，至少要 {least} 人。"
    if waiting:
        return _short(station, f"{text}{waiting} 人待县级认定。", Standing.WAITING)
    return _short(station, text)


def keeper(station: Station, on: dt.date) -> Evidence:
    """A06: one person in post, full or part time, who answers for the daily work of the volunteer service station."""
    posts = dossier_of(station).section(SECTION)
    if station.kind != StationKind.VS or not has_begun(posts, on):
        return _led(station, declared.keeper(station, on))
    dossier = dossier_of(station)
    least = dossier.minimum("staff.vs.min", on)
    found = count(posts, kind=station.kind, on=on, bases=())
    if found.full_time + found.part_time >= least:
        return _met(station, f"专职 {found.full_time} 人、兼职 {found.part_time} 人负责日常工作")
    return _short(station, f"在岗 {_persons(own_staff(posts, on))} 人，至少要 {least} 人负责日常工作。")


def _led(station: Station, said: Evidence) -> Evidence:
    """What the declaration lacks is mended in the roll: posts are registered there once, and numbers follow."""
    if said.standing in (Standing.MET, Standing.NOT_APPLICABLE):
        return said
    return replace(said, mend_url=_roll(station), mend_label="登记人员")


def _persons(posts: list[CountedPost]) -> int:
    return len({post.worker_id for post in posts})


def _roll(station: Station) -> str:
    return f"{reverse('staff:roll')}?{urlencode({'station': station.pk})}"


def _met(station: Station, text: str) -> Evidence:
    return Evidence(Standing.MET, text, mend_url=_roll(station), mend_label="查看人员名册")


def _short(station: Station, text: str, standing: Standing = Standing.MISSING) -> Evidence:
    return Evidence(standing, text, mend_url=_roll(station), mend_label="维护人员名册")
