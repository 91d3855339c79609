"""Insurance of volunteers (志愿服务条例 §17): of named persons, or 统保 of a county or city."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.audit.services import recorded
from liangzhan.documents.choices import FileKind
from liangzhan.documents.services import keep_file
from liangzhan.stations.models import Station
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import moment
from liangzhan.volunteers.choices import VolunteerEvent
from liangzhan.volunteers.models import Policy, PolicyMember, Volunteer
from liangzhan.volunteers.rules.insurance import PolicyFacts, policy_problems


@recorded(VolunteerEvent.POLICY_SAVED, keep=["station", "division_code"])
def save_policy(
    *,
    facts: PolicyFacts,
    by: Actor,
    station: Station | None = None,
    division_code: str = "",
    policy: Policy | None = None,
    file: Any = None,
) -> Policy:
    """Write down a policy. With a station: a list of its volunteers; with a division alone: 统保 of everybody there.

    Raises RuleBroken naming the field.
    """
    for field, sentence in policy_problems(facts).items():
        raise RuleBroken(sentence, field=field)
    place = station.division_code if station else division_code
    if not place:
        raise RuleBroken("请选择站点或区域。", field="station")
    row = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk) if policy else Policy()
    row.station, row.division_code, row.whole_area = station, place, station is None
    for name in PolicyFacts.__dataclass_fields__:
        value = getattr(facts, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    if file is not None:
        row.file = keep_file(upload=file, title="志愿者保险单", kind=FileKind.PAPER, by=by)
    row.saved_at, row.saved_by = moment(), by
    row.save()
    return row


@recorded(VolunteerEvent.POLICY_SAVED)
def insure(*, policy: Policy, volunteers: Iterable[Volunteer], by: Actor) -> Policy:
    """The insured list is exactly these. Raises RuleBroken for a policy that covers a whole area."""
    row = Policy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    if row.whole_area:
        raise RuleBroken("统保覆盖本区域全部志愿者，不用填名单。")
    wanted = {one.pk for one in volunteers if one.station_id == row.station_id}
    held = set(row.members.values_list("volunteer_id", flat=True))
    row.members.filter(volunteer__in=held - wanted).delete()
    PolicyMember.objects.bulk_create([PolicyMember(policy=row, volunteer_id=pk) for pk in sorted(wanted - held)])
    return row
