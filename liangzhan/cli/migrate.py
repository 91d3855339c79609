"""`liangzhan migrate`: brings the database to the structure that this version expects."""

import argparse
import sys


def add(parser: argparse.ArgumentParser) -> None:
    """Only asks, or does."""
    parser.add_argument("--check", action="store_true", help="只看有没有待升级的内容，有则以 1 退出")


def run(args: argparse.Namespace) -> int:
    """Apply what is pending; with --check only name it."""
    waiting = pending()
    if args.check:
        for name in waiting:
            print(name)
        return 1 if waiting else 0
    apply(waiting)
    print(f"数据库结构已是最新（本次升级 {len(waiting)} 项）。", file=sys.stderr)
    return 0


def pending() -> list[str]:
    """Migrations not yet applied, as `app.name`, in order."""
    from django.db import connection  # noqa: PLC0415 -- app ready
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- app ready

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def apply(waiting: list[str]) -> None:
    """Run the migrations (an empty database is built at once) and make the table of the database cache."""
    from django.core.management import call_command  # noqa: PLC0415 -- app ready

    from liangzhan.cli import structure  # noqa: PLC0415 -- app ready

    if waiting and not structure.build():
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
