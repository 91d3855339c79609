"""`liangzhan clock`: starts the scheduled tasks at their times."""

import argparse

from liangzhan.cli.stopping import stop_on_signals


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> None:
    """Enqueue what is due until told to stop."""
    from liangzhan.toolkit import schedule  # noqa: PLC0415 -- app ready

    schedule.run_clock(stop_on_signals())
