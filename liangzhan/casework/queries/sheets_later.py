"""C-07, C-08, C-09, C-11 as papers. Data of `casework/form.typ`; the head of each is put on by `queries.sheets`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from liangzhan.casework.choices import ReferralItem
from liangzhan.casework.models import Closing, FollowUp, Objective, Opinion, Referral
from liangzhan.casework.queries.referrals import sent_with

Sheet = dict[str, Any]


def day_words(value: dt.date | None) -> str:
    """A day on paper, — where there is none."""
    return f"{value:%Y-%m-%d}" if value else "—"


def _texts(row: Any, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(str(row._meta.get_field(name).verbose_name), getattr(row, name)) for name in names]


def referral_sheet(row: Referral) -> Sheet:
    """C-07 for the own file: what went, on which ground, and what came of it."""
    consent = row.consent
    facts = [
        ("转介日期", day_words(row.on)),
        ("原因", row.get_reason_display()),
        ("转到", row.to_station.name if row.to_station else row.to_agency),
        ("联系人和电话", row.contact or "—"),
        ("同意日期", day_words(consent.given_on) if consent else f"未经同意：{row.get_without_consent_display()}"),
        ("状态", f"{row.get_state_display()} {day_words(row.state_since)}"),
        ("跟进日期", day_words(row.follow_up_on)),
        ("填表人", row.saved_by.label),
    ]
    tables = [{"columns": ["提供的资料", "内容"], "rows": [list(one) for one in sent_with(row).shown]}]
    texts = _texts(row, ("reason_note", "letter", "answer"))
    return {"title": "转介表", "facts": facts, "texts": texts, "tables": tables, "signatures": ["社会工作者", "督导"]}


def closing_sheet(row: Closing) -> Sheet:
    """C-08 with objectives, scores, opinion and approval."""
    aims = Objective.objects.filter(uuid__in=list(row.progress)).order_by("position")
    rows = [[str(one.position), one.text, _percent(row.progress.get(str(one.uuid)))] for one in aims]
    facts = [
        ("结案日期", day_words(row.approved_on)),
        ("申请日期", day_words(row.on)),
        ("结案原因", row.get_reason_display()),
        ("目标达成率", _percent(row.goal_percent)),
        ("服务后社会功能总分", str(row.score.total) if row.score else "—"),
        ("满意度", f"{row.satisfaction} 分" if row.satisfaction else "—"),
        ("审批", approval_words(row)),
        ("填表人", row.saved_by.label),
    ]
    tables = [{"columns": ["序号", {"title": "具体目标", "width": 3}, "达成"], "rows": rows}] if rows else []
    texts = _texts(row, ("client_opinion", "open_issues", "separation", "follow_up_plan"))
    return {
        "title": "结案表",
        "facts": facts,
        "texts": texts,
        "tables": tables,
        "signatures": ["服务对象", "社会工作者", "审批人"],
    }


def follow_up_sheet(row: FollowUp) -> Sheet:
    """C-09."""
    facts = [
        ("应回访日期", day_words(row.due_on)),
        ("回访日期", day_words(row.done_on)),
        ("方式", row.get_mode_display() if row.mode else "—"),
        ("状况", row.get_outcome_display() if row.outcome else "—"),
        ("需要重开", "是" if row.reopen else "否"),
        ("填表人", row.saved_by.label if row.done_on else "—"),
    ]
    return {"title": "回访表", "facts": facts, "texts": _texts(row, ("note",)), "signatures": ["社会工作者"]}


def opinion_sheet(row: Opinion) -> Sheet:
    """C-11."""
    agrees = {True: "同意", False: "不同意", None: "—"}[row.agrees]
    facts = [
        ("日期", day_words(row.on)),
        ("关于", row.get_about_display()),
        ("是否同意", agrees),
        ("出具人", "暂无督导" if row.missing else row.saved_by.label),
    ]
    return {"title": "督导意见", "facts": facts, "texts": _texts(row, ("text",)), "signatures": ["督导或站长"]}


def blank_consent() -> Sheet:
    """The consent to one referral, to fill in and sign on paper: to whom, and each item ticked by itself (PIPL §23)."""
    items = "\n".join(f"□ {one.label}" for one in ReferralItem)
    words = (
        "我同意本站把下面勾选的资料提供给上述机构，用于为我提供转介后的服务。没有勾选的资料不提供。"
        "我知道可以随时撤回同意；撤回以前已经提供的不受影响。不同意转介，不影响本站继续为我服务。"
    )
    return {
        "title": "转介同意书",
        "facts": [],
        "texts": [("提供给（机构名称）", ""), ("提供的资料（逐项勾选）", items), ("同意的内容", words)],
        "note": "不识字的，由社会工作者完整读一遍，本人按手印，见证人签字。本表一式两份，本人留一份。",
        "signatures": ["服务对象", "监护人（未成年人）", "见证人（按手印时）", "社会工作者", "手印"],
        "blank": True,
    }


def approval_words(row: Closing) -> str:
    """How the closing stands, in words."""
    if row.approved_on is None:
        return "退回" if row.returned_on else "待审批"
    who = "" if row.approved_by is None else row.approved_by.label
    return "本站无第二人，由申请人办理" if row.self_closed else f"{who} {day_words(row.approved_on)}"


def _percent(value: int | None) -> str:
    return "—" if value is None else f"{value}%"


LATER: dict[str, tuple[Any, Callable[[Any], Sheet]]] = {
    "referral": (Referral, referral_sheet),
    "closing": (Closing, closing_sheet),
    "follow_up": (FollowUp, follow_up_sheet),
    "opinion": (Opinion, opinion_sheet),
}
