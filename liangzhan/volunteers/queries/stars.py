"""Who reaches a star, proposals, and what stands on the public page (domain.md 6.7)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from liangzhan.access.actions import Action
from liangzhan.access.scope import Scope
from liangzhan.toolkit.identity import mask_name
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import AnomalyState, RecordState, StarState, VolunteerState
from liangzhan.volunteers.models import Anomaly, ServiceRecord, StarProposal, Volunteer
from liangzhan.volunteers.queries.records import disputed_volunteers, quality_mean, verified_minutes
from liangzhan.volunteers.rules.hours import hours_text
from liangzhan.volunteers.rules.stars import Ladder, Standing, next_star, standing_problems, star_words
from liangzhan.volunteers.settings_certificates import ladder_at, ladder_of, load_ladders

MOST = 200


@dataclass(frozen=True)
class Candidate:
    """A volunteer whose hours reach a star nobody proposed yet; `problems` say why he cannot be proposed now."""

    volunteer: Volunteer
    stars: int
    hours: str
    quality: float | None
    problems: list[str]

    @property
    def words(self) -> str:
        return star_words(self.stars)


@dataclass(frozen=True)
class PublicStar:
    """What the public page shows of one proposal: a masked name, no number, no hours."""

    name: str
    words: str
    station: str
    starts_on: dt.date
    ends_on: dt.date


def standings_of(volunteers: Collection[Volunteer]) -> dict[int, Standing]:
    """{volunteer id: what speaks for and against him now}, in four queries."""
    ids = [one.pk for one in volunteers]
    minutes, quality, disputed = verified_minutes(ids), quality_mean(ids), disputed_volunteers(ids)
    doubted = set(
        Anomaly.objects.filter(record__volunteer__in=ids, state=AnomalyState.OPEN).values_list(
            "record__volunteer", flat=True
        )
    )
    return {
        one.pk: Standing(
            active=one.state == VolunteerState.ACTIVE,
            minutes=minutes.get(one.pk, 0),
            quality=quality.get(one.pk),
            open_disputes=one.pk in disputed,
            open_complaints=one.pk in doubted,
        )
        for one in volunteers
    }


def held_stars(volunteer_ids: Collection[int]) -> dict[int, list[int]]:
    """{volunteer id: stars that are proposed, public or granted}."""
    found: dict[int, list[int]] = {one: [] for one in volunteer_ids}
    rows = StarProposal.objects.filter(volunteer__in=volunteer_ids).exclude(state=StarState.REFUSED)
    for volunteer, stars in rows.values_list("volunteer", "stars"):
        found[volunteer].append(stars)
    return found


def candidates(scope: Scope) -> list[Candidate]:
    """Live volunteers of the reader's stations who reach a star by the ladder of their place, wherever they served.

    Stars first, then as they came; no ranking by hours. At most MOST persons, about eight queries.
    """
    live = Volunteer.objects.within(scope, Action.STAR_PROPOSE).filter(state=VolunteerState.ACTIVE)
    loaded, day = load_ladders(), today()
    codes = live.order_by().values_list("division_code", flat=True).distinct()
    ladders = {code: ladder_of(loaded, day, code) for code in codes}
    least = min((ladder.hours[0] for ladder in ladders.values()), default=0)
    served = ServiceRecord.objects.filter(volunteer__in=live.order_by().values("pk"), state=RecordState.VERIFIED)
    reached = served.order_by().values("volunteer").annotate(total=Sum("minutes")).filter(total__gte=least * 60)
    rows = live.filter(pk__in=reached.values("volunteer")).select_related("person", "station")
    volunteers = list(rows.order_by("pk")[:MOST])
    return sorted(_reaching(volunteers, ladders), key=lambda one: (-one.stars, one.volunteer.pk))


def candidate_of(volunteer: Volunteer) -> Candidate | None:
    """The same of one volunteer by the ladder of his place; None when no new star is reached."""
    code = volunteer.division_code
    return next(iter(_reaching([volunteer], {code: ladder_at(today(), code)})), None)


def _reaching(volunteers: list[Volunteer], ladders: Mapping[str, Ladder]) -> list[Candidate]:
    standings, held = standings_of(volunteers), held_stars([one.pk for one in volunteers])
    found = []
    for one in volunteers:
        standing, ladder = standings[one.pk], ladders[one.division_code]
        if stars := next_star(standing.minutes, held[one.pk], ladder):
            problems = standing_problems(standing, ladder)
            found.append(Candidate(one, stars, hours_text(standing.minutes), standing.quality, problems))
    return found


def star_rows(scope: Scope, action: Action = Action.HOURS_VIEW) -> QuerySet[StarProposal]:
    """Proposals of the reader's area, with the volunteer and the station."""
    return StarProposal.objects.within(scope, action).select_related("volunteer__person", "station")


def own_stars(volunteer: Volunteer) -> list[StarProposal]:
    """Every star of the person, the latest first, refused ones included."""
    rows = StarProposal.objects.filter(volunteer__person=volunteer.person_id).select_related("station")
    return list(rows.order_by("-proposed_at", "-pk"))


def public_rows() -> QuerySet[StarProposal]:
    """Proposals whose publicity runs today, for everybody."""
    day = today()
    rows = StarProposal.objects.filter(state=StarState.PUBLIC, public_starts_on__lte=day, public_ends_on__gte=day)
    return rows.select_related("volunteer__person", "station")


def public_star(row: StarProposal) -> PublicStar:
    """Masked."""
    if row.public_starts_on is None or row.public_ends_on is None:
        raise ValueError("not public")
    name = mask_name(row.volunteer.person.name)
    return PublicStar(name, star_words(row.stars), row.station.name, row.public_starts_on, row.public_ends_on)


def to_publish(scope: Scope) -> QuerySet[StarProposal]:
    """Agreed to by the volunteer, waiting to be made public."""
    rows = StarProposal.objects.within(scope, Action.STAR_DECIDE)
    return rows.filter(state=StarState.PROPOSED, agreed_at__isnull=False)


def to_decide(scope: Scope) -> QuerySet[StarProposal]:
    """The publicity is over."""
    rows = StarProposal.objects.within(scope, Action.STAR_DECIDE)
    return rows.filter(state=StarState.PUBLIC, public_ends_on__lt=today())
