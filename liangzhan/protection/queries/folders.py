"""A crisis or a report as one folder for the sealed register. The caller has reached it; the reporter stands nowhere in it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localtime

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.queries.archive import filed
from liangzhan.documents.rules.folders import Enclosure, Folder, Part
from liangzhan.people.choices import Sex
from liangzhan.protection.choices import Recipient, ReportBasis, Situation
from liangzhan.protection.models import Crisis, Report, ReportFile
from liangzhan.protection.models.report import officer_prefixes
from liangzhan.protection.queries.crisis_papers import crisis_sheet
from liangzhan.protection.queries.reports import open_report_file, state_of
from liangzhan.protection.rules.reports import Told

HIDDEN_NAME = "身份保密"


def crisis_folder(uuid: UUID) -> Folder:
    """C-10 alone."""
    row = Crisis.objects.select_related("station", "worker").prefetch_related("measures", "informed").get(uuid=uuid)
    part = Part("危机处置表", "C-10", localtime(row.found_at).date(), row.opened_by.label, crisis_sheet(row))
    keeper = row.worker.display_name if row.worker else row.opened_by.label
    return _folder(row, ArchiveKind.CRISIS, row.found_at, [part], keeper)


def report_folder(uuid: UUID) -> Folder:
    """What is known, each step with its files."""
    row = Report.objects.select_related("station").get(uuid=uuid)
    state = state_of(row)
    known = state.known
    facts = [
        ("发现时间", _minute(row.found_at)),
        ("依据", "；".join(ReportBasis(one).label for one in known.bases) or "没有填写"),
        ("情形", "；".join(f"{one} {Situation(one).label}" for one in known.situations) or "没有填写"),
        ("受害人", known.victim_called or "没有填写"),
        ("性别", Sex(known.victim_sex).label if known.victim_sex else "没有填写"),
        ("大约年龄", known.victim_age or "没有填写"),
    ]
    columns = ["向谁报告", "单位", {"title": "时间", "width": "34mm"}, "接报人", "回执编号"]
    tables = [{"caption": "报告情况", "columns": columns, "rows": [_told(one) for one in known.told]}]
    texts = [("亲眼所见", known.facts_observed), ("他人所述", known.facts_told)]
    sheet = {"facts": facts, "texts": texts, "tables": tables}
    files = tuple(_enclosure(one, number) for number, one in enumerate(_files(row), 1))
    part = Part("强制报告", "", localtime(row.found_at).date(), HIDDEN_NAME, sheet, files)
    return _folder(row, ArchiveKind.REPORT, row.found_at, [part], HIDDEN_NAME)


def crisis_reach(scope: Scope) -> Any:
    """Uuids of the crises the reader may read."""
    return Crisis.objects.within(scope, Action.RISK_VIEW).values("uuid")


def report_reach(scope: Scope) -> Any:
    """Uuids of the mandatory reports the reader may read."""
    return Report.objects.within(scope, Action.MANDATORY_VIEW).values("uuid")


def second_prefixes(scope: Scope) -> list[str]:
    """Where the reader is a designated officer of street or county: the second person when a sealed file is destroyed."""
    return officer_prefixes(scope, Action.ARCHIVE_DESTROY, kinds=Q())


def _folder(row: Any, kind: ArchiveKind, found_at: dt.datetime, parts: list[Part], keeper: str) -> Folder:
    item = filed(f"{row._meta.label}:{row.uuid}", sealed=True)
    number = item.number if item else "尚未编号"
    station = row.station.name if row.station else "社区（村）"
    facts = (
        ("案卷号", number),
        ("立卷单位", station),
        ("发现日期", f"{localtime(found_at):%Y-%m-%d}"),
        ("责任者", keeper),
        ("查阅范围", "限制查阅"),
    )
    words = (
        "由系统按登记内容生成。报告人身份依法保密，本卷不载明。"
        if kind == ArchiveKind.REPORT
        else "由系统按登记内容生成。"
    )
    return Folder(f"{kind.label}案卷", number, kind.label, station, facts, parts, words, keeper)


def _files(row: Report) -> list[ReportFile]:
    return list(ReportFile.objects.filter(step__report=row).select_related("file").order_by("id"))


def _enclosure(one: ReportFile, number: int) -> Enclosure:
    return Enclosure(f"材料 {number}", one.media_type, lambda: open_report_file(one))


def _told(one: Told) -> list[str]:
    at = _minute(one.reported_at) if one.reported_at else ""
    return [Recipient(one.reported_to).label, one.reported_to_name, at, one.receiver, one.receipt_number]


def _minute(at: dt.datetime) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}"
