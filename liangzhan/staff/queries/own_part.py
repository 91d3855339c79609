"""What of the register of workers belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.people.rights import Asked, Part, lines_of, part_of
from liangzhan.staff.models import Post, Worker

OF_WORKER = ("display_name", "office_phone", "identity", "employer", "contract_starts_on", "contract_ends_on") + (
    "professional_basis",
    "education_note",
    "recognition",
    "recognition_on",
    "recognition_note",
)
OF_POST = ("role", "employment", "fte", "serves_minors", "starts_on", "ends_on", "ended_reason")


def worker_parts(asked: Asked) -> list[Part]:
    """Somebody who has, or had, a post at this station."""
    posts = Post.objects.filter(worker__person__in=asked.ids, station=asked.station).order_by("starts_on", "id")
    workers = Worker.objects.filter(person__in=asked.ids, pk__in=posts.values("worker_id")).order_by("id")
    return [
        Part("工作人员登记", [line for worker in workers for line in lines_of(worker, OF_WORKER)]),
        part_of("岗位", posts, OF_POST),
    ]
