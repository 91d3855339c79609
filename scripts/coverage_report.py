"""One figure: branch coverage of every rules, services and queries file. Fails under 95 %."""

import io
import re
import sys

import coverage

GOAL = 95.0
COUNTED = re.compile(r"(^|/)liangzhan/[a-z]+/(rules|services|queries)(\.py|/.+\.py)$")
SHOWN = 15  # how many of the weakest files are named


def main() -> int:
    """Read .coverage and print the figure and the weakest files."""
    measured = coverage.Coverage()
    measured.load()
    counted = [path for path in sorted(measured.get_data().measured_files()) if COUNTED.search(path)]
    if not counted:
        print("coverage of rules, services and queries: nothing measured")
        return 0
    total = measured.report(include=counted, file=io.StringIO(), show_missing=False)
    weak = sorted((share(measured, path), path) for path in counted)
    for part, path in weak[:SHOWN]:
        if part < GOAL:
            print(f"  {part:5.1f} %  {path}")
    verdict = "" if total >= GOAL else f", under the goal of {GOAL:.0f} %"
    print(
        f"coverage of rules, services and queries: {total:.1f} % of lines and branches in {len(counted)} files{verdict}"
    )
    return 0 if total >= GOAL else 1


def share(measured: coverage.Coverage, path: str) -> float:
    """Covered share of one file in percent, lines and branches together."""
    return measured.report(include=[path], file=io.StringIO())


if __name__ == "__main__":
    sys.exit(main())
