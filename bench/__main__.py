"""Measures against LIANGZHAN_HOME (BENCH_HOME=… to keep one): builds the province-scale demo there on the first call."""

import os
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.bare import Times

SCALE = os.environ.get("SCALE", "normal")
HOME = Path(os.environ.get("BENCH_HOME", f"build/bench-home-{SCALE}"))
TIMES = int(os.environ.get("BENCH_TIMES", "60"))
ONLY = tuple(os.environ.get("BENCH_ONLY", "").split())
LEDGER = int(os.environ.get("BENCH_LEDGER", "100000"))  # entries
MOST_QUERIES = 25


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the sorted values lie."""
    return values[min(len(values) - 1, int(len(values) * share))]


def show(name: str, times: "Times", queries: int | None = None) -> None:
    """One line of the table."""
    shares = (percentile(times.wall, 0.5), percentile(times.wall, 0.95), percentile(times.cpu, 0.5))
    counted = "" if queries is None else f"{queries:8d}"
    print(f"{name:<30}" + "".join(f"{value:9.2f}" for value in shares) + counted)


def signed_in(login: str):
    """A client with the session that password and second factor leave behind."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(SERVER_NAME="localhost")
    user = get_user_model().objects.get(username=login)
    client.force_login(user, "liangzhan.accounts.backends.LockingBackend")
    session = client.session
    now = time.time()
    session["account_authentication_methods"] = [
        {"method": "password", "at": now, "username": login},
        {"method": "mfa", "at": now, "type": "totp"},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def measure(page, times: int) -> str:
    """Print the line of one page; returns what is wrong with it, empty when nothing."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.bare import timed

    client, address = signed_in(page.login), page.address()
    client.get(address)  # fills the caches that a running server has filled
    with CaptureQueriesContext(connection) as captured:
        status = client.get(address).status_code
    queries = len(captured)  # the log is emptied by the next request
    if status != 200:
        print(f"{page.title:<30}answered {status}")
        return f"{page.title} answered {status}"
    show(page.title, timed(lambda: client.get(address), times), queries)
    return f"{page.title} needs {queries} queries" if queries > MOST_QUERIES else ""


def measure_pages() -> int:
    """Print one line per page; returns how many pages were not answered or need too many queries."""
    from bench.pages import PAGES

    pages = [page for page in PAGES if not ONLY or page.url_name.startswith(ONLY)]
    wrong = [words for words in (measure(page, TIMES) for page in pages) if words]
    print("\n".join(["", *wrong]) if wrong else "")
    return len(wrong)


def main() -> int:
    """Prepare the home, print the table."""
    os.environ["LIANGZHAN_HOME"] = str(HOME.resolve())
    from liangzhan.cli.main import main as liangzhan

    if liangzhan(["prepare", "--demo", "--scale", SCALE]):
        return 1
    from bench.bare import bare_times

    print(f"scale {SCALE}, {TIMES} calls each, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores")
    print(f"{'milliseconds':<30}{'p50':>9}{'p95':>9}{'cpu p50':>9}{'queries':>8}")
    for name, values in bare_times(TIMES).items():
        show(name, values)
    return 1 if measure_pages() + measure_ledger() else 0


def measure_ledger() -> int:
    """Posting beside raw SQL, on each database this machine has; returns how many runs failed. BENCH_LEDGER=0 leaves it out."""
    from tests.harness.cluster import programs

    databases = ["sqlite", *(["postgresql"] if programs() else [])] if LEDGER else []
    command = [sys.executable, "-m", "bench.ledger", "--size", str(LEDGER), "--database"]
    return sum(subprocess.run([*command, one], check=False).returncode != 0 for one in databases)


if __name__ == "__main__":
    sys.exit(main())
