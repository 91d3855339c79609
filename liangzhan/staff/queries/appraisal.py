"""Reading appraisals: who is to be appraised, who may review, what waits, what was the last result of a station."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from liangzhan.access.actions import Action
from liangzhan.access.actor import Actor
from liangzhan.access.querysets import code_range
from liangzhan.access.roles import Role
from liangzhan.access.scope import Scope
from liangzhan.divisions.choices import Level
from liangzhan.divisions.rules import prefix
from liangzhan.staff.choices.appraisal import AppraisalState, Grade
from liangzhan.staff.choices.posts import PostRole
from liangzhan.staff.models import AppraisalCard, AppraisalObjection, AppraisalScore, AppraisalYear, Post, Worker
from liangzhan.staff.rules.appraisal import Reviewer, above_of, part_of_year, reviewer_problem
from liangzhan.stations.models import Station


@dataclass(frozen=True)
class Candidate:
    """Somebody whose card the opening of a year makes."""

    worker_id: int
    from_on: dt.date
    to_on: dt.date
    fte: Decimal
    above: str


def candidates(station: Station, year: int) -> list[Candidate]:
    """Everybody with a post here on a day of the year, with the part of the year and how the card is reviewed.

    A station has one reviewer of its own, the head; when nobody else has a card here, the card goes to 两委 or street.
    """
    rows = Post.objects.filter(station=station).overlapping(dt.date(year, 1, 1), dt.date(year, 12, 31))
    posts: dict[int, list[Post]] = {}
    for post in rows.order_by("worker_id", "starts_on", "id"):
        posts.setdefault(post.worker_id, []).append(post)
    found = []
    for worker_id, held in posts.items():
        span = part_of_year([(one.starts_on, one.ends_on) for one in held], year)
        if span is None:
            continue
        is_head = any(one.role == PostRole.STATION_HEAD for one in held)
        above = above_of(is_head, len(posts))
        found.append(Candidate(worker_id, *span, max(one.fte for one in held), above))
    return found


def listed(rows: QuerySet[AppraisalYear]) -> QuerySet[AppraisalYear]:
    """Each year with the numbers of its cards by where they stand."""
    state = "cards__state"
    return rows.select_related("station").annotate(
        cards_count=Count("cards"),
        unsaid_count=Count("cards", filter=Q(**{f"{state}__in": [AppraisalState.DRAFT, AppraisalState.SELF]})),
        review_count=Count("cards", filter=Q(**{state: AppraisalState.REVIEW})),
        shown_count=Count("cards", filter=Q(**{state: AppraisalState.PUBLICITY})),
        final_count=Count("cards", filter=Q(**{state: AppraisalState.FINAL})),
        appeal_count=Count("cards", filter=Q(**{state: AppraisalState.APPEAL})),
    )


def cards_of(appraisal: AppraisalYear) -> list[AppraisalCard]:
    """All cards of a year with worker, scores and objections, in the order of opening. Three queries."""
    scores = Prefetch("scores", queryset=AppraisalScore.objects.order_by("id"))
    objections = Prefetch("objections", queryset=AppraisalObjection.objects.order_by("id"))
    rows = appraisal.cards.select_related("worker__person", "appraisal").prefetch_related(scores, objections)
    return list(rows.order_by("id"))


def cards_in_publicity(appraisal: AppraisalYear) -> list[AppraisalCard]:
    """What the notice shows: names and grades, no score."""
    rows = appraisal.cards.filter(state=AppraisalState.PUBLICITY).select_related("worker")
    return list(rows.order_by("id"))


def own_cards(worker: Worker) -> QuerySet[AppraisalCard]:
    """One's own cards, the latest year first."""
    rows = AppraisalCard.objects.filter(worker=worker).select_related("appraisal", "station", "worker__person")
    return rows.order_by("-appraisal__year", "-id")


def own_card(actor: Actor, pk: int) -> AppraisalCard | None:
    """The card with this number when it is the actor's own."""
    if actor.person_uuid is None:
        return None
    rows = AppraisalCard.objects.filter(pk=pk, worker__person__uuid=actor.person_uuid)
    return rows.select_related("appraisal__station", "station", "worker__person", "statement_paper").first()


def own_waiting(actor: Actor) -> list[AppraisalCard]:
    """One's own cards that wait for the self statement. One query."""
    if actor.person_uuid is None:
        return []
    rows = AppraisalCard.objects.filter(state=AppraisalState.SELF, worker__person__uuid=actor.person_uuid)
    return list(rows.select_related("appraisal").order_by("id")[:5])


def to_review(actor: Actor) -> QuerySet[AppraisalYear]:
    """Years with a card that waits for this reader's review: the head's own cards are left to those above."""
    rows = AppraisalCard.objects.within(actor.scope, Action.APPRAISAL_REVIEW)
    rows = rows.filter(state=AppraisalState.REVIEW, grade="")
    if actor.person_uuid is not None:
        rows = rows.exclude(worker__person__uuid=actor.person_uuid)
    rows = rows.filter(above="") if actor.holds(Role.STATION_HEAD) else rows.exclude(above="")
    return AppraisalYear.objects.filter(pk__in=rows.values("appraisal_id")).select_related("station").order_by("id")


def is_own(card: AppraisalCard, actor: Actor) -> bool:
    """Does the card speak of the person behind this account?"""
    return actor.person_uuid is not None and card.worker.person.uuid == actor.person_uuid


def reviewer_of(card: AppraisalCard, actor: Actor) -> Reviewer:
    """How the actor stands to the card; no query when `worker__person` is at hand."""
    heads = [grant for grant in actor.grants if grant.role == Role.STATION_HEAD]
    is_head = any(card.station_id in grant.stations for grant in heads)
    above = Scope(tuple(grant for grant in actor.grants if grant.role in (Role.COMMITTEE, Role.STREET)))
    is_above = actor.unlimited or above.area(Action.APPRAISAL_REVIEW).covers_code(card.division_code)
    return Reviewer(is_own(card, actor), is_head, is_above)


def review_refusal(card: AppraisalCard, actor: Actor) -> str:
    """Why this actor does not review this card; "" when he may."""
    if not actor.may_at(Action.APPRAISAL_REVIEW, code=card.division_code, station_id=card.station_id):
        return "您没有评议这张考核卡的权限。"
    return reviewer_problem(card.above, reviewer_of(card, actor))


def excellent_taken(appraisal: AppraisalYear) -> tuple[int, int]:
    """(cards graded 优秀 that are published or final, all cards) of the street in the year."""
    street = prefix(appraisal.division_code, Level.STREET)
    rows = AppraisalCard.objects.filter(code_range("division_code", street), appraisal__year=appraisal.year)
    shown = [AppraisalState.PUBLICITY, AppraisalState.FINAL, AppraisalState.APPEAL]
    counts = rows.aggregate(taken=Count("id", filter=Q(state__in=shown, grade=Grade.EXCELLENT)), whole=Count("id"))
    return counts["taken"], counts["whole"]


def open_objections(appraisal: AppraisalYear) -> QuerySet[AppraisalObjection]:
    """Objections that nobody has answered yet."""
    rows = AppraisalObjection.objects.filter(card__appraisal=appraisal, answered_at__isnull=True)
    return rows.select_related("card__worker").order_by("id")


def ended_publicity(today: dt.date) -> QuerySet[AppraisalYear]:
    """Years with a card whose days of publicity are over: what the night makes final."""
    due = AppraisalCard.objects.filter(state=AppraisalState.PUBLICITY, publicity_until_on__lt=today)
    return AppraisalYear.objects.filter(pk__in=due.values("appraisal_id")).order_by("id")


def waiting_appeals(scope: Scope) -> QuerySet[AppraisalCard]:
    """Appeals that street or county decides, the oldest first."""
    rows = AppraisalCard.objects.within(scope, Action.APPRAISAL_APPEAL).filter(state=AppraisalState.APPEAL)
    return rows.select_related("appraisal", "station", "worker__person").order_by("state_since", "id")


@dataclass(frozen=True)
class LastFinal:
    """The last appraisal of a station with final grades: its year, how many, the day."""

    year: int
    count: int
    on: dt.date


def last_final(station_ids: Iterable[int]) -> dict[int, LastFinal]:
    """{station id: its last appraisal with final grades} (proof of 2.6.1); one query."""
    rows = (
        AppraisalCard.objects.filter(station_id__in=list(station_ids), final_on__isnull=False)
        .values("station_id", "appraisal__year")
        .annotate(count=Count("id"), on=Max("final_on"))
        .order_by("station_id", "appraisal__year")
    )
    return {row["station_id"]: LastFinal(row["appraisal__year"], row["count"], row["on"]) for row in rows}
