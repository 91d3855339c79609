"""The ledger docs/clauses.md, parsed strictly, and the list of clause ids it must hold."""

import re
from dataclasses import dataclass

from tests.house.tree import ROOT

LEDGER = ROOT / "docs" / "clauses.md"
HEADER = "| Clause | Citation | What is asked | Page | As | Shown | Tests | State |"
RULE = "|---|---|---|---|---|---|---|---|"
STATE = re.compile(r"built|not yet: ([a-z]+)(?: \(.+\))?")
NONE = "—"
# Every clause of the notice in its order, then the remarks on the text around it.
CLAUSES = (  # noqa: SIM905 -- a list literal would take a page
    "0.1 0.2 0.3 0.4 0.5 1.0 1.1 1.2 1.3 1.4 "
    "2.1.1 2.1.2 2.1.3 2.1.4 2.1.5 2.1.6 2.1.7 2.1.8 2.1.9 2.2.1 2.2.2 2.2.3 2.2.4 "
    "2.3.1 2.3.2 2.3.3 2.3.4 2.3.5 2.4.1 2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 "
    "2.6.1 2.6.2 2.6.3 2.6.4 2.6.5 2.6.6 "
    "3.1.1 3.1.2 3.1.3 3.1.4 3.2.1 3.2.2 3.2.3 3.2.4 3.2.5 3.2.6 3.2.7 3.3.1 3.3.2 3.3.3 "
    "4.1.1 4.1.2 4.1.3 4.1.4 4.1.5 4.1.6 4.2.1 4.2.2 4.2.3 4.2.4 4.2.5 4.3.1 4.3.2 4.3.3 4.3.4 "
    "A1 A2 "
    "N1 N2 N3 N4 N5 N6 N7 N8 N9 N10"
).split()
# Rooms that are to come or to be deepened; a clause that is not yet built names one of them.
ROOMS_TO_COME = {
    "casework",
    "exchange",
    "governance",
    "ledger",
    "linkage",
    "needs",
    "programme",
    "publicity",
    "reporting",
}


@dataclass(frozen=True)
class Row:
    """One clause of the ledger."""

    clause: str
    citation: str
    asked: str
    page: str
    login: str
    shown: str
    tests: str
    state: str

    @property
    def built(self) -> bool:
        return self.state == "built"

    @property
    def room(self) -> str:
        """The room that will bring it; empty when built."""
        found = STATE.fullmatch(self.state)
        return found[1] or "" if found else "?"

    @property
    def test_ids(self) -> list[str]:
        return [f"tests/{name}" for name in self.tests.strip("`").split()]


def ledger() -> list[Row]:
    """Every row of the tables; a line that begins with | and does not fit raises."""
    rows = []
    for line in LEDGER.read_text(encoding="utf-8").splitlines():
        if not line.startswith("|") or line in (HEADER, RULE):
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) != 8 or not all(cells):
            raise ValueError(f"docs/clauses.md: not eight cells: {line}")
        rows.append(Row(*cells))
    return rows


def built() -> list[Row]:
    return [row for row in ledger() if row.built]
