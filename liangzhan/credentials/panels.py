"""What the room puts on the desk: hours to check, trainings to confirm, one's own commitment; queries that are due."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.credentials.choices import CommitmentKind
from liangzhan.credentials.models import Commitment, CommitmentText
from liangzhan.credentials.queries.clearance import due_persons
from liangzhan.credentials.queries.learning import waiting_for
from liangzhan.credentials.queries.training import ended_unconfirmed
from liangzhan.toolkit.panels import Todo, desk_panel, warning_panel

SHOWN = 5
MOST = 1000


@desk_panel
def learning_to_check(actor: Actor, today: dt.date) -> list[Todo]:
    """Continuing education on proof that waits for a second person."""
    if not actor.may(Action.LEARNING_DECIDE):
        return []
    count = waiting_for(actor).order_by("id")[:MOST].count()
    href = reverse("credentials:learning-list")
    return [Todo("核对", f"{count} 条继续教育学时", href, count=count)] if count else []


@desk_panel
def trainings_to_confirm(actor: Actor, today: dt.date) -> list[Todo]:
    """Trainings that are over and wait for who completed them."""
    if not actor.may(Action.TRAINING_MANAGE):
        return []
    return [
        Todo(
            "确认完成",
            f"培训“{one.title}”",
            reverse("credentials:completion", args=[one.pk]),
            due_on=timezone.localtime(one.occasion.ends_at).date() + dt.timedelta(days=10),
        )
        for one in ended_unconfirmed(actor)[:SHOWN]
    ]


@desk_panel
def commitments_to_sign(actor: Actor, today: dt.date) -> list[Todo]:
    """The yearly commitment of the reader himself, as soon as the province has published a text."""
    if not actor.may(Action.STAFF_OWN) or actor.person_uuid is None:
        return []
    signed = Commitment.objects.filter(person__uuid=actor.person_uuid, year=today.year, text__kind=OuterRef("kind"))
    rows = CommitmentText.objects.filter(~Exists(signed), valid_from__lte=today)
    kinds = sorted(set(rows.values_list("kind", flat=True)))
    return [
        Todo(
            "签署",
            f"{today.year} 年{CommitmentKind(kind).label}",
            reverse("credentials:commitment-sign", args=[kind]),
            due_on=dt.date(today.year, 12, 31),
        )
        for kind in kinds
    ]


@warning_panel
def queries_due(actor: Actor, today: dt.date) -> list[Todo]:
    """People of one's stations whose query is missing, overdue or due soon (未成年人保护法 §62): one line."""
    if not actor.may(Action.CLEARANCE_MANAGE):
        return []
    count = due_persons(actor.scope, today).order_by("pk")[:MOST].count()
    href = f"{reverse('credentials:clearance-list')}?due=due"
    return [Todo("办理", f"{count} 人待从业查询", href, count=count, tone="miss")] if count else []
