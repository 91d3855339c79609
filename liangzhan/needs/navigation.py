"""Entries of the menu."""

from liangzhan.access.actions import Action
from liangzhan.toolkit.menu import menu_item, menu_pages

NEEDS, RESOURCES, PROJECTS = "needs:need-list", "needs:resource-list", "needs:project-list"
SURVEYS = "needs:survey-list"


def register_menu() -> None:
    """Called once when the platform starts."""
    menu_item("运行", "居民需求", NEEDS, Action.NEED_VIEW, order=15, group="需求和资源")
    menu_item("运行", "社区资源", RESOURCES, Action.NEED_VIEW, order=16, under=NEEDS)
    menu_item("运行", "项目", PROJECTS, Action.NEED_VIEW, order=17, under=NEEDS)
    menu_item("运行", "调查", SURVEYS, Action.NEED_VIEW, order=18, under=NEEDS)
    menu_pages(SURVEYS, "needs", "survey-page", "survey-add", "survey-edit", "survey-publish", "survey-enter")
    menu_pages(NEEDS, "needs", "need-page", "need-add", "need-edit", "need-deed", "need-name")
    menu_pages(RESOURCES, "needs", "resource-page", "resource-add", "resource-edit", "resource-end", "use-add")
    menu_pages(PROJECTS, "needs", "project-page", "project-add", "project-edit", "measure-add", "measure-take")
