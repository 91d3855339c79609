"""What the register offers to the platform when it starts: menu, desk, settings, persons merged or forgotten."""

from __future__ import annotations

from liangzhan.access.actions import Action
from liangzhan.ledger.vouchers import Source, voucher_source
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide
from liangzhan.people.rights import offer
from liangzhan.toolkit.menu import menu_item, menu_pages
from liangzhan.volunteers import panels  # noqa: F401 -- registers its panels
from liangzhan.volunteers.decisions import forget_volunteers, holds_volunteer, move_volunteers
from liangzhan.volunteers.queries.own_part import volunteer_parts
from liangzhan.volunteers.queries.register_posting import expected_joined, expected_left, joined_href, left_href
from liangzhan.volunteers.settings import declare_parameters

LIST = "volunteers:volunteer-list"
VOLUNTEER = "volunteers.Volunteer.person"


def register() -> None:
    """Called once from `ready`."""
    declare_parameters()
    menu_item("运行", "志愿者", LIST, Action.VOLUNTEER_VIEW, order=26, group="志愿服务")
    menu_item("运行", "志愿者保险", "volunteers:policy-list", Action.POLICY_MANAGE, order=28, under=LIST)
    menu_pages("volunteers:policy-list", "volunteers", "policy-add", "policy-members")
    menu_pages(LIST, "volunteers", "import-upload", "import-preview")
    menu_pages(LIST, "volunteers", "volunteer-page", "volunteer-add", "volunteer-confirm", "volunteer-national")
    menu_pages(LIST, "volunteers", "volunteer-suspend", "volunteer-quit", "volunteer-code", "volunteer-transfer")
    offer("volunteers", volunteer_parts)
    voucher_source("volunteers.Volunteer", Source("志愿者登记", joined_href, expected_joined))
    voucher_source("volunteers.VolunteerSpell", Source("志愿者退出", left_href, expected_left))
    decide(VOLUNTEER, Decision("登记并入；两边都在册的，保留较早的一条，活动和记录一并转入", move_volunteers))
    forget_by(
        VOLUNTEER, Erasure("清空登记信息和证明内容，服务记录、证明编号和摘要保留", forget_volunteers, holds_volunteer)
    )
