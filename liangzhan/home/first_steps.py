"""What an empty desk says to each role, and the first step it offers. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from liangzhan.access.actor import Actor
from liangzhan.access.roles import Role


@dataclass(frozen=True)
class FirstStep:
    """Why the desk is empty, and a link (a URL name) with its words."""

    why: str
    url_name: str
    words: str


FIRST_STEPS: dict[Role, FirstStep] = {
    Role.PROVINCE: FirstStep("各市还没有报送材料。可以先查看或制定建设计划。", "programme:plan-list", "查看建设计划"),
    Role.CITY: FirstStep(
        "没有待分解的任务，也没有待报送的材料。可以先查看计划和进度。", "programme:plan-list", "查看建设计划"
    ),
    Role.COUNTY: FirstStep(
        "没有待确认的选址和待验收的站点。可以先看看本县站点名册。", "stations:station-list", "查看站点名册"
    ),
    Role.STREET: FirstStep(
        "没有待您确认的备案。可以先看看本乡镇（街道）的站点。", "stations:station-list", "查看站点名册"
    ),
    Role.COMMITTEE: FirstStep(
        "没有待您确认的事项。可以先看看本社区（村）的站点。", "stations:station-list", "查看站点"
    ),
    Role.STATION_HEAD: FirstStep("建设档案暂时没有缺项。可以先核对本站档案。", "stations:station-list", "打开本站"),
    Role.SOCIAL_WORKER: FirstStep("暂时没有要办的事。可以先核对本站档案。", "stations:station-list", "打开本站"),
    Role.VS_KEEPER: FirstStep("暂时没有要办的事。可以先核对本站档案。", "stations:station-list", "打开本站"),
    Role.SUPERVISOR: FirstStep("没有请您参加的验收。可以先看看片区内的站点。", "stations:station-list", "查看站点名册"),
    Role.EVALUATOR: FirstStep("没有待办事项。可以先看看受托区域的站点档案。", "stations:station-list", "查看站点名册"),
    Role.SYSTEM_ADMIN: FirstStep("系统没有报告问题。可以开通账户，或查看系统状态。", "home:status", "查看系统状态"),
    Role.SECURITY_ADMIN: FirstStep("没有待处理的账户问题。", "accounts:user-list", "查看账户"),
    Role.AUDIT_ADMIN: FirstStep("审计记录正常。可以先查阅最近的记录。", "audit:event-list", "查阅审计记录"),
}
NO_POST = FirstStep("您还没有岗位。请联系邀请您的人授予岗位后再使用。", "home:help", "查看使用帮助")


def first_step(actor: Actor) -> FirstStep:
    """The first step of the actor's first role."""
    return FIRST_STEPS[actor.grants[0].role] if actor.grants else NO_POST
