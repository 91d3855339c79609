"""Entries of the menu for attendance."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

STATION = "staff:attendance-stations"


def register_attendance() -> None:
    """Called once when the platform starts."""
    menu_item("", "我的考勤", "staff:my-attendance", Action.STAFF_OWN, order=16, under="staff:me")
    menu_item("运行", "各站考勤", STATION, Action.ATTENDANCE_VIEW, order=20, group="考勤")
    menu_item("运行", "请假审批", "staff:leave-list", Action.ATTENDANCE_DECIDE, order=21, under=STATION)
    menu_item("运行", "考勤更正审核", "staff:correction-list", Action.ATTENDANCE_DECIDE, order=22, under=STATION)
    menu_pages(STATION, "staff", "attendance-month", "attendance-today", "attendance-day", "month-close")
    menu_pages(STATION, "staff", "duty-page", "duty-week", "duty-week-end", "shift-add", "leave-enter")
    menu_pages(STATION, "staff", "correction-enter", "sheet-upload", "sheet-preview", "sheet-job")
    menu_pages("staff:leave-list", "staff", "leave-page")
    menu_pages("staff:correction-list", "staff", "correction-page", "month-second-list")
    menu_pages("staff:my-attendance", "staff", "leave-ask", "leave-return", "correction-ask", "my-day")
