"""`liangzhan prepare`: everything between an empty home and a platform that can be served."""

import argparse
import shutil
import sys
import time
from pathlib import Path

from liangzhan.cli import demo_accounts
from liangzhan.cli.migrate import apply, pending
from liangzhan.toolkit import crypto, paths


def add(parser: argparse.ArgumentParser) -> None:
    """With or without the invented province."""
    parser.add_argument("--demo", action="store_true", help="第一次运行时建立演示省份")
    parser.add_argument("--scale", default="normal", help="演示省份的规模：small、normal、province")


def run(args: argparse.Namespace) -> int:
    """Keys, structure, divisions, demo: each only when it is missing, so a second call costs a second."""
    paths.home().mkdir(parents=True, exist_ok=True)
    forget_half_built_demo()
    crypto.ensure_keys(paths.home())
    if waiting := pending():
        say("正在建立数据库……")
        apply(waiting)
    if not divisions_loaded():
        say("正在载入辽宁省行政区划……")
        call("divisions", "load")
    if args.demo and not demo_accounts.exist():
        build_demo(args.scale)
    return 0


def forget_half_built_demo() -> None:
    """A demo that was interrupted is thrown away with its home; the marker proves that nothing else lives there."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    if not marker().exists() or connection.vendor != "sqlite":
        return
    say("上次的演示数据没有建完，重新开始……")
    connection.close()
    database = paths.database_path()
    for leftover in database.parent.glob(f"{database.name}*"):
        leftover.unlink()
    shutil.rmtree(paths.files_dir(), ignore_errors=True)
    demo_accounts.path().unlink(missing_ok=True)
    marker().unlink()


def build_demo(scale: str) -> None:
    """Build the demo province; the marker stands while it is being built."""
    say("正在建立演示省份（只在第一次运行时）……")
    start = time.monotonic()
    marker().touch()
    code = call("demo", "--scale", scale)
    if code:
        raise SystemExit(code)
    marker().unlink()
    say(f"演示省份已建好，用时 {time.monotonic() - start:.0f} 秒。")


def marker() -> Path:
    """The file that says a demo is being built here."""
    return paths.home() / "demo-being-built"


def divisions_loaded() -> bool:
    """Whether the register of divisions holds anything."""
    from liangzhan.divisions.models import Division  # noqa: PLC0415 -- app ready

    return Division.objects.exists()


def call(*words: str) -> int:
    """Another sub-command, in this process."""
    from liangzhan.cli.main import main  # noqa: PLC0415 -- main imports us

    return main(list(words))


def say(sentence: str) -> None:
    """Tell the operator; standard error, so that output can be piped."""
    print(sentence, file=sys.stderr, flush=True)
