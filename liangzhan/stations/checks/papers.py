"""A01 standing, A07 systems, A08 mechanism, A09 两委, A10 survey: [N 二(一)], 二(五), 二(六), 三(二)."""

from __future__ import annotations

import datetime as dt

from liangzhan.stations.checks.sentences import met, short
from liangzhan.stations.choices import DeclaredItem, StandingState, SystemKind
from liangzhan.stations.evidence import Evidence, Source
from liangzhan.stations.models import RosterFact, Station
from liangzhan.stations.models import Standing as StandingRow
from liangzhan.stations.queries.dossier import dossier_of
from liangzhan.stations.rules.filing import IN_WORK, is_registration
from liangzhan.stations.rules.papers import missing_systems
from liangzhan.toolkit.templating import day


def standing(station: Station, on: dt.date) -> Evidence:
    """A01: a registration or filing in force."""
    rows = dossier_of(station).section("standings")
    in_force = next((row for row in rows if row.state == StandingState.IN_FORCE), None)
    if in_force is not None:
        files = (str(in_force.scan.uuid),) if in_force.scan else ()
        return met(_standing_text(in_force), files=files)
    work = next((row for row in rows if row.state in IN_WORK), None)
    if work is None:
        return short(station, "还没有登记或备案。", "standing", "登记或备案")
    if work.state == StandingState.APPLIED:
        text = f"{day(work.state_since)}已申请备案，等待居（村）委会确认。"
        return short(station, text, "standing", "查看", waiting=True)
    if work.state == StandingState.COMMITTEE_CONFIRMED:
        text = f"居（村）委会 {day(work.committee_on)}已确认备案，等待乡镇（街道）确认。"
        return short(station, text, "standing", "查看", waiting=True)
    if work.state == StandingState.RETURNED:
        return short(station, f"备案被退回：{work.returned_reason}", "standing", "修改后再申请")
    return short(station, "登记或备案还没有填写完。", "standing", "继续填写")


def systems(station: Station, on: dt.date) -> Evidence:
    """A07: all six systems adopted; how many hang on the wall is said, not asked."""
    held = dossier_of(station).section("systems")
    missing = missing_systems(held)
    if missing:
        fact: RosterFact | None = getattr(station, "roster_fact", None)
        claim = f"名册登记 {fact.systems_count} 项，" if fact and fact.systems_count else ""
        names = "、".join(kind.label for kind in missing)
        have = len(SystemKind) - len(missing)
        return short(station, f"{claim}已采用 {have} 项，缺{names}。", "systems", "采用范本", source=Source.FILE)
    models = sum(1 for row in held.values() if row.from_model)
    posted = sum(1 for row in held.values() if row.posted)
    files = tuple(str(row.file.uuid) for row in held.values() if row.file_id)
    return met(f"六项制度已采用（其中平台范本 {models} 项），上墙 {posted} 项", Source.FILE, files)


def mechanism(station: Station, on: dt.date) -> Evidence:
    """A08: the four parties' mechanism in writing."""
    held = dossier_of(station).section("declarations").get(DeclaredItem.A08)
    if not held:
        return short(station, "还没有四方协作机制。", "mechanism", "采用范本")
    kind = "，采用平台范本" if held["from_model"] else ""
    return met(f"四方协作机制 {day(held['declared_at'])}订立{kind}", Source.FILE, tuple(held["files"]))


def committee(station: Station, on: dt.date) -> Evidence:
    """A09: a named contact of the 两委, and their dated opinion on the construction."""
    contact = station.site.committee_contact
    if not contact:
        return short(station, "还没有填写两委联系人。", "site-edit", "填写联系人")
    opinions = dossier_of(station).section("opinions")
    if not opinions:
        return short(station, f"联系人 {contact}；缺两委建设意见。", "opinions", "填写意见")
    last = opinions[0]
    files = (str(last.paper.uuid),) if last.paper else ()
    if not last.agrees:
        return short(station, f"两委 {day(last.on)}的建设意见为不同意。", "opinions", "查看", files=files)
    return met(
        f"联系人 {contact}；{last.signer} {day(last.on)}签署建设意见", Source.FILE if files else Source.REGISTER, files
    )


def survey(station: Station, on: dt.date) -> Evidence:
    """A10: the first survey of needs and resources, or a plan for it."""
    held = dossier_of(station).section("declarations").get(DeclaredItem.A10)
    if not held:
        text = "还没有居民需求和社区资源调查，也没有调查计划。"
        return short(station, text, "declaration", "申报调查", item=DeclaredItem.A10.value)
    count = len(held["files"])
    material = f"，材料 {count} 份" if count else ""
    return met(f"{day(held['declared_at'])}申报调查或调查计划{material}", Source.DECLARED, tuple(held["files"]))


def _standing_text(row: StandingRow) -> str:
    if is_registration(row.form):
        return f"{row.authority}登记，统一社会信用代码 {row.uscc}，{day(row.effective_on)}"
    committee_part = f"；居（村）委会 {day(row.committee_on)}确认" if row.committee_on else ""
    return f"{row.authority}备案 {row.number}，{day(row.effective_on)}{committee_part}"
