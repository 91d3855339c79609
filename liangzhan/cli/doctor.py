"""`liangzhan doctor`: looks at everything an operator would ask about, one line each."""

import argparse


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Print how each thing stands; exit code 1 when something is bad."""
    from liangzhan.cli.checks import CHECKS, Level  # noqa: PLC0415 -- app ready

    bad = 0
    for name, check in CHECKS.items():
        try:
            level, sentence = check()
        except Exception as problem:  # noqa: BLE001 -- the doctor must finish its round
            level, sentence = Level.BAD, f"无法检查（{type(problem).__name__}：{problem}）。"
        print(f"[{level.value}] {name}：{sentence}")
        bad += level is Level.BAD
    return 1 if bad else 0
