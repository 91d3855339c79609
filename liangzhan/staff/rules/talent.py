"""What the statistics of talent count (domain.md 4.1, 4.2; [N 四(二)]). Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from liangzhan.staff.choices.posts import CertificateLevel, ProfessionalBasis

DEFINITION = (
    "统计当日在岗的人员，每人只计一次；同时在两地任职的，两地各计一次，合计只计一次。"
    "持证按最高级别计；专业人才按持证、学历、受训认定的先后计入一类；登记有效以当日为准。"
)


@dataclass
class TalentCounts:
    """Persons of one area on one day. `levels` and `bases` are disjoint; who has neither is only in `workers`."""

    workers: int = 0
    levels: dict[str, int] = field(default_factory=lambda: dict.fromkeys(CertificateLevel.values, 0))
    bases: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ProfessionalBasis.values, 0))
    registered: int = 0
    hours_met: int = 0
    urban: int = 0
    rural: int = 0

    @property
    def certified(self) -> int:
        return sum(self.levels.values())

    def professionals(self, counting: Collection[str]) -> int:
        """社会工作专业人才 by the bases that count in the area (`staff.professional_bases`)."""
        return sum(count for basis, count in self.bases.items() if basis in counting)


def gather(rows: Iterable[Mapping[str, Any]]) -> TalentCounts:
    """Grouped rows {level, basis, registered, hours_met, n} of one area as counts."""
    found = TalentCounts()
    for row in rows:
        found.workers += row["n"]
        if row["level"]:
            found.levels[row["level"]] += row["n"]
        if row["basis"]:
            found.bases[row["basis"]] += row["n"]
        found.registered += row["n"] if row["registered"] else 0
        found.hours_met += row["n"] if row["hours_met"] else 0
    return found
