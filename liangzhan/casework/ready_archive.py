"""What the room registers about its files: who keeps them, and that the rule on archives is lived by (2.6.6)."""

from __future__ import annotations

from uuid import UUID

from liangzhan.access.actor import Actor
from liangzhan.casework.checks.archive import archives_lived_by
from liangzhan.casework.queries.cases import case_by_uuid, case_of_file, sealed_reach
from liangzhan.casework.queries.folder import folder_of
from liangzhan.casework.queries.vouchers import case_href
from liangzhan.casework.services.archive import erase_case
from liangzhan.documents.keepers import Keeper, kept_by
from liangzhan.stations.evidence import register as register_check
from liangzhan.toolkit.parameters import declare

DAYS = "archive.operation.days"


def register() -> None:
    """Called once."""
    declare(DAYS, 365, "最近多少天内有归档，才算服务档案制度在执行", "D", "天")
    kept_by("casework.Case", Keeper(_href, _erase, lambda uuid: folder_of(case_of_file(uuid)), reach=sealed_reach))
    register_check("2.6.6", archives_lived_by, rank=10)


def _href(uuid: UUID, actor: Actor) -> str:
    return case_href(str(uuid), actor)


def _erase(uuid: UUID, by: Actor) -> None:
    erase_case(case=case_by_uuid(uuid), by=by)
