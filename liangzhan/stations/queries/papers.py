"""Adopted systems and declarations of one station."""

from __future__ import annotations

from liangzhan.stations.models import AdoptedSystem, Declaration, Station


def latest_systems(station: Station) -> dict[str, AdoptedSystem]:
    """The latest version of each kind."""
    rows = station.systems.select_related("file").order_by("kind", "version")
    return {row.kind: row for row in rows}


def latest_system(station: Station, kind: str) -> AdoptedSystem | None:
    """The latest version of one kind, with its text."""
    return station.systems.filter(kind=kind).order_by("-version").first()


def declaration_of(station: Station, item: str) -> Declaration | None:
    """The live statement of an item, with its files at hand."""
    rows = station.declarations.filter(item=item, withdrawn_at__isnull=True)
    return rows.prefetch_related("files__file").order_by("-id").first()
