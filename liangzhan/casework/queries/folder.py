"""A case as one folder, in the order of domain.md 5.9: C-01 … C-07, C-10, C-11, C-08, C-09, the rest.

The caller has reached the case. Some queries for each paper: for the job that binds the volume, not for a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from liangzhan.casework.models import (
    Agreement,
    Assessment,
    Case,
    CaseMember,
    Closing,
    Contact,
    FollowUp,
    Intake,
    Opinion,
    Plan,
    Referral,
    Review,
    ScaleScore,
)
from liangzhan.casework.queries.sheets import FORMS, with_addenda
from liangzhan.documents.choices import ArchiveKind
from liangzhan.documents.models import KeptFile
from liangzhan.documents.queries import open_file
from liangzhan.documents.queries.addenda import addenda_in
from liangzhan.documents.rules.folders import Enclosure, Folder, Part
from liangzhan.protection.queries.crisis_papers import crisis_papers

TITLE = "个案案卷"
# (number of the form, its key in `sheets.FORMS`, model); None: the crises, which stand in `protection`.
ORDER: tuple[tuple[str, str, Any], ...] = (
    ("C-01", "intake", Intake),
    ("C-02", "agreement", Agreement),
    ("C-03", "assessment", Assessment),
    ("C-04", "plan", Plan),
    ("C-05", "contact", Contact),
    ("C-06", "review", Review),
    ("C-07", "referral", Referral),
    ("C-10", "crisis", None),
    ("C-11", "opinion", Opinion),
    ("C-08", "closing", Closing),
    ("C-09", "follow_up", FollowUp),
    ("", "scale", ScaleScore),
)
JOINED = {
    Contact: ("worker",),
    Agreement: ("consent__text", "consent__paper"),
    Plan: ("agreement_paper",),
    Referral: ("to_station", "consent__paper"),
    Closing: ("score",),
}


def lead_of(case: Case) -> str:
    """责任者: who led the case last."""
    rows = CaseMember.objects.filter(case=case, role="LEAD").select_related("worker").order_by("-since_on", "-id")
    last = rows.first()
    return last.worker.display_name if last else case.opened_by.label


def folder_of(case: Case) -> Folder:
    """Everything that was written about the case; the client is named nowhere but in what was written."""
    maker = lead_of(case)
    facts = (
        ("案卷号", case.number),
        ("立卷单位", case.station.name),
        (
            "起止日期",
            f"{case.opened_on:%Y-%m-%d} 至 {case.closed_on:%Y-%m-%d}"
            if case.closed_on
            else f"{case.opened_on:%Y-%m-%d} 起",
        ),
        ("类型", "正式个案" if case.formal else "咨询"),
        ("责任者", maker),
        ("查阅范围", "限制查阅，仅限个案团队" if case.sealed else "内部资料，按规定查阅"),
    )
    parts = [*_parts(case)]
    return Folder(
        title=TITLE,
        number=case.number or "尚未编号",
        kind=ArchiveKind.CASE.label,
        station=case.station.name,
        facts=facts,
        parts=parts,
        remarks=_remarks(case),
        keeper=maker,
    )


def _parts(case: Case) -> Iterator[Part]:
    added = addenda_in(case.voucher)
    for code, key, model in ORDER:
        if model is None:
            for on, maker, sheet in crisis_papers(case.voucher):
                yield Part("危机处置表", code, on, maker, sheet)
            continue
        rows = model.objects.filter(case=case).select_related(*JOINED.get(model, ())).order_by("on", "id")
        if model is FollowUp:
            rows = rows.filter(done_on__isnull=False)
        rows = list(rows)[-1:] if model is ScaleScore else rows  # the last sheet of scores shows the earlier ones
        for row in rows:
            row.case = case
            sheet = with_addenda(FORMS[key][1](row), added.get(row.voucher, ()))
            yield Part(sheet["title"], code, row.on, row.saved_by.label, _body(sheet), _files(row))


def _body(sheet: dict[str, Any]) -> dict[str, Any]:
    """Without the lines to sign on: who made it stands in the contents, signed paper is enclosed."""
    return {name: sheet[name] for name in ("facts", "texts", "tables") if name in sheet}


def _files(row: Any) -> tuple[Enclosure, ...]:
    """What was signed on paper or on the screen."""
    if isinstance(row, Plan):
        kept = row.agreement_paper
    elif isinstance(row, Agreement | Referral):
        kept = row.consent.paper if row.consent else None
    else:
        kept = None
    return () if kept is None else (enclosure(kept, f"{row._meta.verbose_name}签字件"),)


def enclosure(kept: KeptFile, title: str) -> Enclosure:
    """A kept file as an enclosure of a volume."""
    return Enclosure(title, kept.media_type, lambda: open_file(kept))


def _remarks(case: Case) -> str:
    words = ["由系统按登记内容生成，记录锁定以后的补记附在原记录之后。"]
    if case.imported:
        words.append("本案由历史台账导入，导入以前的纸质材料另行保存。")
    return "\n".join(words)
