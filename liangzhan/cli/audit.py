"""`liangzhan audit verify`: is the chain whole, and where does it break first. `audit heads`: what to keep elsewhere."""

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """A head digest printed earlier may be given, to find a cut-off tail."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    verify = kinds.add_parser("verify", help="校验审计记录链")
    verify.add_argument(
        "--head", action="append", default=[], help="以前打印的链头摘要，用来发现链尾被截断，可多次给出"
    )
    kinds.add_parser("heads", help="打印每日记下的链头，最后一行是现在的链头")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 only for a whole chain."""
    return verify(args.head) if args.what == "verify" else print_heads()


def verify(given: list[str]) -> int:
    """Against the heads written down and those given."""
    from liangzhan.audit import heads  # noqa: PLC0415 -- app ready
    from liangzhan.audit.queries.chain import check_chain  # noqa: PLC0415 -- app ready

    report = check_chain(heads=[*(one.digest for one in heads.written_down()), *given])
    print(f"记录链共 {report.length} 环，链头 {report.head}，待封存 {report.unsealed} 条。")
    if report.fault:
        print(f"校验未通过：{report.fault.text}")
        return 1
    print("校验通过。")
    return 0


def print_heads() -> int:
    """One line a day: day, number of links, digest."""
    from liangzhan.audit import heads  # noqa: PLC0415 -- app ready
    from liangzhan.audit.queries.chain import head  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.periods import today  # noqa: PLC0415 -- app ready

    for one in heads.written_down():
        print(one.on.isoformat(), one.sequence, one.digest)
    print(today().isoformat(), *head())
    return 0
