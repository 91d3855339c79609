"""The console command `liangzhan`: a thin dispatcher.

A sub-command is one small module `liangzhan/cli/<name>.py` with

    def add(parser: argparse.ArgumentParser) -> None      # its arguments (and sub-sub-commands, as in `divisions load`)
    def run(args: argparse.Namespace) -> int | None       # does it; the number is the exit code

and one line in COMMANDS. Django is set up before `run`, except when the module says `NEEDS_DJANGO = False`. A module is
imported only when it is called, so `liangzhan --help` stays quick. `run` calls services; a `RuleBroken` is printed as
its sentences and ends with exit code 1, so a command needs no error handling of its own.
"""

import argparse
import importlib
import os
import sys
from types import ModuleType

COMMANDS: dict[str, str] = {
    "serve": "启动平台：网页、后台任务和定时器",
    "worker": "只启动后台任务",
    "clock": "只启动定时器",
    "prepare": "首次启动前的准备：密钥、数据库、行政区划（加 --demo 时含演示数据）",
    "migrate": "升级数据库结构",
    "doctor": "检查运行状况",
    "backup": "备份数据库、文件和密钥",
    "restore": "把备份恢复到一个空目录",
    "demo": "建立演示省份",
    "divisions": "行政区划：载入",
    "quota": "任务分配表：导入",
    "report": "报告：十月报告",
    "audit": "审计日志：校验",
    "indicators": "统计指标：按地区和统计期计算",
    "ledger": "台账：核对、重算",
    "certificate": "志愿服务证明：核验",
    "keys": "密钥：换用新密钥、列出编号",
    "createadmin": "建立第一批管理员账号",
}


def build_parser(name: str | None, module: ModuleType | None) -> argparse.ArgumentParser:
    """The parser of all commands; only the called one gets its own arguments."""
    parser = argparse.ArgumentParser(prog="liangzhan", description="两站平台命令行")
    commands = parser.add_subparsers(dest="command", metavar="命令", required=True)
    for command, description in COMMANDS.items():
        one = commands.add_parser(command, help=description, description=description)
        if command == name and module is not None:
            module.add(one)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Parse the words of the command line, set Django up when needed, run the command and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    name = next((word for word in words if not word.startswith("-")), None)
    module = importlib.import_module(f"liangzhan.cli.{name}") if name in COMMANDS else None
    args = build_parser(name, module).parse_args(words)
    if module is None:  # pragma: no branch -- argparse has already refused an unknown command
        return 2
    if getattr(module, "NEEDS_DJANGO", True):
        set_up_django()
    return run(module, args)


def set_up_django() -> None:
    """Settings and apps; does nothing the second time."""
    import django  # noqa: PLC0415 -- slow import, not needed for --help

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liangzhan.settings")
    django.setup()


def run(module: ModuleType, args: argparse.Namespace) -> int:
    """Call the command; a refusal by a rule becomes sentences on standard error and exit code 1."""
    from liangzhan.toolkit.errors import RuleBroken  # noqa: PLC0415 -- slow import, not needed for --help

    try:
        return module.run(args) or 0
    except RuleBroken as refusal:
        for reason in refusal.reasons:
            print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
