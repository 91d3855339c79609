"""What the register itself answers to the checklist A01–A12 (domain.md 3.4). Registered in apps.ready."""

from liangzhan.stations.checks import papers, people, place
from liangzhan.stations.evidence import register

CHECKS = {
    "A01": papers.standing,
    "A02": place.rooms,
    "A03": place.equipment,
    "A04": place.sign,
    "A05": people.professionals,
    "A06": people.keeper,
    "A07": papers.systems,
    "A08": papers.mechanism,
    "A09": papers.committee,
    "A10": papers.survey,
    "A11": people.national_team,
    "A12": place.opening,
}


def register_all() -> None:
    """Offer every check at rank 0; a later room that knows better registers a higher one."""
    for item, check in CHECKS.items():
        register(item, check)
