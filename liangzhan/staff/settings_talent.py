"""Dated settings of appraisal and talent: practice, never constants (domain.md 4.5, 4.6, Annex B)."""

from liangzhan.divisions.parameter_values import NAMES
from liangzhan.staff.choices.appraisal import AppraisalPart, Grade
from liangzhan.staff.rules.appraisal import DEDUCTIONS, THRESHOLDS, WEIGHTS
from liangzhan.staff.rules.exams import WINDOWS
from liangzhan.toolkit.parameters import declare


def declare_talent() -> None:
    """Called once when the platform starts."""
    declare("appraisal.weights", WEIGHTS, "年度考核各项权重（合计 100）", "D")
    declare("appraisal.thresholds", THRESHOLDS, "年度考核等次分数线", "D", "分")
    declare("appraisal.deductions", DEDUCTIONS, "出勤扣分（每天或每次）", "D", "分")
    declare("appraisal.attendance_kept", 50, "出勤记录不足应出勤天数的多少时，出勤按暂无数据处理", "D", "%")
    declare("appraisal.learning_hours", 24, "年度考核学习培训满分学时（全年）", "D", "学时")
    declare("appraisal.publicity_workdays", 5, "考核结果公示天数", "D", "工作日")
    declare("appraisal.appeal_days", 15, "考核等次确定后的申诉期限", "D", "天")
    declare("appraisal.excellent_share", 0, "优秀名额占比（以街道为单位，0 为不限）", "U", "%")
    declare("exam.years", WINDOWS, "各级别考试合格成绩保留年数", "U", "年")
    declare("exam.several_levels", False, "同一年度可以报名两个级别", "U")
    declare("allowance.least_days", 15, "发放职业津贴当月至少在岗天数", "D", "天")
    declare("suppress.cell", 5, "少于几人的数据不显示", "D", "人")
    for part in AppraisalPart:
        NAMES[part.value] = part.label
    for grade in Grade:
        NAMES[grade.value] = grade.label
    NAMES.update(
        {"ABSENT": "旷工", "LATE": "迟到", "EARLY": "早退", "ASW": "助理社工师", "SW": "社工师", "SSW": "高级社工师"}
    )
