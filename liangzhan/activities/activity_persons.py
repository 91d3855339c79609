"""What becomes of members of groups when two rows are one person, or one is forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.activities.models import ContractSignature, GroupMember, TestScore
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving

MEMBERS = "activities.GroupMember.person"


def register() -> None:
    """Called once when the platform starts."""
    decide(MEMBERS, Decision("改记到保留的人员名下", moving(MEMBERS).move, both_members))
    forget_by(MEMBERS, Erasure("筛选意见、退出原因、契约签字和前后测得分清空，出席保留为无名的一行", blank_members))


def both_members(kept: Any, alias: Any) -> str:
    """Two rows of one group cannot become one by themselves: one is declined first, by whoever leads."""
    rows = GroupMember.objects.filter(person=alias, group__in=GroupMember.objects.filter(person=kept).values("group"))
    first = rows.select_related("group").order_by("pk").first()
    return f"两人都报名了小组“{first.group.name}”，请先核对。" if first else ""


def blank_members(person: Any) -> int:
    """Words, signatures and scores of a person go; the row stays as a figure."""
    rows = list(GroupMember.objects.filter(person=person))
    for row in rows:
        row.reason = row.left_reason = ""
        row.consent = None
        row.save(update_fields=["reason", "left_reason", "consent"])
    ContractSignature.objects.filter(member__person=person).update(paper=None)
    for signature in ContractSignature.objects.filter(member__person=person):
        signature.witness = ""
        signature.save(update_fields=["witness"])
    TestScore.objects.filter(member__person=person).delete()
    return len(rows)
