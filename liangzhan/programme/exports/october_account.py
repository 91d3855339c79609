"""The words and figures of the account, once for PDF and for the editable document."""

from __future__ import annotations

from typing import Any

from liangzhan.programme.exports.october_list import attachment_rows, figures_lines
from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import Computed
from liangzhan.programme.rules.october import PARTS
from liangzhan.toolkit.papers import render_pdf

NUMERALS = "一二三四五"


def account_content(report: OctoberReport, computed: Computed) -> dict[str, Any]:
    """Title, recipient, signer, parts as (heading, paragraphs), figures, attachment list, date, seal place."""
    plan, name = report.plan, report.division.name
    sample = "（示例）" if plan.is_sample else ""
    dated = report.dated_on
    return {
        "title": f"{report.issuer}关于{plan.year}年社会工作和志愿服务站建设情况的报告{sample}",
        "number": report.document_number,
        "signer": report.signer,
        "recipient": plan.recipient,
        "parts": [
            (
                f"{NUMERALS[index]}、{words}",
                [line.strip() for line in getattr(report, field).splitlines() if line.strip()],
            )
            for index, (field, words) in enumerate(PARTS)
        ],
        "figures": figures_lines(computed.figures),
        "issuer": report.issuer,
        "date": f"{dated.year}年{dated.month}月{dated.day}日" if dated else "　　年　月　日",
        "attachment": f"{name}{plan.year}年“两站”建设社区名单",
        "list_header": ["序号", "县（市、区）", "乡镇（街道）", "社区（村）", "建成站点", "验收日期"],
        "list_rows": attachment_rows(computed.rows),
        "cutoff": f"统计截止日 {report.cutoff_on:%Y-%m-%d}；口径版本 {report.definition}",
        "is_sample": plan.is_sample,
    }


def account_pdf(report: OctoberReport, computed: Computed) -> bytes:
    """The account in the form of an upward official document (GB/T 9704): 主送, 签发人, place for the seal, number blank."""
    content = account_content(report, computed)
    blocks: list[dict[str, Any]] = []
    for index, (heading, paragraphs) in enumerate(content["parts"]):
        blocks.append({"heading": heading.split("、", 1)[1]})
        blocks += [{"text": text} for text in paragraphs]
        if index == 0:
            rows = [list(line) for line in content["figures"]]
            blocks.append({"table": {"columns": ["项目", "社会工作站", "志愿服务站"], "rows": rows, "size": "12pt"}})
    columns = [
        {"title": title, "width": width}
        for title, width in zip(content["list_header"], ("14mm", 2, 2, 3, 3, 2), strict=True)
    ]
    listing = {"table": {"columns": columns, "rows": content["list_rows"], "size": "10pt"}}
    note = {"text": content["cutoff"]}
    return render_pdf(
        "toolkit/official_paper.typ",
        {
            "title": content["title"],
            "number": report.document_number or None,
            "signer": report.signer,
            "recipient": content["recipient"],
            "sender": content["issuer"],
            "date": report.dated_on,
            "enclosures": [content["attachment"]],
            "sample": "示例" if content["is_sample"] else None,
            "blocks": blocks,
            "appendices": [{"title": content["attachment"], "blocks": [listing, note]}],
        },
    )
