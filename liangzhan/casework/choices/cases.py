"""Cases: sources, phases, side states, reasons of closing (domain.md 5.1), kinds of service (5.6)."""

from django.db import models


class CaseSource(models.TextChoices):
    """How the person came to the station (C-01)."""

    SELF = "SELF", "本人求助"
    FAMILY = "FAMILY", "家人求助"
    COMMITTEE = "COMMITTEE", "社区（村）转来"
    OUTREACH = "OUTREACH", "走访发现"
    AGENCY = "AGENCY", "其他机构转来"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS", "民政部门转来"
    VOLUNTEER = "VOLUNTEER", "志愿者发现"
    SCHOOL = "SCHOOL", "学校转来"
    HOSPITAL = "HOSPITAL", "医院转来"
    POLICE_JUSTICE = "POLICE_JUSTICE", "公安、司法转来"
    OTHER = "OTHER", "其他"


class IntakeDecision(models.TextChoices):
    """What the intake ends with (C-01)."""

    ACCEPT = "ACCEPT", "接案"
    REFER = "REFER", "转介"
    DECLINE = "DECLINE", "不接案"
    CRISIS = "CRISIS", "按危机处置并接案"


class Phase(models.TextChoices):
    """接案、预估、计划、介入、评估、结案 (MZ/T 094-2017). Derived from the papers that exist, never stored."""

    INTAKE = "INTAKE", "接案"
    ASSESS = "ASSESS", "预估"
    PLAN = "PLAN", "计划"
    INTERVENE = "INTERVENE", "介入"
    EVALUATE = "EVALUATE", "评估"
    CLOSED = "CLOSED", "结案"
    FOLLOW_UP = "FOLLOW_UP", "跟进"


class CaseSide(models.TextChoices):
    """The only stored state: what does not follow from papers. 危机 is an overlay read from `protection`, no state."""

    ACTIVE = "ACTIVE", "在办"
    NOT_ACCEPTED = "NOT_ACCEPTED", "不接案"
    REFERRED = "REFERRED", "已转介"
    SUSPENDED = "SUSPENDED", "中止"
    REOPENED = "REOPENED", "重开"


class MemberRole(models.TextChoices):
    LEAD = "LEAD", "主责社工"
    MEMBER = "MEMBER", "协办社工"
    HEAD = "HEAD", "站长"


class ClosingReason(models.TextChoices):
    """结案原因 [CP]."""

    GOAL_MET = "GOAL_MET", "目标实现"
    CLIENT_ENDS = "CLIENT_ENDS", "服务对象要求终止"
    REFERRED = "REFERRED", "已转介"
    MOVED = "MOVED", "迁离"
    LOST = "LOST", "失联"
    DECEASED = "DECEASED", "死亡"
    BEYOND_CAPACITY = "BEYOND_CAPACITY", "超出能力或范围"
    PROJECT_END = "PROJECT_END", "项目终止"
    ETHICS = "ETHICS", "伦理冲突"


class CaseEvent(models.TextChoices):
    OPENED = "case.opened", "接案登记"
    INTAKE_EDITED = "case.intake.edited", "修改接案登记"
    DECIDED = "case.decided", "决定是否接案"
    MEMBER_ADDED = "case.member.added", "加入个案团队"
    MEMBER_ENDED = "case.member.ended", "退出个案团队"
    TRANSFERRED = "case.transferred", "个案转给其他社工"
    SUSPENDED = "case.suspended", "中止个案"
    RESUMED = "case.resumed", "恢复个案"
    REOPENED = "case.reopened", "重开个案"
    NICKNAME = "case.nickname", "设定化名"
    AGREEMENT = "case.agreement", "登记服务同意书"
    AGREEMENT_WITHDRAWN = "case.agreement.withdrawn", "登记撤回服务同意"
    ASSESSED = "case.assessed", "保存预估"
    PLANNED = "case.planned", "保存计划"
    PLAN_AGREED = "case.plan.agreed", "登记服务对象同意计划"
    OPINION = "case.opinion", "出具意见"
    CONTACT = "case.contact", "保存过程记录"
    CONTACT_CORRECTED = "case.contact.corrected", "更正过程记录"
    REVIEWED = "case.reviewed", "保存阶段评估"
    SCALE = "case.scale", "保存社会功能评分"
    REFERRAL = "case.referral", "转介"
    REFERRAL_ANSWERED = "case.referral.answered", "登记转介结果"
    CLOSING = "case.closing", "申请结案"
    CLOSED = "case.closed", "批准结案"
    CLOSING_RETURNED = "case.closing.returned", "退回结案"
    FOLLOWED_UP = "case.followed_up", "登记回访"
    FLAGGED = "case.flagged", "列入督导议题"
    EXPORTED = "case.exported", "导出个案"
    LEDGER_KEPT = "case.ledger.kept", "上传在办个案台账"
    LEDGER_STARTED = "case.ledger.started", "开始导入在办个案"
    LEDGER_IMPORTED = "case.ledger.imported", "导入在办个案"
    CARRIED = "case.carried", "导入个案"
    ERASED = "case.erased", "清除已销毁个案的内容"
