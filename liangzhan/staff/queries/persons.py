"""What stands against making two workers one, or against deleting a worker's data."""

from __future__ import annotations

from typing import Any

from django.db import models

from liangzhan.people.queries.forgetting import STILL_STAFF
from liangzhan.staff.models import Post, Worker
from liangzhan.staff.rules.posts import Held, PostFacts, load_problem, overlap_problem
from liangzhan.toolkit.periods import today


def worker_keys() -> list[tuple[type[models.Model], str]]:
    """(model, field) of everything that points to a worker, append-only tables aside."""
    return [
        (relation.related_model, relation.field.name)
        for relation in Worker._meta.related_objects
        if not getattr(relation.related_model, "append_only", False)
    ]


def two_workers_problem(kept: Any, alias: Any) -> str:
    """Two workers become one only when their posts can be one person's, and their certificates are of different levels."""
    one, other = (Worker.objects.filter(person=person).first() for person in (kept, alias))
    if one is None or other is None:
        return ""
    levels = set(one.certificates.order_by("id").values_list("level", flat=True))
    if other.certificates.filter(level__in=levels).exists():
        return "两人都登记了同一级别的职业水平证书，请先核对并删除其中一张。"
    mine = list(one.posts.order_by("id"))
    for post in other.posts.order_by("id"):
        facts = PostFacts(post.role, post.employment, post.starts_on, post.fte, post.ends_on)
        held = [_held(row, post) for row in mine]
        if overlap_problem(facts, held) or load_problem(facts, held):
            return "两人的岗位日期重叠，或工作量合计超过 1，请先更正岗位。"
    return ""


def still_in_post(person: Any) -> str:
    """While a post lasts or is to come, the employer keeps the record."""
    rows = Post.objects.not_over(today()).filter(worker__person=person)
    return STILL_STAFF if rows.exists() else ""


def _held(row: Post, beside: Post) -> Held:
    return Held(row.role, row.fte, row.starts_on, row.ends_on, own=row.station_id == beside.station_id)
