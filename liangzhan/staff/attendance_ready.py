"""What attendance offers to the rest of the platform; called once from apps.ready."""

from liangzhan.occasions.choices import OccasionKind
from liangzhan.occasions.owners import owner_link, roll_names
from liangzhan.staff.attendance_card import attendance_card
from liangzhan.staff.attendance_settings import declare_parameters
from liangzhan.staff.cards import worker_card
from liangzhan.staff.navigation_attendance import register_attendance
from liangzhan.staff.panels import attendance  # noqa: F401 -- the panels register themselves
from liangzhan.staff.queries.duty import duty_link, duty_names
from liangzhan.toolkit.schedule import every


def register() -> None:
    """Settings, menu, panels, the card, the owner of duty, the check-in of the morning."""
    declare_parameters()
    register_attendance()
    worker_card(attendance_card, order=30)
    owner_link(OccasionKind.DUTY, duty_link)
    roll_names(OccasionKind.DUTY, duty_names)
    every("staff.tasks.attendance.open_duty_days", title="开启当日签到", at="05:30")
