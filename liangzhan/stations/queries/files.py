"""Which kept files belong to a station: a file is streamed only when its owning row is within the reader's reach."""

from __future__ import annotations

import uuid as uuid_module
from typing import Any

from django.db.models import QuerySet

from liangzhan.documents.models import KeptFile
from liangzhan.stations.models import (
    AdoptedSystem,
    CommitteeOpinion,
    DeclarationFile,
    RoomPhoto,
    Sign,
    Site,
    StaffDeclaration,
    Standing,
    Station,
    YearlyPaper,
)


def _owners(station: Station) -> list[QuerySet[Any]]:
    """Every column of this room that names a kept file, narrowed to the station or its site."""
    site, own = {"site": station.site_id}, {"station": station.pk}
    standings = Standing.objects.filter(**own)
    return [
        RoomPhoto.objects.filter(room__site=station.site_id).values_list("file_id"),
        DeclarationFile.objects.filter(declaration__station=station.pk).values_list("file_id"),
        Sign.objects.filter(**own).values_list("photo_id"),
        Site.objects.filter(pk=station.site_id).values_list("hours_posted_photo_id"),
        Site.objects.filter(pk=station.site_id).values_list("sharing_agreement_id"),
        StaffDeclaration.objects.filter(**own).values_list("proof_id"),
        *(standings.values_list(f"{name}_id") for name in ("scan", "rules_file", "committee_paper", "street_paper")),
        AdoptedSystem.objects.filter(**own).values_list("file_id"),
        CommitteeOpinion.objects.filter(**site).values_list("paper_id"),
        YearlyPaper.objects.filter(**site).values_list("paper_id"),
    ]


def file_of_station(station: Station, uuid: uuid_module.UUID) -> KeptFile | None:
    """The kept file with this uuid when it belongs to the station or its site, else None (two queries)."""
    kept = KeptFile.objects.filter(uuid=uuid).first()
    if kept is None:
        return None
    first, *others = (rows.order_by() for rows in _owners(station))
    ids = {pk for (pk,) in first.union(*others)}
    return kept if kept.pk in ids else None
