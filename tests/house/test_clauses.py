"""The ledger of clauses is complete, and what it calls built has its tests. Its pages: tests/demo/test_clause_pages.py."""

import subprocess
import sys

from liangzhan.toolkit.templating import clause as citation_of
from tests.house.clauses import CLAUSES, NONE, ROOMS_TO_COME, STATE, Row, built, ledger
from tests.house.tree import ROOT


def test_every_clause_stands_once_and_in_order():
    assert [row.clause for row in ledger()] == CLAUSES


def test_citations_are_those_of_the_pages():
    """The ledger cites a clause as the platform does."""
    cited = {row.clause: row.citation for row in ledger() if not row.clause.startswith("N")}
    assert cited == {clause: citation_of(clause) for clause in cited}


def test_states_are_known():
    odd = {row.clause: row.state for row in ledger() if not STATE.fullmatch(row.state)}
    rooms = {row.room for row in ledger() if not row.built}
    assert (odd, rooms) == ({}, ROOMS_TO_COME)


def test_built_rows_name_everything_and_others_nothing():
    def named(row: Row) -> int:
        return sum(cell != NONE for cell in (row.page, row.login, row.shown, row.tests))

    assert {row.clause for row in ledger() if named(row) != (4 if row.built else 0)} == set()


def test_named_tests_are_collected():
    wanted = sorted({test for row in built() for test in row.test_ids})
    files = sorted({test.split("::")[0] for test in wanted})
    missing = [name for name in files if not (ROOT / name).is_file()]
    assert missing == []
    asked = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "--no-header", "-p", "no:cacheprovider", *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    collected = {line.split("[")[0].strip() for line in asked.stdout.splitlines() if "::" in line}
    whole_files = {line.split("::")[0] for line in collected}
    assert [test for test in wanted if test not in collected | whole_files] == []
