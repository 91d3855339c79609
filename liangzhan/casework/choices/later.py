"""Words of what comes later in a case: referral, transfer, side states, closing, flags for supervision (domain.md 5.1)."""

from django.db import models


class ReferralItem(models.TextChoices):
    """One data item that may go with a referral. Only what the client agreed to, named one by one (PIPL §23)."""

    NAME = "NAME", "姓名或称呼"
    SEX_BIRTH = "SEX_BIRTH", "性别和出生日期"
    MOBILE = "MOBILE", "手机号码"
    ADDRESS = "ADDRESS", "住址"
    ID_NUMBER = "ID_NUMBER", "证件号码"
    PROBLEM = "PROBLEM", "主要问题"
    ASSESSMENT = "ASSESSMENT", "预估结论"
    NEEDS = "NEEDS", "需要"
    RISKS = "RISKS", "风险"
    PLAN = "PLAN", "服务目标"
    SERVICE = "SERVICE", "已提供的服务次数和起止日期"


class WithoutConsent(models.TextChoices):
    """When data may go without the client's consent: nothing else is a ground (PIPL §13(3)(4))."""

    LIFE = "LIFE", "紧急情况下保护生命健康"
    MANDATORY = "MANDATORY", "履行强制报告义务"


class TransferReason(models.TextChoices):
    """转案: another worker takes the lead, the case stays open."""

    POST_ENDED = "POST_ENDED", "原社工离岗"
    ABSENT = "ABSENT", "原社工长期请假"
    LOAD = "LOAD", "工作量调整"
    CLIENT_ASKS = "CLIENT_ASKS", "服务对象要求更换"
    ETHICS = "ETHICS", "伦理或双重关系"
    SKILL = "SKILL", "专业需要"


class SuspendReason(models.TextChoices):
    """中止: the work stands still for a time. The story belongs into the contact record, not here."""

    AWAY = "AWAY", "服务对象住院或外出"
    CLIENT_ASKS = "CLIENT_ASKS", "服务对象要求暂停"
    NO_CONTACT = "NO_CONTACT", "暂时联系不上"
    WAITING = "WAITING", "等待其他部门办理"
    NO_WORKER = "NO_WORKER", "站点人手不足"


class ReopenReason(models.TextChoices):
    """重开."""

    WORSE = "WORSE", "回访发现情况变差"
    NEW_NEED = "NEW_NEED", "出现新的需要"
    CLIENT_ASKS = "CLIENT_ASKS", "服务对象再次求助"
    RETURNED = "RETURNED", "转介被退回"
    MISTAKE = "MISTAKE", "结案有误"


class FlagReason(models.TextChoices):
    """Why a case comes before the supervisor by itself; a high risk is put there by `protection`."""

    LATE = "LATE", "个案超过办理时限"
    WORSE = "WORSE", "结案后回访情况变差"
    ETHICS = "ETHICS", "个案有伦理问题"


class Second(models.TextChoices):
    """Who approves a closing: there is a head, else a supervisor of the area, else nobody and the closing says so."""

    HEAD = "HEAD", "站长"
    SUPERVISOR = "SUPERVISOR", "片区督导"
    NOBODY = "NOBODY", "无第二人"
