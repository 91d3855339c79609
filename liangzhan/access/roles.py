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
_READERS = (
    _EVERYBODY
    | {A.SEARCH, A.DIVISION_VIEW, A.STATION_VIEW, A.PLAN_VIEW, A.PROGRESS_VIEW}
    | {A.OCCASION_VIEW, A.CHECK_IN, A.TRAINING_VIEW, A.VOLUNTEER_OWN, A.VOLUNTEERING_VIEW, A.FIGURE_VIEW}
    | {A.RETURN_VIEW}
)
# What somebody without an account may do about himself, with a pass on his phone (`accounts` Pass). No rows of others.
OWN_PASS = frozenset({A.VOLUNTEER_OWN, A.CHECK_IN})
# Returns: whoever works at a unit writes and hands in its own; the level above accepts (`reporting.rules.returns`).
_OFFICERS = _READERS | {
    A.RETURN_ACCEPT,
    A.STATION_EXPORT,
    A.PARAMETER_VIEW,
    A.GRANT_VIEW,
    A.GRANT_MANAGE,
    A.POST_HAND_OVER,
}
# What every officer of province, city, county and street sees of staff and may do about trainings and honours.
_STAFF_OFFICERS = frozenset(
    {A.OCCASION_MANAGE, A.TRAINING_MANAGE, A.AWARD_VIEW, A.AWARD_MANAGE, A.STAFF_VIEW, A.STAFF_EXPORT}
) | {A.SUPERVISION_FIGURES, A.TALENT_VIEW, A.TABLE_ASK, A.TABLE_DECIDE}
# What those who look after stations from near do about their people (second person of a small station included).
_STAFF_NEAR = frozenset({A.CLEARANCE_MANAGE, A.STAFF_MANAGE, A.STAFF_IMPORT, A.ATTENDANCE_VIEW, A.APPRAISAL_VIEW}) | {
    A.APPRAISAL_OPEN,
    A.ETHICS_VIEW,
    A.COMPLAINT_HANDLE,
    A.EXAM_MANAGE,
}
# Money and things. Of a filed station approver and cashier sit at the committee or the street (`funds.rules.money`).
_FUNDS_DESK = frozenset({A.ASSET_VIEW, A.ASSET_WITNESS, A.ASSET_DECIDE, A.FUND_VIEW, A.FUND_RECORD}) | {
    A.CLAIM_VIEW,
    A.CLAIM_APPROVE,
    A.CASHIER,
    A.BUDGET_MANAGE,
    A.DONATION_MANAGE,
}
_FUNDS_KEEPER = frozenset({A.FUND_VIEW, A.FUND_RECORD, A.CASHIER, A.DONATION_MANAGE})
_FUNDS_WORKER = frozenset({A.ASSET_VIEW, A.ASSET_MANAGE, A.ASSET_WITNESS, A.CLAIM_VIEW, A.CLAIM_MAKE})
# What everybody who serves at a station does for residents; a case is read by its team, whatever the role (`casework`).
_SERVICE = frozenset({A.NEED_VIEW, A.NEED_MANAGE, A.VISIT_VIEW, A.VISIT_RECORD, A.ACTIVITY_VIEW, A.ACTIVITY_MANAGE}) | {
    A.RISK_VIEW,
    A.RISK_RECORD,
    A.MANDATORY_REPORT,
    A.MANDATORY_VIEW,
    A.ARCHIVE_SEALED,
}
_CASEWORK = frozenset({A.CASE_VIEW, A.CASE_OPEN, A.CASE_WORK, A.SEALED_WORK, A.EMERGENCY_ACCESS}) | {
    A.SURVEY_MANAGE,
    A.ARCHIVE_VIEW,
}
# Volunteering: whoever works at the station organises it; another person verifies and approves what was entered late.
_VOLUNTEERING = frozenset({A.VOLUNTEER_VIEW, A.VOLUNTEER_MANAGE, A.VOLUNTEERING_MANAGE, A.HOURS_VIEW}) | {
    A.HOURS_CONFIRM,
    A.CERTIFICATE_VIEW,
    A.CERTIFICATE_ISSUE,
    A.STAR_PROPOSE,
    A.POLICY_MANAGE,
    A.EXCHANGE_VIEW,
    A.EXCHANGE_MANAGE,
}
_VOLUNTEERING_SECOND = frozenset({A.VOLUNTEERING_REVIEW, A.HOURS_VIEW, A.HOURS_VERIFY, A.HOURS_BACK})
# 民政部门抽查 (Order 67 §21–22), policies for a whole area, stars (city bodies may use other ladders).
_VOLUNTEERING_OFFICERS = frozenset({A.HOURS_VIEW, A.HOURS_SAMPLE, A.POLICY_MANAGE, A.STAR_DECIDE, A.EXCHANGE_VIEW})
# The officers who receive what must be reported; which reports each reads is a question of rows (`protection`).
_PROTECTORS = frozenset(
    {A.MANDATORY_VIEW, A.ARCHIVE_SEALED, A.OFFICER_DESIGNATE, A.ARCHIVE_DESTROY, A.EMERGENCY_REVIEW}
)
_STATION = (
    _READERS
    | {A.RETURN_WRITE}
    | _FUNDS_WORKER
    | _SERVICE
    | _VOLUNTEERING
    | {A.STATION_EXPORT, A.STAFF_VIEW, A.STAFF_OWN, A.SUPERVISION_VIEW, A.TRAINING_ENROL}
    | {
        A.PERSON_VIEW,
        A.PERSON_REGISTER,
        A.OCCASION_MANAGE,
    }
)

ROLES: dict[Role, RoleCard] = {
    Role.PROVINCE: RoleCard(
        Seat.PROVINCE,
        "制定计划、下达任务、审核十月报告，查看全省建设情况；看不到服务对象。",
        _OFFICERS
        | {A.FUND_FIGURES, A.RETURN_FORM_MANAGE}
        | {A.PLAN_MANAGE, A.QUOTA_TRANSFER, A.QUOTA_TRANSFER_DECIDE, A.OCTOBER_REVIEW, A.SIGN_TEMPLATE_MANAGE}
        | {A.DIVISION_MANAGE, A.AUTHORITY_MANAGE, A.PARAMETER_MANAGE, A.STATION_IMPORT, A.RELEASE_FREEZE}
        | _STAFF_OFFICERS
        | {A.CONSENT_TEXT_MANAGE, A.COMMITMENT_TEXT_MANAGE}
        | _VOLUNTEERING_OFFICERS,
        frozenset({"P0", "P1"}),
    ),
    Role.CITY: RoleCard(
        Seat.CITY,
        "把任务分解到县（市、区），申请调剂，编制并报送十月报告。",
        _OFFICERS
        | {A.FUND_FIGURES, A.RETURN_WRITE}
        | {A.QUOTA_SPLIT, A.QUOTA_TRANSFER, A.QUOTA_TRANSFER_DECIDE, A.OCTOBER_DRAFT, A.ACCEPTANCE_INSPECT}
        | {A.STATION_IMPORT, A.PARAMETER_MANAGE}
        | _STAFF_OFFICERS
        | {A.STAFF_IMPORT, A.ALLOWANCE_RATE_MANAGE, A.PAY_SCALE_MANAGE}
        | _VOLUNTEERING_OFFICERS
        | {A.API_TOKEN_MANAGE, A.EXCHANGE_MANAGE},
        frozenset({"P0", "P1"}),
    ),
    Role.COUNTY: RoleCard(
        Seat.COUNTY,
        "确认选址，组织验收和整改，维护本县站点名册。",
        _OFFICERS
        | {A.FUND_FIGURES, A.ASSET_VIEW, A.FUND_VIEW, A.CLAIM_VIEW, A.RETURN_WRITE}
        | {A.SITE_CONFIRM, A.ACCEPTANCE_INSPECT, A.QUOTA_TRANSFER, A.STATION_IMPORT, A.STATION_CLOSE}
        | {A.STATION_EDIT, A.STATION_OPEN}
        | _STAFF_OFFICERS
        | _STAFF_NEAR
        | _PROTECTORS
        | {A.STAFF_RECOGNISE, A.LEARNING_DECIDE, A.APPRAISAL_APPEAL, A.SUPERVISION_EMERGENCY}
        | {A.ALLOWANCE_RATE_MANAGE, A.ALLOWANCE_APPROVE, A.PAY_SCALE_MANAGE}
        | _VOLUNTEERING_OFFICERS
        | _VOLUNTEERING_SECOND,
        frozenset({"P0", "P1"}),
    ),
    Role.STREET: RoleCard(
        Seat.STREET,
        "推荐社区选址，确认备案，可担任第二人。",
        _READERS
        | _FUNDS_DESK
        | _PROTECTORS
        | {A.FUND_FIGURES, A.RETURN_WRITE, A.RETURN_ACCEPT}
        | {A.STATION_EXPORT, A.SITE_NOMINATE, A.FILING_STREET, A.STATION_EDIT, A.ACCEPTANCE_SUBMIT}
        | {A.GRANT_VIEW, A.GRANT_MANAGE, A.POST_HAND_OVER}
        | _STAFF_OFFICERS
        | _STAFF_NEAR
        | {A.ATTENDANCE_MANAGE, A.ATTENDANCE_DECIDE, A.APPRAISAL_REVIEW, A.APPRAISAL_APPEAL}
        | {A.TRAINING_ENROL, A.TRAINING_ENROL_OTHERS, A.LEARNING_DECIDE, A.ALLOWANCE_REVIEW}
        | _VOLUNTEERING_SECOND,
        frozenset({"P0", "P1"}),
    ),
    Role.COMMITTEE: RoleCard(
        Seat.COMMUNITY,
        "领导和监督本社区“两站”：确认备案、年度计划和报告，填写监督意见。",
        _READERS
        | _FUNDS_DESK
        | {A.FILING_COMMITTEE, A.SUPERVISION_OPINION, A.YEARLY_PLAN_CONFIRM}
        | {A.NEED_VIEW, A.ACTIVITY_VIEW, A.ACTIVITY_APPROVE, A.MANDATORY_REPORT, A.MANDATORY_VIEW}
        | {A.TRAINING_ENROL, A.TRAINING_ENROL_OTHERS, A.LEARNING_DECIDE}
        | {A.AWARD_VIEW, A.STAFF_VIEW, A.ATTENDANCE_VIEW, A.ATTENDANCE_DECIDE}
        | {A.APPRAISAL_VIEW, A.APPRAISAL_REVIEW, A.SUPERVISION_FIGURES, A.ETHICS_VIEW, A.COMPLAINT_HANDLE}
        | _VOLUNTEERING_SECOND
        | {A.CERTIFICATE_VIEW, A.CERTIFICATE_SEAL},
        frozenset({"P0", "P1"}),
    ),
    Role.STATION_HEAD: RoleCard(
        Seat.STATION,
        "填写建设档案，申请备案，提交验收，反馈整改，开站；管理本站人员。",
        _STATION
        | _FUNDS_KEEPER
        | _CASEWORK
        | {A.CASE_OVERSEE, A.ACTIVITY_APPROVE, A.ARCHIVE_MANAGE, A.RIGHTS_HANDLE}
        | {A.CLAIM_APPROVE, A.BUDGET_MANAGE}
        | {A.STATION_EDIT, A.FILING_APPLY, A.ACCEPTANCE_SUBMIT, A.RECTIFICATION_ANSWER, A.STATION_OPEN}
        | {A.YEARLY_PLAN_EDIT}
        | _STAFF_NEAR
        | {A.STAFF_EXPORT, A.TRAINING_MANAGE, A.AWARD_VIEW, A.AWARD_MANAGE, A.TALENT_VIEW, A.ALLOWANCE_DRAFT}
        | {A.ATTENDANCE_MANAGE, A.ATTENDANCE_DECIDE, A.APPRAISAL_REVIEW}
        | {A.TRAINING_ENROL_OTHERS, A.LEARNING_DECIDE}
        | {A.SUPERVISION_RECORD, A.SUPERVISION_REGISTER, A.SUPERVISION_FIGURES, A.PERSON_MERGE, A.PERSON_FORGET}
        | _VOLUNTEERING_SECOND
        | {A.API_TOKEN_MANAGE, A.CERTIFICATE_SEAL},
        frozenset({"P0", "P1", "P2", "P3"}),
    ),
    Role.SOCIAL_WORKER: RoleCard(
        Seat.STATION,
        "在本站开展专业服务；协助填写建设档案。",
        _STATION | _CASEWORK | {A.STATION_EDIT, A.SUPERVISION_RECORD},
        frozenset({"P0", "P1", "P2", "P3"}),
    ),
    Role.VS_KEEPER: RoleCard(
        Seat.STATION,
        "负责志愿服务站日常工作；协助填写建设档案。",
        _STATION | _FUNDS_KEEPER | {A.STATION_EDIT, A.SUPERVISION_RECORD, A.AWARD_VIEW, A.AWARD_MANAGE},
        frozenset({"P0", "P1", "P2"}),
    ),
    Role.SUPERVISOR: RoleCard(
        Seat.AREA,
        "片区督导；在只有一人的站点可担任第二人。",
        _READERS
        | {A.ASSET_VIEW, A.ASSET_WITNESS}
        | {A.STAFF_VIEW, A.STAFF_OWN, A.OCCASION_MANAGE, A.ATTENDANCE_DECIDE, A.LEARNING_DECIDE}
        | {A.SUPERVISION_VIEW, A.SUPERVISION_RECORD, A.SUPERVISION_FIGURES}
        | {A.CASE_ADVISE, A.RISK_VIEW, A.ACTIVITY_VIEW, A.ACTIVITY_APPROVE}
        | {A.MANDATORY_REPORT, A.MANDATORY_VIEW, A.EMERGENCY_REVIEW, A.ARCHIVE_SEALED}
        | _VOLUNTEERING_SECOND,
        frozenset({"P0", "P1"}),
    ),
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
