"""What becomes of categories, guardians, kin and rights requests when a person is merged or forgotten."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import QuerySet

from liangzhan.access.actor import Actor
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving
from liangzhan.people.models import Category, FamilyLink, Guardian, RightsRequest
from liangzhan.toolkit.periods import today

MERGER, ERASER = Actor.system("合并重复人员"), Actor.system("删除个人信息")


def register_clients() -> None:
    """Called once when the platform starts."""
    decide("people.Category.person", Decision("类别并入，重复的有效类别只留一条", _move_categories))
    forget_by(
        "people.Category.person",
        Erasure("结束类别，清空类别和等级", lambda person: blank_categories(person.categories.order_by("pk"))),
    )
    for label in ("people.Guardian.person", "people.Guardian.guardian"):
        decide(label, Decision("监护关系并入，重复的只留一条", partial(_move_bonds, Guardian, label.rsplit(".", 1)[1])))
    for label in ("people.FamilyLink.person", "people.FamilyLink.relative"):
        decide(
            label, Decision("亲属关系并入，重复的只留一条", partial(_move_bonds, FamilyLink, label.rsplit(".", 1)[1]))
        )
    decide("people.RightsRequest.person", moving("people.RightsRequest.person"))
    forget_by("people.Guardian.person", Erasure("结束监护关系，清空姓名和号码", partial(_blank_bonds, "guardians")))
    forget_by("people.Guardian.guardian", Erasure("结束监护关系，清空姓名和号码", partial(_blank_bonds, "wards")))
    forget_by("people.FamilyLink.person", Erasure("结束亲属关系，清空称呼", partial(_blank_bonds, "kin")))
    forget_by("people.FamilyLink.relative", Erasure("结束亲属关系，清空称呼", partial(_blank_bonds, "kin_of")))
    forget_by(
        "people.RightsRequest.person",
        Erasure(
            "清空请求和答复的文字", lambda person: blank_requests(person.rights_requests.order_by("pk")), _open_request
        ),
    )


def blank_bonds(rows: QuerySet[Any]) -> int:
    """Guardians or kin: the bond ends today and says no more who it was. Returns how many."""
    held = list(rows.order_by("pk"))
    for row in held:
        if row.ended_on is None:
            row.ended_on, row.ended_by = max(today(), getattr(row, "valid_from", today())), ERASER
        row.name = row.note = ""
        if isinstance(row, Guardian):
            row.mobile = ""
        row.save()
    return len(held)


def blank_requests(rows: QuerySet[RightsRequest]) -> int:
    """That something was asked and answered in time stays; the words go."""
    held = list(rows)
    for row in held:
        row.asker_name = row.words = row.decision = ""
        row.save(update_fields=["asker_name", "words", "decision"])
    return len(held)


def blank_categories(categories: QuerySet[Category]) -> int:
    """Nothing says any more to which category somebody belonged; the spans end today. Returns how many."""
    rows = list(categories)
    for row in rows:
        if row.ended_on is None:
            row.ended_on, row.ended_by = max(today(), row.valid_from), ERASER
        row.code = row.grade = row.ended_reason = ""
        row.save(update_fields=["code", "grade", "ended_reason", "ended_on", "ended_by"])
    return len(rows)


def _move_categories(kept: Any, alias: Any) -> int:
    """Rows go over; of two live ones of a code the alias's ends, and where the kept person has a primary one it stays."""
    day = today()
    live = list(kept.categories.filter(ended_on__isnull=True))
    codes = {(row.station_id, row.code) for row in live}
    primary = {row.station_id for row in live if row.primary}
    rows = list(alias.categories.order_by("pk"))
    for row in rows:
        if row.ended_on is None and (row.station_id, row.code) in codes:
            row.ended_on, row.ended_by = max(day, row.valid_from), MERGER
        elif row.ended_on is None and row.primary and row.station_id in primary:
            row.primary = False
        row.person = kept
        row.save(update_fields=["person", "primary", "ended_on", "ended_by"])
    return len(rows)


def _blank_bonds(name: str, person: Any) -> int:
    return blank_bonds(getattr(person, name).all())


def _open_request(person: Any) -> str:
    waits = person.rights_requests.filter(state="OPEN").exclude(kind="DELETE").exists()
    return "还有未答复的个人信息权利请求，请先答复。" if waits else ""


def _move_bonds(model: Any, side: str, kept: Any, alias: Any) -> int:
    """Bonds go over; one that would stand twice, or tie the person to himself, ends instead."""
    optional = "guardian" if model is Guardian else "relative"
    other = optional if side == "person" else "person"
    rows = list(model.objects.filter(**{side: alias}).order_by("pk"))
    for row in rows:
        partner = getattr(row, f"{other}_id")
        himself = partner == kept.pk
        twin = {"station": row.station_id, f"{other}_id": partner, side: kept, "ended_on__isnull": True}
        if row.ended_on is None and (himself or (partner and model.objects.filter(**twin).exists())):
            row.ended_on, row.ended_by = max(today(), getattr(row, "valid_from", today())), MERGER
        if himself:
            setattr(row, optional, None)
        setattr(row, "person" if himself else side, kept)
        row.save()
    return len(rows)
