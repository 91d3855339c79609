"""What a group did, in numbers: read from what its sessions posted, from the tests and the ratings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

from liangzhan.activities.choices.groups import MemberState
from liangzhan.activities.models import Group, GroupTest, RatingSheet
from liangzhan.activities.queries.group_sessions import sessions_of
from liangzhan.activities.rules.activity_posting import lines_of
from liangzhan.activities.rules.activity_ratings import Satisfaction, satisfaction_of
from liangzhan.activities.rules.group_tests import Change, change_of


@dataclass(frozen=True)
class GroupFigures:
    """Sessions held of those planned, 人次, 人数 with a name, members now and left, 人次 per session to one decimal."""

    held: int
    planned: int
    attended: int
    persons: int
    members: int
    left: int
    per_session: Decimal | None

    def kept(self) -> dict[str, object]:
        """As the report keeps them."""
        return {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(self).items()}


def figures_of(group: Group) -> GroupFigures:
    """The figures as they are now, in three queries; opens what the sessions have posted."""
    held = [one for one in sessions_of(group) if one.recorded_at is not None]
    persons = {line.person for one in held for line in lines_of(one.counted) if line.person is not None}
    states = list(group.members.values_list("state", flat=True).order_by())
    attended = sum(one.attended for one in held)
    each = (Decimal(attended) / len(held)).quantize(Decimal("0.1")) if held else None
    return GroupFigures(
        held=len(held),
        planned=group.sessions_planned,
        attended=attended,
        persons=len(persons),
        members=states.count(MemberState.ACCEPTED),
        left=states.count(MemberState.LEFT),
        per_session=each,
    )


def change_in(group: Group) -> tuple[GroupTest | None, Change | None]:
    """The test of a group and what its scores say; opens the scores."""
    test = GroupTest.objects.filter(group=group).first()
    if test is None:
        return None, None
    pairs = [(_number(one.before), _number(one.after)) for one in test.scores.order_by("pk")]
    return test, change_of(pairs, higher_is_better=test.higher_is_better)


def satisfaction_in(group: Group, *, fewest: int = 1) -> Satisfaction | None:
    """What members said, None when nobody was asked. The group's own page shows also few answers."""
    sheet = RatingSheet.objects.filter(group=group).first()
    return satisfaction_of(sheet.counts, fewest=fewest) if sheet else None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None
