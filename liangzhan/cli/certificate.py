"""`liangzhan certificate verify FILE|PAYLOAD`: is this certificate of volunteer service ours, and does it still stand?

With `--offline` only the signature is looked at, no database is asked.
"""

import argparse
from typing import Any

from liangzhan.toolkit.verify_certificate import WORDS, payload_in

STATES = {
    "VALID": "✓ 由本平台签发，目前有效。",
    "ERASED": "– 由本平台签发，登记内容已按本人要求删除，平台不再显示。",
    "REVOKED": "× 由本平台签发，已经撤销，不再有效。",
    "SUPERSEDED": "× 由本平台签发，已被新证明代替。",
}


def add(parser: argparse.ArgumentParser) -> None:
    """One operation so far."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    verify = kinds.add_parser("verify", help="核验一份志愿服务证明")
    verify.add_argument("given", metavar="FILE|PAYLOAD", help="证明的 PDF、文本文件，或二维码里的内容")
    verify.add_argument("--offline", action="store_true", help="只核对签名，不查数据库")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when it holds (and, with the database, still stands)."""
    payload = payload_in(args.given)
    return _signature_alone(payload) if args.offline else _with_register(payload)


def _signature_alone(payload: str) -> int:
    from liangzhan.toolkit.crypto import public_keys  # noqa: PLC0415 -- app ready
    from liangzhan.toolkit.verify_certificate import read_payload  # noqa: PLC0415 -- app ready

    try:
        facts = read_payload(payload, public_keys())
    except ValueError as fault:
        print(f"× {fault}")
        return 1
    return _tell("✓ 签名有效（没有查询是否撤销）。", facts, 0)


def _with_register(payload: str) -> int:
    from liangzhan.volunteers.queries.verifying import answer_to_payload  # noqa: PLC0415 -- app ready

    answer = answer_to_payload(payload)
    words = STATES.get(answer.state) or f"× {answer.problem}"
    return _tell(words, answer.facts, 0 if answer.stands else 1)


def _tell(words: str, facts: dict[str, Any], code: int) -> int:
    print(words)
    for name, label in WORDS.items():
        if name in facts:
            print(f"  {label}：{facts[name]}")
    return code
