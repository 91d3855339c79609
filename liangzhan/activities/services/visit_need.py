"""What was found on a visit becomes a need of the room that follows needs up (clauses 1.1, 3.2.1)."""

from __future__ import annotations

from liangzhan.access.actor import Actor
from liangzhan.activities.choices import VisitEvent
from liangzhan.activities.models import Visit
from liangzhan.audit.services import recorded
from liangzhan.needs.choices import NeedGroup, NeedSource
from liangzhan.needs.models import Need
from liangzhan.needs.queries.needs import naming_problem
from liangzhan.needs.services.needs import raise_need
from liangzhan.people.choices import GROUP_OF_CATEGORY, ClientCategory
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today


@recorded(VisitEvent.NEED, keep=["visit"])
def need_from_visit(*, visit: Visit, by: Actor) -> Need:
    """Raise the need that a visit found, once for each visit; under the person's name only where that may be.

    Raises RuleBroken when nothing was found, or the visit was withdrawn.
    """
    if visit.withdrawn_at is not None or not visit.needs_found.strip():
        raise RuleBroken("这次探访没有写发现的需求，请先在记录里补上。")
    rows = list(visit.persons.select_related("person").order_by("position"))
    first = rows[0]
    may_name = len(rows) == 1 and not naming_problem(first.person, visit.station, today())
    group = GROUP_OF_CATEGORY[ClientCategory(first.category)].value if first.category else ""
    return raise_need(
        station=visit.station,
        category=visit.service_kind,
        description=visit.needs_found,
        source=NeedSource.VISIT,
        person=first.person if may_name else None,
        persons_concerned=len(rows),
        voucher=visit.voucher,
        group=group if group in NeedGroup.values else NeedGroup.OTHER,
        raised_on=visit.on,
        by=by,
    )
