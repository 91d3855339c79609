"""How the export state of a service record moves (domain.md 6.8). Pure."""

from __future__ import annotations

from liangzhan.toolkit.transitions import Table
from liangzhan.volunteers.choices import ExportState as X

EXPORT_STATES = Table(
    {
        X.NOT_EXPORTED: (X.EXPORTED,),
        X.EXPORTED: (X.ACCEPTED, X.REJECTED, X.CHANGED_AFTER_EXPORT),
        X.ACCEPTED: (X.CHANGED_AFTER_EXPORT, X.EXPORTED),
        X.REJECTED: (X.EXPORTED, X.ACCEPTED, X.CHANGED_AFTER_EXPORT),
        X.CHANGED_AFTER_EXPORT: (X.EXPORTED, X.ACCEPTED, X.REJECTED),
    }
)
