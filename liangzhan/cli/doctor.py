"""`liangzhan doctor`: looks at everything an operator would ask about, one line each."""

import argparse
from collections.abc import Iterator


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Print the findings; exit code 1 when something is bad."""
    from liangzhan.cli.checks import Level  # noqa: PLC0415 -- app ready

    bad = 0
    for finding in findings():
        print(f"[{finding.level.value}] {finding.name}：{finding.sentence}")
        bad += finding.level is Level.BAD
    return 1 if bad else 0


def findings() -> Iterator:
    """Every check in turn; one that breaks is itself a finding and does not hide the others."""
    from liangzhan.cli.checks import CHECKS, Finding, Level  # noqa: PLC0415 -- app ready

    for check in CHECKS:
        try:
            yield check()
        except Exception as problem:  # noqa: BLE001 -- the doctor must finish its round
            name = (check.__doc__ or check.__name__).strip()
            yield Finding(name, Level.BAD, f"无法检查（{type(problem).__name__}：{problem}）。")
