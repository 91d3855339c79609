"""What visits offer to the rest of the platform: settings, menu, desk, ledger, appraisal, persons merged or forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.models import (
    Coordination,
    CoordinationParty,
    Visit,
    VisitPerson,
    VisitPlan,
    VisitUnderway,
)
from liangzhan.activities.navigation import register_visits
from liangzhan.activities.queries.coordination import coordination_href, expected_coordination
from liangzhan.activities.queries.visit_posting import expected_visits, visit_href
from liangzhan.activities.queries.visits import visit_counts
from liangzhan.activities.settings import declare_visits
from liangzhan.documents.services import drop_file
from liangzhan.documents.services.addenda import blank_addenda
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving
from liangzhan.staff.quantities import Quantity
from liangzhan.staff.quantities import register as register_quantity

PARTY = "activities.CoordinationParty.person"
ERASER = Actor.system("删除个人信息")
GONE = "（已删除）"


def register() -> None:
    """Called once from `ready`."""
    declare_visits()
    register_visits()
    voucher_source("activities.Visit", Source("探访", visit_href, expected_visits))
    voucher_source("activities.Coordination", Source("协调调解", coordination_href, expected_coordination))
    decide(PARTY, Decision("当事人并入；同一件事里两条都在的，留一条作为别名", _move_parties))
    forget_by(PARTY, Erasure("清空本人为当事人的协调记录中的文字，次数保留", _forget_parties))
    register_quantity(Quantity("visits", "探访", "次", visit_counts))
    decide("activities.VisitPerson.person", Decision("探访并入；同一次探访里两条都在的，留一条作为别名", _move_visited))
    decide("activities.VisitPlan.person", Decision("探访安排并入；同一站点已有安排的，以保留的人员为准", _move_plans))
    decide("activities.VisitUnderway.person", moving("activities.VisitUnderway.person"))
    forget_by("activities.VisitPerson.person", Erasure("清空本人探访记录中的文字，删除照片，次数保留", _forget_visits))
    forget_by("activities.VisitPlan.person", Erasure("删除探访安排", _forget_plans))
    forget_by("activities.VisitUnderway.person", Erasure("删除没有写完的探访", _forget_underway))


def _move_visited(kept: Any, alias: Any) -> int:
    """The ledger keeps the id it was given (`posted_as`); a visit that has both keeps the alias's row as it is."""
    held = VisitPerson.objects.filter(person=kept).values_list("visit_id", flat=True)
    return VisitPerson.objects.filter(person=alias).exclude(visit_id__in=list(held)).update(person=kept)


def _move_parties(kept: Any, alias: Any) -> int:
    held = list(CoordinationParty.objects.filter(person=kept).values_list("coordination_id", flat=True))
    rows = CoordinationParty.objects.filter(person=alias).exclude(coordination_id__in=held)
    return rows.update(person=kept)


def _move_plans(kept: Any, alias: Any) -> int:
    held = list(VisitPlan.objects.filter(person=kept).values_list("station_id", flat=True))
    VisitPlan.objects.filter(person=alias, station__in=held).delete()
    return VisitPlan.objects.filter(person=alias).update(person=kept)


def _forget_visits(person: Any) -> int:
    """Words about the person go, also from visits shared with others of the household: nobody can part them."""
    rows = list(Visit.objects.filter(persons__person=person).select_related("photo").order_by("pk"))
    for visit in rows:
        photo, visit.photo = visit.photo, None
        visit.condition = visit.needs_found = visit.action = ""
        visit.withdrawn_reason = GONE if visit.withdrawn_at else ""
        visit.save(update_fields=["condition", "needs_found", "action", "withdrawn_reason", "photo"])
        if photo is not None:
            drop_file(kept=photo, by=ERASER)
    for visit in rows:
        blank_addenda(folder=visit.voucher, by=ERASER)
    return len(rows)


def _forget_parties(person: Any) -> int:
    """Words about the matter go, of all its parties: nobody can part them."""
    rows = list(Coordination.objects.filter(parties__person=person).order_by("pk"))
    for row in rows:
        row.matter, row.process, row.agreement, row.parties_note = GONE, "", "", ""
        row.withdrawn_reason = GONE if row.withdrawn_at else ""
        row.save(update_fields=["matter", "process", "agreement", "parties_note", "withdrawn_reason"])
        for step in row.steps.order_by("pk"):
            step.text = GONE
            step.save(update_fields=["text"])
    return len(rows)


def _forget_plans(person: Any) -> int:
    return VisitPlan.objects.filter(person=person).delete()[0]


def _forget_underway(person: Any) -> int:
    return VisitUnderway.objects.filter(person=person).delete()[0]
