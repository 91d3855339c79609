"""`make check`: everything that can be judged without running the product, in under a minute."""

import os
import sys
import time
from pathlib import Path

from steps import Step, run_all

PYTHON = sys.executable
BIN = Path(PYTHON).parent
# Comparing whole databases is for `make soak`: nobody waits a minute for it all day.
HOUSE = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--no-header", "-m", "not soak"]
CLAUSES = "tests/house/test_clauses.py"


def typed_files() -> list[str]:
    """What is typed: toolkit and access whole; rules, queries and services of every room (docs/decisions/0001)."""
    found = ["liangzhan/toolkit", "liangzhan/access"]
    for room in sorted(Path("liangzhan").iterdir()):
        for furniture in ("rules", "queries", "services"):
            found += [str(path) for path in (room / f"{furniture}.py", room / furniture) if path.exists()]
    return [path for path in found if not path.startswith(("liangzhan/toolkit/", "liangzhan/access/"))]


def steps() -> list[Step]:
    """The checks; the slow ones first, so that two at once end together."""
    return [
        Step("mypy", [str(BIN / "mypy"), "--no-error-summary", *typed_files()]),
        Step("house tests", [*HOUSE, "tests/house", "--ignore", CLAUSES]),
        Step("ledger of clauses", [*HOUSE, CLAUSES]),  # collects every test of the project: a lane of its own
        Step("ruff check", [str(BIN / "ruff"), "check", "--quiet", "."]),
        Step("ruff format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
        Step("import contracts", [str(BIN / "lint-imports"), "--no-logo"]),
        Step("front end", ["npm", "run", "--silent", "check"]),
        Step("deployment check", [PYTHON, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]),
        Step("migrations", [PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ]


def main() -> int:
    """Run the checks and say how long it took."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "liangzhan.settings"
    os.environ["PYTHONPATH"] = str(Path.cwd())
    start = time.monotonic()
    passed = run_all(steps(), at_once=2)
    print(f"check: {'passed' if passed else 'FAILED'} in {time.monotonic() - start:.0f} s")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
