"""`liangzhan worker`: takes jobs from the table until told to stop."""

import argparse

from liangzhan.cli.stopping import stop_on_signals


def add(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> None:
    """Run jobs; a job in hand is finished (or its lease runs out) before the process ends."""
    from liangzhan.toolkit import jobs  # noqa: PLC0415 -- app ready

    jobs.run_worker(stop_on_signals())
