"""What of training, commitments, queries and awards belongs in the copy a person asks for."""

from __future__ import annotations

from liangzhan.credentials.models import Award, Commitment, Enrolment, Learning, MinorsClearance
from liangzhan.people.rights import Asked, Part, part_of


def credentials_of(asked: Asked) -> list[Part]:
    """Of this station. Of the query under §62 the person sees what was found about himself."""
    here = {"person__in": asked.ids, "station": asked.station}
    enrolments = Enrolment.objects.filter(**here).select_related("training").order_by("applied_at", "id")
    learned = Learning.objects.filter(**here).order_by("completed_on", "id")
    signed = Commitment.objects.filter(**here).select_related("text").order_by("signed_on", "id")
    queried = MinorsClearance.objects.filter(**here).order_by("queried_on", "id")
    awards = Award.objects.filter(**here, withdrawn_at__isnull=True).order_by("awarded_on", "id")
    return [
        part_of("培训报名", enrolments, ("applied_at", "training__title", "state", "hours", "certificate_no")),
        part_of("学习记录", learned, ("completed_on", "title", "source", "organiser", "hours", "state")),
        part_of("承诺书", signed, ("signed_on", "text__title", "way")),
        part_of("入职查询", queried, ("queried_on", "channel", "result", "reference")),
        part_of("表彰", awards, ("awarded_on", "name", "level", "giver")),
    ]
