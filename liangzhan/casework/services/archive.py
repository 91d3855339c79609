"""What was written about a case goes when its file is destroyed."""

from __future__ import annotations

from django.apps import apps

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.casework.choices import CaseEvent
from liangzhan.casework.models import Case, Plan
from liangzhan.documents.blanking import blank
from liangzhan.documents.services import drop_file
from liangzhan.documents.services.addenda import blank_addenda

# How each table of the room finds its case.
PATHS = {
    "Case": "pk",
    "EcoTie": "assessment__case",
    "Objective": "plan__case",
    "EarlierContact": "contact__case",
}
# Rows about access, not about the client: they stay as proof.
LEFT = frozenset({"CaseMember", "EmergencyAccess"})


@recorded(CaseEvent.ERASED)
def erase_case(*, case: Case, by: Actor) -> Case:
    """Blank every text that was written about the case and drop its files; rows, codes and what was counted stay."""
    plans = Plan.objects.filter(case=case).select_related("agreement_paper")
    files = [one.agreement_paper for one in plans if one.agreement_paper is not None]
    Plan.objects.filter(case=case).update(agreement_paper=None)
    for model in apps.get_app_config("casework").get_models():
        if model.__name__ not in LEFT:
            blank(model._default_manager.filter(**{PATHS.get(model.__name__, "case"): case.pk}))
    blank_addenda(folder=case.voucher, by=by)
    for kept in files:
        drop_file(kept=kept, by=by)
    return Case.objects.get(pk=case.pk)
