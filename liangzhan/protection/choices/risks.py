"""Risk and crisis: domains, levels, clocks (domain.md 5.7), and what is written down about them."""

from django.db import models


class RiskDomain(models.TextChoices):
    """The ten domains of domain.md 5.7."""

    SUICIDE_SELF_HARM = "SUICIDE_SELF_HARM", "自杀、自伤"
    HARM_OTHERS = "HARM_OTHERS", "伤害他人"
    CHILD_ABUSE = "CHILD_ABUSE", "侵害未成年人"
    DOMESTIC_VIOLENCE = "DOMESTIC_VIOLENCE", "家庭暴力"
    ELDER_NEGLECT = "ELDER_NEGLECT", "老年人无人照料或被虐待"
    PSYCHOSIS = "PSYCHOSIS", "精神状态异常"
    ACUTE_POVERTY = "ACUTE_POVERTY", "生活突然陷入困境"
    HEALTH = "HEALTH", "身体健康危险"
    RUNAWAY_MISSING = "RUNAWAY_MISSING", "出走、失踪"
    SEXUAL_ASSAULT = "SEXUAL_ASSAULT", "性侵害"


class RiskLevel(models.TextChoices):
    """Levels 1–4 of domain.md 5.7 [D]."""

    GREEN = "1", "低风险（绿）"
    YELLOW = "2", "中风险（黄）"
    ORANGE = "3", "高风险（橙）"
    RED = "4", "紧急危险（红）"


class RiskStepKind(models.TextChoices):
    """What happened to a risk."""

    RAISED = "RAISED", "评定或升高等级"
    LOWERED = "LOWERED", "降低等级"
    SUPERVISOR = "SUPERVISOR", "告知督导"
    RECORD = "RECORD", "形成书面记录"
    PLAN = "PLAN", "制定安全计划"
    CONTACT = "CONTACT", "与服务对象联系"


class Duty(models.TextChoices):
    """What a level asks for within a time (domain.md 5.7)."""

    SUPERVISOR = "SUPERVISOR", "告知督导"
    RECORD = "RECORD", "形成书面记录"
    PLAN = "PLAN", "制定安全计划"
    CONTACT = "CONTACT", "联系服务对象"


class Informed(models.TextChoices):
    """Who was told of a crisis (C-10)."""

    SUPERVISOR = "SUPERVISOR", "督导"
    HEAD = "HEAD", "站长"
    FAMILY = "FAMILY", "家属或监护人"
    COMMITTEE = "COMMITTEE", "社区（村）两委"
    STREET = "STREET", "乡镇（街道）"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS", "民政部门"
    POLICE = "POLICE", "公安机关（110）"
    HOSPITAL = "HOSPITAL", "医院、急救（120）"
    SCHOOL = "SCHOOL", "学校、幼儿园"
    OTHER = "OTHER", "其他"


class RiskEvent(models.TextChoices):
    RAISED = "risk.raised", "评定或升高风险等级"
    LOWERED = "risk.lowered", "降低风险等级"
    STEP = "risk.step", "记录风险处置"
    TEAM = "risk.team", "调整风险的办理人员"
    REMINDED = "risk.reminded", "风险时限催办"
    CRISIS_OPENED = "crisis.opened", "登记危机"
    CRISIS_INFORMED = "crisis.informed", "登记危机知会"
    CRISIS_MEASURE = "crisis.measure", "登记危机处置措施"
    CRISIS_PLANNED = "crisis.planned", "保存安全计划"
    CRISIS_ERASED = "crisis.erased", "清除已销毁危机档案的内容"
    CRISIS_CLOSED = "crisis.closed", "结束危机"
