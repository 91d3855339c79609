"""Words about guardians, kin, and requests under the personal information law."""

from django.db import models


class GuardianRelation(models.TextChoices):
    """Who may be a guardian (民法典第二十七条、第二十八条、第三十二条)."""

    PARENT = "PARENT", "父母"
    GRANDPARENT = "GRANDPARENT", "祖父母、外祖父母"
    SIBLING = "SIBLING", "兄、姐"
    SPOUSE = "SPOUSE", "配偶"
    CHILD = "CHILD", "成年子女"
    OTHER = "OTHER", "其他个人或者组织"
    AUTHORITY = "AUTHORITY", "居（村）委会或者民政部门"


class GuardianEvidence(models.TextChoices):
    """What was shown."""

    BOOKLET = "BOOKLET", "户口簿"
    BIRTH = "BIRTH", "出生医学证明"
    APPOINTED = "APPOINTED", "法院、民政部门或者居（村）委会的指定文件"
    ENTRUSTED = "ENTRUSTED", "委托照护书"
    SAID = "SAID", "本人陈述，待核实"


class Kin(models.TextChoices):
    """What the other one is to the person. Everything else follows from these in the drawing."""

    PARENT = "PARENT", "父亲或母亲"
    CHILD = "CHILD", "子女"
    SPOUSE = "SPOUSE", "配偶"
    SIBLING = "SIBLING", "兄弟姐妹"


class RightKind(models.TextChoices):
    """PIPL §44–49."""

    SEE = "SEE", "查阅"
    COPY = "COPY", "复制"
    CORRECT = "CORRECT", "更正、补充"
    DELETE = "DELETE", "删除"
    EXPLAIN = "EXPLAIN", "解释说明处理规则"


class Asker(models.TextChoices):
    SELF = "SELF", "本人"
    GUARDIAN = "GUARDIAN", "监护人"
    AGENT = "AGENT", "受委托人"
    NEXT_OF_KIN = "KIN", "死者近亲属"


class RightWay(models.TextChoices):
    """How the request came: there is always a way without a phone."""

    DOOR = "DOOR", "到站口头提出"
    PAPER = "PAPER", "书面提出"
    PHONE = "PHONE", "电话"
    ONLINE = "ONLINE", "网上"


class IdentityCheck(models.TextChoices):
    """How the station made sure who asks."""

    ORIGINAL = "ORIGINAL", "查验证件原件"
    KNOWN = "KNOWN", "工作人员认识本人"
    CALL = "CALL", "回拨登记的号码核对"
    PROXY = "PROXY", "查验委托书和双方证件"


class RightState(models.TextChoices):
    OPEN = "OPEN", "办理中"
    GRANTED = "GRANTED", "同意"
    PARTLY = "PARTLY", "部分同意"
    REFUSED = "REFUSED", "不予办理"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class RefusalGround(models.TextChoices):
    """The law's own grounds; without one a request is not refused."""

    SECRET = "SECRET", "法律、行政法规规定应当保密（个人信息保护法第十八条、第四十五条）"
    KEEP = "KEEP", "法定保存期限未满，改为封存（个人信息保护法第四十七条）"
    OTHERS = "OTHERS", "涉及他人的个人信息，只提供本人部分（个人信息保护法第四条、第十条）"
    NOT_WRONG = "NOT_WRONG", "经核实信息准确、完整（个人信息保护法第四十六条）"
    NOT_PROVED = "NOT_PROVED", "不能确认申请人身份或者委托关系（个人信息保护法第五十条）"


class ClientEvent(models.TextChoices):
    GUARDIAN_SAVED = "guardian.saved", "登记监护人"
    GUARDIAN_ENDED = "guardian.ended", "结束监护关系"
    KIN_SAVED = "kin.saved", "登记亲属关系"
    KIN_ENDED = "kin.ended", "结束亲属关系"
    RIGHT_ASKED = "right.asked", "受理个人信息权利请求"
    RIGHT_DECIDED = "right.decided", "答复个人信息权利请求"
    RIGHT_WITHDRAWN = "right.withdrawn", "撤回个人信息权利请求"
    RIGHT_COPIED = "right.copied", "提供个人信息副本"
    ASSESSMENT_PUBLISHED = "assessment.published", "发布个人信息保护影响评估"
