"""What the room registers about its files: who opens, binds and blanks them, who is the second person."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from liangzhan.access.actor import Actor
from liangzhan.documents.keepers import Keeper, kept_by, seconds
from liangzhan.protection.queries import folders
from liangzhan.protection.queries.crises import crisis_to_erase
from liangzhan.protection.services.archive import erase_crisis
from liangzhan.toolkit.errors import RuleBroken


def register() -> None:
    """Called once."""
    kept_by("protection.Crisis", Keeper(_crisis_href, _erase_crisis, folders.crisis_folder, folders.crisis_reach))
    report = Keeper(_report_href, _never, folders.report_folder, folders.report_reach, lasting=True)
    kept_by("protection.Report", report)
    seconds(folders.second_prefixes)


def _crisis_href(uuid: UUID, actor: Actor) -> str:
    found = folders.crisis_reach(actor.scope).filter(uuid=uuid).exists()
    return reverse("protection:crisis-page", args=[uuid]) if found else ""


def _report_href(uuid: UUID, actor: Actor) -> str:
    found = folders.report_reach(actor.scope).filter(uuid=uuid).exists()
    return reverse("protection:report-page", args=[uuid]) if found else ""


def _erase_crisis(uuid: UUID, by: Actor) -> None:
    erase_crisis(crisis=crisis_to_erase(uuid), by=by)


def _never(uuid: UUID, by: Actor) -> None:
    raise RuleBroken("强制报告的内容不可更改，平台不销毁强制报告。")
