"""What of visits, groups and coordination belongs in the copy a person asks for.

Words about a visit at which somebody else was met, too, and what the parties of a mediation said are about others.
"""

from __future__ import annotations

from django.db.models import Count

from liangzhan.activities.models import CoordinationParty, GroupMember, VisitPerson, VisitPlan
from liangzhan.people.rights import Asked, Part, part_of

VISIT = ("visit__on", "visit__mode", "visit__service_kind", "minutes", "visit__next_on")
WORDS = ("visit__finding", "visit__condition", "visit__needs_found", "visit__action")


def activity_parts(asked: Asked) -> list[Part]:
    """At this station. Attendance of activities stands among the rolls (`occasions`)."""
    visits = VisitPerson.objects.filter(person__in=asked.ids, visit__station=asked.station)
    visits = visits.filter(visit__withdrawn_at__isnull=True).select_related("visit").order_by("on", "id")
    alone = visits.annotate(met=Count("visit__persons"))
    members = GroupMember.objects.filter(person__in=asked.ids, group__station=asked.station).select_related("group")
    parties = CoordinationParty.objects.filter(person__in=asked.ids, coordination__station=asked.station)
    parties = parties.filter(coordination__withdrawn_at__isnull=True).select_related("coordination")
    plans = VisitPlan.objects.filter(person__in=asked.ids, station=asked.station).order_by("id")
    matter = ("coordination__on", "coordination__kind", "coordination__topic", "coordination__outcome")
    return [
        part_of("探访", alone.filter(met=1), (*VISIT, *WORDS)),
        part_of("与他人一起的探访", alone.filter(met__gt=1), VISIT),
        part_of("探访安排", plans, ("saved_at", "days", "reason", "paused_to_on", "pause_kind", "pause_note")),
        part_of(
            "小组",
            members.order_by("applied_on", "id"),
            ("group__name", "applied_on", "state", "reason", "joined_on", "left_on", "left_reason"),
        ),
        part_of("调解和协调", parties.order_by("coordination__on", "id"), matter),
    ]
