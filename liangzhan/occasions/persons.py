"""What becomes of roll and stays when two rows turn out to be one person, or a person is forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.occasions.choices import AttendeeState
from liangzhan.occasions.models import Attendee, Presence
from liangzhan.occasions.queries.holding import span_of
from liangzhan.occasions.queries.own_part import presence_of
from liangzhan.occasions.queries.presence import VALID
from liangzhan.occasions.rules.presence import clock, first_clash
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving
from liangzhan.people.rights import offer

ROLL, STAYS = "occasions.Attendee.person", "occasions.Presence.person"


def register() -> None:
    """Called once when the platform starts."""
    offer("occasions", presence_of)
    decide(ROLL, Decision("改记到保留的人员名下；同一名单上的两行合为一行，已到的为准", fold_rolls))
    decide(STAYS, Decision("改记到保留的人员名下", moving(STAYS).move, two_places))
    forget_by(ROLL, Erasure("名单行没有身份信息，保留为无名的一行，人次不变"))
    forget_by(STAYS, Erasure("到场记录没有身份信息，保留为无名的一行，时长不变；设备标记一并清除", clear_devices))


def fold_rolls(kept: Any, alias: Any) -> int:
    """Rows of the alias become the kept person's; where both stand on one roll, the one who came stays."""
    theirs = {row.occasion_id: row for row in Attendee.objects.filter(person=kept)}
    rows = list(Attendee.objects.filter(person=alias).order_by("pk"))
    for row in rows:
        double = theirs.get(row.occasion_id)
        if double is None:
            Attendee.objects.filter(pk=row.pk).update(person=kept)
        elif row.mark == AttendeeState.PRESENT and double.mark != AttendeeState.PRESENT:
            double.delete()
            Attendee.objects.filter(pk=row.pk).update(person=kept)
        else:
            row.delete()
    return len(rows)


def two_places(kept: Any, alias: Any) -> str:
    """Stays that overlap say that these are two persons, or that one stay is wrong: a human must look first."""
    rows = [Presence.objects.filter(VALID, person=one).select_related("occasion") for one in (kept, alias)]
    mine, theirs = ([span_of(row) for row in one.order_by("in_at", "pk")] for one in rows)
    for span in theirs:
        if clash := first_clash(span, mine):
            return f"两人在 {clock(clash.start)} 前后同时有到场记录。请先核对是否同一人，把有误的一条作废，再合并。"
    return ""


def clear_devices(person: Any) -> int:
    """The fingerprint of the phone goes; the stay stays."""
    return Presence.objects.filter(person=person).exclude(device="").update(device="")
