"""C-01 … C-06 as papers: the same lines as on the page, for printing and for the archive. Data of `casework/form.typ`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils import timezone

from liangzhan.casework.models import Agreement, Assessment, Case, Contact, Intake, Objective, Plan, Review, ScaleScore
from liangzhan.casework.queries.sheets_later import LATER
from liangzhan.casework.rules.drawing import TIE_WORDS
from liangzhan.casework.rules.scale import rows_of, unpacked
from liangzhan.documents.models import Addendum
from liangzhan.documents.queries.addenda import addenda_of, addendum_texts

URGENCY = ("", "一般", "较急", "紧急", "危急")
Sheet = dict[str, Any]


def sheet_of(case: Case, form: str, item: int) -> Sheet | None:
    """The paper of one form of this very case, None when there is no such row."""
    found = FORMS.get(form)
    row = found[0].objects.filter(case=case, pk=item).first() if found else None
    if found is None or row is None:
        return None
    row.case = case
    return {**_head(case), **with_addenda(found[1](row), addenda_of(row.voucher))}


def with_addenda(sheet: Sheet, added: Iterable[Addendum]) -> Sheet:
    """What was added to the paper after the lock stands below its texts."""
    return {**sheet, "texts": [*sheet.get("texts", ()), *addendum_texts(added)]}


def _head(case: Case) -> Sheet:
    return {
        "number": case.number or "尚未编号",
        "station": case.station.name,
        "footer": f"{case.station.name}　内部资料，按保管期限保存，不得外传",
    }


def _day(value: dt.date | None) -> str:
    return f"{value:%Y-%m-%d}" if value else "—"


def _yes(value: bool) -> str:
    return "是" if value else "否"


def _label(row: Any, name: str) -> str:
    return str(row._meta.get_field(name).verbose_name)


def _texts(row: Any, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(_label(row, name), getattr(row, name)) for name in names]


def intake_sheet(row: Intake) -> Sheet:
    """C-01."""
    facts = [
        ("求助日期", _day(row.on)),
        ("来源", row.get_source_display()),
        ("紧急程度", URGENCY[row.urgency]),
        ("决定", f"{row.get_decision_display()} {_day(row.decided_on)}" if row.decision else "还没有决定"),
        ("登记人", row.saved_by.label),
    ]
    texts = _texts(row, ("problem", "prior_help", "risk_screen", "reason"))
    return {"title": "接案登记表", "facts": facts, "texts": texts, "signatures": ["社会工作者", "站长"]}


def agreement_sheet(row: Agreement) -> Sheet:
    """C-02 with the words that were agreed to."""
    consent = row.consent
    facts = [
        ("同意日期", _day(row.on)),
        ("方式", consent.get_way_display()),
        ("监护人", consent.signer or "—"),
        ("见证人", consent.witness or "—"),
        ("已说明保密的例外", _yes(row.limits_explained)),
        ("录音录像", "同意" if row.recording else "不同意"),
        ("拍照", "同意" if row.photo else "不同意"),
        ("服务期", f"{_day(row.from_on)} 至 {_day(row.to_on) if row.to_on else '服务结束'}"),
        ("撤回日期", _day(consent.withdrawn_on)),
    ]
    texts = [("可告知的机构和内容", row.sharing or "没有"), ("同意书正文", consent.text.text)]
    if row.without_guardian:
        texts.insert(1, (_label(row, "without_guardian"), row.without_guardian))
    if row.child_view:
        texts.insert(1, (_label(row, "child_view"), row.child_view))
    return {"title": "服务同意书", "facts": facts, "texts": texts, "signatures": ["服务对象", "监护人", "社会工作者"]}


def assessment_sheet(row: Assessment) -> Sheet:
    """C-03 with the ties."""
    names = (
        *("physical", "psychological", "family", "social", "economic", "housing"),
        *("education_work", "policies", "strengths", "needs_ranked", "risks", "conclusion"),
    )
    ties = [[one.system, TIE_WORDS[one.strength], one.note] for one in row.eco_ties.order_by("id")]
    tables = [{"columns": ["对象", "关系", "说明"], "rows": ties, "caption": "与外部的关系（生态图）"}] if ties else []
    facts = [("预估日期", _day(row.on)), ("下次预估日期", _day(row.reassess_on)), ("填表人", row.saved_by.label)]
    texts = _texts(row, names)
    return {"title": "预估表", "facts": facts, "texts": texts, "tables": tables, "signatures": ["社会工作者", "督导"]}


def _aims(plan: Plan, progress: dict[str, int] | None = None) -> Sheet:
    rows = []
    for aim in Objective.objects.filter(plan=plan).order_by("position"):
        cells = [str(aim.position), aim.text, aim.measure, _day(aim.due_on)]
        if progress is not None:
            done = progress.get(str(aim.uuid))
            cells.append("—" if done is None else f"{done}%")
        rows.append(cells)
    columns = [{"title": "序号", "width": "12mm"}, {"title": "具体目标", "width": 2}, "怎样衡量", "期限"]
    return {"columns": [*columns, *(["进展"] if progress is not None else [])], "rows": rows, "caption": "具体目标"}


def plan_sheet(row: Plan) -> Sheet:
    """C-04."""
    facts = [
        ("计划日期", _day(row.on)),
        ("版本", f"第 {row.version} 版"),
        ("理论或模式", row.get_theory_display() + (f"：{row.theory_note}" if row.theory_note else "")),
        ("频次", row.frequency or "—"),
        ("服务对象同意日期", _day(row.client_agrees_on)),
        ("填表人", row.saved_by.label),
    ]
    texts = _texts(row, ("goal", "steps", "resources", "roles", "indicators"))
    signatures = ["服务对象", "社会工作者", "督导"]
    return {"title": "服务计划书", "facts": facts, "texts": texts, "tables": [_aims(row)], "signatures": signatures}


def contact_sheet(row: Contact) -> Sheet:
    """C-05."""
    begins, ends = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    facts = [
        ("序号", f"第 {row.seq} 次"),
        ("社工", row.worker.display_name),
        ("时间", f"{begins:%Y-%m-%d %H:%M}–{ends:%H:%M}"),
        ("分钟", row.minutes),
        ("方式", row.get_mode_display()),
        ("与服务对象有接触", _yes(row.with_client)),
        ("服务内容", row.get_service_kind_display() + (f"：{row.service_note}" if row.service_note else "")),
        ("地点", row.place or "—"),
        ("在场人员", row.present or "—"),
        ("下次日期", _day(row.next_on)),
    ]
    texts = _texts(row, ("purpose", "content", "reaction", "reflection", "risk_change", "next_step"))
    return {"title": "过程记录", "facts": facts, "texts": texts, "signatures": ["社会工作者"]}


def review_sheet(row: Review) -> Sheet:
    """C-06 with the objectives it tells about."""
    first = next(iter(row.progress), None)
    aim = Objective.objects.filter(uuid=first, plan__case=row.case).select_related("plan").first() if first else None
    tables = [_aims(aim.plan, row.progress)] if aim else []
    facts = [("评估日期", _day(row.on)), ("填表人", row.saved_by.label)]
    texts = _texts(row, ("findings", "plan_changes"))
    return {
        "title": "阶段评估表",
        "facts": facts,
        "texts": texts,
        "tables": tables,
        "signatures": ["社会工作者", "督导"],
    }


def scale_sheet(row: ScaleScore) -> Sheet:
    """Every score of the case up to this one, with the change."""
    taken = list(ScaleScore.objects.filter(case=row.case, on__lte=row.on).order_by("on", "id"))
    lines = rows_of([unpacked(one.items) for one in taken])
    columns = ["项目", *(f"{one.get_moment_display()} {_day(one.on)}" for one in taken), "变化"]
    rows = [
        [one.name, *map(str, one.scores), "—" if one.change is None else f"{one.change:+d}" if one.change else "0"]
        for one in lines
    ]
    tables = [{"columns": columns, "rows": rows}]
    return {"title": "社会功能评分表", "facts": [], "tables": tables, "signatures": ["社会工作者"]}


def blank_sheet(case: Case, sheet: Sheet) -> Sheet:
    """A form to fill in by hand, with the head of this case."""
    return {**_head(case), **sheet}


def blank_agreement(case: Case, words: Any) -> Sheet:
    """C-02 to sign on paper."""
    choices = "□ 同意 □ 不同意"
    facts = [("录音录像", choices), ("拍照", choices), ("服务期", "　　　　　至　　　　　")]
    child = ("孩子本人的意见（八到十七周岁的填写）", "")
    texts = [("", words.text), ("可告知的机构和内容（没有的写“无”）", ""), child]
    note = "不识字的，由社会工作者完整读一遍，本人按手印，见证人签字。本表一式两份，本人留一份。"
    signatures = ["服务对象", "监护人（未成年人）", "见证人（按手印时）", "社会工作者", "手印"]
    sheet = {"title": words.title, "facts": facts, "texts": texts, "note": note, "signatures": signatures}
    return {**_head(case), **sheet, "blank": True}


FORMS: dict[str, tuple[Any, Callable[[Any], Sheet]]] = {
    "intake": (Intake, intake_sheet),
    "agreement": (Agreement, agreement_sheet),
    "assessment": (Assessment, assessment_sheet),
    "plan": (Plan, plan_sheet),
    "contact": (Contact, contact_sheet),
    "review": (Review, review_sheet),
    "scale": (ScaleScore, scale_sheet),
    **LATER,
}
