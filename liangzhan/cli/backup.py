"""`liangzhan backup`: database, files and keys in one tar, consistent while the platform is serving.

The database is copied first, at one moment; then the kept files, which are named by their hash and never change.
So every file that the copied database knows is in the archive, and at most a few that it does not know yet.
"""

import argparse
import datetime as dt
import os
import sqlite3
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path

from liangzhan.cli.archive import Writer
from liangzhan.toolkit import paths
from liangzhan.toolkit.errors import RuleBroken

KEYS = ("keys.json", "secret.key")


def add(parser: argparse.ArgumentParser) -> None:
    """Where the archive goes."""
    parser.add_argument("--out", type=Path, help="备份文件（默认放在数据目录的 backups/ 下，以时间命名）")


def run(args: argparse.Namespace) -> None:
    """Write the archive and say where it stands."""
    target = args.out or default_target()
    if target.exists():
        raise RuleBroken(f"{target} 已经存在，请换一个文件名。")
    target.parent.mkdir(parents=True, exist_ok=True)
    write_archive(target)
    print(f"备份已完成：{target}（{target.stat().st_size / 1e6:.1f} MB）。文件里有密钥，请妥善保管。")


def default_target() -> Path:
    """LIANGZHAN_HOME/backups/liangzhan-<moment>.tar."""
    return paths.home() / "backups" / f"liangzhan-{dt.datetime.now():%Y%m%d-%H%M%S}.tar"


def write_archive(target: Path) -> None:
    """Copy the database, then the files, then the keys; nothing with the final name stands there before all is in."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    writer = Writer(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as room:
            name = "liangzhan.sqlite3" if connection.vendor == "sqlite" else "database.dump"
            copy = Path(room) / name
            copy_sqlite(copy) if connection.vendor == "sqlite" else dump_postgresql(copy)
            writer.add(copy, name)
        files = paths.files_dir()
        for path in sorted(path for path in files.rglob("*") if path.is_file()):
            writer.add(path, f"files/{path.relative_to(files).as_posix()}")
        for key in KEYS:
            if (paths.home() / key).exists():
                writer.add(paths.home() / key, key)
        writer.close(vendor=connection.vendor, made_at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    except BaseException:
        writer.abandon()
        raise


def copy_sqlite(target: Path) -> None:
    """SQLite's own online backup: one consistent state, writers go on."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    with (
        closing(sqlite3.connect(connection.settings_dict["NAME"])) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")


def dump_postgresql(target: Path) -> None:
    """pg_dump reads one snapshot; the password goes through the environment, not the command line."""
    try:
        subprocess.run(
            ["pg_dump", "--format=custom", "--no-owner", "--file", str(target), *server()], check=True, env=password()
        )
    except FileNotFoundError as missing:
        raise RuleBroken("没有找到 pg_dump，请安装软件包 postgresql-client。") from missing


def server() -> list[str]:
    """The words that name our PostgreSQL database to its own programs."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    settings = connection.settings_dict
    flags = {"--host": "HOST", "--port": "PORT", "--username": "USER", "--dbname": "NAME"}
    return [word for flag, key in flags.items() if settings[key] for word in (flag, str(settings[key]))]


def password() -> dict[str, str]:
    """Our environment with the database password added."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    return {**os.environ, "PGPASSWORD": connection.settings_dict["PASSWORD"] or os.environ.get("PGPASSWORD", "")}
