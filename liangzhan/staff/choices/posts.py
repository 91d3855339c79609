"""Posts and qualification (domain.md 4.1, 4.2)."""

from django.db import models


class PostRole(models.TextChoices):
    """What somebody does in a station. 督导 may be of an area and then needs no post."""

    STATION_HEAD = "STATION_HEAD", "站长"
    SOCIAL_WORKER = "SOCIAL_WORKER", "社会工作者岗"
    VS_KEEPER = "VS_KEEPER", "志愿服务站工作人员"
    SUPERVISOR = "SUPERVISOR", "督导"
    ASSISTANT = "ASSISTANT", "助理"


class Employment(models.TextChoices):
    """专（兼）职 [N 二(四)]."""

    FULL_TIME = "FULL_TIME", "专职"
    PART_TIME = "PART_TIME", "兼职"


class Identity(models.TextChoices):
    """Where the person comes from. The first two are 社区工作者 (domain.md 4.1); volunteers are never staff."""

    COMMITTEE_MEMBER = "COMMITTEE_MEMBER", "两委成员"
    COMMUNITY_WORKER = "COMMUNITY_WORKER", "专职社区工作者"
    AGENCY = "AGENCY", "社工机构派驻"
    PUBLIC_WELFARE = "PUBLIC_WELFARE", "公益性岗位"
    REHIRED = "REHIRED", "退休返聘"
    OTHER = "OTHER", "其他"


class ProfessionalBasis(models.TextChoices):
    """What makes a 社会工作专业人才; which of these count is dated configuration (`staff.professional_bases`)."""

    CERTIFICATE = "CERTIFICATE", "持证"
    DEGREE = "DEGREE", "社会工作专业学历"
    TRAINING = "TRAINING", "受训并经县级认定"


class CertificateLevel(models.TextChoices):
    """职业水平 (domain.md 4.2)."""

    ASW = "ASW", "助理社会工作师"
    SW = "SW", "社会工作师"
    SSW = "SSW", "高级社会工作师"


class RegistrationState(models.TextChoices):
    """As the national information system names them [S]."""

    NOT_APPLIED = "NOT_APPLIED", "未申请"
    WAITING = "WAITING", "待审核"
    FIRST_PASSED = "FIRST_PASSED", "初审通过"
    FIRST_REFUSED = "FIRST_REFUSED", "初审未通过"
    FINAL_PASSED = "FINAL_PASSED", "终审通过"
    FINAL_REFUSED = "FINAL_REFUSED", "终审未通过"
    REGISTERED = "REGISTERED", "首次登记已完成"
    ISSUED = "ISSUED", "已出证"


class RecognitionState(models.TextChoices):
    """County's word on a worker whose basis is training."""

    NONE = "NONE", "未申请"
    ASKED = "ASKED", "待县级认定"
    RECOGNISED = "RECOGNISED", "已认定"
    REFUSED = "REFUSED", "未认定"


class StaffEvent(models.TextChoices):
    """Deeds about posts and qualification."""

    WORKER_SAVED = "worker.saved", "保存人员"
    POST_OPENED = "worker.post.opened", "上岗"
    POST_CHANGED = "worker.post.changed", "调整岗位"
    POST_CORRECTED = "worker.post.corrected", "更正岗位"
    POST_ENDED = "worker.post.ended", "离岗"
    POST_CANCELLED = "worker.post.cancelled", "取消未上岗的岗位"
    ACCOUNT_LINKED = "worker.account", "关联工作人员账户"
    ACCOUNT_UNLINKED = "worker.account.ended", "解除工作人员账户关联"
    COUNTED = "worker.counted", "统计站点人员"
    TURNED_OVER = "worker.turned_over", "夜间核对岗位"
    CERTIFICATE_SAVED = "worker.certificate", "登记职业水平证书"
    REGISTRATION_SAVED = "worker.registration", "登记社会工作者登记"
    EDUCATION_SAVED = "worker.education", "登记社会工作专业学历"
    RECOGNITION_ASKED = "worker.recognition.asked", "申请专业人才认定"
    RECOGNITION_DECIDED = "worker.recognition.decided", "专业人才认定"
    ROSTER_UPLOADED = "worker.roster.uploaded", "上传人员名册"
    ROSTER_STARTED = "worker.roster.started", "开始导入人员名册"
    ROSTER_IMPORTED = "worker.roster.imported", "导入人员名册"
    EXPORTED = "worker.exported", "导出人员名册"
    REMINDED = "worker.reminded", "提醒登记到期"


class PostState(models.TextChoices):
    """How a post stands on a day; derived from its days, never stored."""

    IN_FORCE = "IN_FORCE", "在岗"
    TO_COME = "TO_COME", "未到岗"
    ENDED = "ENDED", "已离岗"


class RegistrationSight(models.TextChoices):
    """How the registration of a certified worker stands on a day; a filter of the roll."""

    VALID = "VALID", "登记有效"
    EXPIRING = "EXPIRING", "90 天内到期"
    LAPSED = "LAPSED", "不在有效期"


class RosterFate(models.TextChoices):
    """What an import does with a row."""

    MAKE = "MAKE", "登记"
    SKIP = "SKIP", "已有"
    REFUSE = "REFUSE", "不能导入"
