"""The register of volunteers (domain.md 6.4)."""

from django.db import models


class VolunteerState(models.TextChoices):
    """Nobody is a volunteer before he confirmed it himself: until then APPLIED, 待本人确认."""

    APPLIED = "APPLIED", "待本人确认"
    ACTIVE = "ACTIVE", "在册"
    SUSPENDED = "SUSPENDED", "暂停服务"
    QUIT = "QUIT", "已退出"
    DUPLICATE_MERGED = "MERGED", "已并入重复登记"
    DECEASED = "DECEASED", "已故"


class VolunteerSource(models.TextChoices):
    """Who typed the registration."""

    SELF = "SELF", "本人手机登记"
    DESK = "DESK", "到站登记"
    PAPER = "PAPER", "纸质登记表"
    IMPORT = "IMPORT", "批量导入"
    FEED = "FEED", "其他平台送来"


class ConfirmWay(models.TextChoices):
    """How the person himself said yes (domain.md 6.4: no one is "被志愿")."""

    SMS = "SMS", "短信验证码"
    DESK = "DESK", "出示证件当面确认"
    PAPER = "PAPER", "纸质签字"
    SCREEN = "SCREEN", "屏幕手写签名"
    CHECK_IN = "CHECK_IN", "签到时确认"


class CheckResult(models.TextChoices):
    """Real-name check. The embedded checker knows only the format; it never says more than that."""

    UNCHECKED = "UNCHECKED", "未核验"
    FORMAT = "FORMAT", "仅核对了证件号码格式"
    PASSED = "PASSED", "实名核验通过"
    FAILED = "FAILED", "实名核验未通过"


class NationalState(models.TextChoices):
    """依托全国志愿服务信息系统 (3.3.3): what is known of the number there. Only ACCEPTED counts in I14."""

    NONE = "NONE", "没有全国志愿者编号"
    CLAIMED = "CLAIMED", "本人提供，待核对"
    ACCEPTED = "ACCEPTED", "全国系统已登记"


class Employment(models.TextChoices):
    EMPLOYED = "EMPLOYED", "在职"
    STUDENT = "STUDENT", "学生"
    RETIRED = "RETIRED", "退休"
    FREE = "FREE", "自由职业"
    OTHER = "OTHER", "其他"


class Skill(models.TextChoices):
    """What a volunteer can offer [D]; a licence is asked where the post needs one (条例 §16)."""

    COMPANY = "COMPANY", "陪伴聊天"
    HOUSEWORK = "HOUSEWORK", "家务帮手"
    REPAIR = "REPAIR", "维修"
    MEDICAL = "MEDICAL", "医疗护理"
    FIRST_AID = "FIRST_AID", "急救"
    PSYCHOLOGY = "PSYCHOLOGY", "心理疏导"
    LAW = "LAW", "法律"
    TEACHING = "TEACHING", "教学辅导"
    ARTS = "ARTS", "文艺"
    SPORTS = "SPORTS", "体育"
    COMPUTER = "COMPUTER", "电脑和手机"
    DRIVING = "DRIVING", "驾驶"
    LANGUAGE = "LANGUAGE", "外语、手语"
    PHOTO = "PHOTO", "摄影摄像"
    ORGANISING = "ORGANISING", "组织策划"
    OTHER = "OTHER", "其他"
