"""Supervision 督导 (domain.md 4.4)."""

from django.db import models


class SupervisionForm(models.TextChoices):
    INDIVIDUAL = "INDIVIDUAL", "个别督导"
    GROUP = "GROUP", "团体督导"
    PEER = "PEER", "同辈督导"
    ONSITE = "ONSITE", "现场督导"
    CASE_CONFERENCE = "CASE_CONFERENCE", "个案研讨"


class SupervisorSource(models.TextChoices):
    INTERNAL = "INTERNAL", "内部督导"
    EXTERNAL = "EXTERNAL", "外部督导"


class SupervisionTopic(models.TextChoices):
    CASE = "CASE", "个案"
    GROUP = "GROUP", "小组"
    COMMUNITY = "COMMUNITY", "社区"
    PROJECT = "PROJECT", "项目"
    ETHICS = "ETHICS", "伦理"
    EMOTION = "EMOTION", "情绪支持"
    CRISIS = "CRISIS", "危机"
    ADMIN = "ADMIN", "行政"


class SessionState(models.TextChoices):
    """Confirmed is locked: what comes later is an addendum."""

    PLANNED = "PLANNED", "已安排"
    HELD = "HELD", "待确认"
    CONFIRMED = "CONFIRMED", "已确认"
    CANCELLED = "CANCELLED", "已取消"


class ActionState(models.TextChoices):
    OPEN = "OPEN", "待落实"
    DONE = "DONE", "待核对"
    CHECKED = "CHECKED", "已核对"


class AgendaState(models.TextChoices):
    WAITING = "WAITING", "待讨论"
    TAKEN = "TAKEN", "讨论中"
    POSTPONED = "POSTPONED", "暂缓"
    SETTLED = "SETTLED", "已了结"


class OwedKind(models.TextChoices):
    INDIVIDUAL = "INDIVIDUAL", "个别督导"
    GROUP = "GROUP", "团体督导"


class SupervisionEvent(models.TextChoices):
    PLANNED = "supervision.planned", "安排督导"
    CANCELLED = "supervision.cancelled", "取消督导"
    RECORDED = "supervision.recorded", "记录督导"
    SIGNED = "supervision.signed", "确认督导记录"
    PAPER_KEPT = "supervision.paper", "上传督导签字件"
    RATED = "supervision.rated", "评价督导"
    ADDED = "supervision.addendum", "补充督导记录"
    NOTE_WRITTEN = "supervision.note", "写保密记录"
    NOTE_SHARED = "supervision.note.shared", "向对方开放保密记录"
    ACTION_ADDED = "supervision.action", "商定督导行动"
    ACTION_DROPPED = "supervision.action.dropped", "删除督导行动"
    ACTION_DONE = "supervision.action.done", "落实督导行动"
    ACTION_CHECKED = "supervision.action.checked", "核对督导行动"
    ACTION_RETURNED = "supervision.action.returned", "退回督导行动"
    AGENDA_ADDED = "supervision.agenda", "列入督导议题"
    AGENDA_TAKEN = "supervision.agenda.taken", "讨论督导议题"
    AGENDA_POSTPONED = "supervision.agenda.postponed", "暂缓督导议题"
    AGENDA_SETTLED = "supervision.agenda.settled", "了结督导议题"
    EMERGENCY_OPENED = "supervision.emergency", "紧急调阅督导保密记录"
    EMERGENCY_REVIEWED = "supervision.emergency.reviewed", "复核紧急调阅"
    EXPORTED = "supervision.exported", "导出督导统计"
