"""`make test`: SQLite with branch coverage, then PostgreSQL, then the browser journeys, where the machine has them.

LIANGZHAN_REQUIRE=journeys,postgresql (set by .ci/run) turns a skip into a failure.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PYTEST = [sys.executable, "-m", "pytest", "-q", "--no-header"]
PACKAGES = {"postgresql": "postgresql", "journeys": "chromium"}


def has_postgresql() -> bool:
    """Whether PostgreSQL's server programs are on this machine."""
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_chromium() -> bool:
    """Whether Debian's Chromium is on this machine."""
    return bool(shutil.which("chromium"))


def call(*words: str, **environment: str) -> bool:
    """Run a command with extra environment; True when it succeeded."""
    return subprocess.run(list(words), env={**os.environ, **environment}, check=False).returncode == 0


def sqlite() -> bool:
    """The whole suite without browser, two processes, then the coverage figure."""
    print("== SQLite ==", flush=True)
    Path(".coverage").unlink(missing_ok=True)
    passed = call(*PYTEST, "-n", "2", "-m", "not journey and not soak", "--cov", "--cov-report=")
    return call(sys.executable, "scripts/coverage_report.py") and passed


def postgresql() -> bool:
    """Every test that uses the database, on a throw-away PostgreSQL cluster."""
    print("== PostgreSQL ==", flush=True)
    return call(*PYTEST, "-n", "2", "--pg", "-m", "uses_database and not journey and not soak")


def journeys() -> bool:
    """The browser journeys, one process: they start servers of their own."""
    print("== Journeys ==", flush=True)
    return call(*PYTEST, "tests/journeys", "-m", "journey", "-p", "no:randomly")


def main(wanted: list[str]) -> int:
    """Run the parts; say in one loud line what was skipped and what would enable it."""
    parts = {
        "sqlite": (True, sqlite),
        "postgresql": (has_postgresql(), postgresql),
        "journeys": (has_chromium(), journeys),
    }
    required = set(filter(None, os.environ.get("LIANGZHAN_REQUIRE", "").split(",")))
    skipped, failed = [], []
    for name in wanted or list(parts):
        present, run = parts[name]
        if not present:
            skipped.append(name)
        elif not run():
            failed.append(name)
    if skipped:
        what = ", ".join(f"{name} (install the package {PACKAGES[name]})" for name in skipped)
        print(f"\n!!!!!!!! SKIPPED: {what} !!!!!!!!", flush=True)
    failed += sorted(required.intersection(skipped))
    print(f"test: {'FAILED: ' + ', '.join(failed) if failed else 'passed'}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
