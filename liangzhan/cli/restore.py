"""`liangzhan restore`: an archive of `backup` into a clean directory (and, on PostgreSQL, an empty database)."""

import argparse
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from liangzhan.cli.archive import unpack
from liangzhan.toolkit.errors import RuleBroken

NEEDS_DJANGO = False  # the home does not exist yet


def add(parser: argparse.ArgumentParser) -> None:
    """What, and where to."""
    parser.add_argument("archive", type=Path, help="备份文件")
    parser.add_argument("--into", type=Path, required=True, help="空目录，恢复后作为 LIANGZHAN_HOME 使用")


def run(args: argparse.Namespace) -> None:
    """Unpack, verify every sum, bring the database back; on any problem nothing is left behind."""
    if not args.archive.is_file():
        raise RuleBroken(f"没有找到备份文件 {args.archive}。")
    if args.into.exists() and any(args.into.iterdir()):
        raise RuleBroken(f"{args.into} 不是空目录。为避免覆盖已有数据，请换一个空目录。")
    args.into.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        manifest = unpack(args.archive, args.into)
        check_sqlite(args.into) if manifest["vendor"] == "sqlite" else load_postgresql(args.into)
    except BaseException:
        for leftover in args.into.iterdir():
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        raise
    print(f"已恢复到 {args.into}（{manifest['made_at']} 的备份，{len(manifest['entries'])} 个文件，校验全部通过）。")
    print(f"启动：LIANGZHAN_HOME={args.into} liangzhan serve")


def check_sqlite(home: Path) -> None:
    """Ask SQLite itself whether the copy is sound."""
    with closing(sqlite3.connect(home / "liangzhan.sqlite3")) as database:
        verdict = database.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise RuleBroken(f"数据库副本没有通过完整性检查：{verdict}")


def load_postgresql(home: Path) -> None:
    """pg_restore into the empty database that LIANGZHAN_DATABASE_URL names; all or nothing."""
    if not os.environ.get("LIANGZHAN_DATABASE_URL"):
        raise RuleBroken("这份备份来自 PostgreSQL：请先建一个空数据库，并用 LIANGZHAN_DATABASE_URL 指明。")
    os.environ["LIANGZHAN_HOME"] = str(home)
    from liangzhan.cli.backup import password, server  # noqa: PLC0415 -- settings must see the new home
    from liangzhan.cli.main import set_up_django  # noqa: PLC0415 -- main imports us

    set_up_django()
    from django.db import connection  # noqa: PLC0415 -- app ready

    if connection.introspection.table_names():
        raise RuleBroken("目标数据库不是空的。为避免覆盖已有数据，请换一个空数据库。")
    connection.close()
    dump = home / "database.dump"
    words = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", *server(), str(dump)]
    if subprocess.run(words, env=password(), check=False).returncode:
        raise RuleBroken("数据库没有恢复成功，见上面 pg_restore 的说明。")
    dump.unlink()
