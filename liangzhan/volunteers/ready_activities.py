"""What activities offer to the platform when it starts: menu, desk, settings, persons merged or forgotten."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.occasions.owners import owner_link
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import decide, moving
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.toolkit.schedule import every
from liangzhan.volunteers import panels_activities  # noqa: F401 -- registers its panels
from liangzhan.volunteers.activity_links import activity_link
from liangzhan.volunteers.models import VolunteerActivity
from liangzhan.volunteers.own_menu import own_entry
from liangzhan.volunteers.queries.activity_page import page_of_occasion
from liangzhan.volunteers.settings_activities import declare_activities

HELD = ("ONGOING", "ENDED", "CONFIRMING", "ARCHIVED")
LIST = "volunteers:activity-list"
LEADER = "volunteers.VolunteerActivity.leader_person"


def register() -> None:
    """Called once from `ready`."""
    declare_activities()
    every("volunteers.tasks.activities.nightly", title="核对志愿活动", at="01:40")
    menu_item("运行", "志愿服务活动", LIST, Action.VOLUNTEERING_VIEW, order=26, under="volunteers:volunteer-list")
    menu_pages(
        LIST, "volunteers", "activity-page", "activity-add", "activity-edit", "activity-return", "activity-cancel"
    )
    menu_pages(LIST, "volunteers", "sign-ups", "sign-up", "sign-up-find", "sign-up-add", "sign-up-decide")
    menu_pages(LIST, "volunteers", "sign-up-guardian", "sign-up-agreement", "sign-up-withdraw", "activity-publish")
    own_entry("找活动、报名", "volunteers:own-activities", note="看得到能不能报名、为什么", order=10)
    own_entry("我的报名", "volunteers:own-sign-ups", note="录取结果，退出报名", order=20)
    activity_link("服务时长", "volunteers:hours-activity", Action.HOURS_CONFIRM, states=HELD, order=10)
    owner_link("VOLUNTEER", page_of_occasion)
    decide(LEADER, moving(LEADER))
    forget_by(LEADER, Erasure("负责人留下岗位显示名，不再指向本人", _forget_leader))


def _forget_leader(person: object) -> int:
    return VolunteerActivity.objects.filter(leader_person=person).update(leader_person=None)
