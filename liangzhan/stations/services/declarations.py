"""What a station states with a text and files where no room knows it yet (A08, A10, A11)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.stations.choices import DeclaredItem, StationEvent
from liangzhan.stations.models import Declaration, DeclarationFile, Station
from liangzhan.stations.queries.states import require_open_file
from liangzhan.stations.rules.papers import text_problem
from liangzhan.stations.uploads import kept_paper
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment


@recorded(StationEvent.DECLARED, keep=["item"])
def declare(
    *, station: Station, item: str, text: str, by: Actor, files: Iterable[Any] = (), from_model: str = ""
) -> Declaration:
    """State an item with its files; an earlier statement of the same item is withdrawn, its files go along."""
    require_open_file(station.site)
    word = DeclaredItem(item).label if item in DeclaredItem.values else "说明"
    if problem := text_problem(text, least=4, word=word):
        raise RuleBroken(problem, field="text")
    kept = [file for file in (kept_paper(one, f"{station.name}{word}", by, field="files") for one in files) if file]
    older = list(station.declarations.filter(item=item, withdrawn_at__isnull=True).order_by("id"))
    for row in older:
        kept = [held.file for held in row.files.select_related("file").order_by("id")] + kept
        _end(row, by)
    row = Declaration.objects.create(
        station=station, item=item, text=text.strip(), from_model=from_model, declared_by=by
    )
    DeclarationFile.objects.bulk_create([DeclarationFile(declaration=row, file=file) for file in kept])
    return row


@recorded(StationEvent.DECLARATION_WITHDRAWN)
def withdraw(*, declaration: Declaration, by: Actor) -> Declaration:
    """Take a statement back; the row stays for the record."""
    require_open_file(declaration.station.site)
    if declaration.withdrawn_at is not None:
        raise RuleBroken("这份材料已经撤回。")
    _end(declaration, by)
    return declaration


def _end(row: Declaration, by: Any) -> None:
    row.withdrawn_at, row.withdrawn_by = moment(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
