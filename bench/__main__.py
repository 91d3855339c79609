"""Measures against LIANGZHAN_HOME (BENCH_HOME=… to keep one): builds the province-scale demo there on the first call."""

import os
import sys
from pathlib import Path

HOME = Path(os.environ.get("BENCH_HOME", "build/bench-home"))
TIMES = int(os.environ.get("BENCH_TIMES", "60"))


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the sorted values lie."""
    return values[min(len(values) - 1, int(len(values) * share))]


def show(name: str, values: list[float], queries: int | None = None) -> None:
    """One line of the table."""
    counted = "" if queries is None else f"{queries:8d}"
    print(f"{name:<44}{percentile(values, 0.5):10.2f}{percentile(values, 0.95):10.2f}{counted}")


def measure_pages() -> int:
    """Print one line per page; returns how many pages were not answered with 200."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from bench.bare import timed
    from bench.pages import PAGES
    from liangzhan.cli import demo_accounts

    logins = {account["role"]: account["login"] for account in demo_accounts.load()}
    failed = 0
    for page in PAGES:
        client = Client(SERVER_NAME="localhost")
        client.force_login(
            get_user_model().objects.get(username=logins[page.role]), "liangzhan.accounts.backends.LockingBackend"
        )
        address = reverse(page.url_name) + page.query
        with CaptureQueriesContext(connection) as captured:
            status = client.get(address).status_code
        if status != 200:
            failed += 1
            print(f"{page.title:<44}answered {status}")
            continue
        show(page.title, timed(lambda client=client, address=address: client.get(address), TIMES), len(captured))
    return failed


def main() -> int:
    """Prepare the home, print the table."""
    os.environ["LIANGZHAN_HOME"] = str(HOME.resolve())
    from liangzhan.cli.main import main as liangzhan

    if liangzhan(["prepare", "--demo", "--scale", "province"]):
        return 1
    from bench.bare import bare_times

    print(f"{'milliseconds':<44}{'p50':>10}{'p95':>10}{'queries':>8}")
    for name, values in bare_times(TIMES).items():
        show(name, values)
    return 1 if measure_pages() else 0


if __name__ == "__main__":
    sys.exit(main())
