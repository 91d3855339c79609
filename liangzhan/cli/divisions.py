"""`liangzhan divisions load [FILE]`: the yearly file of units (packaged data when no file is named)."""

import argparse
from pathlib import Path

from liangzhan.access.actor import Actor


def add(parser: argparse.ArgumentParser) -> None:
    """The file is optional."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    load = kinds.add_parser("load", help="载入区划文件")
    load.add_argument("file", nargs="?", type=Path, help="CSV：code, name, level, parent_code")


def run(args: argparse.Namespace) -> int:
    """Load and say how many units are new."""
    from liangzhan.divisions.services import PACKAGED, load_divisions  # noqa: PLC0415 -- app ready

    made = load_divisions(path=args.file or PACKAGED, by=Actor.system("载入行政区划"))
    print(f"新载入 {len(made)} 个单位。")
    return 0
