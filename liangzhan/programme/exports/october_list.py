"""The list of communities (columns of domain.md 9.2) as a workbook, of one area or consolidated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from liangzhan.programme.models import OctoberReport
from liangzhan.programme.queries.october import Computed
from liangzhan.programme.rules.october import Figures, ListRow, rate
from liangzhan.toolkit.spreadsheets import Column, Sheet, workbook_bytes

COLUMNS: tuple[Column, ...] = (
    Column("序号", "index", kind="int"),
    Column("市", "city"),
    Column("县（市、区）", "county"),
    Column("乡镇（街道）", "street"),
    Column("社区（村）", "community"),
    Column("12位代码", "code"),
    Column("城乡", "urban"),
    Column("社工站建成", "sw", kind="int"),
    Column("志愿站建成", "vs", kind="int"),
    Column("登记/备案", "standing"),
    Column("证号/备案号", "number"),
    Column("日期", "standing_on"),
    Column("负责人", "head_name"),
    Column("电话", "head_phone"),
    Column("社工人数（专职/兼职）", "workers"),
    Column("持证人数", "certified", kind="int"),
    Column("志愿站工作人员数", "keepers", kind="int"),
    Column("场地㎡", "area", kind="number"),
    Column("桌椅电话", "equipment"),
    Column("标识牌", "sign"),
    Column("六项制度数", "systems", kind="int"),
    Column("验收日期", "accepted_on"),
)


def list_values(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Frozen rows as the columns show them."""
    return [
        {
            **row,
            "index": index,
            "urban": "城市" if row["urban"] else "农村",
            "sw": int(row["sw"]),
            "vs": int(row["vs"]),
            "workers": f"{row['full_time']}/{row['part_time']}",
        }
        for index, row in enumerate(rows, start=1)
    ]


def list_sheet(title: str, heading: str, rows: Sequence[dict[str, Any]]) -> Sheet:
    """One sheet of the list, with the total of both kinds."""
    values = list_values(rows)
    total = {
        "city": "合计",
        "sw": sum(row["sw"] for row in values),
        "vs": sum(row["vs"] for row in values),
        "certified": sum(row["certified"] for row in values),
        "keepers": sum(row["keepers"] for row in values),
    }
    return Sheet(title, COLUMNS, values, heading, total)


def list_workbook(report: OctoberReport, computed: Computed) -> bytes:
    """The list of one area; the supplement (增补名单) on a sheet of its own."""
    name = f"{report.division.name}{report.plan.year}年“两站”建设社区名单"
    sample = "（示例）" if report.plan.is_sample else ""
    sheets = [list_sheet("社区名单", f"{name}{sample}", [row.as_dict() for row in computed.rows])]
    if computed.supplement:
        later = [row.as_dict() for row in computed.supplement]
        sheets.append(list_sheet("增补名单", f"{name}（增补，不计入统计）{sample}", later))
    return workbook_bytes(sheets)


SUMMARY = (
    Column("地区", "area"),
    Column("社会工作站任务", "quota_sw", kind="int"),
    Column("社会工作站建成", "sw", kind="int"),
    Column("社会工作站完成率", "rate_sw"),
    Column("志愿服务站任务", "quota_vs", kind="int"),
    Column("志愿服务站建成", "vs", kind="int"),
    Column("志愿服务站完成率", "rate_vs"),
    Column("两类均建成的社区（村）", "both", kind="int"),
    Column("建站社区（村）", "communities", kind="int"),
    Column("其中城市", "urban", kind="int"),
    Column("其中农村", "rural", kind="int"),
    Column("登记", "registered", kind="int"),
    Column("备案", "filed", kind="int"),
    Column("报送情况", "state"),
)
_ADDED = ("quota_sw", "sw", "quota_vs", "vs", "both", "communities", "urban", "rural", "registered", "filed")


def summary_values(parts: Sequence[tuple[str, str, dict[str, Any]]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """(rows by area, their sum) from (name, state in words, frozen figures); an area without figures shows its state."""
    rows = [
        {
            "area": name,
            "state": state,
            **figures,
            "rate_sw": rate(figures.get("sw", 0), figures.get("quota_sw", 0)),
            "rate_vs": rate(figures.get("vs", 0), figures.get("quota_vs", 0)),
        }
        for name, state, figures in parts
    ]
    total: dict[str, Any] = {key: sum(row.get(key, 0) for row in rows) for key in _ADDED}
    total |= {
        "area": "合计",
        "rate_sw": rate(total["sw"], total["quota_sw"]),
        "rate_vs": rate(total["vs"], total["quota_vs"]),
    }
    return rows, total


def consolidated_workbook(
    title: str, parts: Sequence[tuple[str, str, dict[str, Any]]], rows: Sequence[dict[str, Any]]
) -> bytes:
    """The province's workbook: a summary by area whose sum is the province, and the list of all communities."""
    by_area, total = summary_values(parts)
    summary = Sheet("汇总", SUMMARY, by_area, f"{title}汇总表", total)
    return workbook_bytes([summary, list_sheet("社区名单", f"{title}社区名单", rows)])


def figures_lines(figures: Figures) -> list[tuple[str, str, str]]:
    """(what, social work stations, volunteer stations) for the table in the account."""
    return [
        ("任务（个）", str(figures.quota_sw), str(figures.quota_vs)),
        ("建成（个）", str(figures.sw), str(figures.vs)),
        ("完成率", rate(figures.sw, figures.quota_sw), rate(figures.vs, figures.quota_vs)),
    ]


def attachment_rows(rows: Sequence[ListRow]) -> list[list[str]]:
    """The short list printed behind the account: number, place, which stations, day."""
    return [
        [
            str(index),
            row.county,
            row.street,
            row.community,
            "、".join(word for word, built in (("社会工作站", row.sw), ("志愿服务站", row.vs)) if built),
            row.accepted_on,
        ]
        for index, row in enumerate(rows, start=1)
    ]
