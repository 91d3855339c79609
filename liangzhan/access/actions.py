"""Every verb of the platform. A role is a set of these (`roles.py`); a page declares one of these."""

from django.db import models


class Action(models.TextChoices):
    """Verb, then the Chinese a refused user reads: 您没有“…”的权限."""

    # home, notices
    DESK_VIEW = "desk.view", "查看工作台"
    SEARCH = "search", "搜索"
    NOTICE_READ = "notice.read", "查看提醒"
    HELP_READ = "help.read", "查看帮助"

    # divisions
    DIVISION_VIEW = "division.view", "查看行政区划"
    DIVISION_MANAGE = "division.manage", "维护行政区划"
    AUTHORITY_MANAGE = "authority.manage", "维护主管部门"
    PARAMETER_VIEW = "parameter.view", "查看参数"
    PARAMETER_MANAGE = "parameter.manage", "维护参数"

    # stations: register and construction file
    STATION_VIEW = "station.view", "查看站点"
    STATION_EDIT = "station.edit", "填写建设档案"
    STATION_IMPORT = "station.import", "导入站点名册"
    STATION_EXPORT = "station.export", "导出站点名册"
    STATION_CLOSE = "station.close", "暂停、恢复或关闭站点"
    FILING_APPLY = "filing.apply", "申请备案"
    FILING_COMMITTEE = "filing.committee", "居（村）委会确认备案"
    FILING_STREET = "filing.street", "乡镇（街道）确认备案"
    SUPERVISION_OPINION = "supervision.opinion", "填写两委监督意见"
    YEARLY_PLAN_EDIT = "yearly.edit", "填写年度计划和年度报告"
    YEARLY_PLAN_CONFIRM = "yearly.confirm", "两委确认年度计划和年度报告"
    SIGN_TEMPLATE_MANAGE = "sign.template", "上传标识牌样式"

    # people
    PERSON_VIEW = "person.view", "查看人员信息"
    PERSON_REGISTER = "person.register", "登记人员"
    PERSON_MERGE = "person.merge", "合并重复人员"
    PERSON_FORGET = "person.forget", "删除个人信息"
    CONSENT_TEXT_MANAGE = "consent.text", "维护同意书文本"
    RIGHTS_HANDLE = "person.rights", "办理个人信息权利请求"

    # occasions
    OCCASION_VIEW = "occasion.view", "查看日程"
    OCCASION_MANAGE = "occasion.manage", "组织签到、点名"
    CHECK_IN = "occasion.check_in", "签到"

    # credentials
    TRAINING_VIEW = "training.view", "查看培训"
    TRAINING_MANAGE = "training.manage", "组织培训"
    TRAINING_ENROL = "training.enrol", "培训报名"
    TRAINING_ENROL_OTHERS = "training.enrol.others", "代他人报名培训"
    LEARNING_DECIDE = "learning.decide", "核对继续教育学时"
    CLEARANCE_MANAGE = "clearance.manage", "登记从业查询结果"
    AWARD_VIEW = "award.view", "查看表彰"
    AWARD_MANAGE = "award.manage", "登记表彰"
    COMMITMENT_TEXT_MANAGE = "commitment.text", "维护职业道德规范文本"

    # needs
    NEED_VIEW = "need.view", "查看居民需求和资源"
    NEED_MANAGE = "need.manage", "登记和跟进需求、资源、项目"
    SURVEY_MANAGE = "survey.manage", "组织需求和资源调查"

    # staff, on posts and qualification
    STAFF_VIEW = "staff.view", "查看人员名册"
    STAFF_MANAGE = "staff.manage", "维护人员名册"
    STAFF_IMPORT = "staff.import", "导入人员名册"
    STAFF_EXPORT = "staff.export", "导出人员名册"
    STAFF_RECOGNISE = "staff.recognise", "认定社会工作专业人才"
    STAFF_OWN = "staff.own", "办理本人事项"

    # staff, on attendance and appraisal
    ATTENDANCE_VIEW = "attendance.view", "查看考勤"
    ATTENDANCE_MANAGE = "attendance.manage", "维护考勤"
    ATTENDANCE_DECIDE = "attendance.decide", "审批请假和更正"
    APPRAISAL_VIEW = "appraisal.view", "查看考核"
    APPRAISAL_OPEN = "appraisal.open", "组织考核"
    APPRAISAL_REVIEW = "appraisal.review", "评议考核"
    APPRAISAL_APPEAL = "appraisal.appeal", "处理考核申诉"

    # staff, on supervision and ethics
    SUPERVISION_VIEW = "supervision.view", "查看督导"
    SUPERVISION_RECORD = "supervision.record", "记录督导"
    SUPERVISION_REGISTER = "supervision.register", "查看本站督导台账"
    SUPERVISION_FIGURES = "supervision.figures", "查看督导统计"
    SUPERVISION_EMERGENCY = "supervision.emergency", "紧急调阅督导保密记录"
    ETHICS_VIEW = "ethics.view", "查看职业道德登记"
    COMPLAINT_HANDLE = "complaint.handle", "处理投诉"

    # staff, on talent
    TALENT_VIEW = "talent.view", "查看人才统计"
    EXAM_MANAGE = "exam.manage", "登记考试报名和成绩"
    ALLOWANCE_RATE_MANAGE = "allowance.rate", "维护职业津贴标准"
    ALLOWANCE_DRAFT = "allowance.draft", "编制职业津贴名单"
    ALLOWANCE_REVIEW = "allowance.review", "审核职业津贴名单"
    ALLOWANCE_APPROVE = "allowance.approve", "核准职业津贴名单"
    PAY_SCALE_MANAGE = "pay_scale.manage", "维护薪酬水平登记"

    # protection: risk, crisis, mandatory report
    RISK_VIEW = "risk.view", "查看风险和危机"
    RISK_RECORD = "risk.record", "登记风险和危机"
    MANDATORY_REPORT = "report.mandatory", "强制报告"
    MANDATORY_VIEW = "report.mandatory.view", "查看强制报告"
    OFFICER_DESIGNATE = "officer.designate", "指定儿童保护和禁毒专干"

    # casework
    CASE_VIEW = "case.view", "查看个案"
    CASE_OPEN = "case.open", "接案"
    CASE_WORK = "case.work", "记录个案"
    CASE_OVERSEE = "case.oversee", "查看本站个案、审批个案"
    CASE_ADVISE = "case.advise", "出具个案督导意见"
    SEALED_WORK = "case.sealed", "办理限制查阅的个案"
    EMERGENCY_ACCESS = "case.emergency", "紧急调阅"
    EMERGENCY_REVIEW = "case.emergency.review", "复核紧急调阅"

    # activities: groups, community activities, visits, coordination
    VISIT_VIEW = "visit.view", "查看探访"
    VISIT_RECORD = "visit.record", "记录探访"
    ACTIVITY_VIEW = "activity.view", "查看小组和社区活动"
    ACTIVITY_MANAGE = "activity.manage", "组织小组和社区活动"
    ACTIVITY_APPROVE = "activity.approve", "审批小组和活动计划"

    # volunteers
    VOLUNTEER_OWN = "volunteer.own", "办理本人的志愿服务"
    VOLUNTEER_VIEW = "volunteer.view", "查看志愿者"
    VOLUNTEER_MANAGE = "volunteer.manage", "登记和管理志愿者"
    VOLUNTEERING_VIEW = "volunteering.view", "查看志愿服务活动"
    VOLUNTEERING_MANAGE = "volunteering.manage", "组织志愿服务活动"
    VOLUNTEERING_REVIEW = "volunteering.review", "审核志愿服务活动"
    POLICY_MANAGE = "policy.manage", "登记志愿者保险"
    HOURS_VIEW = "hours.view", "查看志愿服务记录"
    HOURS_CONFIRM = "hours.confirm", "确认志愿服务时长"
    HOURS_VERIFY = "hours.verify", "核实志愿服务时长"
    HOURS_BACK = "hours.back", "审批补录"
    HOURS_SAMPLE = "hours.sample", "抽查志愿服务记录"
    CERTIFICATE_VIEW = "certificate.view", "查看志愿服务证明"
    CERTIFICATE_ISSUE = "certificate.issue", "代志愿者出具、撤销证明"
    CERTIFICATE_SEAL = "certificate.seal", "办理证明盖章"
    STAR_PROPOSE = "star.propose", "提名星级志愿者"
    STAR_DECIDE = "star.decide", "评定星级志愿者"

    # exchange
    EXCHANGE_VIEW = "exchange.view", "查看与全国系统的数据交换"
    EXCHANGE_MANAGE = "exchange.manage", "办理与全国系统的数据交换"
    API_TOKEN_MANAGE = "api.token", "管理接口密钥"  # noqa: S105 -- a verb

    # archive
    ARCHIVE_VIEW = "archive.view", "查看档案"
    ARCHIVE_SEALED = "archive.sealed", "查看自己可以查阅的限制档案"
    ARCHIVE_MANAGE = "archive.manage", "归档、延期、冻结档案"
    ARCHIVE_DESTROY = "archive.destroy", "批准销毁档案"

    # funds
    ASSET_VIEW = "asset.view", "查看财物"
    ASSET_MANAGE = "asset.manage", "登记和盘点财物"
    ASSET_WITNESS = "asset.witness", "在盘点和交接中作第二签字人"
    ASSET_DECIDE = "asset.decide", "审批资产处置"
    FUND_VIEW = "fund.view", "查看经费台账"
    FUND_RECORD = "fund.record", "登记收入和结账"
    FUND_FIGURES = "fund.figures", "查看财物经费汇总"
    CLAIM_VIEW = "claim.view", "查看报账"
    CLAIM_MAKE = "claim.make", "提交报账"
    CLAIM_APPROVE = "claim.approve", "审批报账"
    CASHIER = "claim.pay", "支付报账和冲正"
    BUDGET_MANAGE = "budget.manage", "核定预算"
    DONATION_MANAGE = "donation.manage", "登记捐赠"

    # programme
    PLAN_VIEW = "plan.view", "查看建设计划"
    PLAN_MANAGE = "plan.manage", "制定建设计划、下达任务"
    QUOTA_SPLIT = "quota.split", "分解任务"
    QUOTA_TRANSFER = "quota.transfer", "申请任务调剂"
    QUOTA_TRANSFER_DECIDE = "quota.transfer.decide", "批准任务调剂"
    SITE_NOMINATE = "site.nominate", "推荐社区选址"
    SITE_CONFIRM = "site.confirm", "确认选址"
    ACCEPTANCE_SUBMIT = "acceptance.submit", "提交验收"
    ACCEPTANCE_INSPECT = "acceptance.inspect", "组织验收"
    RECTIFICATION_ANSWER = "rectification.answer", "反馈整改"
    STATION_OPEN = "station.open", "开站"
    OCTOBER_DRAFT = "october.draft", "编制和报送十月报告"
    OCTOBER_REVIEW = "october.review", "审核十月报告"
    PROGRESS_VIEW = "progress.view", "查看建设进度"

    # reporting
    FIGURE_VIEW = "figure.view", "查看统计指标"
    RETURN_VIEW = "return.view", "查看报表"
    RETURN_WRITE = "return.write", "填写和报送报表"
    RETURN_ACCEPT = "return.accept", "审核下级报表"
    RETURN_FORM_MANAGE = "return.form", "维护报表表样"
    TABLE_ASK = "table.ask", "申请报表准入"
    TABLE_DECIDE = "table.decide", "审定报表准入"
    RELEASE_FREEZE = "release.freeze", "发布公开数据"

    # accounts
    GRANT_VIEW = "grant.view", "查看账户"
    GRANT_MANAGE = "grant.manage", "邀请用户、授予岗位"
    POST_HAND_OVER = "post.hand_over", "移交岗位"
    SECURITY_MANAGE = "security.manage", "重置第二因素、解除锁定"
    OWN_ACCOUNT = "account.own", "管理自己的账户"

    # audit, system
    AUDIT_READ = "audit.read", "查阅审计记录"
    JOB_VIEW = "job.view", "查看后台任务"
    SYSTEM_VIEW = "system.view", "查看系统状态"


# Pages of these show P3 or P4 of the people who are served: whoever opens them signed in with a second factor
# (domain.md 10.4 身份鉴别). Making a mandatory report is not among them: nothing may stand in its way.
PROVEN = frozenset(
    {
        *(Action.CASE_VIEW, Action.CASE_OPEN, Action.CASE_WORK, Action.CASE_OVERSEE, Action.CASE_ADVISE),
        *(Action.SEALED_WORK, Action.EMERGENCY_ACCESS, Action.EMERGENCY_REVIEW),
        *(Action.RISK_VIEW, Action.RISK_RECORD, Action.MANDATORY_VIEW, Action.VISIT_VIEW),
        *(Action.ARCHIVE_VIEW, Action.ARCHIVE_MANAGE, Action.ARCHIVE_SEALED, Action.RIGHTS_HANDLE),
    }
)
