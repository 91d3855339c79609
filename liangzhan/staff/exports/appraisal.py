"""The appraisal of a station as a workbook; the publicity notice and the result slip as papers."""

from __future__ import annotations

from typing import Any

from liangzhan.staff.choices.appraisal import AppraisalPart
from liangzhan.staff.models import AppraisalCard, AppraisalScore, AppraisalYear
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes
from liangzhan.toolkit.templating import day, number

COLUMNS = [
    Column("姓名", "name"),
    Column("在岗时间", "span", width=26),
    Column("评议方式", "above"),
    Column("状态", "state"),
    *(Column(f"{part.label}得分", part.value, "number") for part in AppraisalPart),
    *(Column(f"{part.label}权重（%）", f"weight_{part.value}", "number") for part in AppraisalPart),
    *(Column(f"{part.label}来源", f"source_{part.value}", width=30) for part in AppraisalPart),
    Column("总分", "score", "number"),
    Column("等次", "grade"),
    Column("等次日期", "final_on", "date"),
]


def span_words(card: AppraisalCard) -> str:
    """From when to when the worker was in post here."""
    return f"{day(card.from_on)}至{day(card.to_on)}"


def source_words(score: AppraisalScore) -> str:
    """Where points come from, with the facts or the sentence."""
    return "：".join(one for one in (score.get_source_display(), score.note or score.facts) if one)


def _row(card: AppraisalCard) -> dict[str, Any]:
    scores = {score.part: score for score in card.scores.all()}
    found: dict[str, Any] = {
        "name": card.worker.display_name,
        "span": span_words(card),
        "above": card.get_above_display(),
        "state": card.get_state_display(),
        "score": card.score,
        "grade": card.get_grade_display(),
        "final_on": card.final_on,
    }
    for part, score in scores.items():
        found |= {part: score.points, f"weight_{part}": score.weight, f"source_{part}": source_words(score)}
    return found


def appraisal_workbook(appraisal: AppraisalYear, cards: list[AppraisalCard]) -> bytes:
    """One row per worker with points, weights, sources and grade."""
    heading = f"{appraisal.station.name} {appraisal.year} 年度考核"
    note = "暂无数据的内容不计分，其权重按比例分给其他内容，合计仍为 100。"
    return workbook_bytes([Sheet("年度考核", COLUMNS, map(_row, cards), heading=heading, note=note)])


def publicity_paper(appraisal: AppraisalYear, cards: list[AppraisalCard]) -> bytes:
    """The notice to post: names and grades, no scores."""
    first = cards[0]
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": f"{appraisal.year} 年度考核结果公示",
            "subtitle": appraisal.station.name,
            "facts": [["公示时间", f"{day(first.publicity_on)}至{day(first.publicity_until_on)}"]],
            "columns": [{"title": "序号", "width": "16mm", "align": "center"}, "姓名", "等次"],
            "rows": [
                [str(at), card.worker.display_name, card.get_grade_display()] for at, card in enumerate(cards, start=1)
            ],
            "notes": "公示期内对结果有异议的，可在平台提出，或向本站、两委、街道书面提出。",
            "signatures": ["站点（章）", "日期"],
        },
    )


def result_slip(card: AppraisalCard, scores: list[AppraisalScore]) -> bytes:
    """The result for one worker: every part with its points, weight and source, and how to appeal."""
    appeal = f"对结果有不同意见的，可在 {day(card.appeal_until_on)}前申诉。" if card.appeal_until_on else ""
    return render_pdf(
        "toolkit/sheet.typ",
        {
            "title": f"{card.appraisal.year} 年度考核结果告知单",
            "subtitle": card.station.name,
            "facts": [
                ["姓名", card.worker.display_name],
                ["在岗时间", span_words(card)],
                ["总分", number(card.score)],
                ["等次", card.get_grade_display()],
            ],
            "columns": [
                {"title": "内容", "width": "30mm"},
                {"title": "得分", "width": "18mm", "align": "right"},
                {"title": "权重", "width": "18mm", "align": "right"},
                "来源和依据",
            ],
            "rows": [
                [one.get_part_display(), number(one.points), f"{number(one.weight)}%", source_words(one)]
                for one in scores
            ],
            "notes": f"{card.grade_note}{card.decision and '申诉决定：' + card.decision} {appeal}".strip(),
            "signatures": ["站点（章）", "本人签收", "日期"],
        },
    )
