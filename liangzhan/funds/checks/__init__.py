"""What this room proves: A03 from the register of assets, and that the property system is lived by (2.6.2)."""

from liangzhan.funds.checks import operation, things
from liangzhan.funds.queries.equipment import counts_of_sites
from liangzhan.stations.evidence import register
from liangzhan.stations.queries.dossier import COUNTED, offer_section

RANK = 10  # knows better than a declaration


def register_all() -> None:
    """Called once when the platform starts."""
    offer_section(COUNTED, counts_of_sites)
    register("A03", things.equipment, rank=RANK)
    register("2.6.2", operation.property_lived_by, rank=RANK)
