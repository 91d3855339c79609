"""Sessions, agenda and actions as their readers may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, Max, Min, Prefetch, Q, QuerySet
from django.urls import reverse

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import place_filter
from liangzhan.ledger.vouchers import SOURCES
from liangzhan.occasions.models import Occasion
from liangzhan.staff.choices.supervision import ActionState, AgendaState, SessionState
from liangzhan.staff.models import AgendaItem, AgreedAction, SupervisionPart, SupervisionSession, Worker
from liangzhan.staff.queries.supervision_people import supervising_area, supervising_areas
from liangzhan.staff.rules.supervision import shown_rating
from liangzhan.staff.rules.supervision_minima import before, quarter_of

PARTS = SupervisionPart.objects.select_related("worker__person", "station").order_by("id")
LIVE_AGENDA = (AgendaState.WAITING, AgendaState.TAKEN, AgendaState.POSTPONED)


def with_parts(sessions: QuerySet[SupervisionSession]) -> QuerySet[SupervisionSession]:
    """Each with `people`: its supervisees."""
    return sessions.select_related("supervisor", "station").prefetch_related(
        Prefetch("parts", queryset=PARTS, to_attr="people")
    )


def own_part(session: SupervisionSession, actor: Actor) -> SupervisionPart | None:
    """The actor's own part in a session, when he was supervised in it."""
    if actor.person_uuid is None:
        return None
    return PARTS.filter(session=session, worker__person__uuid=actor.person_uuid).first()


def writes(session: SupervisionSession, actor: Actor, part: SupervisionPart | None) -> bool:
    """Who keeps the record: the supervisor with an account; where there is none, whoever took part."""
    if session.supervisor is not None:
        return bool(session.supervisor.uuid == actor.uuid)
    return part is not None


def sessions_of_worker(worker: Worker) -> QuerySet[SupervisionSession]:
    """All sessions of one worker that were not cancelled, the latest first."""
    rows = SupervisionSession.objects.filter(parts__worker=worker).exclude(state=SessionState.CANCELLED)
    return rows.exclude(parts__worker=worker, parts__attended=False).order_by("-held_on", "-id")


def my_sessions(actor: Actor) -> QuerySet[SupervisionSession]:
    """Sessions in which the actor took part on either side, the latest first."""
    rows = with_parts(SupervisionSession.objects.of_participant(actor))
    return rows.exclude(state=SessionState.CANCELLED).order_by("-held_on", "-id")


def to_be_signed(worker: Worker) -> QuerySet[SupervisionPart]:
    """Records that wait for the worker's word."""
    rows = SupervisionPart.objects.filter(worker=worker, attended=True, signed_at__isnull=True)
    return rows.filter(session__state=SessionState.HELD).select_related("session").order_by("session__held_on", "id")


def visible_agenda(actor: Actor, on: dt.date) -> QuerySet[AgendaItem]:
    """Items of the actor himself, of his sessions, and of the workers in his area as 督导.

    A head sees what the work flagged (it has a voucher), not what his people want to talk about themselves.
    """
    if actor.unlimited:
        return AgendaItem.objects.select_related("worker", "session")
    mine = Q(session__supervisor__uuid=actor.uuid)
    if actor.person_uuid is not None:
        mine |= Q(worker__person__uuid=actor.person_uuid)
    areas = supervising_areas(actor, on)
    proper, headed = (place_filter(area, AgendaItem.scope_paths) for area in areas)
    if proper is not None:
        mine |= proper
    if headed is not None:
        mine |= headed & ~Q(voucher="")
    return AgendaItem.objects.filter(mine).select_related("worker", "session")


def voucher_href(voucher: str, actor: Actor) -> str:
    """The page of the work an item speaks of ("room.Model:uuid"), as its room says; "" when this reader has none."""
    name, _, uuid = voucher.partition(":")
    source = SOURCES.get(name)
    return source.href(uuid, actor) if source and uuid else ""


def agenda_of(workers: Iterable[Worker]) -> QuerySet[AgendaItem]:
    """What waits to be talked about with these workers, the oldest first."""
    rows = AgendaItem.objects.filter(worker__in=list(workers), state__in=LIVE_AGENDA).select_related("worker")
    return rows.order_by("added_at", "id")


def visible_actions(actor: Actor, on: dt.date) -> QuerySet[AgreedAction]:
    """Actions of the actor himself, of his sessions, and of the workers he heads or supervises."""
    mine = Q(session__supervisor__uuid=actor.uuid)
    if actor.person_uuid is not None:
        own = Q(worker__person__uuid=actor.person_uuid)
        peers = Q(session__parts__worker__person__uuid=actor.person_uuid, session__supervisor__isnull=True)
        mine |= own | peers
    area = supervising_area(actor, on)
    if area.everything:
        return AgreedAction.objects.select_related("worker", "session")
    place = place_filter(area, AgreedAction.scope_paths)
    if place is not None:
        mine |= place
    return AgreedAction.objects.filter(mine).select_related("worker", "session").distinct()


def open_actions(worker: Worker) -> QuerySet[AgreedAction]:
    """What the worker still has to do, the earliest due first."""
    return worker.agreed_actions.filter(state=ActionState.OPEN).select_related("session").order_by("due_on", "id")


def actions_to_check(actor: Actor) -> QuerySet[AgreedAction]:
    """Done actions of the actor's own sessions."""
    rows = AgreedAction.objects.filter(state=ActionState.DONE, session__supervisor__uuid=actor.uuid)
    return rows.select_related("worker", "session").order_by("due_on", "id")


def rating_of(actor: Actor, *, on: dt.date, least: int) -> tuple[dt.date, dt.date, Decimal | None]:
    """The mean rating of the quarter before (its first and last day, the mean or None).

    Ratings cannot be changed and count in the quarter they were given in, so the figure of a past quarter stands still:
    nobody finds out a rating by looking before and after.
    """
    start, end = quarter_of(before(quarter_of(on)[0]))
    rows = SupervisionPart.objects.filter(
        session__supervisor__uuid=actor.uuid, feedback__isnull=False, feedback_on__gte=start, feedback_on__lte=end
    )
    ratings = [(worker, score or 0) for worker, score in rows.order_by("id").values_list("worker_id", "feedback")]
    return start, end, shown_rating(ratings, least=least)


def registered(actor: Actor) -> QuerySet[SupervisionSession]:
    """For the head: that sessions of his workers took place; the page shows no word of them."""
    rows = SupervisionSession.objects.within(actor.scope, Action.SUPERVISION_REGISTER)
    return with_parts(rows).order_by("-held_on", "-id")


def summary_of(worker: Worker, on: dt.date) -> tuple[dt.date | None, dt.date | None, int, int]:
    """(last confirmed day, next planned day, open actions, those overdue) of a worker; two queries."""
    rows = sessions_of_worker(worker).order_by()
    days = rows.aggregate(
        last=Max("held_on", filter=Q(state=SessionState.CONFIRMED)),
        coming=Min("held_on", filter=Q(state=SessionState.PLANNED, held_on__gte=on)),
    )
    owed = worker.agreed_actions.filter(state=ActionState.OPEN).aggregate(
        all=Count("id"), late=Count("id", filter=Q(due_on__lt=on))
    )
    return days["last"], days["coming"], owed["all"], owed["late"]


def link_of(occasion: Occasion) -> tuple[str, str] | None:
    """(title, address) of the session behind an occasion, for the calendar."""
    row = SupervisionSession.objects.filter(occasion=occasion).only("pk", "form").first()
    if row is None:
        return None
    return row.get_form_display(), reverse("staff:session-page", args=[row.pk])


def roll_names_of(occasion: Occasion, person_ids: Iterable[int]) -> dict[int, str]:
    """{person id: office name} of supervisees, for a roll that somebody outside their station keeps."""
    rows = Worker.objects.filter(person_id__in=list(person_ids), supervisions__session__occasion=occasion)
    return dict(rows.order_by("id").values_list("person_id", "display_name"))
