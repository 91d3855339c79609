"""`liangzhan report october --plan 2020 --cutoff 2020-10-31 --out DIR`: the files of every city, and the consolidated one."""

import argparse
import datetime as dt
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """Plan by year; one area with --division; the plan's own cut-off when none is given."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    october = kinds.add_parser("october", help="生成十月报告文件（名单、建设情况、全省汇总），不改动在办报告")
    october.add_argument("--plan", type=int, required=True, help="计划年度")
    october.add_argument("--cutoff", type=dt.date.fromisoformat, help="统计截止日，如 2020-10-31；不写则用计划的")
    october.add_argument("--division", default="", help="只生成这个地区（12 位代码）")
    october.add_argument("--out", type=Path, required=True, help="存放文件的目录")


def run(args: argparse.Namespace) -> int:
    """Compute with the same queries as the pages and write DIR/<code>-list.xlsx, -account.pdf, -account.docx, consolidated.xlsx."""
    from liangzhan.programme.models import Plan  # noqa: PLC0415 -- app ready
    from liangzhan.programme.queries.october import reporting_areas  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.errors import RuleBroken  # noqa: PLC0415 -- app ready

    plan = Plan.objects.filter(year=args.plan).first()
    if plan is None:
        raise RuleBroken(f"没有 {args.plan} 年的计划。")
    areas = [one for one in reporting_areas(plan) if args.division in ("", one.code)]
    if not areas:
        raise RuleBroken("没有需要报送的地区：请核对地区代码，或先确定各市任务。")
    args.out.mkdir(parents=True, exist_ok=True)
    write_all(plan, areas, args.cutoff or plan.cutoff_on, args.out)
    return 0


def write_all(plan, areas, cutoff: dt.date, out: Path) -> None:
    """One set of files per area, then the consolidated workbook of all of them."""
    from liangzhan.programme.exports.october import report_files  # noqa: PLC0415 -- app ready
    from liangzhan.programme.exports.october_list import consolidated_workbook  # noqa: PLC0415 -- app ready
    from liangzhan.programme.queries.october import compute, unsaved_report  # noqa: PLC0415 -- app ready

    parts, rows = [], []
    for area in areas:
        computed = compute(plan, area, cutoff=cutoff)
        made = report_files(unsaved_report(plan, area, cutoff, computed), computed)
        (out / f"{area.code}-list.xlsx").write_bytes(made["list_file"])
        (out / f"{area.code}-account.pdf").write_bytes(made["account_pdf"])
        (out / f"{area.code}-account.docx").write_bytes(made["account_docx"])
        parts.append((area.name, "按命令计算", computed.figures.as_dict()))
        rows += [row.as_dict() for row in computed.rows]
        print(f"{area.name}：社会工作站 {computed.figures.sw} 个，志愿服务站 {computed.figures.vs} 个")
    (out / "consolidated.xlsx").write_bytes(consolidated_workbook(f"{plan.year}年“两站”建设", parts, rows))
    sw, vs = (sum(part[2][kind] for part in parts) for kind in ("sw", "vs"))
    print(f"合计：社会工作站 {sw} 个，志愿服务站 {vs} 个；文件在 {out}")
