"""The only table of role → verbs and role → how much of a field (domain.md 10.3). Rows are `querysets.within`."""

from dataclasses import dataclass

from django.db import models

from liangzhan.access.actions import Action as A


class Role(models.TextChoices):
    """Roles of domain.md 10.3. The three administrators have no content rights (GB/T 22239)."""

    PROVINCE = "PROVINCE", "省级业务人员"
    CITY = "CITY", "市级业务人员"
    COUNTY = "COUNTY", "县级业务人员"
    STREET = "STREET", "乡镇（街道）人员"
    COMMITTEE = "COMMITTEE", "社区（村）两委"
    STATION_HEAD = "STATION_HEAD", "站长"
    SOCIAL_WORKER = "SOCIAL_WORKER", "社会工作者"
    VS_KEEPER = "VS_KEEPER", "志愿服务站工作人员"
    SUPERVISOR = "SUPERVISOR", "督导"
    EVALUATOR = "EVALUATOR", "评估人员"
    SYSTEM_ADMIN = "SYSTEM_ADMIN", "系统管理员"
    SECURITY_ADMIN = "SECURITY_ADMIN", "安全管理员"
    AUDIT_ADMIN = "AUDIT_ADMIN", "审计管理员"


# Where a grant of the role is rooted; STATION means one station, WHOLE the whole platform without content.
class Seat(models.TextChoices):
    PROVINCE = "PROVINCE", "省"
    CITY = "CITY", "市"
    COUNTY = "COUNTY", "县（市、区）"
    STREET = "STREET", "乡镇（街道）"
    COMMUNITY = "COMMUNITY", "社区（村）"
    STATION = "STATION", "站点"
    AREA = "AREA", "任一区域"
    WHOLE = "WHOLE", "全平台"


@dataclass(frozen=True)
class RoleCard:
    """One role, readable by an auditor: seat, plain description, verbs, data classes shown in full."""

    seat: Seat
    description: str
    actions: frozenset[A]
    classes: frozenset[str]
    second_factor: bool = False


_EVERYBODY = frozenset({A.OWN_ACCOUNT, A.HELP_READ, A.NOTICE_READ, A.DESK_VIEW, A.JOB_VIEW})
_READERS = _EVERYBODY | {A.SEARCH, A.DIVISION_VIEW, A.STATION_VIEW, A.PLAN_VIEW, A.PROGRESS_VIEW}
_OFFICERS = _READERS | {A.STATION_EXPORT, A.PARAMETER_VIEW, A.GRANT_VIEW, A.GRANT_MANAGE, A.POST_HAND_OVER}
_STATION = _READERS | {A.STATION_EXPORT}

ROLES: dict[Role, RoleCard] = {
    Role.PROVINCE: RoleCard(
        Seat.PROVINCE,
        "制定计划、下达任务、审核十月报告，查看全省建设情况；看不到服务对象。",
        _OFFICERS
        | {A.PLAN_MANAGE, A.QUOTA_TRANSFER, A.QUOTA_TRANSFER_DECIDE, A.OCTOBER_REVIEW, A.SIGN_TEMPLATE_MANAGE}
        | {A.DIVISION_MANAGE, A.AUTHORITY_MANAGE, A.PARAMETER_MANAGE, A.STATION_IMPORT},
        frozenset({"P0", "P1"}),
    ),
    Role.CITY: RoleCard(
        Seat.CITY,
        "把任务分解到县（市、区），申请调剂，编制并报送十月报告。",
        _OFFICERS
        | {A.QUOTA_SPLIT, A.QUOTA_TRANSFER, A.QUOTA_TRANSFER_DECIDE, A.OCTOBER_DRAFT, A.ACCEPTANCE_INSPECT}
        | {A.STATION_IMPORT, A.PARAMETER_MANAGE},
        frozenset({"P0", "P1"}),
    ),
    Role.COUNTY: RoleCard(
        Seat.COUNTY,
        "确认选址，组织验收和整改，维护本县站点名册。",
        _OFFICERS
        | {A.SITE_CONFIRM, A.ACCEPTANCE_INSPECT, A.QUOTA_TRANSFER, A.STATION_IMPORT, A.STATION_CLOSE}
        | {A.STATION_EDIT, A.STATION_OPEN},
        frozenset({"P0", "P1"}),
    ),
    Role.STREET: RoleCard(
        Seat.STREET,
        "推荐社区选址，确认备案，可担任第二人。",
        _READERS
        | {A.STATION_EXPORT, A.SITE_NOMINATE, A.FILING_STREET, A.STATION_EDIT, A.ACCEPTANCE_SUBMIT}
        | {A.GRANT_VIEW, A.GRANT_MANAGE, A.POST_HAND_OVER},
        frozenset({"P0", "P1"}),
    ),
    Role.COMMITTEE: RoleCard(
        Seat.COMMUNITY,
        "领导和监督本社区“两站”：确认备案、年度计划和报告，填写监督意见。",
        _READERS | {A.FILING_COMMITTEE, A.SUPERVISION_OPINION, A.YEARLY_PLAN_CONFIRM},
        frozenset({"P0", "P1"}),
    ),
    Role.STATION_HEAD: RoleCard(
        Seat.STATION,
        "填写建设档案，申请备案，提交验收，反馈整改，开站。",
        _STATION
        | {A.STATION_EDIT, A.FILING_APPLY, A.ACCEPTANCE_SUBMIT, A.RECTIFICATION_ANSWER, A.STATION_OPEN}
        | {A.YEARLY_PLAN_EDIT},
        frozenset({"P0", "P1"}),
    ),
    Role.SOCIAL_WORKER: RoleCard(
        Seat.STATION, "在本站开展专业服务；协助填写建设档案。", _STATION | {A.STATION_EDIT}, frozenset({"P0", "P1"})
    ),
    Role.VS_KEEPER: RoleCard(
        Seat.STATION, "负责志愿服务站日常工作；协助填写建设档案。", _STATION | {A.STATION_EDIT}, frozenset({"P0", "P1"})
    ),
    Role.SUPERVISOR: RoleCard(Seat.AREA, "片区督导；在只有一人的站点可担任第二人。", _READERS, frozenset({"P0", "P1"})),
    Role.EVALUATOR: RoleCard(Seat.AREA, "受委托评估，只看受托区域的站点档案。", _READERS, frozenset({"P0", "P1"})),
    Role.SYSTEM_ADMIN: RoleCard(
        Seat.WHOLE,
        "维护系统运行和账户开通，看不到业务内容。",
        _EVERYBODY | {A.SYSTEM_VIEW, A.GRANT_VIEW, A.GRANT_MANAGE},
        frozenset({"P0"}),
        second_factor=True,
    ),
    Role.SECURITY_ADMIN: RoleCard(
        Seat.WHOLE,
        "处理锁定账户和第二因素，看不到业务内容。",
        _EVERYBODY | {A.GRANT_VIEW, A.SECURITY_MANAGE},
        frozenset({"P0"}),
        second_factor=True,
    ),
    Role.AUDIT_ADMIN: RoleCard(
        Seat.WHOLE,
        "查阅审计记录，核验记录链，看不到业务内容。",
        _EVERYBODY | {A.AUDIT_READ},
        frozenset({"P0"}),
        second_factor=True,
    ),
}

ADMINISTRATORS = frozenset(role for role, card in ROLES.items() if card.second_factor)

# Who may stand in as the second person of a one-person station (issue 2, "Small stations").
SECOND_PERSONS = frozenset({Role.COMMITTEE, Role.STREET, Role.SUPERVISOR})


def may(role: Role, action: A) -> bool:
    """Does the role hold the verb? (Where is another question.)"""
    return action in ROLES[role].actions


def roles_with(action: A) -> frozenset[Role]:
    """Roles that hold the verb; used to address notices and by the matrix test."""
    return frozenset(role for role, card in ROLES.items() if action in card.actions)
