"""验收表 of one visit as PDF: empty before the visit (to be filled in by hand), complete afterwards, to be signed."""

from __future__ import annotations

from typing import Any

from liangzhan.divisions.queries import path_names
from liangzhan.programme.choices import Verdict
from liangzhan.programme.models import Visit
from liangzhan.programme.queries.acceptance import Line, Part
from liangzhan.toolkit.papers import render_pdf

COLUMNS = [
    {"title": "编号", "width": "11mm"},
    {"title": "项目", "width": 3},
    {"title": "站点材料", "width": 5},
    {"title": "结论", "width": "19mm"},
    {"title": "说明", "width": 4},
]
BLANK = "＿＿＿＿＿＿＿＿"


def visit_form_pdf(visit: Visit, parts: list[Part]) -> bytes:
    """One table for each station of the site, the results when the visit is closed, and places to sign."""
    names = path_names([visit.division_code])[visit.division_code]
    place = "".join(names.get(level, "") for level in ("CITY", "COUNTY", "STREET", "COMMUNITY"))
    facts = [
        ["场所", visit.site.name],
        ["所在地", place],
        ["验收方式", visit.get_way_display()],
        ["验收日期", f"{visit.held_on or visit.scheduled_on:%Y-%m-%d}"],
        ["验收人", "、".join(name for name in (visit.first_inspector, visit.second_inspector) if name)],
        ["状态", visit.get_state_display()],
    ]
    if visit.draw:
        facts.append(["抽取种子", visit.draw.seed])
    blocks: list[dict[str, Any]] = [{"facts": facts}]
    for index, part in enumerate(parts):
        blocks += [{"page": True}] if index else []  # each station's table stands whole on its own page
        blocks += _part(part)
    blocks += [
        {"heading": "总体意见"},
        {"text": visit.summary or f"{BLANK}{BLANK}{BLANK}{BLANK}"},
        {
            "text": f"验收人签字：{BLANK}　{BLANK}\n站点负责人签字：{BLANK}\n两委联系人签字：{BLANK}\n日期：　　　年　　月　　日"
        },
    ]
    return render_pdf(
        "toolkit/volume_paper.typ",
        {
            "title": "“两站”建设验收表",
            "subtitle": visit.site.name,
            "cover": False,
            "contents": False,
            "office": "",
            "date": visit.held_on or visit.scheduled_on,
            "blocks": blocks,
        },
    )


def _part(part: Part) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = [{"heading": part.station.name}]
    if part.row.result:
        words = f"得分 {part.row.score}，合格分 {float(part.row.pass_mark):g}，结论：{part.row.get_result_display()}。"
        found.append({"text": words})
    found.append({"table": {"columns": COLUMNS, "rows": [_row(line) for line in part.lines], "size": "9pt"}})
    if part.rectifications:
        rows = [[one.item, one.demand, f"{one.due_on:%Y-%m-%d}"] for one in part.rectifications]
        columns = [COLUMNS[0], {"title": "整改要求", "width": 5}, {"title": "期限", "width": "24mm"}]
        found.append({"table": {"columns": columns, "rows": rows, "caption": "整改要求"}})
    return found


def _row(line: Line) -> list[str]:
    veto = "（否决项）" if line.item.veto else ""
    verdict = line.written.get_verdict_display() if line.written else "\n".join(f"□ {one.label}" for one in Verdict)
    shown = line.written.shown if line.written and line.written.shown else line.evidence.text
    return [line.item.code, f"{line.item.title}{veto}", shown, verdict, line.written.note if line.written else ""]
