"""A05 professionals (SW), A06 keeper (VS), A11 the national volunteer system (VS): [N 二(四)] and [N 三(三)]."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.checks.sentences import met, not_applicable, short
from liangzhan.stations.choices import DeclaredItem, StationKind
from liangzhan.stations.evidence import Evidence, Source
from liangzhan.stations.models import StaffDeclaration, Station
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.toolkit.templating import day


def professionals(station: Station, on: dt.date) -> Evidence:
    """A05: at least one full- or part-time professional, with the basis of qualification and a proof."""
    if station.kind != StationKind.SW:
        return not_applicable("志愿服务站不要求社会工作专业人才。")
    least = dossier_of(station).minimum("staff.sw.min", on)
    staffing = _staffing(station)
    total = _total(staffing)
    if staffing is None or total < least:
        text = f"已申报社会工作专业人才 {total} 人，至少要 {least} 人。" if total else "还没有申报社会工作专业人才。"
        return short(station, text, "staffing", "申报人员", source=Source.DECLARED)
    text = f"{_words(staffing)}，持证 {staffing.certified} 人"
    lacks = [word for word, there in (("认定依据", staffing.basis), ("证明材料", staffing.proof_id)) if not there]
    if lacks:
        return short(
            station,
            f"{text}；缺{'和'.join(lacks)}。",
            "staffing",
            "补充材料",
            source=Source.DECLARED,
            waiting=station.from_roster,
        )
    return met(f"{text}，依据：{staffing.basis}", Source.DECLARED, _proof(staffing))


def keeper(station: Station, on: dt.date) -> Evidence:
    """A06: one person, full or part time, who answers for the daily work of the volunteer service station."""
    if station.kind != StationKind.VS:
        return not_applicable("社会工作站不要求志愿服务站工作人员。")
    least = dossier_of(station).minimum("staff.vs.min", on)
    staffing = _staffing(station)
    total = _total(staffing)
    if staffing is None or total < least:
        text = f"已申报工作人员 {total} 人，至少要 {least} 人。" if total else "还没有申报志愿服务站工作人员。"
        return short(station, text, "staffing", "申报人员", source=Source.DECLARED)
    return met(f"{_words(staffing)}负责日常工作", Source.DECLARED, _proof(staffing))


def national_team(station: Station, on: dt.date) -> Evidence:
    """A11: the team's number in 全国志愿服务信息系统, or the application made."""
    if station.kind != StationKind.VS:
        return not_applicable("社会工作站不要求志愿服务队伍。")
    if station.national_team_no:
        return met(f"全国志愿服务信息系统队伍编号 {station.national_team_no}")
    held = dossier_of(station).section("declarations").get(DeclaredItem.A11)
    if held:
        return met(f"已于 {day(held['declared_at'])}申报在全国系统申请建队", Source.DECLARED, tuple(held["files"]))
    text = "还没有全国志愿服务信息系统的队伍编号，也没有申请材料。"
    return short(station, text, "declaration", "填写编号或申请", item=DeclaredItem.A11.value)


def _staffing(station: Station) -> StaffDeclaration | None:
    return getattr(station, "staffing", None)


def _total(staffing: StaffDeclaration | None) -> int:
    return staffing.full_time + staffing.part_time if staffing else 0


def _words(staffing: StaffDeclaration) -> str:
    return f"专职 {staffing.full_time} 人、兼职 {staffing.part_time} 人"


def _proof(staffing: StaffDeclaration) -> tuple[str, ...]:
    return (str(staffing.proof.uuid),) if staffing.proof else ()
