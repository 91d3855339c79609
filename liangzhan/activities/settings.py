"""Settings of practice that this room reads: dated, by area, never constants (domain.md 5.5, 5.7, Annex B)."""

from liangzhan.divisions.parameter_values import NAMES
from liangzhan.people.choices import ClientCategory
from liangzhan.toolkit.parameters import declare

CYCLE_DAYS = "visit.cycle.days"
# How often to be in touch at a level of risk: declared by `protection` (domain.md 5.7).
RISK_DAYS = {2: "risk.yellow.contact.days", 3: "risk.orange.contact.days", 4: "risk.red.contact.days"}
EVERY_WEEK = ("E1", "E3", "E7", "C1", "C2", "C6", "C7")
EVERY_TWO_WEEKS = ("E2", "E4", "E5", "E6", "C4", "D5", "D6", "D7", "L1", "L3", "P2")
EVERY_MONTH = ("C5", "D1", "D2", "D3", "D4", "L2", "P1", "P3", "O4")
# X1–X5 lie over another category and are never primary: no rhythm of visits may point at them.
CYCLE_DEFAULT = {
    one.value: 7 if one in EVERY_WEEK else 14 if one in EVERY_TWO_WEEKS else 30 if one in EVERY_MONTH else 0
    for one in ClientCategory
    if not one.value.startswith("X")
}
CATEGORIES = [(code, ClientCategory(code).label) for code in CYCLE_DEFAULT]  # to filter by


def declare_visits() -> None:
    """The visit cycle: days by category of the client (domain.md 5.5)."""
    NAMES.update({one.value: one.label for one in ClientCategory if one.value in CYCLE_DEFAULT})
    declare(CYCLE_DAYS, CYCLE_DEFAULT, "各类服务对象几天探访一次，0 为不要求定期探访", "D", "天")
