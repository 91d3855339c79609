"""Words of visits (V-01, domain.md 5.3) and of the visit cycle."""

from django.db import models


class VisitMode(models.TextChoices):
    """How a visit was made. 入户 counts as a household occasion (户次); 入户 and 陪同 are time outside."""

    HOME = "HOME", "入户"
    PHONE = "PHONE", "电话"
    ACCOMPANY = "ACCOMPANY", "陪同就医、办事"
    STATION = "STATION", "来站"
    ONLINE = "ONLINE", "网络"


class Finding(models.TextChoices):
    """How the person was found, at one tap. Kept as ciphertext: a code may be added, never taken away."""

    STEADY = "STEADY", "如常"
    BETTER = "BETTER", "好转"
    CONCERN = "CONCERN", "需要关注"
    ABSENT = "ABSENT", "没见到人"


class PauseKind(models.TextChoices):
    """Why somebody is not visited until a day. Kept as ciphertext: a code may be added, never taken away."""

    HOSPITAL = "HOSPITAL", "住院"
    AWAY = "AWAY", "外出"
    DECLINES = "DECLINES", "本人暂不愿意"
    OTHER = "OTHER", "其他"


class VisitEvent(models.TextChoices):
    STARTED = "visit.started", "开始探访"
    STOPPED = "visit.stopped", "结束探访"
    DROPPED = "visit.dropped", "放弃未记录的探访"
    RECORDED = "visit.recorded", "记录探访"
    CORRECTED = "visit.corrected", "更正探访记录"
    WITHDRAWN = "visit.withdrawn", "撤销探访记录"
    PLANNED = "visit.planned", "安排探访周期"
    PAUSED = "visit.paused", "暂停探访"
    RESUMED = "visit.resumed", "恢复探访"
    NEED = "visit.need", "探访发现登记为需求"
    EXPORTED = "visit.exported", "导出探访记录"
