"""`liangzhan demo`: the invented province, built through the services."""

import argparse
import shutil
import time


def add(parser: argparse.ArgumentParser) -> None:
    """Scale, seed, and whether an old demo is thrown away first."""
    parser.add_argument("--scale", default="normal", choices=["small", "normal", "province"], help="规模")
    parser.add_argument("--seed", type=int, default=2020, help="同一个种子得到同一个省份")
    parser.add_argument("--code", metavar="账号", help="只显示这个演示账号现在的动态口令")
    parser.add_argument("--fresh", action="store_true", help="先丢弃原来的演示数据（仅限 SQLite 的演示环境）")


def run(args: argparse.Namespace) -> int:
    """Build in one transaction: a demo that fails leaves nothing behind. With `--code` only say a code of the moment."""
    if args.code:
        return say_code(args.code)
    from django.db import transaction  # noqa: PLC0415 -- app ready

    from liangzhan.demo.build import build_province  # noqa: PLC0415 -- app ready
    from liangzhan.programme.models import Plan  # noqa: PLC0415 -- app ready

    if args.fresh and Plan.objects.exists():
        throw_away()
    if Plan.objects.exists():
        print("这里已经有计划数据，不再建立演示省份。要重来请加 --fresh。")
        return 1
    start = time.monotonic()
    with transaction.atomic():
        build_province(
            scale=args.scale,
            seed=args.seed,
            say=lambda words: print(f"[{time.monotonic() - start:5.1f}s] {words}", flush=True),
        )
    return 0


def say_code(login: str) -> int:
    """The code of the moment of a demo account, for whoever looks at the demo without a phone at hand."""
    from allauth.mfa.totp.internal.auth import (  # noqa: PLC0415 -- app ready
        format_hotp_value,
        hotp_value,
        yield_hotp_counters_from_time,
    )

    from liangzhan.cli import demo_accounts  # noqa: PLC0415 -- app ready

    secrets = {account["login"]: account["totp"] for account in demo_accounts.load()}
    if not secrets.get(login):
        print(f"演示账号“{login}”没有动态口令。")
        return 1
    print(format_hotp_value(hotp_value(secrets[login], next(iter(yield_hotp_counters_from_time())))))
    return 0


def throw_away() -> None:
    """Only a home whose accounts are all demo accounts may be emptied."""
    from django.db import connection  # noqa: PLC0415 -- app ready

    from liangzhan.access.actor import Actor  # noqa: PLC0415 -- app ready
    from liangzhan.accounts.models import User  # noqa: PLC0415 -- app ready
    from liangzhan.cli import demo_accounts  # noqa: PLC0415 -- app ready
    from liangzhan.cli.migrate import apply, pending  # noqa: PLC0415 -- app ready
    from liangzhan.divisions.services import load_divisions  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit import paths  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.errors import RuleBroken  # noqa: PLC0415 -- app ready

    if connection.vendor != "sqlite" or not demo_accounts.path().exists():
        raise RuleBroken("这里没有演示账户文件，或者不是 SQLite，不会清空数据。请用空目录建立演示省份。")
    if User.objects.filter(is_demo=False).exists():
        raise RuleBroken("这里有演示账户以外的账户，不会清空数据。请用空目录建立演示省份。")
    connection.close()
    for leftover in paths.database_path().parent.glob(f"{paths.database_path().name}*"):
        leftover.unlink()
    demo_accounts.path().unlink()
    shutil.rmtree(paths.files_dir(), ignore_errors=True)
    apply(pending())
    load_divisions(by=Actor.system("载入行政区划"))
