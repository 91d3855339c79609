"""`liangzhan quota import FILE.xlsx --plan 2020`: the allocation table from the shell, with the messages of the page."""

import argparse
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    inner = parser.add_subparsers(dest="quota_command", metavar="命令", required=True)
    one = inner.add_parser("import", help="读入任务分配表并确认")
    one.add_argument("file", type=Path, help="工作簿（.xlsx）")
    one.add_argument("--plan", type=int, required=True, metavar="年度", help="计划的年度，例如 2020")
    one.add_argument("--check", action="store_true", help="只检查，不写入")
    one.add_argument("--errors", type=Path, metavar="文件", help="有问题时，把问题工作簿写到这里")


def run(args: argparse.Namespace) -> int:
    """Read, check, confirm. The same rules, sentences and records as the page."""
    from liangzhan.access.actor import Actor  # noqa: PLC0415 -- app ready
    from liangzhan.documents.services import keep_file  # noqa: PLC0415 -- app ready
    from liangzhan.programme.imports.quota_table import read_quota_table  # noqa: PLC0415 -- app ready
    from liangzhan.programme.queries.plan import plan_of_year  # noqa: PLC0415 -- app ready
    from liangzhan.programme.queries.quotas import top_areas  # noqa: PLC0415 -- app ready
    from liangzhan.programme.services.quotas import set_city_quotas  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.errors import RuleBroken  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.periods import today  # noqa: PLC0415 -- app ready

    plan = plan_of_year(args.plan)
    if plan is None:
        raise RuleBroken(f"没有 {args.plan} 年的计划，请先在网页上制定计划。")
    if not args.file.is_file():
        raise RuleBroken(f"没有找到文件 {args.file}。")
    cities, zones = top_areas(plan, today())
    targets = {"target_sw": plan.target_sw, "target_vs": plan.target_vs}
    found = read_quota_table(args.file, cities=cities, zones=zones, **targets)
    if found.problems and args.errors:
        write_errors(found.table, args.errors)
    found.table.insist(at_most=200)
    rows = found.shares([*cities, *zones])
    if not args.check:
        by = Actor.system("任务分配表命令")
        with args.file.open("rb") as file:
            kept = keep_file(upload=file, title=f"{plan.year}年任务分配表", kind="workbook", by=by)
        set_city_quotas(plan=plan, rows=rows, source=kept, by=by)
    sums = f"社会工作站 {sum(row.sw for row in rows)} 个，志愿服务站 {sum(row.vs for row in rows)} 个"
    print(f"{plan.title}：{len(rows)} 个地区，{sums}，{'没有问题，未写入' if args.check else '任务分配表已确认'}。")
    return 0


def write_errors(table: object, path: Path) -> None:
    """The workbook with its problems written beside the rows."""
    from liangzhan.toolkit.spreadsheets import error_workbook  # noqa: PLC0415 -- app ready

    path.write_bytes(error_workbook(table))
    print(f"问题工作簿：{path}")
