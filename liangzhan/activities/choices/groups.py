"""Words of group work (MZ/T 095-2017; domain.md 5.2)."""

from django.db import models


class GroupType(models.TextChoices):
    """Types [CP]."""

    EDUCATION = "EDUCATION", "教育小组"
    SUPPORT = "SUPPORT", "支持小组"
    GROWTH = "GROWTH", "成长小组"
    THERAPY = "THERAPY", "治疗小组"
    MUTUAL_AID = "MUTUAL_AID", "互助小组"
    INTEREST = "INTEREST", "兴趣小组"
    TASK = "TASK", "任务小组"


class GroupModel(models.TextChoices):
    """Models of group work [CP]."""

    SOCIAL_GOALS = "SOCIAL_GOALS", "社会目标模式"
    REMEDIAL = "REMEDIAL", "治疗模式"
    INTERACTION = "INTERACTION", "互动模式"
    DEVELOPMENT = "DEVELOPMENT", "发展模式"


class GroupPhase(models.TextChoices):
    """The process of MZ/T 095: 筹备期、形成期、转折期、成熟期、结束期 [S]."""

    PREPARE = "PREPARE", "筹备期"
    FORM = "FORM", "形成期"
    TRANSITION = "TRANSITION", "转折期"
    MATURE = "MATURE", "成熟期"
    END = "END", "结束期"


class GroupState(models.TextChoices):
    DRAFT = "DRAFT", "计划草稿"
    SUBMITTED = "SUBMITTED", "待审批"
    APPROVED = "APPROVED", "已批准"
    RUNNING = "RUNNING", "进行中"
    CLOSED = "CLOSED", "已结束"
    CANCELLED = "CANCELLED", "已取消"


class MemberState(models.TextChoices):
    """G-02: an applicant is screened; a member may leave before the end."""

    APPLIED = "APPLIED", "已报名"
    ACCEPTED = "ACCEPTED", "组员"
    WAITING = "WAITING", "候补"
    DECLINED = "DECLINED", "未录取"
    LEFT = "LEFT", "中途退出"


class SignWay(models.TextChoices):
    """How a member signed the contract: a signature is not the only way."""

    SCREEN = "SCREEN", "屏幕手写签名"
    PAPER = "PAPER", "纸质签字"
    THUMB = "THUMB", "按手印（有见证人）"
    ORAL = "ORAL", "口头承诺（有见证人）"


class GroupEvent(models.TextChoices):
    SAVED = "group.saved", "填写小组计划"
    APPLIED = "group.applied", "登记小组报名"
    SCREENED = "group.screened", "筛选组员"
    LEFT = "group.left", "组员退出小组"
    SESSION_PLANNED = "group.session_planned", "安排小组节次"
    SESSION_CANCELLED = "group.session_cancelled", "取消小组节次"
    SESSION_RECORDED = "group.session_recorded", "记录小组节次"
    SESSION_EDITED = "group.session_edited", "修改小组节次记录"
    RECOUNTED = "group.recounted", "更正小组出席"
    PHOTO_ADDED = "group.photo", "添加小组照片"
    CONTRACT_SAVED = "group.contract", "填写小组契约"
    SIGNED = "group.signed", "签署小组契约"
    TEST_SAVED = "group.test", "设置小组前后测"
    SCORED = "group.scored", "登记前后测得分"
    CLOSED = "group.closed", "小组结束"
