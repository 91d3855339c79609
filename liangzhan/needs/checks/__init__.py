"""What this room proves: A10, and that needs and resources are surveyed with the two committees (3.2.1, 3.2.2)."""

from liangzhan.needs.checks.surveys import resources_surveyed, survey
from liangzhan.needs.queries.surveys import surveys_of_stations
from liangzhan.stations.evidence import register
from liangzhan.stations.queries.dossier import offer_section

RANK = 10  # knows better than a declaration
SECTION = "surveys"


def register_all() -> None:
    """Called once when the platform starts."""
    offer_section(SECTION, surveys_of_stations)
    register("A10", survey, rank=RANK)
    register("3.2.1", survey, rank=RANK)
    register("3.2.2", resources_surveyed, rank=RANK)
