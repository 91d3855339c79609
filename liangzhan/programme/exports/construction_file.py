"""The construction file of a station as one PDF: what stands, by which evidence, with photos and full texts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Prefetch

from liangzhan.divisions.queries import path_names
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.programme.queries.checklist import checklist_of
from liangzhan.stations.choices import SystemKind
from liangzhan.stations.evidence import Standing
from liangzhan.stations.models import RoomPhoto, Station
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.transitions import moves_of

Blocks = list[dict[str, Any]]
WEEKDAYS = "一二三四五六日"


def construction_file_pdf(station: Station, *, on: dt.date) -> bytes:
    """Cover, checklist, place, photos, sign, standing, people, systems, opinions, history. PDF bytes."""
    names = path_names([station.division_code])[station.division_code]
    place = "".join(names.get(level, "") for level in ("CITY", "COUNTY", "STREET", "COMMUNITY"))
    blocks = (
        _checklist(station, on) + _place(station) + _sign(station) + _standing(station) + _people(station)
        + _systems(station) + _opinions(station) + _history(station)
    )  # fmt: skip
    return render_pdf(
        "toolkit/volume_paper.typ",
        {
            "title": f"{station.name}\n建设档案",
            "subtitle": station.get_kind_display(),
            "facts": [["所在地", place], ["地址", station.site.address], ["状态", station.get_state_display()]],
            "office": station.name,
            "date": on,
            "blocks": blocks,
        },
    )


def _checklist(station: Station, on: dt.date) -> Blocks:
    checklist = checklist_of(station, on=on)
    rows = [
        [row.item.code, row.item.title, Standing(row.evidence.standing).label, row.evidence.text]
        for row in checklist.rows
    ]
    columns = [
        {"title": "编号", "width": "14mm"},
        {"title": "建设标准", "width": 3},
        "核验",
        {"title": "依据", "width": 5},
    ]
    verdict = f"自查得分 {checklist.tally.score}，合格分 {checklist.pass_mark:g}，否决项未达标 {len(checklist.tally.failed_vetoes)} 项。"
    return [{"heading": "建设标准核验"}, {"text": verdict}, {"table": {"columns": columns, "rows": rows}}]


def _photos(files: list[tuple[KeptFile, str]]) -> Blocks:
    """Pictures that are still in the store; one that was lost is named, so that the paper does not hide it."""
    shown, lost = [], []
    for kept, caption in files:
        try:
            content = open_file(kept)
        except FileNotFoundError:
            lost.append(caption)
            continue
        if kept.is_image:
            shown.append({"image": content, "caption": caption})
    blocks: Blocks = [{"photos": shown}] if shown else []
    return [*blocks, {"text": f"存储中找不到的照片：{'、'.join(lost)}。"}] if lost else blocks


def _place(station: Station) -> Blocks:
    site = station.site
    photographed = Prefetch("photos", RoomPhoto.objects.select_related("file").order_by("id"))
    held = list(site.rooms.order_by("id").prefetch_related(photographed))
    rooms = [[room.name, room.get_kind_display(), f"{room.area} ㎡"] for room in held]
    things = [[one.get_kind_display(), str(one.count)] for one in site.equipment.order_by("id")]
    hours = "；".join(
        f"周{WEEKDAYS[one.weekday - 1]} {one.opens:%H:%M}–{one.closes:%H:%M}"
        for one in dossier_of(station).section("hours")
    )
    facts = [
        ["设施来源", site.get_source_display()],
        ["依托设施", site.facility_name],
        ["联系电话", site.phone],
        ["开放时间", hours or "未填写"],
        ["两委联系人", f"{site.committee_contact} {site.committee_phone}".strip()],
    ]
    photos = [(photo.file, room.name) for room in held for photo in room.photos.all()]
    return [
        {"heading": "场所与设施"},
        {"facts": facts},
        {"table": {"columns": ["房间", "用途", "面积"], "rows": rooms, "caption": "工作（活动）室"}},
        {"table": {"columns": ["设备", "数量"], "rows": things, "caption": "设施设备"}},
        *_photos(photos),
    ]


def _sign(station: Station) -> Blocks:
    signs = dossier_of(station).section("signs")
    rows = [
        [sign.get_variant_display(), sign.get_place_display(), sign.spot, sign.size, f"{sign.hung_on:%Y-%m-%d}"]
        for sign in signs
    ]
    photos = [(sign.photo, sign.spot or "标识牌") for sign in signs if sign.photo]
    table = {"table": {"columns": ["样式", "位置", "具体位置", "尺寸", "悬挂日期"], "rows": rows}}
    return [{"heading": "标识牌"}, table, *_photos(photos)]


def _standing(station: Station) -> Blocks:
    rows = [
        [one.get_form_display(), one.get_state_display(), one.number, f"{one.effective_on or ''}", one.authority]
        for one in dossier_of(station).section("standings")
    ]
    return [{"heading": "登记或备案"}, {"table": {"columns": ["方式", "状态", "编号", "日期", "机关"], "rows": rows}}]


def _people(station: Station) -> Blocks:
    staffing = getattr(station, "staffing", None)
    if staffing is None:
        return [{"heading": "人员配备"}, {"text": "尚未申报。"}]
    facts = [
        ["专职", str(staffing.full_time)],
        ["兼职", str(staffing.part_time)],
        ["持证", str(staffing.certified)],
        ["认定依据", staffing.basis],
    ]
    return [{"heading": "人员配备"}, {"facts": facts}]


def _systems(station: Station) -> Blocks:
    latest: dict[str, Any] = {}
    for one in station.systems.order_by("version"):
        latest[one.kind] = one
    blocks: Blocks = [{"heading": "管理制度"}]
    for kind in SystemKind:
        held = latest.get(kind)
        if held:
            blocks += [
                {"heading": kind.label, "level": 2},
                {"text": f"{held.adopted_on:%Y-%m-%d} 通过，第 {held.version} 版。"},
            ]
            blocks.append({"text": held.text})
    return blocks if latest else [*blocks, {"text": "尚未采用。"}]


def _opinions(station: Station) -> Blocks:
    rows = [
        [f"{one.on:%Y-%m-%d}", one.get_kind_display(), "同意" if one.agrees else "不同意", one.text, one.signer]
        for one in station.site.opinions.order_by("-on", "-id")
    ]
    return [{"heading": "两委意见"}, {"table": {"columns": ["日期", "种类", "态度", "意见", "签字"], "rows": rows}}]


def _history(station: Station) -> Blocks:
    words = dict(Station._meta.get_field("state").choices or ())
    rows = [[f"{row.on:%Y-%m-%d}", str(words.get(row.to_state, row.to_state)), row.reason] for row in moves_of(station)]
    return [{"heading": "建设过程"}, {"table": {"columns": ["日期", "状态", "说明"], "rows": rows}}]
