"""Words of the construction programme (domain.md 3, 9.2)."""

from django.db import models


class PlanState(models.TextChoices):
    DRAFT = "DRAFT", "编制中"
    ISSUED = "ISSUED", "已下达"
    CLOSED = "CLOSED", "已结束"


class TransferState(models.TextChoices):
    REQUESTED = "REQUESTED", "待批准"
    APPROVED = "APPROVED", "已批准"
    REJECTED = "REJECTED", "未批准"


class NominationState(models.TextChoices):
    NOMINATED = "NOMINATED", "已推荐"
    RETURNED = "RETURNED", "已退回"
    CONFIRMED = "CONFIRMED", "已确认"
    REJECTED = "REJECTED", "未采纳"
    WITHDRAWN = "WITHDRAWN", "已撤回"


class InspectionWay(models.TextChoices):
    """How the county accepts: 现场, 材料 or 抽查; which one is a dated parameter, since the notice sets none."""

    ON_SITE = "ON_SITE", "现场验收"
    PAPERS = "PAPERS", "材料验收"
    SAMPLE = "SAMPLE", "抽查验收"


class VisitState(models.TextChoices):
    PLANNED = "PLANNED", "待进行"
    DONE = "DONE", "已完成"
    CANCELLED = "CANCELLED", "已取消"


class Verdict(models.TextChoices):
    MET = "MET", "达标"
    NOT_MET = "NOT_MET", "未达标"
    NOT_APPLICABLE = "NOT_APPLICABLE", "不适用"


class Result(models.TextChoices):
    PASS = "PASS", "合格"
    PASS_AFTER_RECTIFICATION = "PASS_AFTER_RECTIFICATION", "整改后合格"
    FAIL = "FAIL", "需整改"


class RectificationState(models.TextChoices):
    OPEN = "OPEN", "待整改"
    ANSWERED = "ANSWERED", "已反馈"
    ACCEPTED = "ACCEPTED", "已认可"


class ReportState(models.TextChoices):
    DRAFT = "DRAFT", "编制中"
    SUBMITTED = "SUBMITTED", "已报送"
    RETURNED = "RETURNED", "已退回"
    ACCEPTED = "ACCEPTED", "审核通过"


class ProgrammeEvent(models.TextChoices):
    """Names of recorded services of this room."""

    PLAN_OPENED = "plan.opened", "制定计划"
    PLAN_EDITED = "plan.edited", "修改计划"
    PLAN_DOCUMENT = "plan.document", "添加依据文件"
    PLAN_MOVED = "plan.moved", "计划状态变化"
    QUOTAS_SET = "quota.set", "确定任务"
    QUOTAS_SPLIT = "quota.split", "分解任务"
    TRANSFER_REQUESTED = "transfer.requested", "申请任务调剂"
    TRANSFER_DECIDED = "transfer.decided", "办理任务调剂"
    NOMINATED = "nomination.made", "推荐选址"
    NOMINATION_EDITED = "nomination.edited", "修改选址推荐"
    NOMINATION_OVERRULED = "nomination.overruled", "调整选址排序"
    NOMINATION_DECIDED = "nomination.decided", "办理选址"
    SLOT_TAKEN = "slot.taken", "站点计入计划"
    BUILDING_STARTED = "building.started", "开始建设"
    ACCEPTANCE_SUBMITTED = "acceptance.submitted", "提交验收"
    SAMPLE_DRAWN = "sample.drawn", "抽取抽查名单"
    VISIT_PLANNED = "visit.planned", "安排验收"
    VISIT_ITEM = "visit.item", "记录验收项目"
    VISIT_FILLED = "visit.filled", "按材料填写验收项目"
    VISIT_CLOSED = "visit.closed", "完成验收"
    RECTIFICATION_ANSWERED = "rectification.answered", "反馈整改"
    RECTIFICATION_DECIDED = "rectification.decided", "认可整改"
    STATION_OPENED = "station.opened", "开站"
    REPORT_DRAFTED = "october.drafted", "编制十月报告"
    REPORT_EDITED = "october.edited", "修改十月报告"
    REPORT_MOVED = "october.moved", "十月报告流转"
    REPORT_REMINDED = "october.reminded", "催报十月报告"
    PACKAGE_ASKED = "october.package", "打包十月报告"
