"""Help texts: one page for each role, in the words of the people who read them."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.roles import Role
from liangzhan.home.guide_texts import CASES, DAYS, DUTIES, PAGES

COMMON = (
    ("忘记密码", "请邀请您的人（上级业务人员）在“账户”里给您重发激活码，凭新激活码重新设置密码。平台不发邮件。"),
    ("账户被锁定", "连续输错 5 次密码会锁定 15 分钟。可以等待，或请安全管理员解除锁定。"),
    ("30 分钟没有操作", "平台会自动退出，重新登录即可。填写中的草稿保留在本浏览器（涉及个人信息的除外）。"),
    ("调离或休假", "在“账户与安全”里把岗位移交给接任人。待办跟着岗位走，不会丢失。"),
    ("字太小", "点页面底部的“大字版”。"),
    ("看不到某个站点或按钮", "您只能看到本岗位范围内的内容。确需查看的，请上级业务人员核对您的岗位和地区。"),
    ("页面报错", "请记下页面上的编号，报给系统管理员。"),
)


@dataclass(frozen=True)
class Guide:
    """The help page of one role: duty in a sentence, the day in steps, pages, what to do when."""

    role: Role
    duty: str
    day: tuple[str, ...]
    pages: tuple[tuple[str, str], ...]
    cases: tuple[tuple[str, str], ...]

    @property
    def slug(self) -> str:
        return slug(self.role)


def slug(role: Role) -> str:
    """How the role stands in an address: STATION_HEAD → station-head."""
    return role.value.lower().replace("_", "-")


GUIDES: dict[Role, Guide] = {role: Guide(role, DUTIES[role], DAYS[role], PAGES[role], CASES[role]) for role in Role}
