"""`liangzhan audit verify`: is the chain whole, and if not, where does it break first."""

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """A head digest printed earlier may be given, to find a cut-off tail."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    verify = kinds.add_parser("verify", help="校验审计记录链")
    verify.add_argument("--head", default="", help="以前打印的链头摘要，用来发现链尾被截断")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 only for a whole chain."""
    from liangzhan.audit.queries import check_chain  # noqa: PLC0415 -- app ready

    report = check_chain(expected_head=args.head)
    print(f"记录链共 {report.length} 环，链头 {report.head}，待封存 {report.unsealed} 条。")
    if report.fault:
        print(f"校验未通过：{report.fault.text}")
        return 1
    print("校验通过。")
    return 0
