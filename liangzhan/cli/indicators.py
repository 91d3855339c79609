"""`liangzhan indicators --period 2026-10 --division 210000000000 --format json`: the figures of an area, as a file."""

import argparse
import sys
from pathlib import Path


def add(parser: argparse.ArgumentParser) -> None:
    """What is asked for, and where the answer goes."""
    parser.add_argument("--period", required=True, help="统计期：2026-10、2026-Q4、2026-H2 或 2026")
    parser.add_argument("--division", required=True, help="12 位区划代码")
    parser.add_argument("--format", choices=["json", "csv", "xlsx"], default="json", help="文件格式")
    parser.add_argument("--output", type=Path, help="写入的文件；不写时输出到屏幕")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 with the figures; a wrong period or area is refused with its sentence."""
    from liangzhan.access.actor import Actor  # noqa: PLC0415 -- app ready
    from liangzhan.reporting.exports.figures import file_of  # noqa: PLC0415 -- app ready
    from liangzhan.reporting.queries.asked import question  # noqa: PLC0415 -- app ready
    from liangzhan.reporting.queries.indicators import compute  # noqa: PLC0415 -- app ready
    from liangzhan.reporting.queries.places import area_of, ended_words  # noqa: PLC0415 -- app ready
    from liangzhan.reporting.rules.periods import period_of, period_problem  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.errors import RuleBroken  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.periods import today  # noqa: PLC0415 -- app ready

    actor = Actor.system("统计指标命令")
    problem = period_problem(args.period, today=today())
    period, area = period_of(args.period), area_of(actor, args.division)
    if problem or period is None:
        raise RuleBroken(problem)
    if area is None:
        raise RuleBroken(f"没有代码为 {args.division} 的行政区划。")
    if ended := ended_words(area, on=period.start):
        raise RuleBroken(ended)
    asked = question(actor, area, period, today=today())
    content, _, _ = file_of(args.format, asked, compute(asked))
    if args.output is not None:
        args.output.write_bytes(content)
        print(f"已写入 {args.output}。")
    else:
        sys.stdout.buffer.write(content)
    return 0
