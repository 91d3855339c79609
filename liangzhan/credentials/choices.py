"""What persons hold: trainings, learning, clearance, honours, commitments."""

from django.db import models


class TrainingLevel(models.TextChoices):
    """各级各类 [N 四(二)]."""

    NATIONAL = "NATIONAL", "国家级"
    PROVINCE = "PROVINCE", "省级"
    CITY = "CITY", "市级"
    COUNTY = "COUNTY", "县级"
    STREET = "STREET", "乡镇（街道）级"
    AGENCY = "AGENCY", "机构（站点）"


class TrainingKind(models.TextChoices):
    """For whom and what: social work (counts to continuing education), or volunteers (2.6.5)."""

    SOCIAL_WORK = "SOCIAL_WORK", "社会工作专题"
    VOLUNTEER_SERVICE = "VOLUNTEER_SERVICE", "志愿服务专题"
    VOLUNTEER_BASIC = "VOLUNTEER_BASIC", "志愿者通用培训"
    VOLUNTEER_SPECIAL = "VOLUNTEER_SPECIAL", "志愿者专项培训"
    EMERGENCY = "EMERGENCY", "应急培训"


class TrainingState(models.TextChoices):
    DRAFT = "DRAFT", "筹备中"
    OPEN = "OPEN", "报名中"
    SEATED = "SEATED", "名额已定"
    HELD = "HELD", "已举办"
    CANCELLED = "CANCELLED", "已取消"


class EnrolmentState(models.TextChoices):
    APPLIED = "APPLIED", "已报名"
    SEATED = "SEATED", "已录取"
    WAITLIST = "WAITLIST", "候补"
    WITHDRAWN = "WITHDRAWN", "已退出"
    COMPLETED = "COMPLETED", "已完成"
    ABSENT = "ABSENT", "未参加"


class LearningSource(models.TextChoices):
    """How hours of continuing education are counted (domain.md 4.2)."""

    TRAINING = "TRAINING", "平台内培训"
    COURSE = "COURSE", "其他培训（凭证书或证明）"
    DEGREE = "DEGREE", "取得社会工作专业学历"


class LearningState(models.TextChoices):
    WAITING = "WAITING", "待核对"
    COUNTED = "COUNTED", "已计入"
    REFUSED = "REFUSED", "不予计入"


class ClearanceResult(models.TextChoices):
    """未保法 §62: of a hit nothing but the consequence leaves this room."""

    CLEAR = "CLEAR", "无相关记录"
    HIT = "HIT", "不得从事"


class ClearanceChannel(models.TextChoices):
    POLICE = "POLICE", "公安机关"
    PROCURATORATE = "PROCURATORATE", "检察机关"
    NATIONAL_SYSTEM = "NATIONAL_SYSTEM", "全国查询系统"


class AwardLevel(models.TextChoices):
    NATIONAL = "NATIONAL", "国家级"
    PROVINCE = "PROVINCE", "省级"
    CITY = "CITY", "市级"
    COUNTY = "COUNTY", "县级"
    STREET = "STREET", "乡镇（街道）级"
    AGENCY = "AGENCY", "机构（站点）"


class CommitmentKind(models.TextChoices):
    ETHICS = "ETHICS", "职业道德承诺"
    CONFIDENTIALITY = "CONFIDENTIALITY", "保密承诺"


class SigningWay(models.TextChoices):
    PAGE = "PAGE", "平台上确认"
    PAPER = "PAPER", "纸质签字"


class CredentialEvent(models.TextChoices):
    TRAINING_SAVED = "training.saved", "保存培训"
    TRAINING_MOVED = "training.moved", "培训流转"
    ENROLLED = "training.enrolled", "培训报名"
    ENROLLED_ONESELF = "training.self", "本人报名培训"
    PEOPLE_ENROLLED = "training.people", "为本站人员报名培训"
    ENROLMENT_ENDED = "training.withdrawn", "退出培训"
    SEATED = "training.seated", "确定培训名额"
    SEATS_GIVEN = "training.seats", "按规则分配培训名额"
    COMPLETED = "training.completed", "确认培训完成"
    COMPLETION_CORRECTED = "training.corrected", "更正培训完成情况"
    REMINDED = "training.reminded", "提醒参加培训"
    LEARNING_SAVED = "learning.saved", "登记继续教育"
    LEARNING_DECIDED = "learning.decided", "核对继续教育"
    CLEARANCE_RECORDED = "clearance.recorded", "登记从业查询结果"
    AWARD_SAVED = "award.saved", "登记表彰"
    AWARD_WITHDRAWN = "award.withdrawn", "撤销表彰登记"
    TEXT_PUBLISHED = "commitment.text", "发布承诺文本"
    SIGNED_ONESELF = "commitment.self", "本人签署承诺"
    COMMITTED = "commitment.signed", "签署承诺"
