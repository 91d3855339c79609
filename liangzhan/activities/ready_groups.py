"""What groups and community activities register when the platform starts."""

from __future__ import annotations

from liangzhan.activities import activity_persons, activity_rolls, navigation_groups, panels_groups  # noqa: F401 -- panels register themselves
from liangzhan.activities.models import ActivityRecord, Group, GroupReport, GroupSession
from liangzhan.activities.queries.activity_posting import expected_of, hrefs_of
from liangzhan.activities.settings_groups import declare_groups
from liangzhan.ledger.vouchers import Source, voucher_source

SOURCES = ((Group, "小组"), (GroupSession, "小组节次"), (GroupReport, "小组总结"), (ActivityRecord, "社区活动"))


def register() -> None:
    """Called once."""
    declare_groups()
    activity_persons.register()
    activity_rolls.register()
    navigation_groups.register()
    for model, title in SOURCES:
        hrefs = hrefs_of(model)
        voucher_source(
            f"activities.{model.__name__}",
            Source(
                title,
                lambda uuid, actor, hrefs=hrefs: hrefs([uuid], actor).get(uuid, ""),
                expected_of(model),
                hrefs=hrefs,
            ),
        )
