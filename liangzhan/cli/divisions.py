"""`liangzhan divisions load [FILE]`: the yearly file of units. `divisions refresh FILE`: a newer one, shown first, then applied."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from liangzhan.access.actor import Actor

SHOWN = 20  # lines of each kind in a preview


def add(parser: argparse.ArgumentParser) -> None:
    """The file of `load` is optional: the packaged one is taken."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    load = kinds.add_parser("load", help="载入区划文件")
    load.add_argument("file", nargs="?", type=Path, help="CSV：code, name, level, parent_code")
    refresh = kinds.add_parser("refresh", help="对照较新的年度文件，先列出差异，加 --apply 才更新")
    refresh.add_argument("file", type=Path, help="CSV：code, name, level, parent_code")
    refresh.add_argument("--on", type=dt.date.fromisoformat, help="新区划的启用日期，如 2024-01-01")
    refresh.add_argument("--basis", default="", help="依据，如年度区划代码公告")
    refresh.add_argument("--apply", action="store_true", help="按差异更新，成为有日期的沿革")


def run(args: argparse.Namespace) -> int:
    """Load, or compare and perhaps apply."""
    return load(args.file) if args.what == "load" else refresh(args)


def load(file: Path | None) -> int:
    """Load and say how many units are new."""
    from liangzhan.divisions.services import PACKAGED, load_divisions  # noqa: PLC0415 -- app ready

    made = load_divisions(path=file or PACKAGED, by=Actor.system("载入行政区划"), progress=say)
    print(f"新载入 {len(made)} 个单位。")
    return 0


def say(done: int, total: int) -> None:
    """Progress, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{done} / {total}", end="\n" if done >= total else "", file=sys.stderr)


def refresh(args: argparse.Namespace) -> int:
    """Show the differences; apply them when asked, which needs a day and a basis."""
    from liangzhan.divisions.services import refresh_divisions  # noqa: PLC0415 -- app ready
    from liangzhan.divisions.yearly_file import read_differences  # noqa: PLC0415 -- app ready

    found = read_differences(args.file)
    print_some("新增", [f"{code} {name}" for code, name, _ in found.new])
    print_some("停用", [f"{one.code} {one.name}" for one in found.gone])
    print_some("更名或换码", [f"{one.old.code} {one.old.name} → {one.code} {one.name}" for one in found.renamed])
    if found.is_empty or not args.apply:
        print(
            "没有差异。" if found.is_empty else "以上只是预览，没有改动。加 --apply --on 日期 --basis 依据 才会更新。"
        )
        return 0
    if args.on is None:
        print("请用 --on 写明新区划的启用日期。", file=sys.stderr)
        return 1
    begun = refresh_divisions(path=args.file, on=args.on, basis=args.basis, by=Actor.system("更新行政区划"))
    print(f"已更新：{len(begun)} 个单位启用，{len(found.gone)} 个停用。合并、拆分请在“区划沿革”里登记。")
    return 0


def print_some(word: str, lines: list[str]) -> None:
    """A count and the first lines."""
    print(f"{word} {len(lines)} 个")
    for line in lines[:SHOWN]:
        print(f"  {line}")
    if len(lines) > SHOWN:
        print(f"  …另有 {len(lines) - SHOWN} 个")
