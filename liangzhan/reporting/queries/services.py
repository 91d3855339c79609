"""I05–I13, I20, I25–I27: what was done for people, read from the ledger and from how cases and activities ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, QuerySet, Value
from django.db.models import Sum as Total
from django.utils import timezone

from liangzhan.activities.queries.outcomes import rating_counts
from liangzhan.casework.queries.outcomes import Outcome, outcomes, sums_of
from liangzhan.divisions.choices import Level
from liangzhan.funds.choices import DonationKind
from liangzhan.funds.models import Donation
from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientGroup
from liangzhan.protection.models import Crisis, Report
from liangzhan.reporting.queries.asked import ACTION, Question
from liangzhan.reporting.rules.arithmetic import Number, mean, share, yuan
from liangzhan.reporting.rules.definitions import CLIENT_KINDS, LEAST_ANSWERS

FAR = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY, Level.ZONE})
KEY_GROUPS = frozenset(
    str(one)
    for one, group in GROUP_OF_CATEGORY.items()
    if group
    in (ClientGroup.ELDER, ClientGroup.MINOR, ClientGroup.DISABLED, ClientGroup.LEFT_BEHIND, ClientGroup.LOW_INCOME)
)


def persons_served(asked: Question) -> dict[str, Number]:
    """I05: distinct identified clients with at least one service (9.3). People."""
    return {"persons": asked.sum_of(*CLIENT_KINDS).person_count}


def times_served(asked: Question) -> dict[str, Number]:
    """I06: contacts, group and activity attendances with heads without a name, visits (9.3). Person-times."""
    return {"times": asked.sum_of(*CLIENT_KINDS).times}


def files_opened(asked: Question) -> dict[str, Number]:
    """I07: clients for whom a file was opened (9.3). People."""
    return {"persons": asked.sum_of("FILE_OPENED").person_count}


def cases(asked: Question) -> dict[str, Number]:
    """I08: formal cases opened in the period, open at its end, closed in it (9.3). Cases."""
    opened, closed = asked.sum_of("CASE_OPENED").entries, asked.sum_of("CASE_CLOSED").entries
    return {"opened": opened, "open": _open_before(asked) + opened - closed, "closed": closed}


def case_results(asked: Question) -> dict[str, Number]:
    """I09: closed ÷ (open at the start + opened); mean objective percent at closing (9.3). Percent."""
    opened, closed = asked.sum_of("CASE_OPENED").entries, asked.sum_of("CASE_CLOSED").entries
    ends = sums_of(_ends(asked))
    return {"closed": share(closed, _open_before(asked) + opened), "goals": mean(ends.goal_sum, ends.with_goals)}


def groups(asked: Question) -> dict[str, Number]:
    """I10: groups started, sessions held, attendances (9.3)."""
    return {
        "groups": asked.sum_of("GROUP_OPENED").entries,
        "sessions": asked.sum_of("GROUP_SESSION").entries,
        "times": asked.sum_of("GROUP_ATTENDANCE").times,
    }


def activities(asked: Question) -> dict[str, Number]:
    """I11: community activities held, and attendances (9.3)."""
    return {"held": asked.sum_of("ACTIVITY_HELD").entries, "times": asked.sum_of("ACTIVITY_ATTENDANCE").times}


def visits(asked: Question) -> dict[str, Number]:
    """I12: visits per person, and per household occasion (9.3)."""
    return {"times": asked.sum_of("VISIT").times, "households": asked.sum_of("VISIT_HOUSEHOLD").entries}


def functioning(asked: Question) -> dict[str, Number]:
    """I13: cases closed with a higher score ÷ cases closed with both scores (9.3). Percent, cases."""
    ends = sums_of(_ends(asked))
    return {"rate": share(ends.improved, ends.with_scores), "scored": ends.with_scores}


def resources(asked: Question) -> dict[str, Number]:
    """I20: donations received and resources linked; no purchase money, no volunteer time (9.3). Yuan."""
    rows = Donation.objects.within(asked.scope, ACTION).filter(
        asked.within(), received_on__gte=asked.period.start, received_on__lte=asked.on, voided_at__isnull=True
    )
    given = dict(rows.order_by().values_list("kind").annotate(fen=Total("amount_fen")))
    linked = asked.sum_of("RESOURCE_LINKED").fen
    return {
        "money": yuan(given.get(DonationKind.CASH, 0)),
        "goods": yuan(given.get(DonationKind.GOODS, 0)),
        "service": yuan(given.get(DonationKind.SERVICE, 0) + linked),
    }


def satisfaction(asked: Question) -> dict[str, Number]:
    """I25: mean of 1–5 and the share of 4 and more; nothing under ten answers (9.3)."""
    counts = rating_counts(asked.scope, asked.within(), start=asked.period.start, end=asked.on, action=ACTION)
    for mark in (one.satisfaction for one in _ends(asked)):
        if mark is not None:
            counts[mark] += 1
    answers = sum(counts.values())
    if answers < LEAST_ANSWERS:
        return {"mean": None, "satisfied": None, "answers": answers}
    total = sum(score * count for score, count in counts.items())
    return {
        "mean": mean(total, answers, digits=2),
        "satisfied": share(counts[4] + counts[5], answers),
        "answers": answers,
    }


def key_groups(asked: Question) -> dict[str, Number]:
    """I26: distinct clients of the five groups of [N 三(一)] ÷ I05 (9.3). Percent, people."""
    those = asked.sum_of(*CLIENT_KINDS, categories=KEY_GROUPS).person_count
    return {"rate": share(those, asked.sum_of(*CLIENT_KINDS).person_count), "persons": those}


def dangers(asked: Question) -> dict[str, Number]:
    """I27: crises found, mandatory reports made; only figures of a county or more, never of a station (9.3, 10.3)."""
    if asked.station_id is not None or Level(asked.area.level) not in FAR:
        return {"crises": None, "reports": None}
    midnight = dt.time.min
    first = timezone.make_aware(dt.datetime.combine(asked.period.start, midnight))
    after = timezone.make_aware(dt.datetime.combine(asked.on + dt.timedelta(days=1), midnight))
    span = {"found_at__gte": first, "found_at__lt": after}
    where = asked.reach() & asked.within()
    crises = _counted("crises", Crisis.objects.filter(where, sealed=False, **span))
    reports = _counted("reports", Report.objects.filter(where, **span))
    return {"crises": 0, "reports": 0, **dict(crises.union(reports, all=True))}


def _counted(name: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """(name, how many) as one row, so that two counts are one question."""
    return rows.order_by().values_list(Value(name)).annotate(n=Count("pk"))


def _open_before(asked: Question) -> int:
    """Formal cases open when the period began: opened and not closed before it."""
    found = {"CASE_OPENED": 0, "CASE_CLOSED": 0}
    for (kind, _), one in asked.ledger_before.items():
        found[kind] += one.entries
    return found["CASE_OPENED"] - found["CASE_CLOSED"]


def _ends(asked: Question) -> list[Outcome]:
    return list(asked.once("ends", lambda: _read_ends(asked)))


def _read_ends(asked: Question) -> list[Outcome]:
    where = asked.within("case__division_code", "case__station_id")
    where &= asked.reach("case__division_code", "case__station_id")
    return outcomes(asked.period.start, asked.on, where=where)
