"""强制报告: situations, bases, recipients (domain.md 5.7), officers."""

from django.db import models


class Situation(models.TextChoices):
    """The nine situations of 《关于建立侵害未成年人案件强制报告制度的意见（试行）》（2020, nine departments）, shortened."""

    R1 = "R1", "未成年人生殖器官或隐私部位遭受或疑似遭受非正常损伤"
    R2 = "R2", "不满十四周岁的女性遭受或疑似遭受性侵害、怀孕、流产"
    R3 = "R3", "十四周岁以上女性未成年人遭受或疑似遭受性侵害所致怀孕、流产"
    R4 = "R4", "身体多处损伤、严重营养不良、意识不清，疑似受到家庭暴力、欺凌、虐待、殴打或被人麻醉"
    R5 = "R5", "因自杀、自残、工伤、中毒、被人麻醉、殴打等非正常原因导致伤残、死亡"
    R6 = "R6", "被遗弃或长期处于无人照料状态"
    R7 = "R7", "来源不明、失踪，或者被拐卖、收买"
    R8 = "R8", "被组织乞讨"
    R9 = "R9", "其他严重侵害未成年人身心健康，或未成年人正在面临危险"


class ReportBasis(models.TextChoices):
    """The four legal duties, kept apart (domain.md 5.7)."""

    MINORS_LAW = "MINORS_LAW", "《未成年人保护法》第十一条第二款"
    NINE_DEPARTMENTS = "NINE_DEPARTMENTS", "九部门《强制报告意见（试行）》（2020）"
    DOMESTIC_VIOLENCE_LAW = "DOMESTIC_VIOLENCE_LAW", "《反家庭暴力法》第十四条"
    LEFT_BEHIND = "LEFT_BEHIND", "国发〔2016〕13号（农村留守儿童）"


class Recipient(models.TextChoices):
    """To whom it was reported."""

    POLICE = "POLICE", "公安机关"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS", "民政部门"
    EDUCATION = "EDUCATION", "教育部门"
    OTHER = "OTHER", "其他有关部门"


class ReportStepKind(models.TextChoices):
    """What a step adds."""

    BEGUN = "BEGUN", "发现"
    FACTS = "FACTS", "情形和事实"
    TOLD = "TOLD", "报告情况"
    FILES = "FILES", "材料"


class Conflict(models.TextChoices):
    """Whom the report is about, when that bars a reader."""

    HEAD = "HEAD", "涉及本站站长"


class OfficerKind(models.TextChoices):
    """What an officer of street or county is designated for."""

    CHILD_PROTECTION = "CHILD", "儿童保护"
    ANTI_DRUG = "DRUG", "禁毒"


class ReportEvent(models.TextChoices):
    BEGUN = "report.begun", "开始强制报告"
    STEP = "report.step", "补充强制报告"
    REMINDED = "report.reminded", "强制报告催办"
    REPORTER_SHOWN = "report.reporter", "查看报告人"
    DESIGNATED = "officer.designated", "指定专干"
    DESIGNATION_ENDED = "officer.ended", "结束专干指定"
