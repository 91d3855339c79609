"""Words of community activities (MZ/T 071-2016; domain.md 5.3) and of what plans of groups and activities share."""

from django.db import models


class WorkDomain(models.TextChoices):
    """community_work_domain: the content categories of the standard, as [N 三] names them (domain.md 5.3)."""

    CARE = "CARE", "统筹社区照顾"
    PARTICIPATION = "PARTICIPATION", "扩大社区参与"
    INTEGRATION = "INTEGRATION", "促进社区融合"
    DEVELOPMENT = "DEVELOPMENT", "推动社区发展"
    CORRECTION = "CORRECTION", "参与社区矫正"
    DRUG_REHAB = "DRUG_REHAB", "参与社区戒毒与康复"


# Who takes part in these is never shown: people are counted as heads, photos are not taken (domain.md 5.8).
NAMELESS_DOMAINS = frozenset({WorkDomain.CORRECTION.value, WorkDomain.DRUG_REHAB.value})


class ActivityKind(models.TextChoices):
    PUBLICITY = "PUBLICITY", "宣传"
    CLINIC = "CLINIC", "义诊"
    LECTURE = "LECTURE", "讲座"
    FESTIVAL = "FESTIVAL", "节庆"
    COUNCIL = "COUNCIL", "议事会"
    CONVENIENCE = "CONVENIENCE", "便民服务"
    ROUND = "ROUND", "走访"
    DRILL = "DRILL", "演练"


class ActivityState(models.TextChoices):
    DRAFT = "DRAFT", "计划草稿"
    SUBMITTED = "SUBMITTED", "待审批"
    APPROVED = "APPROVED", "已批准"
    HELD = "HELD", "已举办"
    SUMMARISED = "SUMMARISED", "已总结"
    CANCELLED = "CANCELLED", "已取消"


class ActivityEvent(models.TextChoices):
    SAVED = "activity.saved", "填写活动计划"
    SUBMITTED = "activity.submitted", "提交计划审批"
    DECIDED = "activity.decided", "审批计划"
    CANCELLED = "activity.cancelled", "取消小组或活动"
    RECORDED = "activity.recorded", "记录活动过程"
    RECOUNTED = "activity.recounted", "更正活动人数"
    COUNTED = "activity.counted", "小组或活动入账"
    ROLL_CLOSED = "activity.roll_closed", "确认小组或活动的签到"
    PHOTO_ADDED = "activity.photo", "添加活动照片"
    PHOTO_REMOVED = "activity.photo_removed", "删除活动照片"
    SUMMARISED = "activity.summarised", "总结活动"
    ERASED = "activity.erased", "清除已销毁小组或活动的内容"
    RATINGS_OPENED = "activity.ratings_opened", "开放满意度评价"
    RATINGS_ENDED = "activity.ratings_ended", "停止满意度评价"
    RATED = "activity.rated", "满意度评价"
    PAPER_RATED = "activity.paper_rated", "录入纸质满意度"
