"""`liangzhan ledger verify`: do cells equal entries, and entries vouchers. `ledger rebuild`: compute every cell again."""

import argparse
from typing import Any

SHOWN = 50


def add(parser: argparse.ArgumentParser) -> None:
    """Two operations without arguments of their own."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    for name, words in (("verify", "核对：汇总与明细、明细与凭证"), ("rebuild", "按明细重算全部汇总")):
        kind = kinds.add_parser(name, help=words)
        kind.add_argument("--sealed", action="store_true", help="限制查阅的台账（与普通台账分开）")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when nothing differs."""
    deeds = {"verify": (verify, verify_sealed), "rebuild": (rebuild, rebuild_sealed)}
    return deeds[args.what][args.sealed]()


def verify() -> int:
    """Reads only."""
    from liangzhan.ledger.queries import verifying  # noqa: PLC0415 -- app ready
    from liangzhan.ledger.queries.figures import behind  # noqa: PLC0415 -- app ready

    found = [*verifying.cell_differences(), *verifying.area_differences(), *verifying.voucher_differences()]
    print(f"待重算 {behind()} 项。")
    return _tell(found)


def verify_sealed() -> int:
    """The sealed ledger by itself: whoever may run a command on this machine holds the keys as well."""
    from liangzhan.ledger.queries.sealed_verifying import sealed_differences  # noqa: PLC0415 -- app ready

    return _tell(sealed_differences())


def _tell(found: list[Any]) -> int:
    for one in found[:SHOWN]:
        print(f"{one.place}：{one.sentence}")
    print(f"核对未通过，共 {len(found)} 处不一致。" if found else "核对通过。")
    return 1 if found else 0


def rebuild() -> int:
    """Marks every station-month and rebuilds until nothing is behind."""
    from liangzhan.access.actor import Actor  # noqa: PLC0415 -- app ready
    from liangzhan.ledger.services.cells import mark_everything, rebuild_dirty  # noqa: PLC0415 -- app ready

    mark_everything(reason="命令行重算", by=Actor.system("台账重算命令"))
    done = 0
    while count := rebuild_dirty():
        done += count
    print(f"已重算 {done} 个站点月份。")
    return 0


def rebuild_sealed() -> int:
    """Every sealed cell again from its entries."""
    from liangzhan.ledger.services.sealed import rebuild_sealed_cells  # noqa: PLC0415 -- app ready

    print(f"已重算 {rebuild_sealed_cells()} 个站点月份（限制查阅）。")
    return 0
