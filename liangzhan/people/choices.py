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
    CASE = "CASE", "接受个案服务"


class ConsentWay(models.TextChoices):
    """How it was given: a signature is not the only way."""

    PAPER = "PAPER", "纸质签字"
    SCREEN = "SCREEN", "屏幕手写签名"
    THUMB = "THUMB", "按手印（有见证人）"
    GUARDIAN = "GUARDIAN", "监护人签字"
    ONLINE = "ONLINE", "本人在线确认"


class ClientGroup(models.TextChoices):
    """Whom the notice serves first [N 三(一)], and whoever else comes (domain.md 5.5)."""

    ELDER = "ELDER", "困难老年人"
    MINOR = "MINOR", "未成年人"
    DISABLED = "DISABLED", "残疾人"
    LEFT_BEHIND = "LEFT_BEHIND", "“三留守”人员"
    LOW_INCOME = "LOW_INCOME", "低收入家庭"
    SENSITIVE = "SENSITIVE", "需要特别保护的人员"
    OTHER = "OTHER", "其他居民"


class ClientCategory(models.TextChoices):
    """Client categories (domain.md 5.5). One is primary, so that sums add up; any number are secondary.

    农村留守儿童 is one fact with one code, L1: there is no C3. X1–X5 lie over another category and are never primary.
    Stored tokens are read back through this list (EncryptedChoiceField): a code may be added, never taken away.
    """

    LIVING_ALONE = "E1", "独居老年人"
    EMPTY_NEST = "E2", "空巢老年人"
    DISABLED_ELDER = "E3", "失能、半失能老年人"
    AGED_80 = "E4", "高龄老年人（80 周岁以上）"
    BEREAVED_ELDER = "E5", "计划生育特殊家庭老年人"
    POOR_ELDER = "E6", "经济困难老年人"
    DEMENTIA = "E7", "认知障碍老年人"
    ORPHAN = "C1", "孤儿"
    UNATTENDED_CHILD = "C2", "事实无人抚养儿童"
    CHILD_IN_DIFFICULTY = "C4", "困境儿童"
    MIGRANT_CHILD = "C5", "流动儿童"
    HARMED_CHILD = "C6", "受侵害未成年人"
    CHILD_WITH_MISCONDUCT = "C7", "有不良行为的未成年人"
    SIGHT = "D1", "视力残疾人"
    HEARING = "D2", "听力残疾人"
    SPEECH = "D3", "言语残疾人"
    LIMBS = "D4", "肢体残疾人"
    INTELLECT = "D5", "智力残疾人"
    MIND = "D6", "精神残疾人"
    SEVERAL = "D7", "多重残疾人"
    LEFT_BEHIND_CHILD = "L1", "农村留守儿童"
    LEFT_BEHIND_WOMAN = "L2", "农村留守妇女"
    LEFT_BEHIND_ELDER = "L3", "农村留守老年人"
    MINIMUM_LIVING = "P1", "最低生活保障对象"
    DESTITUTE = "P2", "特困人员"
    MONITORED = "P3", "防止返贫监测对象"
    NEAR_MINIMUM = "P4", "最低生活保障边缘家庭成员"
    RIGID_EXPENSE = "P5", "刚性支出困难家庭成员"
    OTHER_POOR = "P6", "其他困难人员"
    CORRECTION = "X1", "社区矫正对象"
    DRUG_RECOVERY = "X2", "社区戒毒、社区康复人员"
    MENTAL_ILLNESS = "X3", "精神障碍患者"
    DOMESTIC_VIOLENCE = "X4", "家庭暴力受害人"
    RELEASED = "X5", "刑满释放人员"
    VETERAN = "O1", "优抚对象、退役军人"
    UNEMPLOYED = "O2", "失业人员"
    MIGRANT = "O3", "流动人口"
    CARER = "O4", "家庭照顾者"
    RESIDENT = "O9", "普通居民"


_GROUP_OF_LETTER = {
    "E": ClientGroup.ELDER,
    "C": ClientGroup.MINOR,
    "D": ClientGroup.DISABLED,
    "L": ClientGroup.LEFT_BEHIND,
    "P": ClientGroup.LOW_INCOME,
    "X": ClientGroup.SENSITIVE,
    "O": ClientGroup.OTHER,
}
GROUP_OF_CATEGORY = {one: _GROUP_OF_LETTER[one.value[0]] for one in ClientCategory}

# What an ordinary page offers and shows. X1–X5 are of class P4: they are set and read only with sealed services.
ORDINARY_CATEGORIES = tuple(one for one in ClientCategory if GROUP_OF_CATEGORY[one] != ClientGroup.SENSITIVE)


class CategorySource(models.TextChoices):
    """How the station knows that somebody belongs to a category (domain.md 5.5)."""

    SELF = "SELF", "自报"
    COMMITTEE = "COMMITTEE", "两委名单"
    CIVIL_AFFAIRS = "CIVIL", "民政比对"
    VISIT = "VISIT", "走访发现"
    AGE = "AGE", "按出生日期"


class DisabilityGrade(models.TextChoices):
    """GB/T 26341: the first is the most severe."""

    FIRST = "1", "一级"
    SECOND = "2", "二级"
    THIRD = "3", "三级"
    FOURTH = "4", "四级"


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
    USER_UNLINKED = "person.user_unlinked", "解除账户与人员的关联"
    IMPORTED = "person.imported", "批量登记人员"
    CATEGORY_SET = "category.set", "登记服务对象类别"
    CATEGORY_VERIFIED = "category.verified", "核实服务对象类别"
    CATEGORY_PRIMARY = "category.primary", "更换主要类别"
    CATEGORY_ENDED = "category.ended", "结束服务对象类别"
    LEDGER_KEPT = "clients.kept", "上传服务对象台账"
    LEDGER_STARTED = "clients.started", "开始导入服务对象台账"
    LEDGER_IMPORTED = "clients.imported", "导入服务对象台账"
    CATEGORIES_EXPIRED = "category.expired", "到期结束服务对象类别"
