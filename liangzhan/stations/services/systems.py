"""Six management systems [N 二(六)]: a model text adopted in one click, edited as a new version, posted on the wall."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Max

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import DeclaredItem, StationEvent, SystemKind
from liangzhan.stations.model_texts import mechanism_text, model_text
from liangzhan.stations.models import AdoptedSystem, Declaration, Station
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.filing import date_problem
from liangzhan.stations.rules.papers import MODEL_LABEL, missing_systems, text_problem
from liangzhan.stations.services.declarations import declare
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(StationEvent.SYSTEM_ADOPTED, keep=["on"])
def adopt_models(*, station: Station, by: Actor, on: dt.date | None = None) -> list[AdoptedSystem]:
    """Adopt the 范本 of every system the station has none of, fitting its class. Systems of its own are left alone."""
    require_open_file(station.site)
    day = _day(on)
    missing = missing_systems(station.systems.order_by("id").values_list("kind", flat=True))
    if not missing:
        raise RuleBroken("六项制度都已采用，需要修改的请逐项编辑。")
    return AdoptedSystem.objects.bulk_create(
        [
            AdoptedSystem(
                station=station,
                kind=kind,
                text=model_text(kind, station.station_class, station.name),
                from_model=MODEL_LABEL,
                adopted_on=day,
                adopted_by=by,
            )
            for kind in missing
        ]
    )


@recorded(StationEvent.SYSTEM_ADOPTED, keep=["kind", "on"])
def adopt_system(
    *,
    station: Station,
    kind: str,
    text: str,
    by: Actor,
    on: dt.date | None = None,
    file: Any = None,
    posted: bool = False,
) -> AdoptedSystem:
    """Adopt one system in the station's own words: a new version beside the earlier ones."""
    require_open_file(station.site)
    day = _day(on)
    if problem := text_problem(text, least=50, word=SystemKind(kind).label):
        raise RuleBroken(problem, field="text")
    Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    latest = station.systems.filter(kind=kind).aggregate(last=Max("version"))["last"] or 0
    unchanged = model_text(kind, station.station_class, station.name) == text.strip()
    return AdoptedSystem.objects.create(
        station=station,
        kind=kind,
        version=latest + 1,
        text=text.strip(),
        from_model=MODEL_LABEL if unchanged else "",
        file=kept_paper(file, f"{station.name}{SystemKind(kind).label}", by, field="file"),
        adopted_on=day,
        adopted_by=by,
        posted=posted,
    )


@recorded(StationEvent.SYSTEM_POSTED, keep=["posted"])
def post_system(*, system: AdoptedSystem, posted: bool, by: Actor) -> AdoptedSystem:
    """Note whether this version hangs on the wall."""
    system.posted = posted
    system.save(update_fields=["posted"])
    return system


@recorded(StationEvent.DECLARED, keep=["station"])
def adopt_mechanism(*, station: Station, by: Actor) -> Declaration:
    """Adopt the 范本 of the four-party mechanism [N 二(五)] as the station's statement of A08."""
    return declare(
        station=station,
        item=DeclaredItem.A08,
        text=mechanism_text(station.name),
        from_model=MODEL_LABEL,
        by=by,
    )


def _day(on: dt.date | None) -> dt.date:
    day = on or today()
    if problem := date_problem(day, today(), "通过日期"):
        raise RuleBroken(problem, field="on")
    return day
