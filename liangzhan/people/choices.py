"""Words about persons: code lists of domain.md 1.4 and 6.4, ties, consent, event names."""

from django.db import models


class Sex(models.TextChoices):
    """GB/T 2261.1."""

    UNKNOWN = "0", "未知"
    MALE = "1", "男"
    FEMALE = "2", "女"
    UNSPECIFIED = "9", "未说明"


class IdKind(models.TextChoices):
    """Kinds of identity document [CP]. All residence permits and the permanent residence card have 18 characters."""

    RESIDENT = "RESIDENT", "居民身份证"
    HK_MACAO = "HK_MACAO", "港澳居民居住证"
    TAIWAN = "TAIWAN", "台湾居民居住证"
    PASSPORT = "PASSPORT", "护照"
    PERMANENT = "PERMANENT", "外国人永久居留身份证"
    OTHER = "OTHER", "其他"


class Education(models.TextChoices):
    """GB/T 4658."""

    POSTGRADUATE = "10", "研究生"
    BACHELOR = "20", "大学本科"
    COLLEGE = "30", "大学专科"
    SECONDARY_VOCATIONAL = "40", "中等职业教育"
    HIGH_SCHOOL = "60", "普通高中"
    JUNIOR = "70", "初中"
    PRIMARY = "80", "小学"
    OTHER = "90", "其他"


class PoliticalStatus(models.TextChoices):
    """GB/T 4762, the values asked for."""

    MEMBER = "01", "中共党员"
    PROBATIONARY = "02", "中共预备党员"
    LEAGUE = "03", "共青团员"
    MASSES = "13", "群众"


class PersonState(models.TextChoices):
    """PIPL §47: when the purpose ends data are deleted; while a law forbids that, they are frozen."""

    ACTIVE = "ACTIVE", "在册"
    MERGED = "MERGED", "已合并"
    FROZEN = "FROZEN", "已封存"
    FORGOTTEN = "FORGOTTEN", "个人信息已删除"


class LegalBasis(models.TextChoices):
    """PIPL §13. A station and a committee are no state organs: consent is the default."""

    CONSENT = "CONSENT", "本人同意"
    CONTRACT = "CONTRACT", "订立、履行合同或人力资源管理"
    STATUTORY = "STATUTORY", "履行法定职责或法定义务"
    EMERGENCY = "EMERGENCY", "紧急情况下保护生命健康和财产安全"


class TieKind(models.TextChoices):
    """Why a station may know a person. Opened and ended by the services of the rooms above."""

    STAFF = "STAFF", "工作人员"
    CLIENT = "CLIENT", "服务对象"
    VOLUNTEER = "VOLUNTEER", "志愿者"
    LEARNER = "LEARNER", "参训人员"
    PARTICIPANT = "PARTICIPANT", "活动参加人"
    BACKBONE = "BACKBONE", "社区骨干"
    DONOR = "DONOR", "捐赠人"


class Relation(models.TextChoices):
    """GB/T 4761, first digits: to the head of the household."""

    HEAD = "0", "本人或户主"
    SPOUSE = "1", "配偶"
    SON = "2", "子"
    DAUGHTER = "3", "女"
    GRANDCHILD = "4", "孙子、孙女，或外孙子、外孙女"
    PARENT = "5", "父母"
    GRANDPARENT = "6", "祖父母或外祖父母"
    SIBLING = "7", "兄弟姐妹"
    OTHER = "8", "其他"


class ConsentPurpose(models.TextChoices):
    """What a person agreed to; each by itself (PIPL §14, §23, §25, §29)."""

    REGISTER = "REGISTER", "登记和提供服务"
    SENSITIVE = "SENSITIVE", "处理敏感个人信息"
    SHARE = "SHARE", "向其他机构提供"
    PUBLISH = "PUBLISH", "公开姓名或照片"


class ConsentWay(models.TextChoices):
    """How it was given: a signature is not the only way."""

    PAPER = "PAPER", "纸质签字"
    SCREEN = "SCREEN", "屏幕手写签名"
    THUMB = "THUMB", "按手印（有见证人）"
    GUARDIAN = "GUARDIAN", "监护人签字"
    ONLINE = "ONLINE", "本人在线确认"


class PersonEvent(models.TextChoices):
    REGISTERED = "person.registered", "登记人员"
    EDITED = "person.edited", "修改人员信息"
    CHECKED = "person.checked", "核对人员证件"
    TIE_OPENED = "person.tie.opened", "建立人员关联"
    TIE_ENDED = "person.tie.ended", "结束人员关联"
    HOUSEHOLD_SAVED = "household.saved", "保存家庭成员"
    MERGED = "person.merged", "合并重复人员"
    FORGOTTEN = "person.forgotten", "删除个人信息"
    FROZEN = "person.frozen", "封存个人信息"
    CONSENT_GIVEN = "consent.given", "登记同意"
    CONSENT_WITHDRAWN = "consent.withdrawn", "撤回同意"
    CONSENT_TEXT = "consent.text", "发布同意书文本"
    USER_LINKED = "person.user_linked", "关联账户与人员"
    IMPORTED = "person.imported", "批量登记人员"
