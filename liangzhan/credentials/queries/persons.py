"""What persons hold, gathered for cards and workbooks of the rooms above."""

from __future__ import annotations

from collections.abc import Collection

from liangzhan.credentials.choices import EnrolmentState
from liangzhan.credentials.models import Award, Enrolment, Learning


def learning_of(person_ids: Collection[int]) -> dict[int, list[Learning]]:
    """{person id: learning, the newest first}; every person asked for has a list."""
    found: dict[int, list[Learning]] = {one: [] for one in person_ids}
    rows = Learning.objects.filter(person_id__in=list(person_ids)).order_by("-completed_on", "-id")
    for row in rows:
        found[row.person_id].append(row)
    return found


def trainings_of(person_ids: Collection[int]) -> dict[int, list[Enrolment]]:
    """{person id: enrolments that were not withdrawn, the newest first} with training and occasion (§8 of the 办法)."""
    found: dict[int, list[Enrolment]] = {one: [] for one in person_ids}
    rows = Enrolment.objects.filter(person_id__in=list(person_ids)).exclude(state=EnrolmentState.WITHDRAWN)
    for row in rows.select_related("training__occasion").order_by("-training__occasion__starts_at", "-id"):
        found[row.person_id].append(row)
    return found


def awards_of(person_ids: Collection[int]) -> dict[int, list[Award]]:
    """{person id: awards that stand, the newest first}: name, day, giver (志愿服务记录与证明出具办法 §9)."""
    found: dict[int, list[Award]] = {one: [] for one in person_ids}
    rows = Award.objects.filter(person_id__in=list(person_ids), withdrawn_at__isnull=True)
    for row in rows.order_by("-awarded_on", "-id"):
        found[row.person_id].append(row)
    return found
