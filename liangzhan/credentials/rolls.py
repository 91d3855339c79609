"""What the occasion of a training leads to, and under which names its roll knows the people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from liangzhan.credentials.models import Enrolment, Training
from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.owners import owner_link, roll_names


def register() -> None:
    """Called once when the platform starts."""
    owner_link(OccasionKind.TRAINING, page_of_training)
    roll_names(OccasionKind.TRAINING, names_on_roster)


def page_of_training(occasion: Any) -> tuple[str, str] | None:
    """Title and address of the training behind an occasion."""
    row = Training.objects.filter(occasion=occasion).only("pk", "title").first()
    return (row.title, reverse("credentials:training-page", args=[row.pk])) if row else None


def names_on_roster(occasion: Any, person_ids: Iterable[int]) -> dict[int, str]:
    """{person id: the name under which the person signed up}."""
    rows = Enrolment.objects.filter(training__occasion=occasion, person_id__in=list(person_ids))
    return dict(rows.order_by("id").values_list("person_id", "label"))
