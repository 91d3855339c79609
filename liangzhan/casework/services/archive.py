"""The folder of a case: bound on demand, and blanked when its file is destroyed."""

from __future__ import annotations

from typing import Any

from django.apps import apps

from liangzhan.access.actor import Actor
from liangzhan.audit.services import record_reading, recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.models import Case, Plan
from liangzhan.documents.models import KeptFile
from liangzhan.documents.packing import Package
from liangzhan.documents.services import drop_file
from liangzhan.documents.services.archive import keep_package
from liangzhan.toolkit.encrypted import EncryptedTextField
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.jobs import enqueue
from liangzhan.toolkit.models import Job

# What the ledger is compared with afterwards.
COUNTED = frozenset({"counted"})
# How each table of the room finds its case.
PATHS = {
    "Case": "pk",
    "EcoTie": "assessment__case",
    "Objective": "plan__case",
    "EarlierContact": "contact__case",
}
# Rows about access, not about the client: they stay as proof.
LEFT = frozenset({"CaseMember", "EmergencyAccess"})


@recorded(CaseEvent.VOLUME)
def start_volume(*, case: Case, by: Actor) -> Job:
    """Bind the folder of a closed case in the background. Title and arguments of the job tell nobody which case."""
    if case.closed_on is None or not case.number:
        raise RuleBroken("结案以后才能生成案卷。")
    record_reading(page="casework:case-volume", ids=[case.uuid], shown_class="P3", by=by)
    return enqueue(
        "casework.tasks.volume.make_volume",
        by=by,
        title="生成案卷",
        sealed_subject=case.sealed_subject,
        case_id=case.pk,
    )


@recorded(CaseEvent.VOLUME_KEPT)
def keep_volume(*, case: Case, package: Package, by: Actor) -> KeptFile:
    """The package becomes the result of its job."""
    return keep_package(
        voucher=case.voucher,
        content=package.content,
        digest=package.digest,
        pages=package.pages,
        sealed=case.sealed,
        by=by,
    )


@recorded(CaseEvent.ERASED)
def erase_case(*, case: Case, by: Actor) -> Case:
    """Blank every text that was written about the case and drop its files; rows, codes and what was counted stay."""
    plans = Plan.objects.filter(case=case).select_related("agreement_paper")
    files = [one.agreement_paper for one in plans if one.agreement_paper is not None]
    Plan.objects.filter(case=case).update(agreement_paper=None)
    for model in apps.get_app_config("casework").get_models():
        path = PATHS.get(model.__name__, "case")
        names = [one.name for one in model._meta.fields if isinstance(one, EncryptedTextField)]
        if model.__name__ not in LEFT and names:
            _blank(model, path, case, [one for one in names if one not in COUNTED])
    for kept in files:
        drop_file(kept=kept, by=by)
    return Case.objects.get(pk=case.pk)


def _blank(model: Any, path: str, case: Case, names: list[str]) -> None:
    for row in model._default_manager.filter(**{path: case.pk}).order_by("pk"):
        for name in names:
            setattr(row, name, "")
        row.save(update_fields=names)
