"""Larger reads of the register, by noun."""

from liangzhan.stations.queries.dossier import with_evidence

__all__ = ["with_evidence"]
