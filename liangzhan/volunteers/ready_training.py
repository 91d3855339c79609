"""What training offers to the platform when it starts: settings, the own page, evidence of 2.6.5 and A11."""

from liangzhan.access.actions import Action
from liangzhan.stations.evidence import register as register_check
from liangzhan.toolkit.menu import menu_pages
from liangzhan.toolkit.schedule import every
from liangzhan.volunteers.activity_links import activity_link
from liangzhan.volunteers.checks.training import national_system, trained
from liangzhan.volunteers.choices import VolunteerActivityState
from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.settings_training import declare_training


def register() -> None:
    """Called once from `ready`."""
    declare_training()
    own_entry("我的培训", "volunteers:own-trainings", note="报名培训，看学时", order=40)
    own_entry("放进手机日历", "volunteers:own-calendar", note="下载报名的活动，用手机日历打开", order=60)
    states = (VolunteerActivityState.RECRUITING,)
    activity_link("推荐志愿者", "volunteers:activity-suggestions", Action.VOLUNTEERING_MANAGE, states=states, order=20)
    menu_pages("volunteers:activity-list", "volunteers", "activity-suggestions")
    register_check("2.6.5", trained, rank=10)
    register_check("A11", national_system, rank=10)
    every("volunteers.tasks.reminding.remind_daily", title="志愿活动前一天提醒", at="09:00")
